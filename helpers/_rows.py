"""softmax, log_softmax and logsumexp of rows: z of shape (K,) or (n, K), written into `out`.

The callers in `helpers.functions` have checked the arguments and silenced numpy's warnings.
"""

import math

import numpy as np

from helpers._digits import shifted_exp, total

_SMALLEST_NORMAL = {np.dtype(t): np.finfo(t).smallest_normal for t in (np.float32, np.float64)}
_SHORT = 16


class InfiniteTop(Exception):
    """A row's largest logit is infinite, so the row has no softmax."""


def softmax_into(out, z, temperature=1.0):
    """Write softmax(z / temperature); with a temperature, float64 only."""
    # exp(z) is rounded once, exp(z - max) twice. So the plain formula comes first: where nothing
    # overflows and no term below a normal number counts, it is the more exact, and the faster.
    if temperature == 1.0:
        np.exp(z, out=out)
        sums = total(out)
    if temperature != 1.0 or not _plain_will_do(out, sums):
        top = z.max(axis=-1, keepdims=True)
        _refuse_infinite(top)
        shifted_exp(z, top, temperature, out=out)
        sums = total(out)
    np.divide(out, sums[..., None], out=out, casting="same_kind")


def _plain_will_do(exps, sums):
    low, high = (sums.min(), sums.max()) if sums.ndim else (sums, sums)
    if not high < np.inf:  # so written, nan says no
        return False
    # Divided by 1 or more, a subnormal number stays one, with no more digits than it has.
    return low >= 1.0 or (low > 0.0 and exps.min() >= _SMALLEST_NORMAL[exps.dtype])


def short_softmax(z):
    """Return softmax of a few logits, or None where it takes more care than the plain formula.

    For so few, numpy takes longer to start than Python to finish.
    """
    if z.size > _SHORT:
        return None
    try:
        exps = [math.exp(value) for value in z.tolist()]
        exact = math.fsum(exps)
    except OverflowError:
        return None
    if not 1.0 <= exact < math.inf:
        return None
    return np.array([value / exact for value in exps], dtype=z.dtype)


def log_softmax_into(out, z, temperature=1.0):
    """Write log(softmax(z / temperature))."""
    top, rest = _split_off_largest(z, temperature)
    _refuse_infinite(top)
    np.subtract(z, top, out=out)
    out /= temperature
    out -= np.log1p(rest)


def log_total_into(out, z):
    """Write log(sum(exp(z))); `out` has shape (1,) or (n, 1)."""
    top, rest = _split_off_largest(z, 1.0)
    np.add(top, np.log1p(rest), out=out)
    np.copyto(out, top, where=np.isinf(top))


def _split_off_largest(z, temperature):
    """Return each row's largest logit, and the sum of the others' exp((z - largest) / temperature).

    The largest term is 1. Beside it a remainder of 1e-20 would vanish, and log p = -1e-20 would
    come out as 0; log1p puts the 1 back.
    """
    best = z.argmax(axis=-1, keepdims=True)
    top = np.take_along_axis(z, best, axis=-1)
    exps = shifted_exp(z, top, temperature)
    peak = np.take_along_axis(exps, best, axis=-1)
    np.put_along_axis(exps, best, 0.0, axis=-1)
    return top, total(exps)[..., None] / peak


def _refuse_infinite(top):
    if np.isinf(top).any():
        raise InfiniteTop
