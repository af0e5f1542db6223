"""What the panel of colours must say, compared with central differences in the weights."""

import numpy as np
import pytest
import scipy.special

from helpers import panels
from helpers.panels.colours import BIAS, NAMES, PURE, WEIGHTS

# What is drawn here is read from the artists; test_every_panel.py looks at pictures.
pytestmark = pytest.mark.usefixtures("undrawn")

RGB = (0.9, 0.4, 0.1)


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
    assert [t.get_text() for t in panel.net.scores] == ["−4.80", "2.20", "−2.40", "−1.60", "1.60"]
    np.testing.assert_allclose(z, [-4.8, 2.2, -2.4, -1.6, 1.6])
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
    assert all(t.get_text() == "0" for row in panel.cells.numbers for t in row)
