"""softmax with 60 digits, from the standard library alone: what the floats are held against."""

from decimal import MAX_EMAX, MIN_EMIN, Decimal, localcontext

import numpy as np

from helpers.arguments import read_row

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
