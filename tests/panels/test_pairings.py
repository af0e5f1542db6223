"""What the panel of the four pairings must say, compared with the formulas written out."""

import math

import numpy as np
import pytest

from helpers import panels
from helpers.panels.parts.words import number

# What is drawn here is read from the artists; test_every_panel.py looks at pictures.
pytestmark = pytest.mark.usefixtures("undrawn")


def by_hand(u, K):
    a, p = 1 / (1 + math.exp(-u)), math.exp(u) / (math.exp(u) + K - 1)
    return {
        ("cross-entropy", "sigmoid"): a - 1,
        ("cross-entropy", "softmax"): p - 1,
        ("squared error", "sigmoid"): (a - 1) * a * (1 - a),
        ("squared error", "softmax"): (p - 1) * p * (1 - p) * K / (K - 1),
    }


@pytest.mark.parametrize(("gap", "K"), [(-10.0, 2), (-4.0, 10), (0.0, 3), (10.0, 10)])
def test_points_curves_and_numbers_are_the_four_gradients(gap, K):
    panel = panels.pairings(gap, K=K)
    for pair, slope in by_hand(gap, K).items():
        (x,), (y,) = panel.points[pair].get_data()
        assert (x, y) == (gap, pytest.approx(slope, rel=1e-8))
        u, curve = panel.curves[pair].get_data()
        assert np.interp(gap, u, curve) == pytest.approx(slope, abs=1e-9)
        assert panel.labels[pair].get_text() in panel.view.formula
        assert number(slope, 4) in panel.text


def test_the_styles_differ_without_colours():
    panel = panels.pairings()
    seen = {(c.get_linestyle(), panel.points[p].get_marker()) for p, c in panel.curves.items()}
    assert len(seen) == 2  # by output; the loss is written on the picture
    written = {text.get_text() for axes in panel.stage.figure.axes for text in axes.texts}
    assert {"squared error: no pull", "cross-entropy: full pull"} <= written
