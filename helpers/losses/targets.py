"""From class indices to target distributions, sharp or smoothed."""

import numpy as np

from helpers.arguments import read_count, read_labels, read_number, read_probabilities
from helpers.information import products


def one_hot(labels, num_classes):
    """Write class indices as distributions: all of the probability on the true class.

    Parameters
    ----------
    labels : array_like of int, any shape
        Class indices from 0 to num_classes - 1.
    num_classes : int
        K, at least 1.

    Returns
    -------
    ndarray of float64, shape labels.shape + (K,)
        1 at the label, 0 elsewhere.

    Raises
    ------
    ValueError
        If a label is out of range, or `num_classes` is below 1.
    TypeError
        If the labels or `num_classes` are not integers.

    Examples
    --------
    >>> from helpers import one_hot
    >>> one_hot([2, 0], 3)
    array([[0., 0., 1.],
           [1., 0., 0.]])
    """
    classes = read_count(num_classes, "num_classes")
    labels = read_labels(labels, classes)
    return distribution(labels, (*labels.shape, classes))


def smooth_labels(y, epsilon):
    """Take a share `epsilon` off every target distribution and deal it out evenly to all classes.

    Parameters
    ----------
    y : array_like, shape (K,), (n, K) or more dimensions, classes last
        Target distributions. For class indices call `one_hot` first.
    epsilon : float
        The share, from 0 (nothing changes) to 1 (all uniform).

    Returns
    -------
    ndarray, shape and float format of `y`
        (1 - epsilon) y + epsilon / K.

    Raises
    ------
    ValueError
        If a row of `y` is no distribution, or `epsilon` is not from 0 to 1.
    TypeError
        If `y` or `epsilon` is anything but real numbers.

    Notes
    -----
    Szegedy et al., Rethinking the Inception Architecture (2016), section 7. The true class gets a
    share too: 1 - epsilon + epsilon / K.

    Examples
    --------
    >>> from helpers import smooth_labels
    >>> smooth_labels([0, 0, 1], 0.3)
    array([0.1, 0.1, 0.8])
    """
    y = read_probabilities(y, "y")
    share = read_number(epsilon, "epsilon", at_least=0.0, at_most=1.0)
    return ((1.0 - share) * y.astype(np.float64) + share / y.shape[-1]).astype(y.dtype)


def surprise_at(target, log_p):
    """Give -sum_k y_k log p_k for each row; class indices pick without building y."""
    if target.ndim < log_p.ndim:
        picked = np.take_along_axis(log_p, target[..., None], axis=-1)[..., 0]
    else:
        picked = products(target, log_p).sum(axis=-1)
    return 0.0 - picked  # where -picked would make -0.0 of 0


def distribution(target, shape):
    """Write class indices as one-hot rows of `shape`; distributions are there already."""
    if target.shape == shape:
        return target
    y = np.zeros(shape)
    np.put_along_axis(y, target[..., None], 1.0, axis=-1)
    return y
