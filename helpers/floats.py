"""What floats can hold, softmax step by step in them, and how far it is from the exact one."""

import functools
from decimal import MAX_EMAX, MIN_EMIN, Decimal, localcontext
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from helpers.arguments import read_classes, read_format, read_number, read_row, require_finite_top

_DIGITS = 60


class Limits(NamedTuple):
    """The ends of a float format, and where exp meets them.

    Attributes
    ----------
    name : str
    max, eps : float
        The largest number, and the gap between 1 and the next number.
    exp_overflow : float
        The largest z of the format for which exp(z) is finite.
    exp_to_subnormal, exp_to_zero : float
        The largest z for which exp(z) has lost digits, and for which it is 0.
    """

    name: str
    max: float
    eps: float
    exp_overflow: float
    exp_to_subnormal: float
    exp_to_zero: float

    def __repr__(self):
        return (
            f"{self.name}: up to {self.max:.5g}, steps of {self.eps:.2g} at 1; "
            f"exp(z) is inf above {self.exp_overflow:.2f}, loses digits below about "
            f"{self.exp_to_subnormal:.2f}, is 0 below about {self.exp_to_zero:.2f}"
        )


def limits(dtype):
    """Give the ends of a float format, and where exp meets them.

    Parameters
    ----------
    dtype : {"float16", "float32", "float64"} or the numpy dtype
        The format.

    Returns
    -------
    Limits

    Raises
    ------
    TypeError
        If `dtype` is another format, or none.

    Examples
    --------
    >>> from helpers.floats import limits
    >>> limits("float16")
    float16: up to 65504, steps of 0.00098 at 1; exp(z) is inf above 11.09, loses digits \
below about -9.71, is 0 below about -17.34
    """
    return _limits(read_format(dtype))


@functools.cache
def _limits(dtype):
    info = np.finfo(dtype)
    half = Decimal(float(info.smallest_subnormal)) / 2
    largest, normal = Decimal(float(info.max)), Decimal(float(info.smallest_normal))
    last_gap = largest - Decimal(float(np.nextafter(info.max, dtype.type(0))))
    return Limits(
        dtype.name,
        float(info.max),
        float(info.eps),
        # To nearest, ties to even: a tie falls to inf above, and to 0 below.
        exp_overflow=_last_below_log(largest + last_gap / 2, dtype),
        exp_to_subnormal=_last_below_log(normal - half, dtype),
        exp_to_zero=_last_below_log(half, dtype),
    )


def _last_below_log(value, dtype):
    """Return the largest z of the format with exp(z) below `value`."""
    with localcontext(prec=60):
        bound = value.ln()
        z = dtype.type(float(bound))
        return float(z if Decimal(float(z)) < bound else np.nextafter(z, dtype.type(-np.inf)))


class Trace(NamedTuple):
    """The steps of one softmax, all in one float format.

    Attributes
    ----------
    z, shifted, exps, probabilities : ndarray, shape (K,)
        The logits as the format holds them, z + C, exp(z + C), and exp(z + C) / total.
    total : numpy scalar
        The sum of `exps`, rounded to the format after every addition.
    """

    z: np.ndarray
    shifted: np.ndarray
    exps: np.ndarray
    total: np.floating
    probabilities: np.ndarray

    @property
    def works(self):
        """Whether the sum is finite and the largest power a normal number, with all its digits."""
        smallest = np.finfo(self.exps.dtype).smallest_normal
        return bool(self.total < np.inf and self.exps.max() >= smallest)


def trace_softmax(z, dtype, *, shift=0.0):
    """Compute exp(z + C) / sum(exp(z + C)) in a format, and keep every step, inf and nan included.

    Parameters
    ----------
    z : array_like, shape (K,)
        Logits; rounded to the format first, and inf if they are too large for it.
    dtype : {"float16", "float32", "float64"} or the numpy dtype
        The format of every step.
    shift : float
        C. Finite.

    Returns
    -------
    Trace

    Raises
    ------
    ValueError
        If `z` has not one dimension or has no classes, or `shift` is not one finite number.
    TypeError
        If `z` or `shift` is not made of real numbers, or `dtype` is another format.

    Examples
    --------
    >>> from helpers.floats import trace_softmax
    >>> trace_softmax([10.0, 11.0, 12.0], "float16").exps
    array([2.203e+04, 5.987e+04,       inf], dtype=float16)
    >>> trace_softmax([10.0, 11.0, 12.0], "float16").probabilities
    array([ 0.,  0., nan], dtype=float16)
    >>> trace_softmax([10.0, 11.0, 12.0], "float16", shift=-12.0).probabilities
    array([0.09  , 0.2446, 0.665 ], dtype=float16)
    """
    dtype = read_format(dtype)
    z, shift = read_row(z), read_number(shift, "shift")
    with np.errstate(all="ignore"):  # inf and nan are what there is to see
        return _trace(z.astype(dtype), dtype.type(shift))


def _trace(z, shift):
    shifted = z + shift
    exps = np.exp(shifted)
    # numpy adds float16 numbers in float32; accumulate stores, so rounds, every partial sum.
    total = np.add.accumulate(exps)[-1]
    return Trace(z, shifted, exps, total, exps / total)


def safe_shifts(z, dtype):
    """Find the window of shifts C for which exp(z + C) / sum(exp(z + C)) works in a format.

    Parameters
    ----------
    z, dtype
        As for `trace_softmax`, with the same errors; a largest logit that is nan or infinite in
        the format is a ValueError too. -inf masks a class.

    Returns
    -------
    low, high : float
        The smallest and the largest C of the format for which `trace_softmax(z, dtype, shift=C)`
        has a finite sum, and a largest power that is a normal number: below that it first loses
        digits and then becomes 0, and 0 / 0 is nan. Every C of the format between the two works.

    Notes
    -----
    In exact arithmetic the window is log(smallest normal) - max(z) <= C <= log(largest) -
    logsumexp(z). -max(z) is inside: there the largest power is 1 and the sum at most K. Rounding
    moves the ends by a few steps. Each step of `trace_softmax` rises with C, so the true
    ends are found by bisection, from -max(z) outwards.

    Examples
    --------
    >>> from helpers.floats import safe_shifts
    >>> low, high = safe_shifts([1.0, 2.0, 3.0], "float32")
    >>> print(f"{low:.2f} {high:.2f}")
    -90.34 85.32
    """
    dtype = read_format(dtype)
    z = trace_softmax(z, dtype).z
    top = z.max()
    if not np.isfinite(top):
        raise ValueError(f"z: expected the largest logit to be a finite number of {dtype}, got {z}")
    with np.errstate(all="ignore"):
        return _end(z, -top, -1), _end(z, -top, 1)


def _end(z, inside, direction):
    """Return the last C of the format, from `inside` in `direction`, for which softmax works."""
    type_ = type(inside)
    # So far from where the largest power is 1 it is beyond the format, or below its normal numbers.
    outside = type_(inside + direction * 2 * np.log(np.finfo(type_).max))
    while True:
        middle = type_(inside + (outside - inside) / 2)
        if middle in (inside, outside):
            return float(inside)
        if _trace(z, middle).works:
            inside = middle
        else:
            outside = middle


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
        Logits, as for `softmax`, with the same errors.

    Returns
    -------
    ndarray of float64, same shape as `z`

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
