"""A network that learns: layers, their forward and backward pass, and training.

Every layer computes W h + b. The hidden ones then bend with a sigmoid; the last gives logits. With
no hidden layer this is softmax regression. All of it works in float64, whatever comes in.
"""

import numpy as np

from helpers._layers import Layer, initial_layers, read_inputs, read_layers
from helpers._network_loss import LOSSES, forward_pass, loss_delta, loss_value
from helpers._targets import read_labels, read_target
from helpers._training import Epoch, Training, train
from helpers._training_arguments import read_l2, read_loss
from helpers.functions import softmax

__all__ = [
    "LOSSES",
    "Epoch",
    "Layer",
    "Training",
    "accuracy",
    "forward",
    "initial_layers",
    "loss_and_gradients",
    "probabilities",
    "train",
]


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
        The mean over the batch of -sum_j y_j log p_j, or of 1/2 ||p - y||^2, with p = softmax(z).
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
    Delta = dL/dZ of the last layer is (P - Y) / n for cross-entropy (lesson 07), and (P - Y) / n
    times the Jacobian of softmax for squared error. Then, layer by layer from the last one back,

    dL/dW = Delta^T H + l2 W,   dL/db = sum of the rows of Delta,   Delta' = (Delta W) * H (1 - H)

    with H what went into the layer, and Delta' the Delta of the layer before.

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
    loss, l2 = read_loss(loss), read_l2(l2)
    delta = loss_delta(loss, target, z)
    gradients = []
    for i in reversed(range(len(layers))):
        W, h = layers[i].W, activations[i]
        gradients.insert(0, Layer(delta.T @ h + l2 * W, delta.sum(axis=0)))
        if i > 0:
            delta = (delta @ W) * h * (1.0 - h)
    penalty = 0.5 * l2 * float(sum((W**2).sum() for W, _ in layers))
    return loss_value(loss, target, z) + penalty, gradients
