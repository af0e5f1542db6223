"""The derivative of softmax(W x + b) with respect to the weights: tensor and contraction."""

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from helpers.functions import softmax
from helpers.jacobians import softmax_jacobian, softmax_weight_derivative, softmax_weight_vjp

SIZES = [(1, 1), (1, 3), (2, 1), (3, 3), (3, 2), (5, 4), (2, 0)]


def layer(K, d, n=None):
    rng = np.random.default_rng((K, d, n or 0))
    x = rng.normal(size=(d,) if n is None else (n, d))
    g = rng.normal(size=(K,) if n is None else (n, K))
    return rng.normal(size=(K, d)), x, rng.normal(size=K), g


def outputs(W, x, b):
    exps = anp.exp(anp.dot(W, x) + b)
    return exps / anp.sum(exps)


@pytest.mark.parametrize(("K", "d"), SIZES)
def test_the_tensor_is_p_times_delta_minus_p_times_x(K, d):
    W, x, b, _ = layer(K, d)
    D = softmax_weight_derivative(W, x, b)
    assert D.shape == (K, K, d)
    p = softmax(W @ x + b)
    for i in range(K):
        for k in range(K):
            np.testing.assert_allclose(D[i, k], p[i] * ((i == k) - p[k]) * x, atol=1e-15)


@pytest.mark.parametrize(("K", "d"), SIZES)
def test_autograd_finds_the_same(K, d):
    W, x, b, g = layer(K, d)
    expected = autograd.jacobian(outputs)(W, x, b) if d else np.zeros((K, K, 0))
    np.testing.assert_allclose(softmax_weight_derivative(W, x, b), expected, atol=1e-14)
    contracted = np.einsum("i,ikj->kj", g, expected)
    np.testing.assert_allclose(softmax_weight_vjp(W, x, b, g), contracted, atol=1e-14)


@pytest.mark.parametrize("n", [0, 1, 2, 5])
def test_a_batch_stacks_tensors_and_sums_gradients(n):
    W, x, b, g = layer(3, 4, n)
    D = softmax_weight_derivative(W, x, b)
    assert D.shape == (n, 3, 3, 4)
    for row in range(n):
        np.testing.assert_allclose(D[row], softmax_weight_derivative(W, x[row], b), atol=1e-16)
    gradient = softmax_weight_vjp(W, x, b, g)
    np.testing.assert_allclose(gradient, np.einsum("ri,rikj->kj", g, D), atol=1e-14)


def test_what_one_row_gains_the_others_lose():
    W, x, b, g = layer(4, 3)
    np.testing.assert_allclose(softmax_weight_derivative(W, x, b).sum(axis=0), 0.0, atol=1e-16)
    np.testing.assert_allclose(softmax_weight_vjp(W, x, b, g).sum(axis=0), 0.0, atol=1e-15)


def test_the_derivative_is_not_zero_unless_the_input_is():
    assert softmax_weight_derivative(np.eye(3), [1, 2, 3]).all()
    assert not softmax_weight_derivative(np.eye(3), [0, 0, 0]).any()


def test_without_bias_the_bias_is_zero_and_a_masked_class_has_no_derivative():
    W, x, _, _ = layer(3, 2)
    zero = np.zeros(3)
    np.testing.assert_array_equal(
        softmax_weight_derivative(W, x), softmax_weight_derivative(W, x, zero)
    )
    D = softmax_weight_derivative(W, x, [0, -np.inf, 0])
    assert not D[1].any()
    assert not D[:, 1].any()
    np.testing.assert_allclose(D[::2, ::2], softmax_weight_derivative(W[::2], x), atol=1e-16)


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64, np.int8])
def test_the_weights_decide_the_float_format(dtype):
    W = np.array([[1, 0], [0, 1]], dtype)
    kept = np.float64 if dtype == np.int8 else dtype
    assert softmax_weight_derivative(W, [1, 2]).dtype == kept
    assert softmax_weight_vjp(W, [1.0, 2.0], None, [1, 0]).dtype == kept


def test_with_the_identity_the_tensor_holds_the_jacobian():
    D = softmax_weight_derivative(np.eye(3), [1.0, 2.0, 3.0])
    np.testing.assert_allclose(D[:, :, 0], softmax_jacobian([1, 2, 3]), rtol=1e-15)


GOOD = {"W": np.ones((2, 3)), "x": np.ones(3), "b": np.ones(2), "upstream": np.ones(2)}


def test_an_upstream_gradient_that_is_not_finite_makes_the_result_nan():
    assert np.isnan(softmax_weight_vjp(**{**GOOD, "upstream": [np.inf, 0]})).all()
