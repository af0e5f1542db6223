"""The Jacobian of softmax and its products: properties, mpmath, autograd."""

import autograd
import autograd.numpy as anp
import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from helpers.jacobians import (
    softmax_jacobian,
    softmax_vjp,
    softmax_weight_derivative,
)

logits = arrays(np.float64, st.integers(1, 8), elements=st.floats(-30, 30))


@given(logits)
def test_the_matrix_is_symmetric_positive_semidefinite_and_its_lines_sum_to_0(z):
    J = softmax_jacobian(z)
    np.testing.assert_array_equal(J, J.T)
    assert np.abs(J.sum(axis=0)).max() <= 5e-16
    assert np.linalg.eigvalsh(J).min() >= -1e-15
    assert (np.diag(J) >= 0).all()
    assert (J - np.diag(np.diag(J)) <= 0).all()
    # Two equal logits far above the rest: p may be 1/2 and an ulp, its square's part rounds up.
    assert np.diag(J).max() <= 0.25 * (1 + 4 * np.finfo(float).eps)
    np.testing.assert_array_equal(np.diag(softmax_jacobian([0.0, 0.0])), [0.25, 0.25])


@given(logits, st.integers(0, 99))
def test_the_products_are_products_with_the_matrix(z, seed):
    v = np.random.default_rng(seed).uniform(-5, 5, z.size)
    product = softmax_vjp(z, v)
    np.testing.assert_allclose(product, v @ softmax_jacobian(z), atol=1e-14)
    assert abs(product.sum()) <= 1e-14
    np.testing.assert_allclose(softmax_vjp(z, v + 1000.0), product, atol=1e-12)


@pytest.mark.parametrize("z", [(50, 0), (1, 2, 3), (-700, 0, 5), (0, -36.5), (40, 40, -1)])
def test_every_entry_is_right_to_fourteen_digits_also_near_a_corner(z):
    with mpmath.workdps(400):
        exps = [mpmath.exp(value) for value in z]
        p = [e / sum(exps) for e in exps]
        exact = [[p[i] * ((i == j) - p[j]) for j in range(len(z))] for i in range(len(z))]
        products = [sum((i + 1) * row[j] for i, row in enumerate(exact)) for j in range(len(z))]
    close = {"rtol": 3e-15, "atol": 1e-320}
    np.testing.assert_allclose(softmax_jacobian(z), np.array(exact, dtype=float), **close)
    vjp = softmax_vjp(z, np.arange(1.0, len(z) + 1))
    np.testing.assert_allclose(vjp, np.array(products, dtype=float), **close)


def test_more_dimensions_are_rows_too():
    z, v = np.random.default_rng(0).normal(size=(2, 2, 3, 4))
    np.testing.assert_array_equal(softmax_jacobian(z)[1], softmax_jacobian(z[1]))
    np.testing.assert_array_equal(softmax_vjp(z, v)[1], softmax_vjp(z[1], v[1]))


def test_a_masked_class_neither_moves_nor_is_moved():
    J = softmax_jacobian([1.0, -np.inf, 2.0])
    assert not J[1].any()
    assert not J[:, 1].any()
    np.testing.assert_allclose(J[::2, ::2], softmax_jacobian([1.0, 2.0]), rtol=1e-15)
    assert not np.signbit(J[1]).any()
    assert not np.signbit(softmax_vjp([1.0, -np.inf, 2.0], [0.0, -1.0, 0.0])[1])


def test_nothing_warns_even_where_numpy_is_told_to_raise():
    z = [0.0, -700.0, -745.0]  # products of two probabilities underflow
    with np.errstate(all="raise"):
        softmax_vjp(z, [1e300, -1e300, 0.0])
        softmax_weight_derivative(np.c_[z], [1.0], np.zeros(3))


@pytest.mark.parametrize("bad", [np.inf, -np.inf, np.nan])
def test_what_is_not_finite_makes_its_row_nan_and_no_other(bad):
    result = softmax_vjp([[0.0, 1.0], [4.0, 4.0]], [[bad, 0.0], [1.0, 0.0]])
    assert np.isnan(result[0]).all()
    np.testing.assert_array_equal(result[1], [0.25, -0.25])


# The derivative of softmax(W x + b) with respect to the weights.


def layer(K, d, n=None):
    rng = np.random.default_rng((K, d, n or 0))
    return [rng.normal(size=shape) for shape in ((K, d), (d,) if n is None else (n, d), (K,))]


def outputs(W, x, b):
    exps = anp.exp(anp.dot(W, x) + b)
    return exps / anp.sum(exps)


@pytest.mark.parametrize(("K", "d"), [(1, 3), (2, 1), (5, 4), (2, 0)])
def test_autograd_finds_the_same_tensor(K, d):
    W, x, b = layer(K, d)
    expected = autograd.jacobian(outputs)(W, x, b) if d else np.zeros((K, K, 0))
    np.testing.assert_allclose(softmax_weight_derivative(W, x, b), expected, atol=1e-14)


@pytest.mark.parametrize("n", [0, 5])
def test_a_batch_stacks_tensors(n):
    W, x, b = layer(3, 4, n)
    D = softmax_weight_derivative(W, x, b)
    assert D.shape == (n, 3, 3, 4)
    for derivative, row in zip(D, x, strict=True):
        np.testing.assert_allclose(derivative, softmax_weight_derivative(W, row, b), atol=1e-16)
