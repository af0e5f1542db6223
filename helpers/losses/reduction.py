"""Sum or average the losses of single examples, and share their gradients out the same way."""

import math

import numpy as np

from helpers.arguments import read_choice


def read_reduction(reduction):
    """Check the name before any work is done."""
    return read_choice(reduction, "reduction", ("mean", "sum", "none"))


def reduce(losses, reduction, dtype):
    """Turn float64 losses, one for each example, into what was asked for, in `dtype`."""
    with np.errstate(all="ignore"):
        if reduction != "none":
            losses = losses.sum() / _divisor(losses.shape, reduction)
        return np.asarray(losses).astype(dtype)[()]


def share(gradient, losses_shape, reduction, dtype):
    """Turn the gradients of single losses into those of the reduced one, in `dtype`."""
    with np.errstate(all="ignore"):
        gradient = gradient / _divisor(losses_shape, reduction) + 0.0  # -0.0 becomes 0
        return gradient.astype(dtype)[()]


def _divisor(shape, reduction):
    if reduction != "mean":
        return 1
    if 0 in shape:
        raise ValueError(
            'reduction: expected "sum" or "none" for n = 0 losses, got "mean", '
            f"with losses of shape {shape}"
        )
    return math.prod(shape)
