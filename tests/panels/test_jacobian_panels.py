"""What the panels of lesson 03 must say, compared with derivatives worked out another way."""

import re

import mpmath
import numpy as np
import pytest
import scipy.special

from helpers import panels
from tests.panels.hand import drag, press


def exact_jacobian(z):
    """Return the Jacobian by the quotient rule, in 40 digits."""
    with mpmath.workdps(40):
        powers = [mpmath.exp(mpmath.mpf(float(v))) for v in z]
        total = sum(powers)
        return np.array(
            [
                [float(((i == j) * a * total - a * b) / total**2) for j, b in enumerate(powers)]
                for i, a in enumerate(powers)
            ]
        )


def cells_of(panel):
    """Return the numbers that stand in the cells, as floats."""
    return np.array(
        [[float(t.get_text().replace("−", "-")) for t in row] for row in panel.cells.numbers]
    )


@pytest.mark.parametrize(
    "z", [(1.0, 2.0, 3.0), (0.0, 0.0), (5.0, -5.0, 0.0, 2.0, 1.0), (3.0, 3.0, 3.0, 3.0)]
)
def test_every_cell_shows_its_derivative(z):
    panel = panels.jacobian_cells(z=z)
    np.testing.assert_allclose(cells_of(panel), exact_jacobian(z), atol=0.00051)
    np.testing.assert_allclose(panel.cells.mesh.get_array(), exact_jacobian(z), atol=1e-15)
    for label in (*panel.row_sums, *panel.column_sums):
        assert label.get_text() == "0.000"


@pytest.mark.parametrize("cell", [(i, j) for i in range(3) for j in range(3)])
def test_every_cell_has_its_value_and_its_finite_difference_in_the_text(cell):
    panel = panels.jacobian_cells(cell=cell)
    i, j = cell
    said = re.search(r"∂p(.)/∂z(.) = (\S+), by finite difference (\S+);", panel.text).groups()
    assert said[:2] == ("₁₂₃"[i], "₁₂₃"[j])
    expected = exact_jacobian((1, 2, 3))[i, j]
    for shown in said[2:]:
        assert float(shown.replace("−", "-")) == pytest.approx(expected, abs=5.1e-7)


def test_a_cell_on_the_diagonal_and_one_beside_it_are_derived_each_in_its_own_way():
    diagonal = panels.jacobian_cells(cell=(2, 2)).view.formula
    beside = panels.jacobian_cells(cell=(0, 2)).view.formula
    # The rule's first term: e^z₃ S on the diagonal, 0 S beside it.
    assert "<mn>3.0</mn></mrow></msup></mrow><mo>·</mo><mi>S</mi>" in diagonal
    assert "<mn>0</mn><mo>·</mo><mi>S</mi>" in beside
    assert [shown in diagonal for shown in ("0.665", "0.223")] == [True] * 2
    assert [shown in beside for shown in ("0.090", "0.665", "−0.060")] == [True] * 3


def test_the_frame_follows_click_drag_and_keys():
    panel = panels.jacobian_cells()
    drag(panel, panel.map_axes, (1.2, 0.3), (1.2, 0.3))
    assert panel.values["cell"] == (0, 1)
    assert panel.cells.frame.get_xy() == (0.5, -0.5)
    drag(panel, panel.map_axes, (1.2, 0.3), (0.1, 1.9), number=2)
    assert panel.values["cell"] == (2, 0)
    press(panel, "ArrowRight", "ArrowUp")
    assert panel.values["cell"] == (1, 1)
    press(panel, "ArrowDown", "ArrowDown")
    assert panel.values["cell"] == (0, 1)  # round the edge


def test_a_drag_on_a_bar_changes_its_logit_only():
    panel = panels.jacobian_cells()
    drag(panel, panel.z_axes, (0, 1.0), (0, -2.0))
    assert [panel.values[f"z{k}"] for k in (1, 2, 3)] == [pytest.approx(-2.0, abs=0.1), 2.0, 3.0]
    assert panel.values["cell"] == (2, 2)


@pytest.mark.parametrize("cell", [(3, 0), (0, -1), (0,), (0.0, 1.0), "ab", None, 2])
def test_a_cell_outside_the_matrix_is_refused(cell):
    panel = panels.jacobian_cells()
    with pytest.raises(ValueError, match="cell must be a row from 0 to 2"):
        panel.set(cell=cell)
    assert panel.values["cell"] == (2, 2)


@pytest.mark.parametrize("make", [panels.jacobian_cells, panels.nudge])
@pytest.mark.parametrize("count", [1, 6])
def test_two_to_five_logits(make, count):
    with pytest.raises(ValueError, match=f"z must be 2 to 5 logits .*{count}"):
        make(z=range(count))


@pytest.mark.parametrize("h", [0.5, -0.5, 2.0, -2.0, 1e-3])
@pytest.mark.parametrize("j", [0, 2])
def test_nudge_shows_truth_prediction_and_error(h, j):
    z = np.array([1.0, 2.0, 3.0])
    panel = panels.nudge(z=z, h=h, j=j)
    truth = scipy.special.softmax(z + h * np.eye(3)[j])
    predicted = scipy.special.softmax(z) + h * exact_jacobian(z)[:, j]
    np.testing.assert_allclose([bar.get_height() for bar in panel.after], truth, rtol=1e-12)
    lines = [mark.get_ydata()[0] for mark in panel.marks]
    np.testing.assert_allclose(lines, predicted, rtol=1e-12)
    error = panel.point.get_ydata()[0]
    assert error == pytest.approx(np.abs(truth - predicted).max(), rel=1e-6)
    assert panel.values["down"] is (h < 0)


@pytest.mark.parametrize("z", [(1.0, 2.0, 3.0), (-2.0, 0.0, 4.0, 1.0)])
def test_a_tenth_of_the_nudge_leaves_a_hundredth_of_the_error(z):
    panel = panels.nudge(z=z)
    errors = []
    for h in (1e-2, 1e-3, 1e-4):
        panel.set(h=h)
        errors.append(panel.point.get_ydata()[0])
    np.testing.assert_allclose(np.divide(errors[:-1], errors[1:]), 100, rtol=0.05)


def test_below_rounding_the_error_no_longer_shrinks():
    panel = panels.nudge(h=1e-9)
    assert panel.error is None
    sizes, errors = panel.curve.get_data()
    small = errors[sizes < 1e-8]
    assert np.nanmax(small) > 1e-17


def test_nudge_by_hand():
    panel = panels.nudge()
    drag(panel, panel.error_axes, (0.5, 0.01), (1e-3, 0.01))
    assert panel.values["h"] == pytest.approx(1e-3, rel=1e-6)
    press(panel, "ArrowUp", "ArrowLeft")
    assert panel.values["h"] == pytest.approx(10**-2.75, rel=1e-6)
    assert panel.values["j"] == 1
    press(panel, *["ArrowUp"] * 30)
    assert panel.values["h"] == 2.0


@pytest.mark.parametrize("h", [0.0, 1e-12, 2.5, -3.0, np.nan, np.inf, "1", None, (0.5,)])
def test_a_nudge_outside_the_slider_is_refused(h):
    with pytest.raises(ValueError, match="h must be"):
        panels.nudge(h=h)


@pytest.mark.parametrize("j", [3, -1, 1.5, "z", (0,)])
def test_a_logit_that_is_not_there_cannot_be_nudged(j):
    with pytest.raises(ValueError, match="j must be one of"):
        panels.nudge(j=j)


@pytest.mark.parametrize("h", [0.5, 0.1, -0.3, 1e-9, 2.0, 7e-5])
def test_the_start_nudge_is_a_step_of_its_slider_so_that_no_browser_moves_it(h):
    slider = panels.nudge(h=h).controls["h"]
    steps = (np.log10(abs(h)) - slider.min) / slider.step
    assert steps == pytest.approx(round(steps), abs=1e-6)
    assert slider.value == pytest.approx(abs(h), rel=1e-12)
