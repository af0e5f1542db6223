"""Numerical derivatives: right to the digits they promise, and clear about what they cannot do."""

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from helpers.gradcheck import numerical_gradient, numerical_jacobian

SHAPES = [(), (4,), (2, 1, 3), (0, 3)]


def wave(x):
    return anp.sum(anp.sin(x) * anp.exp(-x / 3))


def point(shape):
    return np.random.default_rng((7, *shape)).normal(size=shape)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_gradient_is_autograds_to_nine_digits(shape):
    x = point(shape)
    exact = autograd.grad(wave)(x) if x.size else np.zeros(shape)
    numeric = numerical_gradient(wave, x)
    assert numeric.shape == shape
    np.testing.assert_allclose(numeric, exact, atol=1e-9)


@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3)])
@pytest.mark.parametrize("outputs", [(), (2,), (2, 2)])
def test_the_jacobian_has_the_outputs_first(shape, outputs):
    x = point(shape)
    weights = np.random.default_rng(3).normal(size=(*outputs, *shape))

    def linear(x):
        return (weights * x).sum(axis=tuple(range(len(outputs), weights.ndim)))

    J = numerical_jacobian(linear, x)
    assert J.shape == outputs + shape
    np.testing.assert_allclose(J, weights, atol=1e-9)


def test_the_chosen_step_is_near_the_best():
    def error(step):
        return abs(numerical_gradient(np.exp, 1.0, step=step) - np.e)

    assert error(None) < 1e-9
    assert error(None) < error(1e-2) / 1000
    assert error(None) < error(1e-12) / 1000
    assert error(1e-3) == pytest.approx(1e-6 * np.e / 6, rel=1e-3)  # h^2 f''' / 6


@pytest.mark.parametrize(
    ("dtype", "tolerance"), [(np.float64, 1e-10), (np.float32, 1e-4), (np.float16, 2e-2)]
)
def test_the_step_follows_the_format_which_is_kept(dtype, tolerance):
    x = np.array([0.3, -1.2, 2.0], dtype)
    gradient = numerical_gradient(lambda x: np.sin(x).sum(), x)
    assert gradient.dtype == dtype
    np.testing.assert_allclose(gradient, np.cos(x.astype(float)), atol=tolerance)
    assert numerical_jacobian(np.sin, x).dtype == dtype
    assert numerical_gradient(lambda x: x**2, 3).dtype == np.float64


def test_large_inputs_get_a_large_step():
    assert numerical_gradient(lambda x: x * x, 1e8) == pytest.approx(2e8, rel=1e-9)
    assert numerical_gradient(lambda x: x * x, -1e100) == pytest.approx(-2e100, rel=1e-9)


def test_x_is_safe_from_a_function_that_writes_into_it():
    x = np.array([1.0, 2.0])

    def squares_in_place(x):
        x *= x
        return x.sum()

    def same_buffer(x, buffer=np.empty(2)):  # noqa: B008, one buffer for all calls is the point
        np.multiply(x, x, out=buffer)
        return buffer

    np.testing.assert_allclose(numerical_gradient(squares_in_place, x), [2, 4], rtol=1e-9)
    np.testing.assert_allclose(numerical_jacobian(same_buffer, x), [[2, 0], [0, 4]], atol=1e-9)
    assert x.tolist() == [1.0, 2.0]


def test_f_is_called_twice_for_each_entry():
    calls = []
    numerical_gradient(lambda x: calls.append(x) or 0.0, np.zeros((2, 3)))
    assert len(calls) == 12


def test_what_f_makes_of_infinity_is_passed_on():
    assert np.isnan(numerical_gradient(lambda x: np.inf, 1.0))
    assert numerical_gradient(lambda x: np.inf if x > 1 else 0.0, 1.0) == np.inf
