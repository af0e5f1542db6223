"""What the panels on the Jacobian must say, compared with derivatives written out."""

import re

import numpy as np
import pytest
import scipy.special

from helpers import panels
from helpers.panels.nudge import SIZES, nudged
from tests.panels.hand import numbers

# What is drawn here is read from the artists; test_every_panel.py looks at pictures.
pytestmark = pytest.mark.usefixtures("undrawn")


def by_hand(z):
    """Return the Jacobian, written out."""
    p = scipy.special.softmax(z)
    return np.diag(p) - np.outer(p, p)


@pytest.mark.parametrize(
    "z", [(1.0, 2.0, 3.0), (0.0, 0.0), (5.0, -5.0, 0.0, 2.0, 1.0), (3.0, 3.0, 3.0, 3.0)]
)
def test_every_cell_shows_its_derivative(z):
    panel = panels.jacobian_cells(z=z)
    np.testing.assert_allclose(numbers(panel.cells.numbers), by_hand(z), atol=0.00051)
    np.testing.assert_allclose(panel.cells.mesh.get_array(), by_hand(z), atol=1e-15)
    sums = [text.get_text() for text in panel.cells.axes.texts if text.get_style() == "italic"]
    assert sums == ["0.000"] * 2 * len(z)


@pytest.mark.parametrize("cell", [(i, j) for i in range(3) for j in range(3)])
def test_every_cell_has_its_value_and_its_finite_difference_in_the_text(cell):
    panel = panels.jacobian_cells()
    panel.set(cell=cell)
    i, j = cell
    said = re.search(r"∂p(.)/∂z(.) = (\S+), by finite difference (\S+);", panel.text).groups()
    assert said[:2] == ("₁₂₃"[i], "₁₂₃"[j])
    expected = by_hand((1, 2, 3))[i, j]
    for shown in said[2:]:
        assert float(shown.replace("−", "-")) == pytest.approx(expected, abs=5.1e-7)


@pytest.mark.parametrize("cell", [(3, 0), (0, -1), (0,), (0.0, 1.0), "ab"])
def test_a_cell_outside_the_map_is_refused(cell):
    with pytest.raises(ValueError, match="^cell: expected a row"):
        panels.jacobian_cells().set(cell=cell)


def test_a_cell_on_the_diagonal_and_one_beside_it_are_derived_each_in_its_own_way():
    panel = panels.jacobian_cells()
    diagonal = panel.view.formula
    panel.set(cell=(0, 2))
    beside = panel.view.formula
    # The rule's first term: e^z₃ S on the diagonal, 0 S beside it.
    assert "<mn>3.0</mn></mrow></msup></mrow><mo>·</mo><mi>D</mi>" in diagonal
    assert "<mn>0</mn><mo>·</mo><mi>D</mi>" in beside
    assert [shown in diagonal for shown in ("0.665", "0.223")] == [True] * 2
    assert [shown in beside for shown in ("0.090", "0.665", "−0.060")] == [True] * 3


@pytest.mark.parametrize(("h", "j"), [(0.5, 0), (-0.5, 2), (2.0, 2), (-2.0, 0), (1e-3, 1)])
def test_nudge_shows_truth_prediction_and_error(h, j):
    z = np.array([1.0, 2.0, 3.0])
    panel = panels.nudge(z=z, h=h)
    panel.set(j=j)
    truth = scipy.special.softmax(z + h * np.eye(3)[j])
    predicted = scipy.special.softmax(z) + h * by_hand(z)[:, j]
    np.testing.assert_allclose([bar.get_height() for bar in panel.after], truth, rtol=1e-12)
    lines = [mark.get_ydata()[0] for mark in panel.marks]
    np.testing.assert_allclose(lines, predicted, rtol=1e-12)
    error = panel.point.get_ydata()[0]
    assert error == pytest.approx(np.abs(truth - predicted).max(), rel=1e-6)
    assert panel.values["down"] is (h < 0)


def state(z=(1.0, 2.0, 3.0), h=0.5, j=2):
    values = {f"z{k}": v for k, v in enumerate(z, start=1)}
    return nudged(values | {"h": abs(h), "down": h < 0, "j": j})


@pytest.mark.parametrize("z", [(1.0, 2.0, 3.0), (-2.0, 0.0, 4.0, 1.0)])
def test_a_tenth_of_the_nudge_leaves_a_hundredth_of_the_error(z):
    errors = [state(z, h).error for h in (1e-2, 1e-3, 1e-4)]
    np.testing.assert_allclose(np.divide(errors[:-1], errors[1:]), 100, rtol=0.05)
    # Below rounding the error no longer shrinks.
    assert np.nanmax(state(z, 1e-9).errors[SIZES < 1e-8]) > 1e-17


@pytest.mark.parametrize(("h", "said"), [(0.5, "0.500"), (-0.1, "−0.100")])
def test_the_nudge_is_said_and_written_without_a_picture(h, said):
    found = state(h=h)
    assert found.text().startswith(f"z = (1.0, 2.0, 3.0), z₃ nudged by {said}: p becomes (0.0")
    assert f"{found.error:.3f}" in found.text() or "·10⁻" in found.text()
    formula = found.formula()
    for number in (found.p[2], found.slope, found.predicted[2], found.after[2]):
        assert f"<mn>{number:.3f}</mn>" in formula
    assert ("(" in formula.partition("<mi>h</mi>")[2]) == (h < 0)
