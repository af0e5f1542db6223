"""The losses of the lessons, and targets. The target comes first, the prediction next.

| loss | the prediction is | its gradient |
|---|---|---|
| `mean_squared_error` | outputs a | (a - y) / n |
| `binary_cross_entropy` | probabilities p | train from the logits |
| `binary_cross_entropy_from_logits` | logits z | (sigmoid(z) - y) / n |
| `categorical_cross_entropy` | probabilities p | -(y / p) / n |
| `categorical_cross_entropy_from_logits` | logits z | (softmax(z) - y) / n |

`reduction` is the same in all of them: "mean" over the n examples, "sum", or "none" for the loss of
each. The last two have their gradient beside them, as a function: that of the mean. Results have
the float format of the prediction, and are worked out in float64. Logarithms are natural.
"""

import numpy as np

from helpers.arguments import (
    read_array,
    read_choice,
    read_count,
    read_labels,
    read_number,
    read_probabilities,
    read_probability,
    read_target,
    require_same_shape,
)
from helpers.functions import log_softmax, softmax
from helpers.information import products


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
    y, a = read_array(y, "y"), read_array(a, "a")
    if a.ndim > 2:
        raise ValueError(f"a: expected shape (n,) or (n, K), got shape {a.shape}")
    require_same_shape(y, "y", a, "a")
    with np.errstate(all="ignore"):
        squares = 0.5 * (a.astype(np.float64) - y.astype(np.float64)) ** 2
    return _reduce(squares.sum(axis=-1) if a.ndim == 2 else squares, reduction, a.dtype)


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
    y, p = _read_yes(read_probability, y, p, "p")
    wide = p.astype(np.float64)
    with np.errstate(divide="ignore"):
        losses = 0.0 - products(y, np.log(wide)) - products(1.0 - y, np.log1p(-wide))
    return _reduce(losses, reduction, p.dtype)


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
    y, z = _read_yes(read_array, y, z, "z")
    wide = z.astype(np.float64)
    with np.errstate(all="ignore"):
        yes, no = np.logaddexp(0.0, -wide), np.logaddexp(0.0, wide)
    return _reduce(products(y, yes) + products(1.0 - y, no), reduction, z.dtype)


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
    target, p = _read_classes(read_probabilities, target, p, "p")
    with np.errstate(divide="ignore"):
        losses = _surprise_at(target, np.log(p.astype(np.float64)))
    return _reduce(losses, reduction, p.dtype)


def categorical_cross_entropy_gradient(target, p):
    """Give the gradient of the mean `categorical_cross_entropy` by the probabilities `p`.

    Parameters
    ----------
    target, p
        As for `categorical_cross_entropy`, but n = 0 gives an empty gradient.

    Returns
    -------
    ndarray, shape and float format of `p`
        -(y / p) / n. 0 where y = 0, also if p = 0.

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
    target, p = _read_classes(read_probabilities, target, p, "p")
    y = _distribution(target, p.shape)
    with np.errstate(all="ignore"):
        gradient = -np.where(y == 0.0, 0.0, y / p.astype(np.float64))
    return _share(gradient, p.dtype)


def categorical_cross_entropy_from_logits(target, z, *, reduction="mean"):
    """Give the categorical cross-entropy of softmax(z), finite also where softmax(z) rounds to 0.

    Parameters
    ----------
    target, reduction
        As for `categorical_cross_entropy`, with the same errors.
    z : array_like, shape (n, K) or (K,)
        Logits, *not* probabilities: softmax is applied here. As for `log_softmax`, with the same
        errors: -inf masks a class.

    Returns
    -------
    numpy scalar, or ndarray of shape (n,) for "none", in the float format of `z`
        inf where a true class is masked; nan where a row of `z` holds nan.

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
    target, z = _read_classes(read_array, target, z, "z")
    losses = _surprise_at(target, log_softmax(z.astype(np.float64)))
    return _reduce(losses, reduction, z.dtype)


def categorical_cross_entropy_from_logits_gradient(target, z):
    """Give the gradient of the mean `categorical_cross_entropy_from_logits` by the logits `z`.

    Parameters
    ----------
    target, z
        As for `categorical_cross_entropy_from_logits`, but n = 0 gives an empty gradient.

    Returns
    -------
    ndarray, shape and float format of `z`
        (softmax(z) - y) / n. Every row sums to 0.

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
    target, z = _read_classes(read_array, target, z, "z")
    p = softmax(z.astype(np.float64))
    y = _distribution(target, p.shape)
    # y may sum to 1 only up to rounding; the derivative of -sum y log p is p sum(y) - y.
    gradient = p * (y.sum(axis=-1, keepdims=True) - y) - y * _complement(p)
    return _share(gradient, z.dtype)


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
    return _distribution(labels, (*labels.shape, classes))


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


def _distribution(target, shape):
    """Write class indices as one-hot rows of `shape`; distributions are there already."""
    if target.shape == shape:
        return target
    y = np.zeros(shape)
    np.put_along_axis(y, target[..., None], 1.0, axis=-1)
    return y


def _reduce(losses, reduction, dtype):
    """Turn float64 losses, one for each example, into what was asked for, in `dtype`."""
    read_choice(reduction, "reduction", ("mean", "sum", "none"))
    if reduction == "mean" and losses.size == 0:
        raise ValueError(
            'reduction: expected "sum" or "none" for n = 0 losses, got "mean", '
            f"with losses of shape {losses.shape}"
        )
    with np.errstate(all="ignore"):
        if reduction != "none":
            losses = losses.mean() if reduction == "mean" else losses.sum()
        return losses.astype(dtype)[()]


def _share(gradient, dtype):
    """Turn the gradients of single losses into that of their mean, in `dtype`."""
    with np.errstate(all="ignore"):
        gradient = gradient / (1 if gradient.ndim == 1 else len(gradient))
        return (gradient + 0.0).astype(dtype)  # -0.0 becomes 0


def _read_classes(read, target, prediction, name):
    prediction = read(prediction, name)
    return read_target(target, prediction, name), prediction


def _read_yes(read, y, prediction, name):
    y, prediction = read_probability(y, "y"), read(prediction, name)
    require_same_shape(y, "y", prediction, name)
    return y.astype(np.float64), prediction


def _surprise_at(target, log_p):
    """Give -sum_k y_k log p_k for each row; class indices pick without building y."""
    if target.ndim < log_p.ndim:
        picked = np.take_along_axis(log_p, target[..., None], axis=-1)[..., 0]
    else:
        picked = products(target, log_p).sum(axis=-1)
    return 0.0 - picked  # where -picked would make -0.0 of 0


def _complement(p):
    """Give 1 - p, with the entry of the largest p as the sum of the others."""
    rest = 1.0 - p
    top = p.argmax(axis=-1, keepdims=True)
    others = p.copy()
    np.put_along_axis(others, top, 0.0, axis=-1)
    np.put_along_axis(rest, top, others.sum(axis=-1, keepdims=True), axis=-1)
    return rest
