"""The forward pass, and the losses that training can use: each as value and as dL/dz."""

import numpy as np

from helpers._targets import distribution
from helpers.functions import sigmoid, softmax
from helpers.jacobians import softmax_vjp
from helpers.losses import (
    categorical_cross_entropy_from_logits,
    categorical_cross_entropy_from_logits_gradient,
    mean_squared_error,
    mean_squared_error_gradient,
)

LOSSES = ("cross_entropy", "squared_error")


def forward_pass(layers, X):
    """[X, h1, ..., z] of layers and inputs that have been checked."""
    activations = [X]
    for i, (W, b) in enumerate(layers, start=1):
        with np.errstate(all="ignore"):  # a logit that is infinite or nan is named by the callers
            z = activations[-1] @ W.T + b
        activations.append(z if i == len(layers) else sigmoid(z))
    return activations


def loss_value(loss, target, z):
    """Average the loss over the rows of logits; `target` as from `read_target`."""
    if loss == "cross_entropy":
        return float(categorical_cross_entropy_from_logits(target, z))
    return float(mean_squared_error(distribution(target, z.shape), softmax(z)))


def loss_delta(loss, target, z):
    """dL/dz of that average."""
    if loss == "cross_entropy":
        return categorical_cross_entropy_from_logits_gradient(target, z)
    p = softmax(z)
    return softmax_vjp(p, mean_squared_error_gradient(distribution(target, p.shape), p))
