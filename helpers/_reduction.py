"""Sum or average the losses of single examples, and share their gradients out the same way."""

import numpy as np


def read_reduction(reduction):
    """Check the name before any work is done."""
    if reduction not in ("mean", "sum", "none"):
        raise ValueError(f'reduction: expected "mean", "sum" or "none", got {reduction!r}')
    return reduction


def reduce(losses, reduction, dtype):
    """Turn float64 losses, one for each example, into what was asked for, in `dtype`."""
    with np.errstate(all="ignore"):
        if reduction != "none":
            losses = losses.sum() / examples(losses, reduction)
        return np.asarray(losses).astype(dtype)[()]


def share(gradient, losses_shape, reduction, dtype):
    """Turn the gradients of single losses into those of the reduced one, in `dtype`."""
    with np.errstate(all="ignore"):
        gradient = gradient / examples(np.empty(losses_shape), reduction) + 0.0  # -0.0 becomes 0
        return gradient.astype(dtype)[()]


def examples(losses, reduction):
    """Give what the sum is divided by: n for a mean, else 1."""
    if reduction != "mean":
        return 1
    if losses.size == 0:
        raise ValueError(
            f'reduction: there is no mean of n = 0 losses (shape {losses.shape}); "sum" gives 0'
        )
    return losses.size


def products(weights, values):
    """Give weights * values, where a weight of 0 makes 0 of inf too: 0 log 0 = 0."""
    with np.errstate(all="ignore"):
        return np.where(weights == 0.0, 0.0, weights * values)


def quotients(weights, values):
    """Give weights / values, where a weight of 0 makes 0 of 0 / 0 too."""
    with np.errstate(all="ignore"):
        return np.where(weights == 0.0, 0.0, weights / values)
