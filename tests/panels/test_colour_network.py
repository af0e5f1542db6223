"""The panel of colours, compared with central differences in the weights, and its network."""

import numpy as np
import pytest
import scipy.special

from helpers import panels
from helpers.panels.colours import BIAS, NAMES, PURE, WEIGHTS
from tests.panels.hand import numbers

# What is drawn here is read from the artists; test_every_panel.py looks at pictures.
pytestmark = pytest.mark.usefixtures("undrawn")

RGB = (0.9, 0.4, 0.1)


def test_the_largest_score_belongs_to_the_nearest_colour():
    colours = np.random.default_rng(0).random((500, 3))
    distances = np.linalg.norm(colours[:, None] - PURE, axis=-1)
    scores = colours @ WEIGHTS.T + BIAS
    np.testing.assert_array_equal(scores.argmax(axis=1), distances.argmin(axis=1))
    np.testing.assert_array_equal(WEIGHTS, 8 * (PURE - 0.5))
    np.testing.assert_array_equal(BIAS, 4 - 4 * (PURE**2).sum(axis=1))


@pytest.mark.parametrize("array", [PURE, WEIGHTS, BIAS])
def test_nobody_can_change_the_network_in_passing(array):
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 1.0


@pytest.fixture(scope="module")
def panel():
    return panels.colour_network(RGB)


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
def test_every_cell_is_the_derivative_by_its_weight(panel, name):
    panel.reset()
    panel.set(output=name)
    expected = central_difference(np.array(RGB), NAMES.index(name))
    np.testing.assert_allclose(panel.cells.mesh.get_array(), expected, atol=1e-9)
    assert panel.cells.frame.get_y() == NAMES.index(name) - 0.5
    assert panel.values["target"] == "orange"


@pytest.mark.parametrize("name", NAMES)
def test_pure_colours_get_their_names(panel, name):
    panel.set(**dict(zip("RGB", PURE[NAMES.index(name)], strict=True)))
    assert f"named {name};" in panel.text


def test_bars_and_scores_are_those_of_the_network(panel):
    panel.reset()
    z = WEIGHTS @ RGB + BIAS
    np.testing.assert_allclose(numbers([panel.net.scores])[0], z, atol=0.005)
    widths = np.array([bar.get_width() for bar in panel.net.bars])
    np.testing.assert_allclose(widths / widths.sum(), scipy.special.softmax(z), rtol=1e-12)


def test_shapes_stand_next_to_the_parts(panel):
    words = " ".join(t.get_text() for t in panel.net.axes.get_xticklabels())
    for shape in ("x (3,)", "W (5, 3)", "z (5,)", "p (5,)"):
        assert shape in words
    assert "(5, 3)" in panel.cells.axes.get_title(loc="left")


def test_black_moves_no_weight(panel):
    panel.set(R=0.0, G=0.0, B=0.0)
    assert not panel.cells.mesh.get_array().any()
    assert not numbers(panel.cells.numbers).any()
