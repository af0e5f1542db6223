"""sigmoid, softmax, log_softmax and logsumexp, right for every logit that a float can hold.

The lessons define each of these in one to three lines. Here the same formulas stand with what
a program needs besides: any axis and format, masked classes, clear errors, and results that are
right to the last binary digits. How those digits are kept is told in `helpers._digits`; the bounds
stated below were found by `bench/softmax_accuracy.py` against 50-digit arithmetic.
"""

import numpy as np

from helpers._arguments import (
    classes_last,
    infinite_row,
    read_axis,
    read_logits,
    read_temperature,
    require_classes,
)
from helpers._blocks import apply
from helpers._rows import InfiniteTop, log_softmax_into, log_total_into, short_softmax, softmax_into

__all__ = ["log_softmax", "logsumexp", "sigmoid", "softmax"]


def sigmoid(z):
    """Turn each score into a probability between 0 and 1, element by element.

    Parameters
    ----------
    z : array_like, any shape
        Scores. float16, float32 and float64 keep their format; integers, booleans and lists
        become float64.

    Returns
    -------
    ndarray or numpy scalar, same shape as `z`
        1 for inf, 0 for -inf, nan for nan. A single number gives a numpy scalar.

    Raises
    ------
    TypeError
        If `z` holds anything but real numbers.

    Notes
    -----
    sigmoid(z) = 1 / (1 + exp(-z)) = exp(z) / (1 + exp(z)) = softmax((z, 0))[0]

    The exponent is always -abs(z), so exp never overflows, and the form is chosen by the sign.
    Largest error found: 1.92 units in the last place in float64, 0.5 in the smaller formats.

    Examples
    --------
    1 / (1 + exp(-z)) overflows at z = -1000 and rounds to 0 where a probability of 1e-320
    still exists. Here both ends are right:

    >>> import numpy as np
    >>> from helpers import sigmoid
    >>> sigmoid(np.array([-1000.0, -737.0, 0.0, 1000.0]))
    array([0.000e+000, 8.414e-321, 5.000e-001, 1.000e+000])
    """
    z = read_logits(z)
    return _rounded(_sigmoid(z.astype(np.float64, copy=False)), z.dtype)[()]


def softmax(z, *, axis=-1, temperature=1.0):
    """Turn logits into probabilities: positive, in the same order, summing to 1.

    Parameters
    ----------
    z : array_like, shape (K,), (n, K) or any with the K classes along `axis`
        Logits. float16, float32 and float64 keep their format; integers, booleans and lists
        become float64. -inf masks a class: its probability is 0.
    axis : int
        The axis of the classes.
    temperature : float
        Logits are divided by it. Finite and above 0.

    Returns
    -------
    ndarray, same shape as `z`
        p, with p.sum(axis) = 1 up to rounding. A row with a nan is all nan; other rows are not
        touched by it.

    Raises
    ------
    ValueError
        If `z` has no dimension or no classes, if a row's largest logit is inf or all its logits
        are -inf, or if `temperature` is not one finite number above 0.
    TypeError
        If `z` holds anything but real numbers, or `axis` is not an integer.
    numpy.exceptions.AxisError
        If `z` has no such axis. It is both a ValueError and an IndexError.

    Notes
    -----
    p_i = exp(z_i / T) / sum_j exp(z_j / T) = exp((z_i + C) / T) / sum_j exp((z_j + C) / T)

    for every C. The usual C = -max(z) prevents overflow but costs digits: z - max is rounded, and
    exp multiplies that relative error by abs(z - max), up to 700. Here the rounding error is
    kept and put back. Largest error found in float64, logits in [-1e4, 1e4], K up to 1000:
    3.0 units in the last place, with a temperature too; in float32 3.6, in float16 0.5. The
    plain shift of lesson 02, three lines long, is off by up to 508.

    Examples
    --------
    exp(1000) is inf, and inf / inf is nan. Here logits of any size work:

    >>> from helpers import softmax
    >>> softmax([1000.0, 1001.0, 1002.0]).round(4)
    array([0.09  , 0.2447, 0.6652])
    >>> softmax([1, 2, 3], temperature=0.5).round(4)
    array([0.0159, 0.1173, 0.8668])
    """
    z = read_logits(z)
    axis = read_axis(axis, z)
    temperature = read_temperature(temperature)
    require_classes(z, axis)
    if z.ndim == 1 and temperature == 1.0:
        short = short_softmax(z)
        if short is not None:
            return short
    # float32 has its own fast way; the rest is worked out in float64 and rounded once.
    native = z.dtype == np.float32 and temperature == 1.0
    wide = z if native else z.astype(np.float64, copy=False)
    return _fill(softmax_into, z, wide, axis, temperature)


def log_softmax(z, *, axis=-1, temperature=1.0):
    """Give the logarithms of the softmax probabilities, finite also where those are 0 or 1.

    Parameters
    ----------
    z : array_like, shape (K,), (n, K) or any with the K classes along `axis`
        Logits, as for `softmax`. The logarithm for a masked class (-inf) is -inf.
    axis : int
        The axis of the classes.
    temperature : float
        Logits are divided by it. Finite and above 0.

    Returns
    -------
    ndarray, same shape as `z`
        log p, never above 0. A row with a nan is all nan.

    Raises
    ------
    ValueError, TypeError, numpy.exceptions.AxisError
        As `softmax`.

    Notes
    -----
    log p_i = (z_i - max(z)) / T - log(sum_j exp((z_j - max(z)) / T))

    The largest term of that sum is 1. It is left out and put back by log1p, so that a
    probability of 1 - 1e-20 has the logarithm -1e-20 and not 0. Largest error found in float64,
    logits in [-1e4, 1e4], K up to 1000: 3.7 units in the last place (3.3 with a temperature), in
    the smaller formats 0.5.

    Examples
    --------
    log(softmax(z)) is -inf as soon as p underflows, and 0 as soon as p rounds to 1:

    >>> import numpy as np
    >>> from helpers import log_softmax, softmax
    >>> with np.errstate(divide="ignore"):
    ...     np.log(softmax([1000.0, 0.0]))
    array([  0., -inf])
    >>> log_softmax([1000.0, 0.0])
    array([    0., -1000.])
    >>> log_softmax([50.0, 0.0])
    array([-1.92874985e-22, -5.00000000e+01])
    """
    z = read_logits(z)
    axis = read_axis(axis, z)
    temperature = read_temperature(temperature)
    require_classes(z, axis)
    return _fill(log_softmax_into, z, z.astype(np.float64, copy=False), axis, temperature)


def logsumexp(z, *, axis=-1, keepdims=False):
    """Give log(sum(exp(z))): the maximum, made smooth.

    Parameters
    ----------
    z : array_like, shape (K,), (n, K) or any with the K classes along `axis`
        Logits. Formats as for `softmax`; inf and -inf are welcome.
    axis : int
        The axis that is summed away.
    keepdims : bool
        Keep that axis, with length 1.

    Returns
    -------
    ndarray or numpy scalar
        The shape of `z` without `axis`, or with length 1 there. inf if any logit is inf; -inf if
        all are -inf, or if there are none; nan if any is nan.

    Raises
    ------
    ValueError
        If `z` has no dimension.
    TypeError
        If `z` holds anything but real numbers, or `axis` is not an integer.
    numpy.exceptions.AxisError
        If `z` has no such axis.

    Notes
    -----
    logsumexp(z) = max(z) + log(sum_j exp(z_j - max(z))), and logsumexp(z + c) = logsumexp(z) + c.

    Where the two terms cancel, the result is near 0 and no bound in its own last place holds.
    Largest error found in float64, logits in [-1e4, 1e4], K up to 1000: 1.8 units in the last
    place of the larger one of the result and log(K).

    Examples
    --------
    exp(1000) is inf, and so would be its logarithm:

    >>> from helpers import logsumexp
    >>> logsumexp([1000.0, 1000.0])
    np.float64(1000.6931471805599)
    """
    z = read_logits(z)
    axis = read_axis(axis, z)
    shape = z.shape[:axis] + (1,) + z.shape[axis + 1 :]
    if z.shape[axis] == 0:
        result = np.full(shape, -np.inf)
    else:
        result = np.empty(shape)
        _run(log_total_into, result, z.astype(np.float64, copy=False), axis)
    result = _rounded(result, z.dtype)  # beyond the largest float32 it becomes inf
    return result if keepdims else result.squeeze(axis)[()]


@np.errstate(all="ignore")
def _sigmoid(z):
    small = np.exp(-np.abs(z))
    return np.where(z < 0.0, small, 1.0) / (1.0 + small)


def _fill(function, z, wide, axis, temperature):
    out = np.empty_like(wide)
    try:
        _run(function, out, wide, axis, temperature)
    except InfiniteTop:
        raise infinite_row(z, axis) from None
    return out if out.dtype == z.dtype else _rounded(out, z.dtype)


# Underflow to 0 and nan from nan are results here, not accidents.
@np.errstate(all="ignore")
def _run(function, out, z, axis, *options):
    if z.size:
        apply(function, classes_last(out, axis), classes_last(z, axis), *options)


@np.errstate(all="ignore")
def _rounded(result, dtype):
    return result.astype(dtype, copy=False)
