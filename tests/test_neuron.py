"""One neuron: slopes and epochs against differences of the losses."""

import math

import numpy as np
import pytest

from helpers import (
    binary_cross_entropy_from_logits,
    categorical_cross_entropy_from_logits_gradient,
    mean_squared_error,
    numerical_gradient,
    sigmoid,
    softmax,
    softmax_vjp,
)
from helpers.neuron import LOSSES, neuron_slope, pairing_gradients, train_neuron

LOSS = {
    "squared_error": lambda z, y: mean_squared_error(y, sigmoid(z)),
    "cross_entropy": lambda z, y: binary_cross_entropy_from_logits(y, z),
}


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
@pytest.mark.parametrize("kind", [float, np.float16, np.array])
def test_every_epoch_is_one_step_against_the_gradient_of_the_loss(loss, kind):
    x, y, rate, at, outputs = 1.5, 0.75, 0.5, np.array([0.75, -0.25]), []
    for _ in range(21):
        outputs.append(sigmoid(at[0] * x + at[1]))
        gradient = numerical_gradient(lambda at: LOSS[loss](at[0] * x + at[1], y), at)
        last, at = at, at - rate * gradient
    numbers = map(kind, (0.75, -0.25, x, y))
    trained = train_neuron(*numbers, loss=loss, learning_rate=kind(rate), epochs=20)
    np.testing.assert_allclose(trained.outputs, outputs, rtol=1e-9)
    np.testing.assert_allclose(trained[1:], [*last, gradient[0]], rtol=1e-7)


def test_a_rate_beyond_reason_ends_in_a_number_or_nan_but_not_in_an_exception():
    for rate in (1e3, 1e300):
        for loss in LOSSES:
            outputs = train_neuron(2, 2, 1e5, 0, loss=loss, learning_rate=rate, epochs=9).outputs
            assert outputs.shape == (10,)
            assert not (np.abs(outputs) > 1).any()


@pytest.mark.parametrize("K", [2, 3, 10])
def test_the_written_formulas_of_the_lesson_hold_and_the_softmax_is_a_softmax(K):
    gaps = np.array([-40.0, -9.0, -2.5, 0.0, 0.7, 6.0])
    found = pairing_gradients(gaps, K)
    a, z, y = sigmoid(gaps), np.zeros((gaps.size, K)), np.eye(K)[np.zeros(gaps.size, int)]
    z[:, 0] = gaps
    whole = categorical_cross_entropy_from_logits_gradient(y, z) * gaps.size
    expected = {
        ("cross-entropy", "sigmoid"): a - 1,
        ("cross-entropy", "softmax"): whole[:, 0],
        ("squared error", "sigmoid"): (a - 1) * a * (1 - a),
        ("squared error", "softmax"): softmax_vjp(z, softmax(z) - y)[:, 0],
    }
    for pair, slopes in expected.items():
        np.testing.assert_allclose(found[pair], slopes, rtol=1e-9)
