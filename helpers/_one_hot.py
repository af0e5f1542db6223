"""From class indices to target distributions, sharp or smoothed."""

import operator

import numpy as np

from helpers._probabilities import read_probabilities
from helpers._targets import distribution, read_labels


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
    try:
        classes = operator.index(num_classes)
    except TypeError:
        raise TypeError(f"num_classes: expected an integer, got {num_classes!r}") from None
    if classes < 1:
        raise ValueError(f"num_classes: expected at least 1, got {classes}")
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
    try:
        share = float(epsilon)
    except (TypeError, ValueError):
        raise TypeError(f"epsilon: expected a number, got {epsilon!r}") from None
    if not 0.0 <= share <= 1.0:
        raise ValueError(f"epsilon: expected a number from 0 to 1, got {epsilon!r}")
    return ((1.0 - share) * y.astype(np.float64) + share / y.shape[-1]).astype(y.dtype)
