"""sigmoid, softmax, log_softmax and logsumexp: the lessons' formulas, for any axis and format.

Each function reads its arguments and then computes what the lessons compute, line by line. The
error bounds stated below were found by `python -m bench.functions` against 50-digit
arithmetic; scipy.special, measured beside, is never the more exact.
"""

import numpy as np

from helpers.arguments import read_array, read_classes, read_number, require_finite_top


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

    Largest error found: 1.9 units in the last place in float64, 0.5 in the smaller formats. From
    z = -709.8 down exp(-z) is inf and the result 0, as in scipy.special.expit; the true value is
    below 1e-308 there. For fewer than some 1000 numbers expit, compiled whole, is the faster, by
    some 3 microseconds a call: numpy's four operations take 1.5 and its errstate 0.9, the check of
    the argument 0.07.

    Examples
    --------
    >>> import numpy as np
    >>> from helpers import sigmoid
    >>> sigmoid(np.array([-1000.0, -30.0, 0.0, 1000.0]))
    array([0.00000000e+00, 9.35762297e-14, 5.00000000e-01, 1.00000000e+00])
    """
    z = read_array(z)
    with np.errstate(all="ignore"):  # exp(-z) may be inf, and 1 / inf = 0 is right
        p = 1.0 / (1.0 + np.exp(-z.astype(np.float64, copy=False)))
        return p.astype(z.dtype, copy=False)[()]


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
    p_i = exp(z_i / T) / sum_k exp(z_k / T) = exp((z_i + C) / T) / sum_k exp((z_k + C) / T)

    for every C. With C = -max(z) no exponent is above 0, so nothing overflows and the sum is at
    least 1. z + C is rounded, and exp turns half a unit in the last place of z + C into a relative
    error: that is where the last digits of small probabilities go. Largest error found, K up to
    1000: 460 units in the last place in float64, at p near 1e-308, and 63 in float32, the same as
    for scipy.special.softmax. `helpers.floats.compensated_softmax` keeps those digits.

    Examples
    --------
    exp(1000) is inf, and inf / inf is nan. Here logits of any size work:

    >>> from helpers import softmax
    >>> softmax([1000.0, 1001.0, 1002.0]).round(4)
    array([0.09  , 0.2447, 0.6652])
    >>> softmax([1, 2, 3], temperature=0.5).round(4)
    array([0.0159, 0.1173, 0.8668])
    """
    z, axis = read_classes(z, axis)
    temperature = read_number(temperature, "temperature", above=0.0)
    with np.errstate(all="ignore"):
        m = z.max(axis=axis, keepdims=True)
        require_finite_top(m, z, axis)
        exps = _wide(z) - m
        if temperature != 1.0:
            exps /= temperature
        np.exp(exps, out=exps)
        exps /= exps.sum(axis=axis, keepdims=True)
        return exps.astype(z.dtype, copy=False)


def log_softmax(z, *, axis=-1, temperature=1.0):
    """Give the logarithms of the softmax probabilities, finite also where those are 0 or 1.

    Parameters
    ----------
    z, axis, temperature
        As for `softmax`, with the same errors. The logarithm for a masked class (-inf) is -inf.

    Returns
    -------
    ndarray, same shape as `z`
        log p, never above 0. A row with a nan is all nan.

    Notes
    -----
    log p_i = (z_i - max(z)) / T - log(sum_k exp((z_k - max(z)) / T))

    The largest term of that sum is 1. It is left out and added by log1p, so that a probability
    of 1 - 1e-20 has the logarithm -1e-20 and not 0. Largest error found, K up to 1000: 5 units in
    the last place; for the logarithm of a nearly certain class, which is minus the sum of the
    others' probabilities, 210 in float64 and 50 in float32. scipy.special.log_softmax gives 0
    there once p rounds to 1; for (32, 10) it is 3 % faster, by half a microsecond.

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
    z, axis = read_classes(z, axis)
    temperature = read_number(temperature, "temperature", above=0.0)
    with np.errstate(all="ignore"):
        top = z.argmax(axis=axis, keepdims=True)
        m = np.take_along_axis(z, top, axis)
        require_finite_top(m, z, axis)
        log_p = _wide(z) - m
        if temperature != 1.0:
            log_p /= temperature
        rest = np.exp(log_p)
        np.put_along_axis(rest, top, 0.0, axis)
        log_p -= np.log1p(rest.sum(axis=axis, keepdims=True))
        return log_p.astype(z.dtype, copy=False)


def logsumexp(z, *, axis=-1):
    """Give log(sum(exp(z))): the maximum, made smooth.

    Parameters
    ----------
    z, axis
        As for `softmax`, with the same errors; but inf is welcome, and so is a row of -inf.

    Returns
    -------
    ndarray or numpy scalar
        The shape of `z` without `axis`. inf if any logit is inf; -inf if all are -inf; nan if any
        is nan.

    Notes
    -----
    logsumexp(z) = max(z) + log(sum_k exp(z_k - max(z))), and logsumexp(z + c) = logsumexp(z) + c.

    Where the two terms cancel, the result is near 0 and no bound in its own last place holds.
    Largest error found, K up to 1000: 1.3 units in the last place of the larger one of the result
    and log(K).

    Examples
    --------
    exp(1000) is inf, and so would be its logarithm:

    >>> from helpers import logsumexp
    >>> logsumexp([1000.0, 1000.0])
    np.float64(1000.6931471805599)
    """
    z, axis = read_classes(z, axis)
    with np.errstate(all="ignore"):
        top = z.argmax(axis=axis, keepdims=True)
        m = _wide(np.take_along_axis(z, top, axis))
        rest = np.exp(z - m)
        np.put_along_axis(rest, top, 0.0, axis)
        result = np.where(np.isinf(m), m, m + np.log1p(rest.sum(axis=axis, keepdims=True)))
        return result.astype(z.dtype, copy=False).squeeze(axis)[()]


def _wide(z):
    # Every step in float16 would be rounded to three digits. The other formats do without.
    return z.astype(np.float32) if z.dtype == np.float16 else z
