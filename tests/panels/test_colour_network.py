"""What the panel of lesson 04 must say, compared with central differences in the weights."""

import numpy as np
import pytest
import scipy.special

from helpers import panels
from helpers.colours import BIAS, NAMES, PURE, WEIGHTS
from tests.panels.hand import drag, press

RGB = (0.9, 0.4, 0.1)


def central_difference(x, j):
    """Return dp_j / dW by moving each weight in turn, (5, 3)."""
    found = np.empty(WEIGHTS.shape)
    for place in np.ndindex(WEIGHTS.shape):
        step = np.zeros(WEIGHTS.shape)
        step[place] = 1e-5
        up, down = (scipy.special.softmax((WEIGHTS + s * step) @ x + BIAS)[j] for s in (1, -1))
        found[place] = (up - down) / 2e-5
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_is_the_derivative_by_its_weight(name):
    panel = panels.colour_network(RGB, output=name)
    expected = central_difference(np.array(RGB), NAMES.index(name))
    np.testing.assert_allclose(panel.cells.mesh.get_array(), expected, atol=1e-9)


@pytest.mark.parametrize("name", NAMES)
def test_pure_colours_get_their_names(name):
    panel = panels.colour_network(PURE[NAMES.index(name)])
    assert f"named {name};" in panel.text


def test_bars_and_scores_are_those_of_the_network():
    panel = panels.colour_network(RGB)
    z = WEIGHTS @ RGB + BIAS
    assert [t.get_text() for t in panel.net.scores] == ["−4.80", "2.20", "−2.40", "−1.60", "1.60"]
    np.testing.assert_allclose(z, [-4.8, 2.2, -2.4, -1.6, 1.6])
    widths = np.array([bar.get_width() for bar in panel.net.bars])
    np.testing.assert_allclose(widths / widths.sum(), scipy.special.softmax(z), rtol=1e-12)


def test_shapes_stand_next_to_the_parts():
    panel = panels.colour_network()
    words = " ".join(t.get_text() for t in panel.net_axes.get_xticklabels())
    for shape in ("x (3,)", "W (5, 3)", "z (5,)", "p (5,)"):
        assert shape in words
    assert "(5, 3)" in panel.map_axes.get_title(loc="left")


def test_an_input_is_dragged_up_to_more():
    panel = panels.colour_network((0.5, 0.5, 0.5))
    height = panel.net.inputs[1]
    drag(panel, panel.net_axes, (0.6, height), (0.6, height - 0.5))
    assert panel.values["G"] == pytest.approx(0.75, abs=0.011)
    drag(panel, panel.net_axes, (0.6, height), (0.6, height + 9), number=2)
    assert panel.values["G"] == 0.0
    assert (panel.values["R"], panel.values["B"]) == (0.5, 0.5)


def test_an_output_is_chosen_by_click_and_by_key():
    panel = panels.colour_network()
    drag(panel, panel.net_axes, (1.75, 3), (1.75, 3))
    assert panel.values["output"] == "purple"
    drag(panel, panel.map_axes, (0, 0), (0, 0), number=2)
    assert panel.values["output"] == "blue"
    press(panel, "ArrowUp")
    assert panel.values["output"] == "red"
    assert panel.cells.frame.get_y() == 3.5
    assert panel.values["target"] == "orange"


def test_black_moves_no_weight():
    panel = panels.colour_network((0, 0, 0))
    assert not panel.cells.mesh.get_array().any()
    assert all(t.get_text() == "0" for row in panel.cells.numbers for t in row)


@pytest.mark.parametrize("options", [{"target": "pink"}, {"output": 1}, {"target": None}])
def test_an_unknown_class_is_refused_by_name(options):
    with pytest.raises(ValueError, match=f"{next(iter(options))} must be one of"):
        panels.colour_network(**options)
