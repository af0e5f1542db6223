"""The panel of colours, compared with central differences in the weights, and its network."""

import numpy as np
import pytest
import scipy.special

from helpers import panels
from helpers.panels.colour_network import BIAS, NAMES, PURE, WEIGHTS
from tests.panels.hand import numbers

# What is drawn here is read from the artists; test_every_panel.py looks at pictures.
pytestmark = pytest.mark.usefixtures("undrawn")


def test_the_largest_score_belongs_to_the_nearest_colour():
    colours = np.random.default_rng(0).random((500, 3))
    distances = np.linalg.norm(colours[:, None] - PURE, axis=-1)
    scores = colours @ WEIGHTS.T + BIAS
    np.testing.assert_array_equal(scores.argmax(axis=1), distances.argmin(axis=1))


def central_difference(x, i):
    """Return dp_i / dW by moving each weight in turn, (5, 3)."""
    found = np.empty(WEIGHTS.shape)
    for place in np.ndindex(WEIGHTS.shape):
        step = np.zeros(WEIGHTS.shape)
        step[place] = 1e-5
        up, down = (scipy.special.softmax((WEIGHTS + s * step) @ x + BIAS)[i] for s in (1, -1))
        found[place] = (up - down) / 2e-5
    return found


@pytest.mark.parametrize("name", NAMES)
def test_bars_scores_and_derivatives_are_those_of_the_network(name):
    k = NAMES.index(name)
    x = 0.7 * PURE[k] + 0.1
    panel = panels.colour_network(x)
    panel.set(output=name)
    z = WEIGHTS @ x + BIAS
    np.testing.assert_allclose(numbers([panel.net.scores])[0], z, atol=0.0051)
    widths = np.array([bar.get_width() for bar in panel.net.bars])
    np.testing.assert_allclose(widths / widths.sum(), scipy.special.softmax(z), rtol=1e-12)
    cells = panel.cells.mesh.get_array()
    np.testing.assert_allclose(cells, central_difference(x, k), atol=1e-9)
    assert panel.cells.frame.get_y() == k - 0.5
    assert panel.values["target"] == "orange"
    assert f"named {name}; the true class orange" in panel.text


def test_black_moves_no_weight():
    panel = panels.colour_network((0, 0, 0))
    assert not panel.cells.mesh.get_array().any()
    assert not numbers(panel.cells.numbers).any()
