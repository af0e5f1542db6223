"""What the race must show: Nielsen's figures, both slopes, and the same picture on every road."""

import re

import numpy as np
import pytest
import scipy.special

from helpers import numerical_gradient, panels
from helpers.panels.parts.texts import spread
from helpers.panels.race import standing

# What is drawn here is read from the artists; test_every_panel.py looks at pictures.
pytestmark = pytest.mark.usefixtures("undrawn")

LOSS = {
    "squared_error": lambda z, y: (scipy.special.expit(z) - y) ** 2 / 2,
    "cross_entropy": lambda z, y: np.logaddexp(0, z) - y * z,
}


def outputs(panel):
    """Return the last output of each neuron, as drawn."""
    return {loss: head.get_ydata()[0] for loss, head in panel.heads.items()}


@pytest.mark.parametrize(
    ("start", "first", "last"), [((0.6, 0.9), 0.82, 0.09), ((2.0, 2.0), 0.98, 0.20)]
)
def test_squared_error_runs_as_published(start, first, last):
    panel = panels.race(*start)
    curve = panel.curves["squared_error"].get_ydata()
    assert (len(curve), round(curve[0], 2), round(curve[-1], 2)) == (301, first, last)
    assert f"goes from {first:.2f} to {last:.2f} with squared error" in panel.text
    assert "and to 0.01 with cross-entropy; the target is 0" in panel.text
    assert (panel.view.progress, panel.running) == ([300, 300, "epoch"], False)


def test_cross_entropy_is_there_after_50_epochs_where_squared_error_still_stands():
    now = outputs(panels.race(2, 2, done=50))
    assert round(now["cross_entropy"], 4) == 0.0985
    assert now["squared_error"] > 0.97


@pytest.mark.parametrize("y", [0.0, 0.3, 1.0])
def test_slopes_are_derivatives_by_z_and_the_markers_stand_on_them(y):
    panel = panels.race(1.5, -0.5, done=20)
    panel.set(x=0.8, y=y)
    for loss, line in panel.slopes.items():
        z, slopes = line.get_data()
        some = slice(None, None, 40)
        expected = [abs(numerical_gradient(lambda v, f=LOSS[loss]: f(v, y), v)) for v in z[some]]
        np.testing.assert_allclose(slopes[some], expected, atol=1e-9)
        (at,), (height,) = panel.here[loss].get_data()
        assert scipy.special.expit(at) == pytest.approx(outputs(panel)[loss], rel=1e-12)
        assert height == pytest.approx(np.interp(at, z, slopes), abs=1e-4)


@pytest.mark.parametrize("values", [{}, {"x": -1.5, "y": 1.0}, {"x": 0.0}, {"done": 0}])
def test_the_formula_writes_the_gradient_out(values):
    values = {"w": 2.0, "b": 2.0, "x": 1.0, "y": 0.0, "learning_rate": 0.15, "done": 50} | values
    state = standing(values, 300)
    first, second = re.findall(r"<math.*?</math>", state.formula())
    for math, loss in ((first, "squared_error"), (second, "cross_entropy")):
        text = re.sub(r"<[^>]+>", " ", math.partition("<mo>=</mo>")[2]).replace("−", "-")
        product, _, result = text.partition("=")
        found = eval(product.replace("·", "*").replace(" ", ""))  # noqa: S307
        slope = float(result.replace(" ", ""))
        neuron = state.neurons[loss]
        x, y = state.x, state.y
        z = neuron.w * x + neuron.b
        expected = x * numerical_gradient(lambda v, f=LOSS[loss], y=y: f(v, y), z)
        assert slope == pytest.approx(expected, abs=6e-5)
        assert found == pytest.approx(slope, abs=3e-3)


def test_six_seconds_of_ticks_run_the_race():
    panel = panels.race()
    panel.run()
    assert panel.values["done"] == 0
    ticks = 0
    while panel.running:
        panel.tick(panel.view.interval)
        ticks += 1
    assert ticks * panel.view.interval == pytest.approx(6000, rel=0.01)
    assert (panel.text, outputs(panel)) == (panels.race().text, outputs(panels.race()))


@pytest.mark.parametrize("epochs", [1, 3, 2000])
def test_any_length_of_race_is_drawn(epochs):
    panel = panels.race(epochs=epochs)
    assert f"epoch {epochs} of {epochs}" in panel.text
    ticks = panel.race_axes.get_xticks()
    assert (ticks[0], ticks[-1]) == (0, epochs)


@pytest.mark.parametrize(
    ("heights", "expected"),
    [
        ((0.5, 0.7), (0.5, 0.7)),
        ((0.5, 0.54), (0.47, 0.57)),
        ((0.54, 0.5), (0.57, 0.47)),
        ((0.0, 0.02), (0.0, 0.1)),
        ((1.0, 1.0), (1.0, 0.9)),
        ((-3.0, 7.0), (0.0, 1.0)),
    ],
)
def test_two_labels_are_spread_no_further_than_needed(heights, expected):
    assert sorted(spread(heights, 0.1, 0.0, 1.0)) == pytest.approx(sorted(expected))
    if heights[0] != heights[1]:
        assert spread(heights, 0.1, 0.0, 1.0) == pytest.approx(expected)
