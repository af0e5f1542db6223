"""The derivative of softmax(W x + b) with respect to the weights."""

import numpy as np

from helpers._arguments import read_logits
from helpers._jacobian import jacobian_of, times_jacobian
from helpers._probabilities import first, require_same_shape, shown
from helpers.functions import softmax


def softmax_weight_derivative(W, x, b=None):
    """Give the derivative of every probability with respect to every weight, as one tensor.

    Parameters
    ----------
    W : array_like, shape (K, d)
        Weights: row i belongs to class i.
    x : array_like, shape (d,) or (n, d)
        One input, or a batch of them.
    b : array_like, shape (K,), optional
        Bias. None stands for zeros; -inf masks a class.

    Returns
    -------
    ndarray, shape (K, K, d) or (n, K, K, d), in the float format of `W`
        D[j, i] = dp_j / dw_i, a vector of length d, where p = softmax(W x + b) and w_i is row i
        of W.

    Raises
    ------
    ValueError
        If the shapes do not fit, if `W` or `x` holds nan or inf, or `b` holds nan or +inf.
    TypeError
        If an argument holds anything but real numbers.

    Notes
    -----
    dp_j / dw_i = sum_k (dp_j / dz_k) (dz_k / dw_i) = p_j (delta_ij - p_i) x

    because z_k = <w_k, x> + b_k holds w_i only for k = i. Lesson 04 derives it. With K = 1000
    classes and d = 1000 features the tensor takes 8 GB, so training never builds it: see
    `softmax_weight_vjp`.

    Examples
    --------
    Two classes, a colour (red, green, blue): what w_1 gains p_1 by, w_2 loses it by.

    >>> from helpers import softmax_weight_derivative
    >>> D = softmax_weight_derivative([[0.0, 0.0, 0.0], [0.0, 0.0, 0.0]], [1.0, 0.5, 0.0])
    >>> D.shape
    (2, 2, 3)
    >>> D[0]
    array([[ 0.25 ,  0.125,  0.   ],
           [-0.25 , -0.125,  0.   ]])
    """
    W, x, z = _read_layer(W, x, b)
    with np.errstate(all="ignore"):
        D = jacobian_of(softmax(z))[..., None] * x[..., None, None, :] + 0.0
        return D.astype(W.dtype)


def softmax_weight_vjp(W, x, upstream, b=None):
    """Carry a gradient back to the weights: from dL/dp to dL/dW, without the tensor.

    Parameters
    ----------
    W : array_like, shape (K, d)
        Weights: row i belongs to class i.
    x : array_like, shape (d,) or (n, d)
        One input, or a batch of them.
    upstream : array_like, shape (K,) or (n, K)
        g = dL/dp for each input.
    b : array_like, shape (K,), optional
        Bias. None stands for zeros; -inf masks a class.

    Returns
    -------
    ndarray, shape (K, d), in the float format of `W`
        dL/dW. Every example of a batch contributes to every entry: they are summed. Divide
        `upstream` by n for a mean. nan where an `upstream` that is not finite takes part.

    Raises
    ------
    ValueError, TypeError
        As `softmax_weight_derivative`, and if `upstream` does not have the shape of p.

    Notes
    -----
    dL/dw_i = sum_j g_j p_j (delta_ij - p_i) x = delta_i x, with delta = p * (g - <g, p>),
    so dL/dW = outer(delta, x).

    Examples
    --------
    >>> from helpers import softmax_weight_vjp
    >>> softmax_weight_vjp([[0.0, 0.0], [0.0, 0.0]], [2.0, 4.0], upstream=[1.0, 0.0])
    array([[ 0.5,  1. ],
           [-0.5, -1. ]])
    """
    W, x, z = _read_layer(W, x, b)
    p = softmax(z)
    upstream = read_logits(upstream, "upstream").astype(np.float64)
    require_same_shape(upstream, "upstream", p, "p = softmax(W x + b)")
    with np.errstate(all="ignore"):
        delta = times_jacobian(p, upstream)
        gradient = np.atleast_2d(delta).T @ np.atleast_2d(x) + 0.0
        return gradient.astype(W.dtype)


def _read_layer(W, x, b):
    W, x = read_logits(W, "W"), read_logits(x, "x")
    if W.ndim != 2 or W.shape[0] == 0:
        raise ValueError(f"W: expected shape (K, d), one row for each class, got shape {W.shape}")
    classes, inputs = W.shape
    if x.ndim not in (1, 2) or x.shape[-1] != inputs:
        raise ValueError(
            f"x: expected shape ({inputs},) or (n, {inputs}) beside W of shape {W.shape}, "
            f"got shape {x.shape}"
        )
    _require(np.isfinite(W), W, "W", "finite numbers")
    _require(np.isfinite(x), x, "x", "finite numbers")
    wide = x.astype(np.float64)
    with np.errstate(all="ignore"):  # softmax names a logit that overflows
        z = wide @ W.astype(np.float64).T
    if b is not None:
        b = read_logits(b, "b")
        if b.shape != (classes,):
            raise ValueError(
                f"b: expected shape ({classes},) beside W of shape {W.shape}, got shape {b.shape}"
            )
        _require(b < np.inf, b, "b", "numbers below inf")
        z = z + b
    return W, wide, z


def _require(good, array, name, expected):
    if not good.all():
        index = first(~good)
        raise ValueError(f"{name}: expected {expected}, got {array[index]} at index {shown(index)}")
