"""Surprise, entropy, cross-entropy and Kullback-Leibler divergence of distributions, in nats.

The target comes first and the prediction second, here and in `helpers.losses`. `surprise` gives one
number for each probability, the others for each distribution; the losses add indices and means.
"""

import numpy as np

from helpers.arguments import read_probabilities, read_probability, require_same_shape


def surprise(p):
    """Say how surprising an event of probability `p` is: 0 if it was certain, inf if impossible.

    Parameters
    ----------
    p : array_like, any shape
        Probabilities, each from 0 to 1. They need not sum to 1.

    Returns
    -------
    ndarray or numpy scalar, shape and float format of `p`
        -log p, in nats. Its derivative is -1 / p.

    Raises
    ------
    ValueError
        If an element is below 0, above 1, or nan.
    TypeError
        If `p` holds anything but real numbers.

    Notes
    -----
    Surprises of independent events add up where their probabilities multiply (Shannon, 1948).
    Divide by log 2 for bits.

    Examples
    --------
    >>> from helpers import surprise
    >>> surprise([1.0, 0.5, 0.25]).round(4)
    array([0.    , 0.6931, 1.3863])
    """
    p = read_probability(p)
    return (0.0 - _log(p)).astype(p.dtype)[()]


def entropy(p):
    """Give the mean surprise of a distribution: 0 if one class is certain, log K if all are alike.

    Parameters
    ----------
    p : array_like, shape (K,), (n, K) or more dimensions, classes last
        Distributions, as for `cross_entropy`, with the same errors.

    Returns
    -------
    numpy scalar or ndarray, the shape of `p` without its last axis, in its float format
        From 0 to log K, in nats.

    Notes
    -----
    H(p) = -sum_k p_k log p_k, with 0 log 0 = 0, the limit (Shannon, 1948).

    Examples
    --------
    >>> from helpers import entropy
    >>> entropy([[1, 0, 0], [0.5, 0.5, 0], [1 / 3, 1 / 3, 1 / 3]]).round(4)
    array([0.    , 0.6931, 1.0986])
    """
    p = read_probabilities(p)
    return _total(p, _log(p), p.dtype)


def cross_entropy(y, p):
    """Give the mean surprise of what `y` deals out, to someone who believes `p`.

    Parameters
    ----------
    y : array_like, shape (K,), (n, K) or more dimensions, classes last
        Target distributions: one-hot or soft.
    p : array_like, same shape as `y`
        Predicted distributions.

    Returns
    -------
    numpy scalar or ndarray, the shape of `p` without its last axis, in its float format
        At least entropy(y); inf where y_i > 0 and p_i = 0.

    Raises
    ------
    ValueError
        If the shapes differ, or a row of either does not sum to 1 to within 0.001 (float16: 0.01).
    TypeError
        If either holds anything but real numbers.

    Notes
    -----
    H(y, p) = -sum_k y_k log p_k = H(y) + KL(y, p), with 0 log 0 = 0. Not symmetric: the logarithm
    stands before the prediction. For one-hot `y` only the true class counts.

    Examples
    --------
    >>> from helpers import cross_entropy
    >>> cross_entropy([1, 0, 0], [0.5, 0.4, 0.1]).round(4)
    np.float64(0.6931)
    """
    y, p = _read_pair(y, p)
    return _total(y, _log(p), p.dtype)


def kl_divergence(y, p):
    """Give the surprise that believing `p` adds to what `y` deals out: 0 only if they are equal.

    Parameters
    ----------
    y, p
        As for `cross_entropy`, with the same errors.

    Returns
    -------
    numpy scalar or ndarray, the shape of `p` without its last axis, in its float format
        0 if the two are equal, else above 0 up to rounding; inf where y_i > 0 and p_i = 0.

    Notes
    -----
    KL(y, p) = sum_k y_k (log y_k - log p_k) = H(y, p) - H(y), with 0 log 0 = 0 (Kullback and
    Leibler, 1951). Not symmetric, so not a distance.

    Examples
    --------
    >>> from helpers import kl_divergence
    >>> kl_divergence([0.5, 0.5], [0.9, 0.1]).round(4)
    np.float64(0.5108)
    >>> kl_divergence([0.9, 0.1], [0.5, 0.5]).round(4)
    np.float64(0.3681)
    """
    y, p = _read_pair(y, p)
    with np.errstate(all="ignore"):  # -inf - -inf, which `products` then takes as 0
        return _total(y, _log(p) - _log(y), p.dtype)


def products(weights, values):
    """Give weights * values, where a weight of 0 makes 0 of inf too: 0 log 0 = 0."""
    with np.errstate(all="ignore"):
        return np.where(weights == 0.0, 0.0, weights * values)


def _read_pair(y, p):
    y, p = read_probabilities(y, "y"), read_probabilities(p)
    require_same_shape(y, "y", p, "p")
    return y.astype(np.float64), p


def _log(p):
    with np.errstate(divide="ignore"):
        return np.log(p.astype(np.float64))


def _total(weights, logs, dtype):
    # 0.0 - 0.0 is 0.0, where -(0.0) would show as -0.0
    return (0.0 - products(weights, logs).sum(axis=-1)).astype(dtype)[()]
