"""What a network computes: forward, and the loss with its gradients backward."""

import numpy as np

from helpers.arguments import read_choice, read_labels, read_number, read_target
from helpers.functions import sigmoid, softmax
from helpers.jacobians import softmax_vjp
from helpers.losses import (
    categorical_cross_entropy_from_logits,
    categorical_cross_entropy_from_logits_gradient,
    mean_squared_error,
    mean_squared_error_gradient,
)
from helpers.losses.targets import distribution
from helpers.network.layers import Layer, read_inputs, read_layers

LOSSES = ("cross_entropy", "squared_error")


def forward(layers, X):
    """Compute what every layer gives, from the inputs to the logits.

    Parameters
    ----------
    layers : list of Layer
        As from `initial_layers`.
    X : array_like, shape (d,) or (n, d)
        One input, or a batch of them. Finite.

    Returns
    -------
    list of ndarray
        [X, h1, ..., z]: the inputs, the outputs of each hidden layer, the logits, in float64;
        each of shape (size,) or (n, size).

    Raises
    ------
    ValueError
        If the shapes do not fit each other, or a number is not finite.
    TypeError
        If an array holds anything but real numbers.

    Notes
    -----
    h_l = sigmoid(h_{l-1} W_l^T + b_l) with h_0 = X; the last layer has no sigmoid. An input is a
    row, so W stands transposed on the right.

    Examples
    --------
    >>> from helpers.network import forward, initial_layers
    >>> [h.shape for h in forward(initial_layers((64, 32, 10)), [[0.5] * 64] * 7)]
    [(7, 64), (7, 32), (7, 10)]
    """
    layers = read_layers(layers)
    return forward_pass(layers, read_inputs(X, layers[0].W.shape[1]))


def probabilities(layers, X):
    """Compute the probability that the network gives to each class.

    Parameters
    ----------
    layers, X
        As for `forward`.

    Returns
    -------
    ndarray, shape (K,) or (n, K)
        softmax of the logits.

    Raises
    ------
    ValueError, TypeError
        As `forward`.

    Examples
    --------
    >>> from helpers.network import probabilities
    >>> probabilities([([[1.0], [2.0], [3.0]], [0.0, 0.0, 0.0])], [1.0]).round(4)
    array([0.09  , 0.2447, 0.6652])
    """
    return softmax(forward(layers, X)[-1])


def accuracy(layers, X, labels):
    """Give the share of inputs whose most probable class is the true one.

    Parameters
    ----------
    layers, X
        As for `forward`.
    labels : array_like of int, shape (n,), or one int beside one input
        Indices of the true classes.

    Returns
    -------
    float
        From 0 to 1. Of equal probabilities the first counts.

    Raises
    ------
    ValueError
        If there is no input or a label is out of range; else as `forward`.
    TypeError
        If a label is not an integer; else as `forward`.

    Examples
    --------
    >>> from helpers.network import accuracy
    >>> accuracy([([[1.0], [-1.0]], [0.0, 0.0])], [[3.0], [2.0], [-1.0], [1.0]], [0, 0, 1, 1])
    0.75
    """
    z = forward(layers, X)[-1]
    labels = read_labels(labels, z.shape[-1], z.shape[:-1])
    if labels.size == 0:
        raise ValueError("X: expected at least one input, got n = 0; no share of nothing exists")
    return float(np.mean(z.argmax(axis=-1) == labels))


def loss_and_gradients(layers, X, Y, *, loss="cross_entropy", l2=0.0):
    """Compute the loss of a batch, and its derivative with respect to every weight and bias.

    Parameters
    ----------
    layers, X
        As for `forward`; at least one input.
    Y : array_like, shape (n, K), or array_like of int, shape (n,)
        Targets: distributions (one-hot or soft), or class indices. For one input: of shape (K,),
        or one index.
    loss : {"cross_entropy", "squared_error"}
        The mean over the batch of -sum_k y_k log p_k, or of 1/2 ||p - y||^2, with p = softmax(z).
    l2 : float
        l2 / 2 times the sum of all squared weights, not of the biases, is added. 0 or more.

    Returns
    -------
    loss : float
    gradients : list of Layer
        dL/dW and dL/db, each of the shape of its W and b.

    Raises
    ------
    ValueError
        If shapes do not fit, a number is not finite, a target is no distribution, the batch is
        empty, `loss` is neither name, or `l2` is not a finite number of at least 0.
    TypeError
        If an array holds anything but real numbers, or `l2` is no number.

    Notes
    -----
    S = dL/dZ of the last layer is (P - Y) / n for cross-entropy (lesson 07), and (P - Y) / n
    times the Jacobian of softmax for squared error. Then, layer by layer from the last one back,

    dL/dW = S^T H + l2 W,   dL/db = sum of the rows of S,   S' = (S W) * H (1 - H)

    with H what went into the layer, and S' the S of the layer before.

    Examples
    --------
    >>> from helpers.network import loss_and_gradients
    >>> layers = [([[1.0], [2.0], [3.0]], [0.0, 0.0, 0.0])]
    >>> loss, gradients = loss_and_gradients(layers, [1.0], [0, 0, 1])
    >>> round(loss, 4), gradients[0].b.round(4)
    (0.4076, array([ 0.09  ,  0.2447, -0.3348]))
    """
    layers = read_layers(layers)
    activations = forward_pass(layers, np.atleast_2d(read_inputs(X, layers[0].W.shape[1])))
    z = activations[-1]
    if len(z) == 0:
        raise ValueError("X: expected at least one input, got n = 0; no mean of nothing exists")
    one = np.ndim(X) == 1
    target = read_target(Y, z[0] if one else z, "the logits", "Y")
    target = target[None] if one else target
    loss, l2 = read_choice(loss, "loss", LOSSES), read_number(l2, "l2", at_least=0.0)
    S = loss_gradient(loss, target, z)
    gradients = []
    for i in reversed(range(len(layers))):
        W, h = layers[i].W, activations[i]
        gradients.insert(0, Layer(S.T @ h + l2 * W, S.sum(axis=0)))
        if i > 0:
            S = (S @ W) * h * (1.0 - h)
    penalty = 0.5 * l2 * float(sum((W**2).sum() for W, _ in layers))
    return loss_value(loss, target, z) + penalty, gradients


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


def loss_gradient(loss, target, z):
    """dL/dz of that average."""
    if loss == "cross_entropy":
        return categorical_cross_entropy_from_logits_gradient(target, z)
    upstream = mean_squared_error_gradient(distribution(target, z.shape), softmax(z))
    return softmax_vjp(z, upstream)
