"""Check a derivative made by hand: numerical ones to hold it against, and a readable comparison."""

import math

import numpy as np

from helpers._arguments import read_logits
from helpers._comparison import Comparison, compare
from helpers._probabilities import first, shown

__all__ = [
    "Comparison",
    "compare",
    "complex_step_gradient",
    "numerical_gradient",
    "numerical_jacobian",
]


def numerical_gradient(f, x, *, step=None):
    """Estimate the derivative of a number with respect to every entry of `x`.

    Parameters
    ----------
    f : callable
        Takes an array like `x`, gives back one number. It gets a fresh copy every time, so it may
        write into its argument.
    x : array_like, any shape
        Where to differentiate. Finite. Integers become float64.
    step : float, optional
        How far to go to either side. None stands for eps^(1/3) max(1, abs(x_i)), with eps of the
        float format of `x`: 6e-6 in float64, 5e-3 in float32, 0.1 in float16.

    Returns
    -------
    ndarray, shape and float format of `x`
        The entry at index i is df / dx_i. Expect about ten right digits in float64, four in
        float32, two in float16: check gradients in float64.

    Raises
    ------
    ValueError
        If `f` gives back anything but one number, `x` is not finite, or `step` is not above 0 or
        too small to move `x`.
    TypeError
        If `f` is not callable or gives back anything but real numbers.

    Notes
    -----
    df / dx_i is about (f(x + h e_i) - f(x - h e_i)) / 2h: the *central* difference. Its error is
    h^2 f''' / 6 from the formula and about eps f / h from rounding. Their sum is smallest near
    h = eps^(1/3) for functions and derivatives of size 1 (Press et al., Numerical Recipes,
    3rd ed., section 5.7). `f` is called twice for each entry of `x`.

    Examples
    --------
    >>> from helpers import logsumexp, numerical_gradient
    >>> numerical_gradient(logsumexp, [1, 2, 3]).round(4)
    array([0.09  , 0.2447, 0.6652])
    """
    x, step = _read(f, x, step)
    gradient = np.empty(x.shape)
    for index in np.ndindex(x.shape):
        high, low, gap = _both_sides(x, index, step)
        gradient[index] = (_number(f, high) - _number(f, low)) / gap
    with np.errstate(all="ignore"):
        return gradient.astype(x.dtype)


def numerical_jacobian(f, x, *, step=None):
    """Estimate the derivative of every entry of f(x) with respect to every entry of `x`.

    Parameters
    ----------
    f : callable
        Takes an array like `x`, gives back an array, always of the same shape.
    x : array_like, any shape
        Where to differentiate, as for `numerical_gradient`.
    step : float, optional
        As for `numerical_gradient`.

    Returns
    -------
    ndarray, shape f(x).shape + x.shape, in the float format of `x`
        For `x` of shape (K,): J[i, j] = df_i / dx_j. For a batch of shape (n, K):
        J[a, i, b, j] = df_ai / dx_bj, which is 0 for a != b where rows do not mix.

    Raises
    ------
    ValueError
        If `f` gives back arrays of different shapes; else as `numerical_gradient`.
    TypeError
        As `numerical_gradient`.

    Notes
    -----
    One column, J[..., j] = (f(x + h e_j) - f(x - h e_j)) / 2h, for each entry of `x`, and one more
    call of `f`, at `x` itself, to learn the shape.

    Examples
    --------
    >>> from helpers import numerical_jacobian, softmax
    >>> numerical_jacobian(softmax, [1, 2, 3]).round(4)
    array([[ 0.0819, -0.022 , -0.0599],
           [-0.022 ,  0.1848, -0.1628],
           [-0.0599, -0.1628,  0.2227]])
    """
    x, step = _read(f, x, step)
    shape = _real(f(x.copy())).shape
    jacobian = np.empty(shape + x.shape)
    for index in np.ndindex(x.shape):
        high, low, gap = _both_sides(x, index, step)
        ends = []
        for side in (high, low):
            value = _real(f(side))
            if value.shape != shape:
                raise ValueError(
                    f"f: expected arrays of one shape, got shape {shape} first and then "
                    f"{value.shape}"
                )
            ends.append(value)
        with np.errstate(all="ignore"):
            jacobian[(..., *index)] = (ends[0] - ends[1]) / gap
    with np.errstate(all="ignore"):
        return jacobian.astype(x.dtype)


def complex_step_gradient(f, x, *, step=1e-20):
    """Find the derivative of a number with respect to every entry of `x`, to the last digits.

    Parameters
    ----------
    f : callable
        Takes a complex128 array like `x`, gives back one complex number. Built of exp, log, sums
        and products it may be; abs, comparisons, `astype(float)` and the functions of this
        package, which refuse complex numbers, it may not hold.
    x : array_like, any shape
        Where to differentiate. Finite.
    step : float
        How far to go in the imaginary direction. There is no reason to change it.

    Returns
    -------
    ndarray, shape and float format of `x`
        df / dx_i.

    Raises
    ------
    ValueError
        If `f` gives back anything but one number, `x` is not finite, or `step` is not above 0.
    TypeError
        If `f` gives back real numbers: something in it dropped the imaginary part.

    Notes
    -----
    df / dx_i is about Im f(x + i h e_i) / h. Nothing is subtracted, so h may be so small that
    the error of the formula, of order h^2, vanishes (Squire and Trapp, SIAM Review 40, 1998).

    Examples
    --------
    >>> import numpy as np
    >>> from helpers import complex_step_gradient
    >>> complex_step_gradient(lambda z: np.log(np.exp(z).sum()), [1, 2, 3])
    array([0.09003057, 0.24472847, 0.66524096])
    """
    x, step = _read(f, x, step)
    gradient = np.empty(x.shape)
    for index in np.ndindex(x.shape):
        moved = x.astype(np.complex128)
        moved[index] += 1j * step
        value = np.asarray(f(moved))
        if value.dtype.kind != "c":
            raise TypeError(
                f"f: expected one complex number back, got dtype {value.dtype}; abs, max of "
                "absolute values, comparisons and casts drop the imaginary part"
            )
        gradient[index] = _one(value).imag / step
    with np.errstate(all="ignore"):
        return gradient.astype(x.dtype)


def _read(f, x, step):
    if not callable(f):
        raise TypeError(f"f: expected a function, got {type(f).__name__}")
    x = read_logits(x, "x")
    if not np.isfinite(x).all():
        index = first(~np.isfinite(x))
        where = f" at index {shown(index)}" if index else ""
        raise ValueError(f"x: expected finite numbers, got {x[index]}{where}")
    if step is not None:
        try:
            good = 0.0 < float(step) < math.inf
        except (TypeError, ValueError):
            raise TypeError(f"step: expected a number, got {step!r}") from None
        if not good:
            raise ValueError(f"step: expected a finite number above 0, got {step!r}")
    return x, step


def _both_sides(x, index, step):
    """Two copies of `x` with one entry moved up and down, and the distance that really lies there.

    x + h is rounded; dividing by the distance of the two rounded numbers cures that.
    """
    if step is None:
        step = float(np.finfo(x.dtype).eps) ** (1 / 3) * max(1.0, abs(float(x[index])))
    high, low = x.copy(), x.copy()
    with np.errstate(all="ignore"):
        high[index] = float(x[index]) + step
        low[index] = float(x[index]) - step
    gap = float(high[index]) - float(low[index])
    if not 0.0 < gap < math.inf:
        where = f" at index {shown(index)}" if index else ""
        raise ValueError(
            f"step: expected one that moves x = {x[index]}{where} to another finite {x.dtype}, "
            f"got {step:g}"
        )
    return high, low, gap


def _real(value):
    array = np.asarray(value)
    if array.dtype.kind not in "fiub":
        raise TypeError(
            f"f: expected real numbers back, got {type(value).__name__} of dtype {array.dtype}"
        )
    return array.astype(np.float64)  # a copy: f may hand out one buffer again and again


def _number(f, x):
    return float(_one(_real(f(x))))


def _one(value):
    if value.shape != ():
        raise ValueError(
            f"f: expected one number back, of shape (), got shape {value.shape}; for the "
            "derivatives of several outputs see numerical_jacobian"
        )
    return value[()]
