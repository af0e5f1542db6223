"""softmax, log_softmax and logsumexp of rows: z of shape (K,) or (n, K), written into `out`.

The callers in `helpers.functions` have checked the arguments and silenced numpy's warnings.
"""

import math

import numpy as np

from helpers._digits import shifted_exp, total

_SINGLE = np.dtype(np.float32)
_NATIVE = (_SINGLE, np.dtype(np.float64))
_SMALLEST_NORMAL = {dtype: np.finfo(dtype).smallest_normal for dtype in _NATIVE}
_LARGEST = {dtype: np.finfo(dtype).max for dtype in _NATIVE}
_USUAL = 2.0**30  # above the sum of exp for most logits in use
_SHORT = 32


class InfiniteTop(Exception):
    """A row's largest logit is infinite, so the row has no softmax."""


def softmax_into(out, z, temperature=1.0):
    """Write softmax(z / temperature); with a temperature, float64 only."""
    sums = _plain_exp(out, z) if temperature == 1.0 else None
    if sums is None:
        top = z.max(axis=-1, keepdims=True)
        _refuse_infinite(top)
        shifted_exp(z, top, temperature, out=out)
        sums = total(out, _USUAL)  # the largest term is near 1
    if out.dtype == _SINGLE:
        sums = sums.astype(_SINGLE)
    out /= sums[:, None] if sums.ndim else sums


def _plain_exp(out, z):
    """Write exp(z) and return its sums, or None where that loses digits.

    exp(z) is rounded once, exp(z - max) twice. So where nothing overflows and nothing that counts
    falls below the normal numbers, the plain formula is the more exact, and the faster.
    """
    if 700.0 < abs(z.item(0)) < math.inf:  # a glance at one logit often saves the attempt
        return None
    np.exp(z, out=out)
    sums = total(out, _USUAL)
    low, high = _extremes(sums)
    if low >= 1.0 and high <= _USUAL:
        # Divided by 1 or more, a subnormal number stays one, with no more digits than it has.
        return sums
    if not low > 0.0:  # so written, nan stops here too: something has overflowed
        return None
    sums = total(out)
    low, high = _extremes(sums)
    if high <= _LARGEST[out.dtype] and (
        low >= 1.0 or (low > 0.0 and out.min() >= _SMALLEST_NORMAL[out.dtype])
    ):
        return sums
    return None


def _extremes(sums):
    # reduce starts sooner than min and max, which ask for it in Python
    return (np.minimum.reduce(sums), np.maximum.reduce(sums)) if sums.ndim else (sums, sums)


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
