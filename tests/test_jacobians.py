"""The Jacobian of softmax and its products, held by properties, mpmath and differences."""

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from helpers.functions import softmax
from helpers.gradcheck import compare, numerical_jacobian
from helpers.jacobians import softmax_jacobian, softmax_jvp, softmax_vjp

logits = arrays(np.float64, st.integers(1, 8), elements=st.floats(-30, 30))
SHAPES = [(1,), (2,), (3,), (7,), (1, 1), (1, 4), (3, 3), (5, 2), (4, 6), (0, 3), (2, 3, 4)]


@st.composite
def logits_and_vector(draw):
    z = draw(logits)
    return z, draw(arrays(np.float64, z.shape, elements=st.floats(-5, 5)))


def random(shape, seed=0, scale=3.0):
    return np.random.default_rng((seed, *shape)).normal(scale=scale, size=shape)


def test_the_running_example():
    J = softmax_jacobian([1, 2, 3])
    expected = [[0.0819, -0.0220, -0.0599], [-0.0220, 0.1848, -0.1628], [-0.0599, -0.1628, 0.2227]]
    np.testing.assert_allclose(J, expected, atol=5e-5)
    p = softmax([1, 2, 3])
    np.testing.assert_allclose(J, np.diag(p) - np.outer(p, p), rtol=1e-14)


@given(logits)
def test_the_matrix_is_symmetric_positive_semidefinite_and_its_lines_sum_to_0(z):
    J = softmax_jacobian(z)
    np.testing.assert_array_equal(J, J.T)
    assert np.abs(J.sum(axis=0)).max() <= 5e-16
    assert np.abs(J.sum(axis=1)).max() <= 5e-16
    assert np.linalg.eigvalsh(J).min() >= -1e-15
    assert (np.diag(J) >= 0).all()
    assert (J - np.diag(np.diag(J)) <= 0).all()
    # Two equal logits far above the rest: p may be 1/2 and an ulp, its square's part rounds up.
    assert np.diag(J).max() <= 0.25 * (1 + 4 * np.finfo(float).eps)
    np.testing.assert_array_equal(np.diag(softmax_jacobian([0.0, 0.0])), [0.25, 0.25])


@given(arrays(np.float64, st.integers(1, 8), elements=st.floats(-4, 4)))
def test_the_rank_is_k_minus_1(z):
    assert np.linalg.matrix_rank(softmax_jacobian(z), tol=1e-9) == z.size - 1


@given(logits_and_vector())
def test_the_products_are_products_with_the_matrix(case):
    z, v = case
    J = softmax_jacobian(z)
    np.testing.assert_allclose(softmax_vjp(z, v), v @ J, atol=1e-14)
    np.testing.assert_allclose(softmax_jvp(z, v), J @ v, atol=1e-14)
    assert abs(softmax_vjp(z, v).sum()) <= 1e-14
    np.testing.assert_allclose(softmax_vjp(z, v + 1000.0), softmax_vjp(z, v), atol=1e-12)


@settings(max_examples=30)
@given(logits_and_vector(), st.floats(0.1, 10))
def test_a_temperature_divides_the_derivative(case, temperature):
    z, v = case
    J = softmax_jacobian(z, temperature=temperature)
    np.testing.assert_allclose(J, softmax_jacobian(z / temperature) / temperature, atol=1e-13)
    np.testing.assert_allclose(softmax_vjp(z, v, temperature=temperature), v @ J, atol=1e-12)
    np.testing.assert_allclose(softmax_jvp(z, v, temperature=temperature), J @ v, atol=1e-12)


@pytest.mark.parametrize("z", [(50, 0), (1, 2, 3), (-700, 0, 5), (0, -36.5), (40, 40, -1)])
def test_every_entry_is_right_to_fourteen_digits_also_near_a_corner(z):
    with mpmath.workdps(400):
        exps = [mpmath.exp(value) for value in z]
        p = [e / sum(exps) for e in exps]
        exact = [[p[i] * ((i == j) - p[j]) for j in range(len(z))] for i in range(len(z))]
        g = [mpmath.mpf(i + 1) for i in range(len(z))]
        products = [sum(g[i] * exact[i][j] for i in range(len(z))) for j in range(len(z))]
        exact = np.array(exact, dtype=float)
        products = np.array(products, dtype=float)
    np.testing.assert_allclose(softmax_jacobian(z), exact, rtol=3e-15, atol=1e-320)
    vjp = softmax_vjp(z, np.arange(1.0, len(z) + 1))
    np.testing.assert_allclose(vjp, products, rtol=3e-15, atol=1e-320)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_batch_is_each_row_on_its_own(shape):
    z, v = random(shape), random(shape, seed=1)
    J = softmax_jacobian(z)
    assert J.shape == (*shape, shape[-1])
    vjp, jvp = softmax_vjp(z, v), softmax_jvp(z, v)
    assert vjp.shape == jvp.shape == shape
    for row in np.ndindex(shape[:-1]):
        np.testing.assert_allclose(J[row], softmax_jacobian(z[row]), rtol=1e-14, atol=1e-17)
        np.testing.assert_allclose(vjp[row], v[row] @ J[row], atol=1e-14)
        np.testing.assert_allclose(jvp[row], J[row] @ v[row], atol=1e-14)


@pytest.mark.parametrize("shape", [(1,), (3,), (7,), (3, 3), (5, 2)])
def test_central_differences_find_the_same(shape):
    z = random(shape)
    numeric = numerical_jacobian(softmax, z)
    exact = np.zeros_like(numeric)
    for row in np.ndindex(shape[:-1]):
        block = (*row, slice(None), *row, slice(None))
        exact[block] = softmax_jacobian(z[row])
    assert compare(exact, numeric).agrees


def test_a_masked_class_neither_moves_nor_is_moved():
    J = softmax_jacobian([1.0, -np.inf, 2.0])
    assert not J[1].any()
    assert not J[:, 1].any()
    np.testing.assert_allclose(J[::2, ::2], softmax_jacobian([1.0, 2.0]), rtol=1e-15)
    assert not np.signbit(J[1]).any()


def test_one_class_never_moves():
    np.testing.assert_array_equal(softmax_jacobian([5.0]), [[0.0]])
    np.testing.assert_array_equal(softmax_vjp([5.0], [7.0]), [0.0])


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_the_float_format_is_kept(dtype):
    z, v = np.array([[1, 2, 3], [3, 1, 0]], dtype), np.ones((2, 3))
    assert softmax_jacobian(z).dtype == dtype
    assert softmax_vjp(z, v).dtype == dtype
    assert softmax_jvp(z, v.tolist()).dtype == dtype
    assert softmax_jacobian([1, 2]).dtype == np.float64
    exact = softmax_jacobian(z.astype(float))
    np.testing.assert_allclose(softmax_jacobian(z), exact, rtol=np.finfo(dtype).eps, atol=1e-7)


def test_nan_stays_in_its_row():
    J = softmax_jacobian([[1.0, np.nan], [1.0, 2.0]])
    assert np.isnan(J[0]).all()
    assert np.isfinite(J[1]).all()


@pytest.mark.parametrize("bad", [np.inf, -np.inf, np.nan])
@pytest.mark.parametrize("product", [softmax_vjp, softmax_jvp])
def test_a_vector_that_is_not_finite_makes_its_row_nan_and_no_other(product, bad):
    result = product([[0.0, 1.0], [4.0, 4.0]], [[bad, 0.0], [1.0, 0.0]])
    assert np.isnan(result[0]).all()
    np.testing.assert_array_equal(result[1], [0.25, -0.25])


def test_arguments_are_not_changed():
    z, g = np.array([1.0, 2.0]), np.array([1.0, 3.0])
    softmax_jacobian(z)
    softmax_vjp(z, g)
    assert z.tolist() + g.tolist() == [1, 2, 1, 3]
