import numpy as np
import pytest

from helpers.panels.colours import BIAS, PURE, WEIGHTS


def test_the_largest_score_belongs_to_the_nearest_colour():
    colours = np.random.default_rng(0).random((500, 3))
    distances = np.linalg.norm(colours[:, None] - PURE, axis=-1)
    scores = colours @ WEIGHTS.T + BIAS
    np.testing.assert_array_equal(scores.argmax(axis=1), distances.argmin(axis=1))


def test_weights_and_biases_are_those_the_module_describes():
    np.testing.assert_array_equal(WEIGHTS, 8 * (PURE - 0.5))
    np.testing.assert_array_equal(BIAS, 4 - 4 * (PURE**2).sum(axis=1))


@pytest.mark.parametrize("array", [PURE, WEIGHTS, BIAS])
def test_nobody_can_change_the_network_in_passing(array):
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 1.0
