"""softmax with 60 digits, errors in the last place, and a softmax that keeps its digits."""

from decimal import MAX_EMAX, MIN_EMIN, Decimal, localcontext
from fractions import Fraction

import numpy as np

from helpers.arguments import read_classes, read_format, read_row, require_finite_top

_DIGITS = 60


def exact_softmax(z):
    """Give softmax(z) with 60 digits, far more than any float format can tell apart.

    Parameters
    ----------
    z : array_like, shape (K,)
        Logits, each taken for exactly the number that its float stands for. -inf masks a class.

    Returns
    -------
    list of decimal.Decimal, length K

    Raises
    ------
    ValueError
        If `z` has not one dimension, has no classes, holds a nan or an inf, or only -inf.
    TypeError
        If `z` holds anything but real numbers.

    Notes
    -----
    p_i = exp(z_i - max(z)) / sum_k exp(z_k - max(z)), in decimal arithmetic.

    Examples
    --------
    >>> from helpers.floats import exact_softmax
    >>> [f"{p:.20f}" for p in exact_softmax([1, 2, 3])]
    ['0.09003057317038045800', '0.24472847105479765247', '0.66524095577482188953']
    """
    z = read_row(z)
    if not -np.inf < z.max() < np.inf:  # nan is not either
        raise ValueError(
            f"z: expected logits below inf, no nan and at least one above -inf, got {z.tolist()}"
        )
    values = [Decimal(value) for value in z.tolist()]  # exact: a float is a decimal fraction
    # No limits on exponents: exp(-10000) must stay above 0. And a difference wants as many digits
    # as the two numbers span, before it is rounded.
    with localcontext(prec=2200, Emin=MIN_EMIN, Emax=MAX_EMAX) as context:
        differences = [value - max(values) for value in values]
        context.prec = _DIGITS + 10
        exps = [(+difference).exp() for difference in differences]
        total = sum(exps)
        context.prec = _DIGITS
        return [value / total for value in exps]


def compensated_softmax(z):
    """Compute softmax with the rounding error of the shift put back: right to a few ulp.

    Parameters
    ----------
    z : array_like, shape (K,), (n, K) or more dimensions, classes last
        Logits. Worked out in float64; -inf masks a class.

    Returns
    -------
    ndarray of float64, same shape as `z`

    Raises
    ------
    ValueError
        If `z` has no classes, or a row's largest logit is infinite.
    TypeError
        If `z` holds anything but real numbers.

    Notes
    -----
    d = z - m is rounded, and exp turns the rounding error e = (z - m) - d, up to 6e-14 near
    d = -700, into a relative error. Knuth's TwoSum gives e exactly (Muller et al., Handbook of
    Floating-Point Arithmetic, 2nd ed., section 4.3.2), and exp(d + e) = exp(d) (1 + e) up to
    e^2 / 2. Summing K terms is left plain.

    Examples
    --------
    The plain shift is 40 ulp off here:

    >>> from helpers import softmax
    >>> from helpers.floats import compensated_softmax, exact_softmax, ulp_error
    >>> z = [0.1, -700.0]
    >>> ulp_error(softmax(z), exact_softmax(z))[1] > 40
    np.True_
    >>> ulp_error(compensated_softmax(z), exact_softmax(z))[1] < 1
    np.True_
    """
    z, axis = read_classes(z)
    z = z.astype(np.float64)
    m = z.max(axis=-1, keepdims=True)
    require_finite_top(m, z, axis)
    with np.errstate(all="ignore"):
        d = z - m
        back = d - z  # -m as d has it
        e = (z - (d - back)) - (m + back)
        exps = np.exp(d)
        exps += np.where(exps > 0.0, exps * e, 0.0)  # a masked class has no e
        return exps / exps.sum(axis=-1, keepdims=True)


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
