"""The losses of the lessons, beside their gradients. The target comes first, the prediction next.

| loss | the prediction is | gradient with respect to it |
|---|---|---|
| `mean_squared_error` | outputs a | (a - y) / n |
| `binary_cross_entropy` | probabilities p | no function: train from the logits |
| `binary_cross_entropy_from_logits` | logits z | (sigmoid(z) - y) / n |
| `categorical_cross_entropy` | probabilities p | -(y / p) / n |
| `categorical_cross_entropy_from_logits` | logits z | (softmax(z) - y) / n |

`reduction` is the same in all of them: "mean" over the n examples, "sum", or "none" for the loss of
each. A gradient function takes the arguments of its loss; with "sum" and "none" nothing is divided
by n, and each row is then the gradient of that row's own loss. Results have the float format of the
prediction, and are worked out in float64. Logarithms are natural.
"""

from helpers.losses.binary import (
    binary_cross_entropy,
    binary_cross_entropy_from_logits,
    binary_cross_entropy_from_logits_gradient,
)
from helpers.losses.categorical import (
    categorical_cross_entropy,
    categorical_cross_entropy_from_logits,
    categorical_cross_entropy_from_logits_gradient,
    categorical_cross_entropy_gradient,
)
from helpers.losses.squared_error import mean_squared_error, mean_squared_error_gradient
from helpers.losses.targets import one_hot, smooth_labels
