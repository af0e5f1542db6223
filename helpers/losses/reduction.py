"""Sum or average the losses of single examples, and share their gradients out the same way."""

import math

import numpy as np

from helpers.arguments import read_choice


def reduce(losses, reduction, dtype):
    """Turn float64 losses, one for each example, into what was asked for, in `dtype`."""
    divisor = _divisor(losses.shape, reduction)
    with np.errstate(all="ignore"):
        if reduction != "none":
            losses = losses.sum() / divisor
        return np.asarray(losses).astype(dtype)[()]


def share(gradient, losses_shape, reduction, dtype):
    """Turn the gradients of single losses into those of the reduced one, in `dtype`."""
    divisor = _divisor(losses_shape, reduction)
    with np.errstate(all="ignore"):
        gradient = gradient / divisor + 0.0  # -0.0 becomes 0
        return gradient.astype(dtype)[()]


def _divisor(shape, reduction):
    if read_choice(reduction, "reduction", ("mean", "sum", "none")) != "mean":
        return 1
    if 0 in shape:
        raise ValueError(
            'reduction: expected "sum" or "none" for n = 0 losses, got "mean", '
            f"with losses of shape {shape}"
        )
    return math.prod(shape)
