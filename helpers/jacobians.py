"""How the probabilities answer when a logit, or a weight, moves."""

import numpy as np

from helpers._arguments import read_logits, read_temperature
from helpers._jacobian import jacobian_of, times_jacobian
from helpers._probabilities import read_probabilities, require_same_shape
from helpers._weight_derivative import softmax_weight_derivative, softmax_weight_vjp
from helpers.functions import softmax

__all__ = [
    "softmax_jacobian",
    "softmax_jvp",
    "softmax_vjp",
    "softmax_weight_derivative",
    "softmax_weight_vjp",
]


def softmax_jacobian(z, *, temperature=1.0):
    """Give the matrix of all partial derivatives dp_i / dz_j.

    Parameters
    ----------
    z : array_like, shape (K,), (n, K) or more dimensions, classes last
        Logits, as for `softmax`.
    temperature : float
        Logits are divided by it. Finite and above 0.

    Returns
    -------
    ndarray, shape (K, K) or (n, K, K), in the float format of `z`
        J[i, j] = dp_i / dz_j: the row is the output, the column the input. One matrix for each
        row of `z`. A row with a nan gives a matrix of nan; a masked class (-inf) zeros.

    Raises
    ------
    ValueError, TypeError
        As `softmax`.

    Notes
    -----
    J[i, j] = p_i (delta_ij - p_j), that is J = diag(p) - outer(p, p), divided by T. It follows
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
    z = read_logits(z)
    temperature = read_temperature(temperature)
    p = softmax(z.astype(np.float64), temperature=temperature)
    with np.errstate(all="ignore"):
        return (jacobian_of(p) / temperature).astype(z.dtype)


def softmax_vjp(p, upstream, *, temperature=1.0):
    """Carry a gradient back through softmax: from dL/dp to dL/dz, without the matrix.

    Parameters
    ----------
    p : array_like, shape (K,) or (n, K) or more dimensions, classes last
        The outputs of softmax, *not* the logits: the forward pass has them already. Every row
        sums to 1 to within 0.001 (float16: 0.01).
    upstream : array_like, same shape as `p`
        g = dL/dp, the gradient that arrives from above.
    temperature : float
        The one that `p` was computed with.

    Returns
    -------
    ndarray, shape and float format of `p`
        dL/dz = g @ J for each row. It sums to 0. A row in which `upstream` is not finite is nan.

    Raises
    ------
    ValueError
        If a row of `p` is no distribution, if the shapes differ, or if `temperature` is not one
        finite number above 0.
    TypeError
        If `p` or `upstream` holds anything but real numbers.

    Notes
    -----
    g @ (diag(p) - outer(p, p)) = p * (g - <g, p>), divided by T: O(K) work in place of O(K^2).

    A constant added to g changes nothing, because the rows of J sum to 0. So g is first taken
    relative to its value at the largest p, which keeps the digits where p is near a corner.

    Examples
    --------
    The gradient of -log p_3 at z = (1, 2, 3) is p - y:

    >>> from helpers import softmax, softmax_vjp
    >>> p = softmax([1, 2, 3])
    >>> softmax_vjp(p, [0, 0, -1 / p[2]]).round(4)
    array([ 0.09  ,  0.2447, -0.3348])
    """
    return _product(p, upstream, "upstream", temperature)


def softmax_jvp(p, tangent, *, temperature=1.0):
    """Say how p moves when z moves along `tangent`: J @ tangent, without the matrix.

    Parameters
    ----------
    p : array_like, shape (K,) or (n, K) or more dimensions, classes last
        The outputs of softmax, as for `softmax_vjp`.
    tangent : array_like, same shape as `p`
        The direction dz in which the logits move.
    temperature : float
        The one that `p` was computed with.

    Returns
    -------
    ndarray, shape and float format of `p`
        dp, which sums to 0. A row in which `tangent` is not finite is nan.

    Raises
    ------
    ValueError, TypeError
        As `softmax_vjp`, naming `tangent`.

    Notes
    -----
    J @ t = p * (t - <p, t>), divided by T: the formula of `softmax_vjp`, because J is symmetric.

    Examples
    --------
    Raise every logit by the same amount, and no probability moves; raise the last one alone, and
    p_3 grows by what the others lose:

    >>> from helpers import softmax, softmax_jvp
    >>> p = softmax([1, 2, 3])
    >>> softmax_jvp(p, [1, 1, 1])
    array([0., 0., 0.])
    >>> softmax_jvp(p, [0, 0, 1]).round(4)
    array([-0.0599, -0.1628,  0.2227])
    """
    return _product(p, tangent, "tangent", temperature)


def _product(p, vector, name, temperature):
    p = read_probabilities(p)
    vector = read_logits(vector, name)
    require_same_shape(vector, name, p, "p")
    temperature = read_temperature(temperature)
    with np.errstate(all="ignore"):
        product = times_jacobian(p.astype(np.float64), vector.astype(np.float64))
        return (product / temperature).astype(p.dtype)
