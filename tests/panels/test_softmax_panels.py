"""What the panels on softmax and its overflow must say, compared with an independent softmax."""

import numpy as np
import pytest
import scipy.special

from helpers import panels

# What is drawn here is read from the artists; test_every_panel.py looks at pictures.
pytestmark = pytest.mark.usefixtures("undrawn")

Z = np.array([1.0, 2.0, 3.0])


@pytest.mark.parametrize(
    ("options", "exponents", "said", "shown"),
    [
        ({}, Z, "exp(z) = (2.72, 7.39, 20.09), p = (0.090, 0.245, 0.665)", "<mn>3.0</mn>"),
        ({"c": 2.0}, Z + 2, "c = 2.0, exp(z + c) = (20.09, ", "<mo>+</mo><mn>2.0</mn>"),
        ({"c": -2.0}, Z - 2, "c = −2.0, exp(z + c) = (0.37, ", "<mo>−</mo><mn>2.0</mn>"),
        ({"temperature": 0.5}, Z / 0.5, "T = 0.50, exp(z/T) = (7.39, ", "<mo>/</mo><mn>0.50</mn>"),
    ],
)
def test_the_steps_of_softmax_and_what_is_said_of_them(options, exponents, said, shown):
    panel = panels.softmax_bars(**options)
    heights = [bar.get_height() for bar in panel.p_bars.bars]
    np.testing.assert_allclose(heights, scipy.special.softmax(exponents), rtol=1e-12)
    np.testing.assert_allclose(panel.powers, np.exp(exponents), rtol=1e-14)
    assert said in panel.text
    assert shown in panel.view.formula


def test_two_classes_agree_with_the_sigmoid_of_the_difference():
    panel = panels.two_classes(z=(-1.0, 2.5))
    expected = scipy.special.expit(-3.5)
    assert panel.point.get_ydata()[0] == pytest.approx(expected)
    assert panel.p_bars.bars[0].get_height() == pytest.approx(expected)


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
    panel.set(z1=-1000.0, z2=-999.0, z3=-998.0, shift=False)
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
    panel.set(gap=10.0)
    assert "inf" not in panel.text
