"""Exponentials of differences, and sums, with the digits that plain floats lose on the way.

Everything here works on arrays of shape (K,) or (n, K), in any memory order.
"""

import math

import numpy as np

# Below these the exponential is exactly 0 in the format.
_FAR = {np.dtype(np.float32): -110.0, np.dtype(np.float64): -760.0}
_SINGLE = np.dtype(np.float32)
_ONES = np.ones(8192)


def total(x, grid=None):
    """Sum over the last axis as if with twice the digits; float64.

    A plain sum that holds 1 swallows every later term below 1e-16. A thousand of them are visible
    in the result, so each term is cut at one common grid. The upper parts then add up without
    any rounding, in whatever order, and the lower parts are too small for theirs to matter.
    `grid` spares a pass where all sums are known to lie between 1 and that number.
    """
    if x.size > 4096 and x.shape[-1] >= 16:
        # Two foldings cost two roundings, and leave a quarter of the work.
        x = _folded(_folded(x))
    if x.dtype == _SINGLE:
        return np.add.reduce(x, axis=-1, dtype=np.float64)
    if grid is None:
        grid = 2.0 * _plain_sum(x)
        if x.ndim > 1:
            grid = grid[:, None]
    upper = x + grid
    upper -= grid
    result = _plain_sum(upper)
    return result + _plain_sum(np.subtract(x, upper, out=upper))


def _plain_sum(x):
    # dot starts sooner; but for more numbers than these it wakes a second thread, and waits.
    return x.dot(_ONES[: x.shape[-1]]) if x.size <= _ONES.size else np.add.reduce(x, axis=-1)


def _folded(x):
    half, odd = divmod(x.shape[-1], 2)
    result = x[..., :half] + x[..., half : 2 * half]
    if odd:
        result[..., 0] += x[..., -1]
    return result


def shifted_exp(z, top, temperature=1.0, out=None):
    """Compute exp((z - shift) / temperature), right also where z - shift is not a float.

    The shift is near `top`, (..., 1), but not always equal to it: use only ratios of the result.
    """
    if temperature == 1.0:
        difference, missing = _difference(z, top, out)
    else:
        difference, missing = _scaled_difference(z, top, temperature)
    result = np.exp(difference, out=difference if out is None else out)
    missing *= result
    result += missing  # exp(d + e) = exp(d) (1 + e)
    return result


def _difference(z, top, out):
    """Return d = z - round(top) as rounded, and its exact rounding error e.

    At d = -700 half a unit in the last place is 6e-14, which exp turns into 256 units: hence e.
    The shift is a whole number because then e takes two operations: Fast2Sum is exact if one
    operand is a multiple of the other's last place (Muller et al., Handbook of Floating-Point
    Arithmetic, 2nd ed., section 4.3.1). Where z is too large for that, z - shift is exact.
    """
    shift = np.rint(top)
    difference = np.subtract(z, shift, out=out)
    missing = difference + shift
    np.subtract(z, missing, out=missing)
    far = _FAR[difference.dtype]
    if not difference.min() >= far:  # -inf - -inf is nan, and exp is 0 there in any case
        np.copyto(missing, 0.0, where=difference < far)
    return difference, missing


def _scaled_difference(z, top, temperature):
    """Return q and r with exp(q) (1 + r) = exp((z - top) / temperature); float64 only."""
    d = z - top
    other = d - z  # Knuth's TwoSum: d + e = z - top exactly
    e = (z - (d - other)) - (top + other)
    mantissa, exponent = math.frexp(temperature)  # powers of two divide without rounding
    d = np.ldexp(d, -exponent)
    e = np.ldexp(e, -exponent)
    far = d < -1024.0
    np.copyto(d, -1024.0, where=far)
    np.copyto(e, 0.0, where=far)
    # The quotient on a coarse grid, the divisor in two halves: the products below are exact, and
    # so is the remainder of the division.
    q = np.rint(d / mantissa * 2.0**17) / 2.0**17
    upper = round(mantissa * 2.0**26) / 2.0**26
    r = (((d - q * upper) - q * (mantissa - upper)) + e) / mantissa
    return q, r + 0.5 * r * r  # |r| < 4e-6: the next term of exp(r) - 1 is below 1e-17
