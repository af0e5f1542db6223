"""One neuron: published figures, and gradients against differences and the losses."""

import math

import numpy as np
import pytest

from helpers import (
    binary_cross_entropy_from_logits,
    mean_squared_error,
    numerical_gradient,
    sigmoid,
)
from helpers.neuron import LOSSES, neuron_gradients, neuron_slope, train_neuron

STARTS = [(0.6, 0.9), (2.0, 2.0), (-1.5, 0.3), (0.0, 0.0)]
RULE = {"x": 1.0, "y": 0.0, "learning_rate": 0.15, "epochs": 300}
LOSS = {
    "squared_error": lambda z, y: mean_squared_error(y, sigmoid(z)),
    "cross_entropy": lambda z, y: binary_cross_entropy_from_logits(y, z),
}


def test_cross_entropy_learns_as_published():  # squared error: the docstring's example
    outputs = train_neuron(2, 2, **RULE, loss="cross_entropy").outputs
    assert round(outputs[50], 4) == 0.0985


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize(("x", "y"), [(1.0, 0.0), (-2.0, 1.0), (0.5, 0.3), (0.0, 1.0)])
def test_gradients_are_those_of_the_losses(loss, start, x, y):
    def f(parameters):
        return LOSS[loss](parameters[0] * x + parameters[1], y)

    expected = numerical_gradient(f, np.array(start))
    np.testing.assert_allclose(
        neuron_gradients(*start, x, y, loss=loss), expected, rtol=1e-8, atol=1e-10
    )


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("y", [0.0, 0.25, 1.0])
def test_slope_is_the_derivative_by_z_and_keeps_the_shape(loss, y):
    z = np.linspace(-8, 8, 12).reshape(3, 4)
    expected = [numerical_gradient(lambda v: LOSS[loss](v, y), v) for v in z.ravel()]
    found = neuron_slope(z, y, loss=loss)
    np.testing.assert_allclose(found.ravel(), expected, rtol=1e-7, atol=1e-10)
    assert found.shape == (3, 4)
    assert neuron_slope(z[0, 0], y, loss=loss).shape == ()
    assert neuron_slope([], y, loss=loss).shape == (0,)


def test_slopes_have_digits_where_the_output_rounds_to_one():
    assert neuron_slope(50, 1, loss="cross_entropy") == pytest.approx(-math.exp(-50), rel=1e-12)
    assert neuron_slope(50, 0, loss="squared_error") == pytest.approx(math.exp(-50), rel=1e-12)
    assert neuron_slope(-800, 0, loss="cross_entropy") == 0.0  # exp(-800) is no float64


@pytest.mark.parametrize("loss", LOSSES)
def test_every_epoch_is_one_step_against_the_gradient(loss):
    w, b, x, y, rate = 0.7, -0.2, 1.5, 0.8, 0.4
    outputs = [sigmoid(w * x + b)]
    for _ in range(20):
        dw, db = neuron_gradients(w, b, x, y, loss=loss)
        w, b = w - rate * dw, b - rate * db
        outputs.append(sigmoid(w * x + b))
    trained = train_neuron(0.7, -0.2, x, y, loss=loss, learning_rate=rate, epochs=20)
    np.testing.assert_allclose(trained.outputs, outputs, rtol=1e-13)
    start = train_neuron(0.7, -0.2, x, y, loss=loss, learning_rate=rate, epochs=0)
    assert (start.outputs.shape, start.w, start.b) == ((1,), 0.7, -0.2)
    np.testing.assert_allclose((trained.w, trained.b), (w, b), rtol=1e-13)


@pytest.mark.parametrize("kind", [int, np.int8, np.float16, np.float32, np.array])
def test_any_real_number_is_taken(kind):
    numbers = [kind(v) for v in (2, 2, 1, 0)]
    assert neuron_gradients(*numbers, loss="cross_entropy") == neuron_gradients(
        2.0, 2.0, 1.0, 0.0, loss="cross_entropy"
    )


def test_a_rate_beyond_reason_ends_in_a_number_or_nan_but_not_in_an_exception():
    for rate in (1e3, 1e300):
        for loss in LOSSES:
            outputs = train_neuron(2, 2, 1e5, 0, loss=loss, learning_rate=rate, epochs=9).outputs
            assert outputs.shape == (10,)
            assert not (np.abs(outputs) > 1).any()
