"""What the lessons on softmax and cross-entropy import.

>>> from helpers import softmax
>>> softmax([1, 2, 3]).round(4)
array([0.09  , 0.2447, 0.6652])
"""

from helpers.functions import log_softmax, logsumexp, sigmoid, softmax
from helpers.gradcheck import Comparison, compare, numerical_gradient, numerical_jacobian
from helpers.information import cross_entropy, entropy, kl_divergence, surprise
from helpers.jacobians import softmax_jacobian, softmax_vjp, softmax_weight_derivative
from helpers.losses import (
    binary_cross_entropy,
    binary_cross_entropy_from_logits,
    categorical_cross_entropy,
    categorical_cross_entropy_from_logits,
    categorical_cross_entropy_from_logits_gradient,
    categorical_cross_entropy_gradient,
    mean_squared_error,
    one_hot,
    smooth_labels,
)
