"""Right answers in the styles people write: softmax."""

import math

import numpy as np
from scipy import special

from helpers import functions


def stacked(s):
    s = np.asarray(s, float)
    return special.softmax(np.stack([np.zeros_like(s), s], axis=-1), axis=-1)[..., 1]


def with_loops(z):
    top = -math.inf
    for v in z:
        top = max(top, float(v))
    total = 0.0
    for v in z:
        total += math.exp(float(v) - top)
    out = np.zeros(len(z))
    for k in range(len(z)):
        out[k] = math.exp(float(z[k]) - top) / total
    return out


def rows_by_loop(z):
    out = np.empty(z.shape)
    for i, row in enumerate(z):
        out[i] = with_loops(row)
    return out


def rows_by_einsum(z):
    e = np.exp(z - np.max(z, axis=1)[:, None])
    return np.einsum("ij,i->ij", e, 1 / np.einsum("ij->i", e))


def powered(z, t):
    p = np.exp(z) / np.exp(z).sum()
    return p ** (1 / t) / (p ** (1 / t)).sum()


def masked_plogp(p):
    out = np.zeros(p.shape)
    out[p > 0] = p[p > 0] * np.log(p[p > 0])
    return out


def log_softmax_twice(z):
    return special.log_softmax(special.log_softmax(z))


RIGHT = {
    "softmax": [
        lambda z: np.exp(z) / np.exp(z).sum(),
        lambda z: np.array([math.exp(v) for v in z]) / sum(math.exp(v) for v in z),
        lambda z: 1 / np.exp(z[None, :] - z[:, None]).sum(axis=1),
        with_loops,
        special.softmax,
        functions.softmax,
    ],
    "softmax_with_temperature": [
        lambda z, temperature: np.exp(z / temperature) / np.exp(z / temperature).sum(),
        powered,
        lambda z, T: with_loops([v / T for v in z]),
        lambda z, t: special.softmax(z / t),
        lambda z, t=1.0, *, axis=-1: functions.softmax(z, temperature=t, axis=axis),
    ],
    "sigmoid_as_softmax": [
        stacked,
        lambda s: np.exp(s) / (1 + np.exp(s)),
        lambda s: 1 / (1 + np.exp(-s)),
        special.expit,
        lambda s: np.exp(s / 2) / (np.exp(s / 2) + np.exp(-s / 2)),
    ],
    "logits_for": [
        np.log,
        lambda p: np.log(p) - np.log(p[0]),
        lambda p: np.array([math.log(v) + 7 for v in p]),
        lambda p: np.log(p / p.max()),
        lambda p: special.log_softmax(np.log(p)),
    ],
    "stable_softmax": [
        lambda z: np.exp(z - np.max(z)) / np.sum(np.exp(z - np.max(z))),
        with_loops,
        special.softmax,
        functions.softmax,
        lambda z: np.exp(special.log_softmax(z.astype(float))),
        lambda z: np.exp(np.log(np.exp(z - z.max())) - np.log(np.exp(z - z.max()).sum())),
    ],
    "softmax_rows": [
        rows_by_loop,
        rows_by_einsum,
        lambda z: np.apply_along_axis(special.softmax, 1, z),
        lambda z: special.softmax(z, axis=-1),
        lambda z: (e := np.exp(z.T - z.max(axis=1))).T / e.sum(axis=0)[:, None],
        functions.softmax,
    ],
    "logsumexp": [
        lambda z: z.max() + math.log(sum(math.exp(v) for v in z - z.max())),
        special.logsumexp,
        np.logaddexp.reduce,
        lambda z: float(functions.logsumexp(z)),
        lambda z: np.array(np.logaddexp.reduce(z)),
    ],
    "log_softmax": [
        lambda z: z - z.max() - np.log(np.exp(z - z.max()).sum()),
        lambda z: (d := z - z.max()) - special.logsumexp(d),
        lambda z: np.array([v - special.logsumexp(z - z.max()) for v in z - z.max()]),
        special.log_softmax,
        functions.log_softmax,
        log_softmax_twice,
    ],
    "plogp": [
        masked_plogp,
        lambda p: special.xlogy(p, p),
        lambda p: -special.entr(p),
        lambda p: np.array([v * math.log(v) if v > 0 else 0.0 for v in p]),
        lambda p: np.nan_to_num(p * np.log(p)),
        lambda p: np.where(p == 0, 0, p * np.log(p)),
    ],
}
