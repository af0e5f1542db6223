"""How the probabilities answer when a logit, or a weight, moves.

Every function takes the point first: the logits z, or the weights, the input and the bias.
"""

import numpy as np

from helpers.arguments import read_array, read_finite, require_same_shape
from helpers.functions import softmax


def softmax_jacobian(z):
    """Give the matrix of all partial derivatives dp_i / dz_j.

    Parameters
    ----------
    z : array_like, shape (K,), (n, K) or more dimensions, classes last
        Logits, as for `softmax`, with the same errors.

    Returns
    -------
    ndarray, shape (K, K) or (n, K, K), in the float format of `z`
        J[i, j] = dp_i / dz_j: the row is the output, the column the input. One matrix for each
        row of `z`. A row with a nan gives a matrix of nan; a masked class (-inf) zeros.

    Notes
    -----
    J[i, j] = p_i (delta_ij - p_j), that is J = diag(p) - outer(p, p). It follows
    from the quotient rule, step by step in lesson 03.

    The diagonal p_i (1 - p_i) is computed as minus the sum of the rest of its row. The two are
    equal because the probabilities sum to 1, but 1 - p_i rounds to 0 where p_i rounds to 1.

    Examples
    --------
    >>> from helpers import softmax_jacobian
    >>> J = softmax_jacobian([1, 2, 3])
    >>> J.round(4)
    array([[ 0.0819, -0.022 , -0.0599],
           [-0.022 ,  0.1848, -0.1628],
           [-0.0599, -0.1628,  0.2227]])

    p = (1, 2e-22) has a derivative still, where 1 - p rounds to 0:

    >>> softmax_jacobian([50.0, 0.0])
    array([[ 1.92874985e-22, -1.92874985e-22],
           [-1.92874985e-22,  1.92874985e-22]])
    """
    z, p = _read(z)
    with np.errstate(all="ignore"):
        return _jacobian(p).astype(z.dtype)


def softmax_vjp(z, upstream):
    """Carry a gradient back through softmax: from dL/dp to dL/dz, without the matrix.

    Parameters
    ----------
    z
        As for `softmax`, with the same errors.
    upstream : array_like, same shape as `z`
        g = dL/dp, the gradient that arrives from above. Another shape is a ValueError, anything
        but real numbers a TypeError.

    Returns
    -------
    ndarray, shape and float format of `z`
        dL/dz = g @ J for each row. It sums to 0. A row in which `upstream` is not finite is nan.

    Notes
    -----
    g @ (diag(p) - outer(p, p)) = p * (g - <g, p>): O(K) work in place of O(K^2).

    A constant added to g changes nothing, because the rows of J sum to 0. So g is first taken
    relative to its value at the largest p, which keeps the digits where p is near a corner.

    Examples
    --------
    The gradient of -log p_3 at z = (1, 2, 3) is p - y:

    >>> from helpers import softmax, softmax_vjp
    >>> softmax_vjp([1, 2, 3], [0, 0, -1 / softmax([1, 2, 3])[2]]).round(4)
    array([ 0.09  ,  0.2447, -0.3348])
    """
    z, p = _read(z)
    upstream = read_array(upstream, "upstream")
    require_same_shape(upstream, "upstream", z, "z")
    vector = upstream.astype(np.float64)
    with np.errstate(all="ignore"):
        top = p.argmax(axis=-1, keepdims=True)
        relative = vector - np.take_along_axis(vector, top, axis=-1)
        product = p * (relative - (p * relative).sum(axis=-1, keepdims=True))
        # inf - inf and 0 * inf leave nan in some entries and inf in others, by accident of the
        # order of the operations. One rule is easier to meet again in a debugger: the row is nan.
        unknown = ~np.isfinite(vector).all(axis=-1, keepdims=True)
        return np.where(unknown, np.nan, product + 0.0).astype(z.dtype)


def softmax_weight_derivative(W, x, b):
    """Give the derivative of every probability with respect to every weight, as one tensor.

    Parameters
    ----------
    W : array_like, shape (K, d)
        Weights: row k belongs to class k.
    x : array_like, shape (d,) or (n, d)
        One input, or a batch of them.
    b : array_like, shape (K,)
        Bias.

    Returns
    -------
    ndarray, shape (K, K, d) or (n, K, K, d), in the float format of `W`
        D[i, k, j] = dp_i / dW[k, j] = J[i, k] x_j, where p = softmax(W x + b). So D[i, k] is the
        derivative of p_i with respect to w_k, row k of W: a vector of length d.

    Raises
    ------
    ValueError
        If the shapes do not fit, or a number is not finite.
    TypeError
        If an argument holds anything but real numbers.

    Notes
    -----
    dp_i / dw_k = (dp_i / dz_k) (dz_k / dw_k) = p_i (delta_ik - p_k) x

    The chain rule sums over all the logits, but only z_k = <w_k, x> + b_k holds w_k. With K = 1000
    classes and d = 1000 features the tensor takes 8 GB, so training never builds it: from
    s = dL/dz, as `softmax_vjp` gives it, dL/dW is outer(s, x).

    Examples
    --------
    Two classes, a colour (red, green, blue): what w_1 gains p_1 by, w_2 loses it by.

    >>> from helpers import softmax_weight_derivative
    >>> D = softmax_weight_derivative([[0, 0, 0], [0, 0, 0]], [1.0, 0.5, 0.0], [0, 0])
    >>> D.shape
    (2, 2, 3)
    >>> D[0]
    array([[ 0.25 ,  0.125,  0.   ],
           [-0.25 , -0.125,  0.   ]])
    """
    dtype = read_array(W, "W").dtype
    W, x, b = read_finite(W, "W"), read_finite(x, "x"), read_finite(b, "b")
    fit = b.ndim == 1 and x.ndim in (1, 2) and (*b.shape, *x.shape[-1:]) == W.shape
    if not fit or len(W) == 0:
        raise ValueError(
            "W, x, b: expected shapes (K, d), (d,) or (n, d), and (K,), with K >= 1, "
            f"got {W.shape}, {x.shape} and {b.shape}"
        )
    with np.errstate(all="ignore"):  # softmax names a logit that overflows
        D = _jacobian(softmax(x @ W.T + b))[..., None] * x[..., None, None, :] + 0.0
        return D.astype(dtype)


def _jacobian(p):
    diagonal = (..., *np.diag_indices(p.shape[-1]))
    J = p[..., :, None] * -p[..., None, :]
    J[diagonal] = 0.0
    J[diagonal] = -J.sum(axis=-1)
    return J + 0.0  # -0.0 becomes 0


def _read(z):
    z = read_array(z)
    return z, softmax(z.astype(np.float64))
