"""What each panel of lessons 00 to 02 must say, compared with an independent softmax."""

import numpy as np
import pytest
import scipy.special

from helpers import panels
from tests.panels.hand import drag, press


def test_softmax_bars_shows_the_running_example():
    panel = panels.softmax_bars()
    assert panel.text.endswith("p = (0.090, 0.245, 0.665)")
    assert "0.665" in panel.view.formula
    assert "20.09" in panel.view.formula


@pytest.mark.parametrize("z", [(0.0, 0.0), (-5.0, 5.0, 0.3), (1.0, 2.0, 3.0, 4.0)])
def test_softmax_bars_heights_are_the_softmax(z):
    panel = panels.softmax_bars(z=z)
    heights = [bar.get_height() for bar in panel.p_bars.bars]
    np.testing.assert_allclose(heights, scipy.special.softmax(z), rtol=1e-12)


def test_dragging_a_bar_moves_its_logit_and_chooses_it():
    panel = panels.softmax_bars()
    drag(panel, panel.z_axes, (1, 1.0), (1.2, -2.5))
    assert panel.values["z2"] == pytest.approx(-2.5, abs=0.06)
    assert (panel.values["z1"], panel.values["z3"], panel.values["chosen"]) == (1.0, 3.0, 1)


def test_dragging_beyond_the_axes_stops_at_the_sliders_end():
    panel = panels.softmax_bars()
    drag(panel, panel.z_axes, (0, 1.0), (0, 400.0))
    assert panel.values["z1"] == 5.0


def test_adding_c_leaves_p_alone_and_moves_the_powers():
    panel = panels.softmax_bars(c=0.0)
    before = [bar.get_height() for bar in panel.p_bars.bars]
    powers = panel.powers
    panel.set(c=7.0)
    np.testing.assert_allclose([b.get_height() for b in panel.p_bars.bars], before, rtol=1e-12)
    np.testing.assert_allclose(panel.powers, powers * np.exp(7.0))


def test_temperature_divides_the_logits():
    panel = panels.softmax_bars(temperature=0.5)
    expected = scipy.special.softmax(np.array([1.0, 2.0, 3.0]) / 0.5)
    np.testing.assert_allclose([b.get_height() for b in panel.p_bars.bars], expected, rtol=1e-12)


def test_arrow_keys_choose_a_class_and_move_its_logit():
    panel = panels.softmax_bars()
    press(panel, "ArrowLeft", "ArrowUp", "ArrowUp")
    assert panel.values["z2"] == pytest.approx(2.2)
    assert panel.values["z3"] == 3.0


@pytest.mark.parametrize("options", [{"c": 11.0}, {"temperature": 0.0}, {"temperature": -1.0}])
def test_softmax_bars_refuses_options_outside_its_sliders(options):
    with pytest.raises(ValueError, match=next(iter(options))):
        panels.softmax_bars(**options)


def test_softmax_bars_wants_one_name_a_class():
    with pytest.raises(ValueError, match="names must be 3, one a logit, got 2"):
        panels.softmax_bars(names=["cat", "dog"])


def test_two_classes_agree_with_the_sigmoid_of_the_difference():
    panel = panels.two_classes(z=(-1.0, 2.5))
    expected = scipy.special.expit(-3.5)
    assert panel.point.get_ydata()[0] == pytest.approx(expected)
    assert panel.p_bars.bars[0].get_height() == pytest.approx(expected)
    drag(panel, panel.curve_axes, (0, 0.5), (3.0, 0.5))
    assert panel.values["z1"] - panel.values["z2"] == pytest.approx(3.0, abs=0.11)


def test_a_point_dragged_in_the_triangle_gets_logits_that_put_it_there():
    panel = panels.simplex(temperature=2.0)
    place = np.array([0.5, 0.3, 0.2]) @ np.array([[0, 0], [1, 0], [0.5, np.sqrt(0.75)]])
    drag(panel, panel.triangle, (0.5, 0.3), place)
    heights = [bar.get_height() for bar in panel.bars.bars]
    np.testing.assert_allclose(heights, [0.5, 0.3, 0.2], atol=0.01)


def test_the_path_of_temperature_runs_from_the_centre_to_the_corner():
    panel = panels.simplex()
    x, y = panel.path.get_data()
    np.testing.assert_allclose([x[-1], y[-1]], [0.5, np.sqrt(0.75) / 3], atol=0.01)
    np.testing.assert_allclose([x[0], y[0]], [0.5, np.sqrt(0.75)], atol=1e-6)


def test_the_target_can_be_hit_and_changed():
    panel = panels.hit_the_target()
    assert "away" in panel.text
    for target in range(4):
        goal = panel.marks
        wanted = {f"z{k + 1}": np.log(goal[k].get_ydata()[0]) + 1.8 for k in range(3)}
        panel.answer(lambda values, wanted=wanted: wanted)  # onto the sliders' steps, as a drag
        assert panel.text.endswith("Well done!"), (target, panel.text)
        assert [hit.get_text() for hit in panel.hits] == ["✓"] * 3
        panel.press("another")


@pytest.mark.parametrize(
    ("name", "edge"), [("float16", 11.09), ("float32", 88.72), ("float64", 709.78)]
)
def test_overflow_begins_beyond_the_published_threshold(name, edge):
    panel = panels.overflow_steps(format=name)
    panel.set(z1=0.0, z2=0.0, z3=edge - 0.01 * edge)
    assert "nan" not in panel.text
    panel.set(z3=edge + 0.01 * edge)
    assert "nan, because the sum is inf" in panel.text
    panel.set(shift=True)
    assert "nan" not in panel.text


def test_very_negative_logits_give_zero_over_zero():
    panel = panels.overflow_steps(z=(-30.0, -31.0, -32.0), format="float16")
    assert panel.text.endswith("nan, because the sum is 0")


@pytest.mark.parametrize("name", ["float16", "float32", "float64"])
@pytest.mark.parametrize("z", [(1.0, 2.0, 3.0), (-900.0, 40.0, 5.0), (0.0, 999.0, 1000.0)])
def test_the_window_tells_which_shifts_work(name, z):
    panel = panels.shift_window(z=z, format=name)
    panel.set(c=-max(z))
    assert "inside" in panel.text
    assert "nan" not in panel.text
    low, high = panel.window_ends
    places = (low - 60, low + 0.5, (low + high) / 2, high - 0.5, high + 0.5, high + 60)
    for c in (-2000.0, *places, 2000.0):
        panel.set(c=float(c))
        works = "nan" not in panel.text and "all 0" not in panel.text
        # Left of the window the largest power loses digits first, and is 0 only later.
        near = panel.window_ends[0] - 40 < c < panel.window_ends[0]
        assert near or ("inside" in panel.text) == works, panel.text


def test_the_log_of_a_softmax_breaks_off_and_log_softmax_does_not():
    panel = panels.log_of_softmax(gap=30.0, format="float16")
    assert panel.text.endswith(
        "log(softmax(z)) gives −inf for class 2, log_softmax(z) gives −30.000"
    )
    drag(panel, panel.axes, (0.5, -0.5), (0.25, -0.5))
    assert panel.values["gap"] == pytest.approx(0.25 * 1.3 * 17.33, abs=0.6)
    assert "inf" not in panel.text
