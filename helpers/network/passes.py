"""What a network is and computes: its layers, forward, and the loss with its gradients backward."""

from typing import NamedTuple

import numpy as np

from helpers.arguments import read_count, read_counts, read_finite, read_target
from helpers.functions import sigmoid, softmax
from helpers.losses import (
    categorical_cross_entropy_from_logits,
    categorical_cross_entropy_from_logits_gradient,
)


class Layer(NamedTuple):
    """One layer's weights, shape (out, in), and bias, shape (out,): it computes W x + b."""

    W: np.ndarray
    b: np.ndarray


def initial_layers(sizes, *, seed=0):
    """Draw the weights that training starts from; every bias is 0.

    Parameters
    ----------
    sizes : sequence of int
        How many numbers go in, come out of each hidden layer, and come out at the end: (64, 10)
        is softmax regression, (64, 32, 10) has one hidden layer of 32 units.
    seed : int
        The same seed gives the same weights. 0 or more.

    Returns
    -------
    list of Layer
        Float64. W of layer l has shape (sizes[l + 1], sizes[l]).

    Raises
    ------
    ValueError
        If there are fewer than two sizes, or one is below 1, or `seed` is below 0.
    TypeError
        If `sizes` or `seed` are not integers.

    Notes
    -----
    W ~ N(0, 1 / in). A sum of `in` such products with inputs of size 1 has variance 1 for every
    `in`, so that the sigmoids start where they are steep (LeCun et al., Efficient BackProp, 1998,
    section 4.6). All zeros would not do: equal hidden units would stay equal for ever.

    Examples
    --------
    >>> from helpers.network import initial_layers
    >>> [layer.W.shape for layer in initial_layers((64, 32, 10))]
    [(32, 64), (10, 32)]
    """
    sizes = read_counts(sizes, "sizes", shortest=2)
    rng = np.random.default_rng(read_count(seed, "seed", at_least=0))
    return [
        Layer(rng.normal(0.0, inputs**-0.5, (outputs, inputs)), np.zeros(outputs))
        for inputs, outputs in zip(sizes[:-1], sizes[1:])
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
    layers, X = _read_layers(layers), read_finite(X, "X")
    inputs = layers[0].W.shape[1]
    if X.ndim not in (1, 2) or X.shape[-1] != inputs:
        raise ValueError(
            f"X: expected shape ({inputs},) or (n, {inputs}), because the first layer takes "
            f"{inputs} numbers, got shape {X.shape}"
        )
    activations = [X]
    for i, (W, b) in enumerate(layers, start=1):
        with np.errstate(all="ignore"):  # a logit that is infinite or nan is named by the callers
            z = activations[-1] @ W.T + b
        activations.append(z if i == len(layers) else sigmoid(z))
    return activations


def probabilities(layers, X):
    """Compute the probability that the network gives to each class.

    Parameters
    ----------
    layers, X
        As for `forward`, with the same errors.

    Returns
    -------
    ndarray, shape (K,) or (n, K)
        softmax of the logits.

    Examples
    --------
    >>> from helpers.network import probabilities
    >>> probabilities([([[1.0], [2.0], [3.0]], [0.0, 0.0, 0.0])], [1.0]).round(4)
    array([0.09  , 0.2447, 0.6652])
    """
    return softmax(forward(layers, X)[-1])


def loss_and_gradients(layers, X, Y):
    """Compute the mean cross-entropy of a batch, and its derivative by every weight and bias.

    Parameters
    ----------
    layers, X
        As for `forward`, with the same errors; no input at all is a ValueError too.
    Y : array_like, shape (n, K), or array_like of int, shape (n,)
        Targets, as for `categorical_cross_entropy`, with the same errors. For one input: of shape
        (K,), or one index.

    Returns
    -------
    loss : float
    gradients : list of Layer
        dL/dW and dL/db, each of the shape of its W and b.

    Notes
    -----
    S = dL/dZ of the last layer is (P - Y) / n (lesson 07). Then, layer by layer from the last one
    back,

    dL/dW = S^T H,   dL/db = sum of the rows of S,   S' = (S W) * H (1 - H)

    with H what went into the layer, and S' the S of the layer before.

    Examples
    --------
    >>> from helpers.network import loss_and_gradients
    >>> layers = [([[1.0], [2.0], [3.0]], [0.0, 0.0, 0.0])]
    >>> loss, gradients = loss_and_gradients(layers, [1.0], [0, 0, 1])
    >>> round(loss, 4), gradients[0].b.round(4)
    (0.4076, array([ 0.09  ,  0.2447, -0.3348]))
    """
    layers = _read_layers(layers)
    *into, z = forward(layers, X)
    if len(z) == 0:
        raise ValueError("X: expected at least one input, got n = 0; no mean of nothing exists")
    target = read_target(Y, z, "the logits", "Y")
    if z.ndim == 1:
        target, z, into = target[None], z[None], [h[None] for h in into]
    S, gradients = categorical_cross_entropy_from_logits_gradient(target, z), []
    for i in reversed(range(len(layers))):
        W, h = layers[i].W, into[i]
        gradients.insert(0, Layer(S.T @ h, S.sum(axis=0)))
        if i > 0:
            S = (S @ W) * h * (1.0 - h)
    return float(categorical_cross_entropy_from_logits(target, z)), gradients


def _read_layers(layers):
    """`layers` as a list of Layer in float64, each fitting the one before."""
    try:
        pairs = [tuple(layer) for layer in layers]
    except TypeError:
        raise TypeError(f"layers: expected a list of Layer, got {type(layers).__name__}") from None
    if not pairs:
        raise ValueError("layers: expected at least one layer, got none")
    result = []
    for i, pair in enumerate(pairs):
        if len(pair) != 2:
            raise ValueError(
                f"layers[{i}]: expected the pair (W, b), got {len(pair)} arrays; one layer alone "
                "is written [layer]"
            )
        W = read_finite(pair[0], f"layers[{i}].W")
        b = read_finite(pair[1], f"layers[{i}].b")
        inputs = result[-1].b.size if result else "in"
        fit = W.ndim == 2 and b.shape == W.shape[:1] and inputs in ("in", W.shape[1])
        if not fit or W.size == 0:
            raise ValueError(
                f"layers[{i}]: expected W of shape (out, {inputs}) and b of shape (out,), "
                f"got shapes {W.shape} and {b.shape}"
            )
        result.append(Layer(W, b))
    return result
