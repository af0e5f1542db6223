"""Binary cross-entropy, from probabilities and from logits, and the gradient of the latter."""

import numpy as np

from helpers.arguments import read_array, read_probability, require_same_shape
from helpers.functions import sigmoid
from helpers.information import products
from helpers.losses.reduction import reduce, share


def binary_cross_entropy(y, p, *, reduction="mean"):
    """Give the surprise at yes-or-no answers, to someone who believes in yes with probability `p`.

    Parameters
    ----------
    y : array_like, same shape as `p`
        Targets: 1 for yes, 0 for no, or a probability of yes.
    p : array_like, any shape
        The predicted probability of yes for each of n examples.
    reduction : {"mean", "sum", "none"}
        Over all elements.

    Returns
    -------
    numpy scalar, or ndarray of the shape of `p` for "none", in the float format of `p`
        inf where `p` rules out what `y` allows.

    Raises
    ------
    ValueError
        If the shapes differ (nothing is broadcast), if an element is not from 0 to 1, if
        `reduction` is none of the three, or for a mean of n = 0 examples.
    TypeError
        If either holds anything but real numbers.

    Notes
    -----
    L = -1/n sum_r (y_r log p_r + (1 - y_r) log(1 - p_r)), with 0 log 0 = 0. It is the categorical
    cross-entropy of (1 - y, y) and (1 - p, p). No eps is added: see lesson 04 for what that costs.

    Examples
    --------
    >>> from helpers import binary_cross_entropy
    >>> binary_cross_entropy([1, 0, 1], [0.9, 0.2, 0.6], reduction="none").round(4)
    array([0.1054, 0.2231, 0.5108])
    """
    y, p = _read(read_probability, y, p, "p")
    wide = p.astype(np.float64)
    with np.errstate(divide="ignore"):
        losses = 0.0 - products(y, np.log(wide)) - products(1.0 - y, np.log1p(-wide))
    return reduce(losses, reduction, p.dtype)


def binary_cross_entropy_from_logits(y, z, *, reduction="mean"):
    """Give the binary cross-entropy of sigmoid(z), right also where sigmoid(z) rounds to 0 or 1.

    Parameters
    ----------
    y, reduction
        As for `binary_cross_entropy`, with the same errors.
    z : array_like, same shape as `y`
        Logits: the scores of yes.

    Returns
    -------
    numpy scalar, or ndarray of the shape of `z` for "none", in the float format of `z`
        nan where z is nan; inf where an infinite z rules out what `y` allows.

    Notes
    -----
    -log sigmoid(z) = softplus(-z) and -log(1 - sigmoid(z)) = softplus(z), where
    softplus(z) = log(1 + exp(z)), so L = 1/n sum_r (y_r softplus(-z_r) + (1 - y_r) softplus(z_r)).

    Examples
    --------
    log(sigmoid(-1000)) is -inf. The loss is 1000:

    >>> from helpers import binary_cross_entropy_from_logits
    >>> binary_cross_entropy_from_logits([1, 1], [-1000.0, 50.0], reduction="none")
    array([1.00000000e+03, 1.92874985e-22])
    """
    y, z = _read(read_array, y, z, "z")
    wide = z.astype(np.float64)
    with np.errstate(all="ignore"):
        yes, no = np.logaddexp(0.0, -wide), np.logaddexp(0.0, wide)
    return reduce(products(y, yes) + products(1.0 - y, no), reduction, z.dtype)


def binary_cross_entropy_from_logits_gradient(y, z, *, reduction="mean"):
    """Give the gradient of `binary_cross_entropy_from_logits` with respect to the logits `z`.

    Parameters
    ----------
    y, z, reduction
        As for `binary_cross_entropy_from_logits`, with the same errors.

    Returns
    -------
    ndarray or numpy scalar, shape and float format of `z`
        (sigmoid(z) - y) / n; without the 1/n for "sum" and "none".

    Notes
    -----
    Written as (1 - y) sigmoid(z) - y sigmoid(-z), which is the same because
    sigmoid(z) + sigmoid(-z) = 1, and has digits left where sigmoid(z) rounds to 1.

    Examples
    --------
    >>> from helpers import binary_cross_entropy_from_logits_gradient
    >>> binary_cross_entropy_from_logits_gradient([1, 0], [0.0, 0.0])
    array([-0.25,  0.25])
    """
    y, z = _read(read_array, y, z, "z")
    wide = z.astype(np.float64)
    gradient = (1.0 - y) * sigmoid(wide) - y * sigmoid(-wide)
    return share(gradient, z.shape, reduction, z.dtype)


def _read(read, y, prediction, name):
    y, prediction = read_probability(y, "y"), read(prediction, name)
    require_same_shape(y, "y", prediction, name)
    return y.astype(np.float64), prediction
