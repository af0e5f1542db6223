"""Squared error and cross-entropy, each behind a sigmoid and behind a softmax: four gradients."""

import numpy as np

from helpers.arguments import read_count, read_finite
from helpers.functions import sigmoid, softmax
from helpers.jacobians import softmax_vjp
from helpers.losses.binary import binary_cross_entropy_from_logits_gradient
from helpers.losses.categorical import categorical_cross_entropy_from_logits_gradient
from helpers.losses.squared_error import mean_squared_error_gradient
from helpers.losses.targets import one_hot


def pairing_gradients(gaps, K):
    """Give dL/dz at the true class for both losses behind both outputs.

    Parameters
    ----------
    gaps : array_like, shape (n,)
        How far the true class's logit lies above the others, which are all 0.
    K : int
        How many classes the softmax has; at least 2. The sigmoid has one output, with target 1.

    Returns
    -------
    dict
        From (loss, output) to an array of float64, shape (n,): loss is "squared error" or
        "cross-entropy", output is "sigmoid" or "softmax".

    Raises
    ------
    ValueError
        If `gaps` has another shape or is not finite, or `K` is below 2.
    TypeError
        If `gaps` does not hold real numbers, or `K` is not an integer.

    Notes
    -----
    With a = sigmoid(u) and p = softmax(u, 0, ..., 0)_1 the four are a - 1, (a - 1) a (1 - a),
    p - 1 and (p - 1) p (1 - p) K / (K - 1). For K = 2 the softmax is the
    sigmoid, and its squared error counts the same difference twice.

    Examples
    --------
    >>> for pair, slope in pairing_gradients([-4.0], 10).items():
    ...     print(*pair, slope.round(4))
    cross-entropy sigmoid [-0.982]
    cross-entropy softmax [-0.998]
    squared error sigmoid [-0.0173]
    squared error softmax [-0.0022]
    """
    u = read_finite(gaps, "gaps")
    if u.ndim != 1:
        raise ValueError(f"gaps: expected shape (n,), got shape {u.shape}")
    K = read_count(K, "K", at_least=2)
    z = np.zeros((u.size, K))
    z[:, 0] = u
    y, a, p = one_hot(np.zeros(u.size, dtype=int), K), sigmoid(u), softmax(z)
    ones, each = np.ones_like(u), {"reduction": "none"}
    upstream = mean_squared_error_gradient(y, p, **each)
    # The chain rule: dL/da times the sigmoid's slope a (1 - a), where 1 - a is sigmoid(-u).
    behind_sigmoid = mean_squared_error_gradient(ones, a, **each) * (a * sigmoid(-u))
    cross_entropy = categorical_cross_entropy_from_logits_gradient(y, z, **each)
    return {
        ("cross-entropy", "sigmoid"): binary_cross_entropy_from_logits_gradient(ones, u, **each),
        ("cross-entropy", "softmax"): cross_entropy[:, 0],
        ("squared error", "sigmoid"): behind_sigmoid,
        ("squared error", "softmax"): softmax_vjp(z, upstream)[:, 0],
    }
