"""What a hand on a panel's picture, its keys and its buttons set.

That a value ends at its slider's bounds, and that nothing answers beside the axes of `drags`, is
tested for every panel at once in tests/live.
"""

from itertools import count

import numpy as np
import pytest

from helpers import panels
from helpers.panels.parts.controls import log_slider

# What is drawn here is read from the artists; test_every_panel.py looks at pictures.
pytestmark = pytest.mark.usefixtures("undrawn")

NUMBERS = count(1)
MADE = {}


def drag(panel, axes, start, end, number=None):
    """Drag on the picture from one point to another, both in data coordinates of the axes.

    Reports with one number belong to one drag.
    """

    def fraction(point):
        x, y = axes.transData.transform(point)
        box = panel.stage.figure.bbox
        return x / box.width, 1 - y / box.height

    (x0, y0), (x, y) = fraction(start), fraction(end)
    panel.view.pointer = {"id": number or next(NUMBERS), "x0": x0, "y0": y0, "x": x, "y": y}


def press(panel, *keys):
    """Press keys while the picture has the focus."""
    for key in keys:
        panel.answer(lambda values, key=key: panel.on_key(key, values))


def shown(name, values):
    """Return the panel with these values; it takes longer to make than to reset."""
    if name not in MADE:
        MADE[name] = getattr(panels, name)()
    MADE[name].reset()
    MADE[name].set(**values)
    return MADE[name]


# Panel, values at the start, place of the axes in the figure, from, to, what changes, tolerance.
# The tolerance is the width of a pixel, or the step of a slider.
Y0, SHARP = {"chosen": 0}, {"smoothing": 0.0}
DRAGS = [
    ("softmax_bars", {}, 0, (1, 1.0), (1.2, -2.5), {"z2": -2.5, "chosen": 1}, 0.06),
    ("softmax_bars", {}, 2, (0, 0.1), (0, 0.9), {}, 0),
    ("two_classes", {}, 0, (1, 0.5), (1, 1.5), {"z2": 1.5}, 0.06),
    ("two_classes", {"z1": 0, "z2": 0}, 2, (0, 0.5), (3.0, 0.5), {"z1": 1.5, "z2": -1.5}, 0.06),
    ("hit_the_target", {}, 0, (2, 0.5), (2, 1.5), {"z3": 1.5}, 0.03),
    ("overflow_steps", {}, 0, (0.2, 0.38), (0.5, 0.38), {"z2": 5.5}, 0.5),
    ("shift_window", {}, 0, (0, 0.5), (0.5, 0.5), {"c": 5.5}, 0.5),
    ("log_of_softmax", {}, 0, (0.5, -0.5), (0.25, -0.5), {"gap": 0.25 * 1.3 * 17.33}, 0.6),
    ("surprise_curve", {}, 0, (0.25, 1.4), (0.5, 3), {"p": 0.5}, 1e-3),
    ("likelihood", {}, 0, (100, -50), (900, -50), {"n": 900}, 1),
    ("likelihood", {}, 1, (0.5, 1), (0.8, 1), {"q": 0.8}, 1e-9),
    ("nudge", {}, 1, (0.5, 0.01), (1e-3, 0.01), {"h": 1e-3}, 1e-9),
    ("jacobian_cells", {}, 0, (0, 1.0), (0, -2.0), {"z1": -2.0}, 0.1),
    ("jacobian_cells", {}, 1, (1.2, 0.3), (0.1, 1.9), {"row": 2, "column": 0}, 0),
    ("batch_gradient", {}, 2, (1, 2), (1, 2), {"row": 2, "column": 1}, 0),
    ("colour_network", {"G": 0.5}, 0, (0.6, 2.24), (0.6, 1.74), {"G": 0.75}, 0.011),
    ("colour_network", {}, 0, (1.75, 3), (1.75, 3), {"output": "purple"}, 0),
    ("colour_network", {}, 1, (0, 0), (0, 0), {"output": "blue"}, 0),
    ("race", {"w": 0.5, "x": 2.0}, 1, (1.9, 0.5), (3.1, 0.5), {"b": 2.1}, 1e-9),
    ("pairings", {}, 0, (-4.0, -0.5), (2.0, -0.2), {"gap": 2.0}, 0.1),
    ("two_distributions", {}, 0, (0, 0.5), (0, 0.75), {"y": (0.75, 0.15, 0.1)} | Y0, 0.005),
    ("two_distributions", {}, 0, (0, 0.5), (0, 2.0), {"y": (1.0, 0.0, 0.0)} | Y0, 0),
    ("two_distributions", {}, 1, (2, 0.4), (2, -5), {"p": (0.4, 0.6, 0), "chosen": 5}, 0),
    ("collapse", {}, 0, (0, 1.0), (0, -5.0), {"z1": -5.0}, 0.2),
    ("collapse", {}, 1, (0, 0.1), (0, 0.4), {"y": (0.4, 0.0, 0.6)}, 0.02),
    # A hand on a smoothed target takes what it sees.
    ("collapse", {"smoothing": 0.3}, 1, (2, 0.8), (2, 0.8), {"y": (0.1, 0.1, 0.8)} | SHARP, 0.01),
    *(("collapse", {}, k, (1, 0.4), (1, 0.4), {"column": 1}, 0) for k in (3, 4, 7)),
    ("evidence_for", {}, 2, (1.0, 4.2), (1.0, 4.2), {"class": 4}, 0),
]


@pytest.mark.parametrize(("name", "values", "place", "start", "end", "new", "near"), DRAGS)
def test_a_drag_sets_its_value_and_no_other(name, values, place, start, end, new, near):
    panel = shown(name, values)
    before = panel.values
    drag(panel, panel.stage.figure.axes[place], start, end)
    near_new = {control: pytest.approx(value, abs=near) for control, value in new.items()}
    assert panel.values == before | near_new


def test_a_drag_that_comes_back_restores_the_other_shares():
    panel = panels.two_distributions()
    axes = panel.bars[0].axes
    number = next(NUMBERS)
    for height in (2.0, 0.5):
        drag(panel, axes, (0, 0.5), (0, height), number)
    np.testing.assert_allclose(panel.values["y"], (0.5, 0.3, 0.2), atol=0.005)
    assert panel.values["p"] == (0.2, 0.3, 0.5)
    assert panel.values["chosen"] == 0


def test_a_point_dragged_in_the_triangle_gets_logits_that_put_it_there():
    panel = shown("simplex", {"temperature": 2.0})
    place = np.array([0.5, 0.3, 0.2]) @ np.array([[0, 0], [1, 0], [0.5, np.sqrt(0.75)]])
    drag(panel, panel.stage.figure.axes[0], (0.5, 0.3), place)
    heights = [bar.get_height() for bar in panel.bars.bars]
    np.testing.assert_allclose(heights, [0.5, 0.3, 0.2], atol=0.01)


KEYS = [
    ("softmax_bars", "ArrowLeft ArrowUp ArrowUp", {"chosen": 1, "z2": 2.2}),
    ("surprise_curve", "ArrowRight ArrowRight ArrowLeft x", {"p": 0.26}),
    ("likelihood", "ArrowUp ArrowLeft x", {"q": 0.51, "n": 90}),
    ("nudge", "ArrowUp ArrowLeft x", {"h": 0.5 * 10**0.25, "j": 1}),
    ("jacobian_cells", "ArrowRight ArrowUp x", {"row": 1, "column": 0}),
    ("batch_gradient", "ArrowUp ArrowLeft x", {"row": 2, "column": 1}),
    ("colour_network", "ArrowUp ArrowUp x", {"output": "red"}),
    ("pairings", "ArrowRight ArrowDown x", {"gap": -3.5, "K": 9}),
    ("collapse", "ArrowRight ArrowUp", {"column": 0, "z1": 1.1}),
    ("two_distributions", "ArrowUp", {"p": (0.21, 0.79 * 3 / 8, 0.79 * 5 / 8)}),
    ("two_distributions", "ArrowLeft Shift+ArrowUp", {"y": (0.4375, 0.2625, 0.3)}),
    ("two_distributions", "ArrowLeft ArrowRight ArrowRight", {"chosen": 4}),
    ("evidence_for", "ArrowDown ArrowRight x", {"class": 5, "digit": 1}),
    ("evidence_for", "ArrowLeft", {"digit": 336}),
    ("one_digit", "ArrowDown ArrowUp ArrowRight", {"after": False, "digit": 1}),
]


@pytest.mark.parametrize(("name", "keys", "new"), KEYS)
def test_keys_set_their_values(name, keys, new):
    panel = shown(name, {})
    press(panel, *keys.split())
    for control, value in new.items():
        assert panel.values[control] == pytest.approx(value)


BUTTONS = [
    ("race", {"w": -1, "b": 1}, "bad", {"w": 2.0, "b": 2.0}),
    ("race", {"w": -1, "b": 1}, "easy", {"w": 0.6, "b": 0.9}),
    ("two_distributions", {"y": (0.2, 0.5, 0.3)}, "one_hot", {"y": (0.0, 1.0, 0.0)}),
    ("two_distributions", {"y": (0.2, 0.5, 0.3)}, "equal", {"p": (0.2, 0.5, 0.3)}),
    ("collapse", {"y": (0.2, 0.3, 0.5)}, "class2", {"y": (0.0, 1.0, 0.0), "column": 1}),
    ("hit_the_target", {}, "another", {"round": 1}),
]


@pytest.mark.parametrize(("name", "values", "button", "new"), BUTTONS)
def test_buttons_set_their_values(name, values, button, new):
    panel = shown(name, values)
    panel.press(button)
    assert {control: panel.values[control] for control in new} == new


@pytest.mark.parametrize("start", [1e-9, 7e-5, 0.3, 2.0])
def test_the_start_is_a_step_of_its_slider_so_that_no_browser_moves_it(start):
    slider = log_slider("by h", "h", start, 1e-9, 2.0, 0.05).widget("h")
    steps = (np.log10(start) - slider.min) / slider.step
    assert steps == pytest.approx(round(steps), abs=1e-6)
    assert slider.value == pytest.approx(start, rel=1e-12)
