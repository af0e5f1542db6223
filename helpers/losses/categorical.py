"""Categorical cross-entropy, from probabilities and from logits, and its gradients."""

import numpy as np

from helpers.arguments import read_array, read_probabilities, read_target
from helpers.functions import log_softmax, softmax
from helpers.losses.reduction import reduce, share
from helpers.losses.targets import distribution, surprise_at


def categorical_cross_entropy(target, p, *, reduction="mean"):
    """Give the surprise at the true classes, to someone who believes the probabilities `p`.

    Parameters
    ----------
    target : array_like of int, shape (n,), or array_like, shape (n, K)
        Class indices from 0 to K - 1, or distributions (one-hot or soft). Beside `p` of shape
        (K,): one index, or one distribution of shape (K,).
    p : array_like, shape (n, K) or (K,)
        Predicted distributions: every row sums to 1 to within 0.001 (float16: 0.01).
    reduction : {"mean", "sum", "none"}
        Over the n examples. One example of shape (K,) is its own mean and sum.

    Returns
    -------
    numpy scalar, or ndarray of shape (n,) for "none", in the float format of `p`
        inf where a true class has probability 0.

    Raises
    ------
    ValueError
        If a row of `p` or `target` is no distribution, if an index is out of range, if the
        shapes do not fit, if `reduction` is none of the three, or for a mean of n = 0 examples.
    TypeError
        If indices are not integers, or an array holds anything but real numbers.

    Notes
    -----
    L = -1/n sum_r sum_k y_rk log p_rk, with 0 log 0 = 0; with class indices c_r it is
    -1/n sum_r log p_r,c_r. If logits are at hand, `categorical_cross_entropy_from_logits` is
    right also where a probability underflows to 0.

    Examples
    --------
    >>> from helpers import categorical_cross_entropy
    >>> categorical_cross_entropy([1, 0, 0], [0.5, 0.4, 0.1]).round(4)
    np.float64(0.6931)
    >>> categorical_cross_entropy([0, 1], [[0.5, 0.4, 0.1], [0.1, 0.8, 0.1]]).round(4)
    np.float64(0.4581)
    """
    target, p = _read(read_probabilities, target, p, "p")
    with np.errstate(divide="ignore"):
        losses = surprise_at(target, np.log(p.astype(np.float64)))
    return reduce(losses, reduction, p.dtype)


def categorical_cross_entropy_gradient(target, p, *, reduction="mean"):
    """Give the gradient of `categorical_cross_entropy` with respect to the probabilities `p`.

    Parameters
    ----------
    target, p, reduction
        As for `categorical_cross_entropy`, with the same errors.

    Returns
    -------
    ndarray, shape and float format of `p`
        -(y / p) / n; without the 1/n for "sum" and "none". 0 where y = 0, also if p = 0.

    Notes
    -----
    Every p_i is moved on its own, off the simplex. `softmax_vjp` takes the gradient on to the
    logits, where it becomes (p - y) / n.

    Examples
    --------
    >>> from helpers import categorical_cross_entropy_gradient
    >>> categorical_cross_entropy_gradient(0, [0.5, 0.4, 0.1])
    array([-2.,  0.,  0.])
    """
    target, p = _read(read_probabilities, target, p, "p")
    y = distribution(target, p.shape)
    with np.errstate(all="ignore"):
        gradient = -np.where(y == 0.0, 0.0, y / p.astype(np.float64))
    return share(gradient, p.shape[:-1], reduction, p.dtype)


def categorical_cross_entropy_from_logits(target, z, *, reduction="mean"):
    """Give the categorical cross-entropy of softmax(z), finite also where softmax(z) rounds to 0.

    Parameters
    ----------
    target, reduction
        As for `categorical_cross_entropy`.
    z : array_like, shape (n, K) or (K,)
        Logits, *not* probabilities: softmax is applied here. -inf masks a class.

    Returns
    -------
    numpy scalar, or ndarray of shape (n,) for "none", in the float format of `z`
        inf where a true class is masked; nan where a row of `z` holds nan.

    Raises
    ------
    ValueError, TypeError
        As `categorical_cross_entropy` for `target`, and as `log_softmax` for `z`.

    Notes
    -----
    L = -1/n sum_r sum_k y_rk log_softmax(z_r)_k; with class indices c_r it is
    1/n sum_r (logsumexp(z_r) - z_r,c_r).

    Examples
    --------
    Three equal rows, summed and averaged:

    >>> from helpers import categorical_cross_entropy_from_logits
    >>> z = [[1, 2, 3]] * 3
    >>> categorical_cross_entropy_from_logits([2, 2, 2], z, reduction="sum").round(5)
    np.float64(1.22282)
    >>> categorical_cross_entropy_from_logits([2, 2, 2], z).round(6)
    np.float64(0.407606)

    log(softmax(z)) is -inf for the second class. The loss is 1000:

    >>> categorical_cross_entropy_from_logits(1, [1000.0, 0.0])
    np.float64(1000.0)
    """
    target, z = _read(read_array, target, z, "z")
    losses = surprise_at(target, log_softmax(z.astype(np.float64)))
    return reduce(losses, reduction, z.dtype)


def categorical_cross_entropy_from_logits_gradient(target, z, *, reduction="mean"):
    """Give the gradient of `categorical_cross_entropy_from_logits` with respect to the logits `z`.

    Parameters
    ----------
    target, z, reduction
        As for `categorical_cross_entropy_from_logits`, with the same errors.

    Returns
    -------
    ndarray, shape and float format of `z`
        (softmax(z) - y) / n; without the 1/n for "sum" and "none". Every row sums to 0.

    Notes
    -----
    dL/dz_i = p_i - y_i for each example (lesson 06). It is written as p_i (1 - y_i) - y_i (1 - p_i)
    with 1 - p_i taken as the sum of the other probabilities, which has digits left where p_i
    rounds to 1.

    Examples
    --------
    >>> from helpers import categorical_cross_entropy_from_logits_gradient
    >>> categorical_cross_entropy_from_logits_gradient(2, [1, 2, 3]).round(4)
    array([ 0.09  ,  0.2447, -0.3348])
    """
    target, z = _read(read_array, target, z, "z")
    p = softmax(z.astype(np.float64))
    y = distribution(target, p.shape)
    # y may sum to 1 only up to rounding; the derivative of -sum y log p is p sum(y) - y.
    gradient = p * (y.sum(axis=-1, keepdims=True) - y) - y * _complement(p)
    return share(gradient, z.shape[:-1], reduction, z.dtype)


def _read(read, target, prediction, name):
    prediction = read(prediction, name)
    return read_target(target, prediction, name), prediction


def _complement(p):
    """Give 1 - p, with the entry of the largest p as the sum of the others."""
    rest = 1.0 - p
    top = p.argmax(axis=-1, keepdims=True)
    others = p.copy()
    np.put_along_axis(others, top, 0.0, axis=-1)
    np.put_along_axis(rest, top, others.sum(axis=-1, keepdims=True), axis=-1)
    return rest
