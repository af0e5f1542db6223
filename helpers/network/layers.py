"""The layers of a network: what one is, how they start, and what is wrong with bad ones."""

from typing import NamedTuple

import numpy as np

from helpers.arguments import read_count, read_counts, read_finite


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


def read_layers(layers):
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
        if W.ndim != 2 or 0 in W.shape:
            raise ValueError(f"layers[{i}].W: expected shape (out, in), got shape {W.shape}")
        if b.shape != W.shape[:1]:
            raise ValueError(
                f"layers[{i}].b: expected shape ({W.shape[0]},) beside W of shape {W.shape}, "
                f"got shape {b.shape}"
            )
        if result and W.shape[1] != result[-1].W.shape[0]:
            raise ValueError(
                f"layers[{i}].W: expected {result[-1].W.shape[0]} columns, one for each output of "
                f"the layer before, got shape {W.shape}"
            )
        result.append(Layer(W, b))
    return result


def read_inputs(X, inputs, name="X"):
    """`X` in float64, of shape (inputs,) or (n, inputs)."""
    X = read_finite(X, name)
    if X.ndim not in (1, 2) or X.shape[-1] != inputs:
        raise ValueError(
            f"{name}: expected shape ({inputs},) or (n, {inputs}), because the first layer takes "
            f"{inputs} numbers, got shape {X.shape}"
        )
    return X
