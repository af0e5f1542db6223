"""Errors counted in units in the last place (ulp) of a float format."""

from fractions import Fraction

import numpy as np

from helpers.arguments import read_format


def ulp_error(approx, exact):
    """Measure errors in ulp: the gap between neighbouring floats at the exact value.

    Parameters
    ----------
    approx : array_like of float16, float32 or float64
        Computed values.
    exact : sequence or array of numbers, the same shape
        Exact values: decimal.Decimal, fractions.Fraction, mpmath's mpf, or floats of a wider
        format. Plain floats are taken at their word.

    Returns
    -------
    ndarray or numpy scalar of float64
        abs(approx - exact) / ulp(exact), never negative. 0.5 is the best that rounding can
        promise. inf where one of the two is infinite and the other is not, nan where one is nan.

    Raises
    ------
    ValueError
        If the shapes differ.
    TypeError
        If `approx` is not of a float format, or `exact` holds something that is no number.

    Notes
    -----
    ulp(x) = 2**(floor(log2(abs(x))) - (p - 1)) with p = 11, 24 or 53 binary digits, and never
    below the smallest subnormal number (Muller et al., Handbook of Floating-Point Arithmetic,
    2nd ed., section 2.3.2).

    Examples
    --------
    >>> from fractions import Fraction
    >>> from helpers.floats import ulp_error
    >>> ulp_error(0.1, Fraction(1, 10))
    np.float64(0.4)
    """
    approx = np.asarray(approx)
    unit = read_format(approx.dtype, "approx")
    # A list of exact values must not pass through numpy, which would round some kinds of them.
    exact = np.array(exact, dtype=object)
    if approx.shape != exact.shape:
        raise ValueError(f"exact: expected the shape of approx, {approx.shape}, got {exact.shape}")
    info = np.finfo(unit)
    pairs = zip(approx.ravel().tolist(), exact.ravel(), strict=True)
    errors = [_error(a, e, info) for a, e in pairs]
    return np.array(errors, dtype=np.float64).reshape(approx.shape)[()]


def _error(approx, exact, info):
    if approx != approx or exact != exact:
        return np.nan
    try:
        infinite = abs(exact) == np.inf or abs(approx) == np.inf
    except TypeError:
        raise TypeError(f"exact: expected numbers, got {exact!r}") from None
    if infinite:
        return 0.0 if approx == exact else np.inf
    exact = Fraction(*exact.as_integer_ratio())
    return float(abs(Fraction(approx) - exact) / _ulp(exact, info))


def _ulp(x, info):
    exponent = info.minexp
    if x:
        exponent = abs(x.numerator).bit_length() - x.denominator.bit_length()
        if abs(x) < Fraction(2) ** exponent:  # the lengths decide up to one
            exponent -= 1
    return Fraction(2) ** (max(exponent, int(info.minexp)) - int(info.nmant))
