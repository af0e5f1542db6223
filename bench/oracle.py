"""Rows of logits that are hard to get right, and their softmax with 50 digits by mpmath."""

import mpmath
import numpy as np

KINDS = {
    "ordinary": lambda rng, k: rng.normal(0.0, 3.0, k),
    "wide": lambda rng, k: rng.uniform(-1e4, 1e4, k),
    "long tail": lambda rng, k: rng.uniform(-745.0, 5.0, k),
    "far up": lambda rng, k: rng.uniform(9000.0, 1e4, k),
    "far down": lambda rng, k: rng.uniform(-1e4, -9300.0, k),
    "below zero": lambda rng, k: rng.uniform(-760.0, -20.0, k),
    "near 700": lambda rng, k: rng.uniform(600.0, 720.0, k),
    "equal": lambda rng, k: np.full(k, rng.normal(0.0, 1000.0)),
    # A sum that holds 1 takes no notice of 1e-16: naive sums lose every one of the others.
    "one and crumbs": lambda rng, k: _crumbs(rng, k, 1),
    "two and crumbs": lambda rng, k: _crumbs(rng, k, 2),
    "almost subnormal": lambda rng, k: np.append(rng.uniform(-746.0, -707.0, k - 1), 0.1),
    "nearly equal": lambda rng, k: rng.normal() + rng.integers(-3, 4, k) * 2.0**-52,
    "log of p": lambda rng, k: np.log(rng.dirichlet(np.ones(k)) + 1e-300),
}


def _crumbs(rng, k, count):
    z = np.full(k, rng.uniform(-38.0, -35.0))
    z[rng.permutation(k)[:count]] = 0.0
    return z + rng.choice([0.0, 0.3, 1000.3, -500.7])


def exact_row(z):
    """Return softmax, log_softmax (lists of mpf) and logsumexp (mpf) of z."""
    with mpmath.workdps(50):
        logits = [mpmath.mpf(value) for value in z.tolist()]
        top = max(logits)
        exps = [mpmath.exp(value - top) for value in logits]
        rest = mpmath.fsum(sorted(exps)[:-1])  # all but that of the largest, which is 1
        log_total = mpmath.log1p(rest)
        return (
            [value / (1 + rest) for value in exps],
            [value - top - log_total for value in logits],
            top + log_total,
        )


def exact_sigmoid(z):
    """Return sigmoid of every number as mpf."""
    with mpmath.workdps(50):
        return [1 / (1 + mpmath.exp(-mpmath.mpf(value))) for value in z.tolist()]
