"""What the lessons on softmax and cross-entropy import.

>>> from helpers import softmax
>>> softmax([1, 2, 3]).round(4)
array([0.09  , 0.2447, 0.6652])
"""

from helpers.functions import log_softmax, logsumexp, sigmoid, softmax

__all__ = ["log_softmax", "logsumexp", "sigmoid", "softmax"]
