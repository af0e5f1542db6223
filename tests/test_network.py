"""The forward pass, and its gradients against autograd."""

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from helpers.functions import sigmoid, softmax
from helpers.losses import one_hot
from helpers.network import (
    Layer,
    forward,
    initial_layers,
    loss_and_gradients,
    probabilities,
)
from helpers.network.sgd import logits_of_rows

SIZES = pytest.mark.parametrize("sizes", [(3, 4), (4, 1), (2, 6, 5, 3)])  # K = 1 too


def case(sizes, n):
    """Layers with biases, inputs, and soft targets."""
    rng = np.random.default_rng((*sizes, n))
    layers = [Layer(W, rng.normal(size=b.shape)) for W, b in initial_layers(sizes, seed=len(sizes))]
    return layers, rng.normal(size=(n, sizes[0])), softmax(rng.normal(size=(n, sizes[-1])))


def plain_loss(layers, X, Y, loss="cross_entropy", l2=0.0):
    """Write the loss again, of plain operations that autograd can go through."""
    h = X
    for W, b in layers[:-1]:
        h = 1 / (1 + anp.exp(-(anp.dot(h, W.T) + b)))
    W, b = layers[-1]
    exps = anp.exp(anp.dot(h, W.T) + b)
    p = exps / anp.sum(exps, axis=1, keepdims=True)
    if loss == "cross_entropy":
        value = -anp.sum(Y * anp.log(p)) / len(X)
    else:
        value = anp.sum((p - Y) ** 2) / (2 * len(X))
    return value + l2 / 2 * sum(anp.sum(W**2) for W, _ in layers)


@pytest.mark.parametrize("n", [1, 7])
@SIZES
def test_autograd_finds_the_same_gradients(sizes, n):
    layers, X, Y = case(sizes, n)
    for given in (*(array for layer in layers for array in layer), X, Y):
        given.flags.writeable = False
    value, gradients = loss_and_gradients(layers, X, Y)
    plain = [tuple(layer) for layer in layers]
    assert value == pytest.approx(plain_loss(plain, X, Y), rel=1e-13, abs=1e-15)
    expected = autograd.grad(lambda pairs: plain_loss(pairs, X, Y))(plain)
    for found, (dW, db) in zip(gradients, expected, strict=True):
        np.testing.assert_allclose(found.W, dW, rtol=1e-11, atol=1e-15)
        np.testing.assert_allclose(found.b, db, rtol=1e-11, atol=1e-15)


@SIZES
def test_one_input_is_a_batch_of_one_and_an_index_is_one_hot(sizes):
    layers, X, _ = case(sizes, 1)
    label = sizes[-1] - 1
    value, gradients = loss_and_gradients(layers, X, one_hot([label], sizes[-1]))
    for inputs, target in ((X, [label]), (X[0], label), (X[0], one_hot(label, sizes[-1]))):
        found, ours = loss_and_gradients(layers, inputs, target)
        assert found == value
        for mine, theirs in zip(sum(ours, ()), sum(gradients, ()), strict=True):
            np.testing.assert_array_equal(mine, theirs)


def test_far_logits_neither_overflow_nor_warn():
    layers = [([[1.0], [-1.0]], [0.0, 0.0])]
    found, ((W, _),) = loss_and_gradients(layers, [[1000.0]], [1])
    assert (found, W.tolist()) == (2000.0, [[1000.0], [-1000.0]])
    assert forward([([[1e200]], [0.0])], [1e200])[-1] == np.inf


def test_forward_is_the_formula():
    layers, X, _ = case((2, 6, 5, 3), 4)
    (W1, b1), (W2, b2), (W3, b3) = layers
    h1 = sigmoid(X @ W1.T + b1)
    h2 = sigmoid(h1 @ W2.T + b2)
    activations = forward(layers, X)
    for found, expected in zip(activations, [X, h1, h2, h2 @ W3.T + b3], strict=True):
        np.testing.assert_allclose(found, expected, rtol=1e-14)
    assert [h.shape for h in forward(layers, X[:0])] == [(0, 2), (0, 6), (0, 5), (0, 3)]
    for batch, single in zip(activations, forward(layers, X[2]), strict=True):
        np.testing.assert_allclose(batch[2], single, rtol=1e-13)
    np.testing.assert_allclose(probabilities(layers, X), softmax(activations[-1]), rtol=1e-15)


def test_the_logits_of_many_rows_are_those_of_all_at_once():
    layers = initial_layers((64, 300, 10), seed=3)
    X = np.random.default_rng(0).random((1000, 64))
    assert 262_144 // layers[0].W.size < 20  # more than fifty pieces
    Z = forward(layers, X)[-1]
    np.testing.assert_allclose(logits_of_rows(layers, X), Z, rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize("dtype", [np.float16, np.float32, bool])
def test_everything_is_worked_out_in_float64(dtype):
    layers = [Layer(np.ones((2, 3), dtype), np.zeros(2, dtype))]
    X = np.ones((4, 3), dtype)
    assert [h.dtype for h in forward(layers, X)] == [np.float64] * 2
    value, gradients = loss_and_gradients(layers, X, np.array([[1, 0]] * 4, dtype))
    assert value == pytest.approx(np.log(2), rel=1e-15)
    assert {array.dtype for array in gradients[0]} == {np.dtype(np.float64)}


def test_the_first_weights_follow_the_seed_with_the_variance_one_over_the_inputs():
    (W, b), second = initial_layers((400, 500, 10))
    assert (W.shape, second.W.shape) == ((500, 400), (10, 500))
    assert not b.any()
    assert W.mean() == pytest.approx(0.0, abs=1e-3)
    assert W.var() == pytest.approx(1 / 400, rel=0.01)
    again, other = (initial_layers((400, 500, 10), seed=s)[0].W for s in (0, 8))
    np.testing.assert_array_equal(W, again)
    assert not np.array_equal(W, other)
