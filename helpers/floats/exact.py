"""softmax with 60 digits, from the standard library alone: what the floats are held against."""

from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, localcontext

import numpy as np

from helpers.arguments import read_row

_DIGITS = 60
_SPARE = 10


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
    with localcontext(_context()) as context:
        exps = [difference.exp() for difference in _differences(z)]
        total = sum(exps)
        context.prec = _DIGITS
        return [value / total for value in exps]


def exact_log_softmax(z):
    """Give log(softmax(z)) with 60 digits, also where p is within 1e-300 of 1.

    Parameters
    ----------
    z : array_like, shape (K,)
        Logits, as for `exact_softmax`.

    Returns
    -------
    list of decimal.Decimal, length K
        -Infinity for masked classes.

    Raises
    ------
    ValueError, TypeError
        As `exact_softmax`.

    Notes
    -----
    log p_i = z_i - max(z) - log(1 + r), where r is the sum of exp(z_k - max(z)) over all classes
    but the largest. For r below 1e-10 the logarithm is summed as r - r^2/2 + r^3/3 - ...

    Examples
    --------
    >>> from helpers.floats import exact_log_softmax
    >>> [f"{p:.15e}" for p in exact_log_softmax([50, 0])]
    ['-1.928749847963918e-22', '-5.000000000000000e+1']
    """
    with localcontext(_context()) as context:
        differences = _differences(z)
        exps = [difference.exp() for difference in differences]
        del exps[differences.index(0)]
        log_total = _log1p(sum(exps, Decimal(0)))
        context.prec = _DIGITS
        return [difference - log_total for difference in differences]


def _context():
    # No limits on exponents: exp(-10000) must stay above 0. Nothing traps but the unforeseen.
    return Context(prec=_DIGITS + _SPARE, Emin=MIN_EMIN, Emax=MAX_EMAX)


def _log1p(r):
    if r > Decimal("1e-10"):
        return (1 + r).ln()
    return sum(((-1) ** (n + 1) * r**n / n for n in range(1, 9)), Decimal(0))


def _differences(z):
    z = read_row(z)
    if not -np.inf < z.max() < np.inf:  # nan is not either
        raise ValueError(
            f"z: expected logits below inf, no nan and at least one above -inf, got {z.tolist()}"
        )
    values = [Decimal(value) for value in z.tolist()]  # exact: a float is a decimal fraction
    # Subtracting wants as many digits as the two numbers span; 60 of the result are kept.
    wide = Context(prec=2200, Emin=MIN_EMIN, Emax=MAX_EMAX)
    top = max(values)
    return [+wide.subtract(value, top) for value in values]
