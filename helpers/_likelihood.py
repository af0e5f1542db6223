"""The negative log-likelihood of class indices, and its gradient."""

import numpy as np

from helpers._probabilities import read_log_probabilities
from helpers._reduction import read_reduction, reduce, share
from helpers._targets import distribution, read_labels, surprise_at


def negative_log_likelihood(labels, log_p, *, reduction="mean"):
    """Give minus the log-probability of the true classes, read off from all log-probabilities.

    Parameters
    ----------
    labels : array_like of int, shape (n,); one int beside `log_p` of shape (K,)
        Class indices from 0 to K - 1.
    log_p : array_like, shape (n, K) or (K,)
        Logarithms of probabilities, from `log_softmax`; *not* probabilities, *not* logits.
    reduction : {"mean", "sum", "none"}
        Over the n examples.

    Returns
    -------
    numpy scalar, or ndarray of shape (n,) for "none", in the float format of `log_p`
        Never below 0.

    Raises
    ------
    ValueError
        If an entry of `log_p` is above 0 or nan, or exp(log_p) does not sum to 1 to within 0.001
        (float16: 0.01), as with probabilities or logits in their place; else as
        `categorical_cross_entropy`.
    TypeError
        If `labels` are not integers, or `log_p` holds anything but real numbers.

    Notes
    -----
    L = -1/n sum_i log_p[i, labels[i]]. The likelihood of all labels is the product of their
    probabilities; its logarithm is the sum of theirs, which does not underflow.

    Examples
    --------
    >>> from helpers import log_softmax, negative_log_likelihood
    >>> negative_log_likelihood(2, log_softmax([1, 2, 3])).round(4)
    np.float64(0.4076)
    """
    labels, log_p, reduction = _read(labels, log_p, reduction)
    return reduce(surprise_at(labels, log_p.astype(np.float64)), reduction, log_p.dtype)


def negative_log_likelihood_gradient(labels, log_p, *, reduction="mean"):
    """Give the gradient of `negative_log_likelihood` with respect to `log_p`.

    Parameters
    ----------
    labels, log_p, reduction
        As for `negative_log_likelihood`.

    Returns
    -------
    ndarray, shape and float format of `log_p`
        -1/n at the labels, 0 elsewhere; -1 for "sum" and "none".

    Raises
    ------
    ValueError, TypeError
        As `negative_log_likelihood`.

    Examples
    --------
    >>> from helpers import log_softmax, negative_log_likelihood_gradient
    >>> negative_log_likelihood_gradient(2, log_softmax([1, 2, 3]))
    array([ 0.,  0., -1.])
    """
    labels, log_p, reduction = _read(labels, log_p, reduction)
    return share(-distribution(labels, log_p.shape), log_p.shape[:-1], reduction, log_p.dtype)


def _read(labels, log_p, reduction):
    log_p = read_log_probabilities(log_p)
    if log_p.ndim > 2:
        raise ValueError(f"log_p: expected shape (K,) or (n, K), got shape {log_p.shape}")
    labels = read_labels(labels, log_p.shape[-1], log_p.shape[:-1])
    return labels, log_p, read_reduction(reduction)
