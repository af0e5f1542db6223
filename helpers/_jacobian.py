"""Softmax's Jacobian and its product with a vector, in float64, for rows of checked probabilities.

The callers have silenced numpy's warnings: underflow to 0, and nan from nan, are results here.
"""

import numpy as np


def jacobian_of(p):
    """Build diag(p) - outer(p, p) for every row of `p`."""
    diagonal = (..., *np.diag_indices(p.shape[-1]))
    J = p[..., :, None] * -p[..., None, :]
    # p_i (1 - p_i) is minus the sum of the rest of its row, and 1 - p_i loses digits near p_i = 1.
    J[diagonal] = 0.0
    J[diagonal] = -J.sum(axis=-1)
    return J + 0.0  # -0.0 becomes 0


def times_jacobian(p, vector):
    """Multiply every row of `vector` by its Jacobian: p * (vector - <vector, p>)."""
    # The rows of J sum to 0, so a constant may be taken off the vector: off the largest p's entry,
    # the one whose difference from the mean would lose digits near a corner.
    top = p.argmax(axis=-1, keepdims=True)
    relative = vector - np.take_along_axis(vector, top, axis=-1)
    product = p * (relative - (p * relative).sum(axis=-1, keepdims=True))
    # inf - inf and 0 * inf leave nan in some entries and inf in others, by accident of the order
    # of the operations. One rule is easier to meet again in a debugger: the row is nan.
    unknown = ~np.isfinite(vector).all(axis=-1, keepdims=True)
    return np.where(unknown, np.nan, product + 0.0)
