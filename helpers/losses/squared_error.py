"""Half the squared distance between outputs and targets, and its gradient."""

import numpy as np

from helpers.arguments import read_array, require_same_shape
from helpers.losses.reduction import reduce, share


def mean_squared_error(y, a, *, reduction="mean"):
    """Give half the squared distance between outputs and targets, averaged over the examples.

    Parameters
    ----------
    y : array_like, same shape as `a`
        Targets.
    a : array_like, shape (n,) or (n, K), or a single number
        Outputs: one number or K numbers for each of n examples. An array of one dimension is n
        examples; write one example of K outputs as shape (1, K).
    reduction : {"mean", "sum", "none"}
        Over the examples.

    Returns
    -------
    numpy scalar, or ndarray of shape (n,) for "none", in the float format of `a`
        nan where a nan or inf - inf takes part.

    Raises
    ------
    ValueError
        If the shapes differ or have more than two dimensions, if `reduction` is none of the
        three, or for a mean of n = 0 examples.
    TypeError
        If either holds anything but real numbers.

    Notes
    -----
    L = 1/(2n) sum_r ||a_r - y_r||^2. The 1/2 makes the gradient (a - y) / n without a factor 2.
    Other books and libraries leave it out, and some divide by n K: compare with care.

    Examples
    --------
    >>> from helpers import mean_squared_error
    >>> mean_squared_error([1, 0], [0.8, 0.4]).round(4)
    np.float64(0.05)
    """
    y, a = _read(y, a)
    with np.errstate(all="ignore"):
        squares = 0.5 * (a.astype(np.float64) - y) ** 2
    return reduce(squares.sum(axis=-1) if a.ndim == 2 else squares, reduction, a.dtype)


def mean_squared_error_gradient(y, a, *, reduction="mean"):
    """Give the gradient of `mean_squared_error` with respect to the outputs `a`.

    Parameters
    ----------
    y, a, reduction
        As for `mean_squared_error`, with the same errors.

    Returns
    -------
    ndarray or numpy scalar, shape and float format of `a`
        (a - y) / n; without the 1/n for "sum" and "none".

    Notes
    -----
    This is dL/da, not dL/dz. The chain rule multiplies it by sigma'(z) = a (1 - a) after a
    sigmoid, and takes it through `softmax_vjp` after a softmax.

    Examples
    --------
    >>> from helpers import mean_squared_error_gradient
    >>> mean_squared_error_gradient([1, 0], [0.75, 0.5])
    array([-0.125,  0.25 ])
    """
    y, a = _read(y, a)
    with np.errstate(all="ignore"):
        difference = a.astype(np.float64) - y
    return share(difference, a.shape[:1], reduction, a.dtype)


def _read(y, a):
    y, a = read_array(y, "y"), read_array(a, "a")
    if a.ndim > 2:
        raise ValueError(f"a: expected shape (n,) or (n, K), got shape {a.shape}")
    require_same_shape(y, "y", a, "a")
    return y.astype(np.float64), a
