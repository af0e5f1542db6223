"""What the panels on derivatives must show, compared with products and sums written out."""

import re

import numpy as np
import pytest
import scipy.special

from helpers import panels
from helpers.panels.colour_network import BIAS, NAMES, PURE, WEIGHTS
from helpers.panels.nudge import SIZES
from tests.panels.hand import numbers

# What is drawn here is read from the artists; test_every_panel.py looks at pictures.
pytestmark = pytest.mark.usefixtures("undrawn")

Z = (1.0, 2.0, 3.0)


def by_hand(z):
    """Return the Jacobian, written out."""
    p = scipy.special.softmax(z)
    return np.diag(p) - np.outer(p, p)


@pytest.mark.parametrize("z", [Z, (0.0, 0.0), (5.0, -5.0, 0.0, 2.0, 1.0), (3.0, 3.0, 3.0, 3.0)])
def test_every_cell_shows_its_derivative_and_says_it_beside_the_finite_difference(z):
    panel = panels.jacobian_cells(z=z)
    np.testing.assert_allclose(numbers(panel.cells.numbers), by_hand(z), atol=0.00051)
    np.testing.assert_allclose(panel.cells.mesh.get_array(), by_hand(z), atol=1e-15)
    sums = [text.get_text() for text in panel.cells.axes.texts if text.get_style() == "italic"]
    assert sums == ["0.000"] * 2 * len(z)
    for (i, j), expected in np.ndenumerate(by_hand(z)):
        panel.set(cell=(i, j))
        found = re.search(r"∂p(.)/∂z(.) = (\S+), by finite difference (\S+);", panel.text).groups()
        assert found[:2] == ("₁₂₃₄₅"[i], "₁₂₃₄₅"[j])
        if abs(expected) > 1e-3:  # smaller ones are written as powers of ten
            said = [float(shown.replace("−", "-")) for shown in found[2:]]
            assert said == pytest.approx([expected] * 2, abs=5.1e-7)


@pytest.mark.parametrize("cell", [(3, 0), (0, -1), (0,), (0.0, 1.0), "ab"])
def test_a_cell_outside_the_map_is_refused(cell):
    with pytest.raises(ValueError, match="^cell: expected a row"):
        panels.jacobian_cells().set(cell=cell)


def test_a_cell_on_the_diagonal_and_one_beside_it_are_derived_each_in_its_own_way():
    panel = panels.jacobian_cells()
    # The rule's first term: e^z₃ D on the diagonal, 0 D beside it.
    assert "<mn>3.0</mn></mrow></msup></mrow><mo>·</mo><mi>D</mi>" in panel.view.formula
    panel.set(cell=(0, 2))
    assert "<mn>0</mn><mo>·</mo><mi>D</mi>" in panel.view.formula


@pytest.mark.parametrize(("h", "j"), [(0.5, 0), (-0.5, 2), (2.0, 2), (-2.0, 0), (1e-3, 1)])
def test_nudge_shows_truth_prediction_and_error(h, j):
    panel = panels.nudge(z=Z, h=h)
    panel.set(j=j)
    truth = scipy.special.softmax(Z + h * np.eye(3)[j])
    p, slopes = scipy.special.softmax(Z), by_hand(Z)[:, j]
    predicted = p + h * slopes
    np.testing.assert_allclose([bar.get_height() for bar in panel.after], truth, rtol=1e-12)
    lines = [mark.get_ydata()[0] for mark in panel.marks]
    np.testing.assert_allclose(lines, predicted, rtol=1e-12)
    error = np.abs(truth - predicted).max()
    assert panel.point.get_ydata()[0] == pytest.approx(error, rel=1e-6)
    assert f"nudged by {h:.3f}".replace("-", "−") in panel.text


@pytest.mark.parametrize("z", [Z, (-2.0, 0.0, 4.0, 1.0)])
def test_a_tenth_of_the_nudge_leaves_a_hundredth_of_the_error(z):
    panel = panels.nudge(z)
    sizes, errors = panel.curve.get_data()
    errors = np.interp([1e-2, 1e-3, 1e-4], sizes, errors)
    np.testing.assert_allclose(np.divide(errors[:-1], errors[1:]), 100, rtol=0.05)
    # Below rounding the error no longer shrinks.
    assert np.nanmax(panel.curve.get_ydata()[SIZES < 1e-8]) > 1e-17


@pytest.mark.parametrize(
    ("z", "y", "smoothing"),
    [
        (Z, (0, 0, 1), 0.0),
        (Z, (0.2, 0.3, 0.5), 0.25),
        ((0.0, 0.0), (1, 0), 0.5),
        ((10.0, -10.0, 3.0, -4.5), (0, 1, 0, 0), 0.0),
        ((30.0, -30.0), (0, 1), 0.0),
    ],
)
def test_every_entry_and_both_roads(z, y, smoothing):
    panel = panels.collapse(z, y)
    panel.set(smoothing=smoothing)
    p = scipy.special.softmax(z)
    y = (1 - smoothing) * np.array(y) + smoothing / len(z)
    np.testing.assert_allclose(panel.factors, -y / p, rtol=1e-12)
    terms = (-y / p)[:, None] * by_hand(z)
    np.testing.assert_allclose(panel.terms, terms, rtol=1e-12, atol=1e-16)
    np.testing.assert_allclose(panel.sums, p - y, atol=5e-16)
    np.testing.assert_allclose(panel.fused, p - y, rtol=1e-12, atol=1e-16)
    assert panel.text.endswith("in every column the two agree to 14 decimals")


def test_the_picture_shows_the_terms_and_their_sums_and_marks_the_column():
    panel = panels.collapse(y=(0.5, 0.25, 0.25))
    panel.set(column=1)
    for words, count in (("i = j", 1), ("i ≠ j", 2)):
        assert panel.view.formula.count(f"<mtext>{words}</mtext>") == count
    shown, (sums,) = numbers(panel.cells["terms"].numbers), numbers([panel.sum_texts])
    np.testing.assert_allclose(shown.sum(axis=0), sums, atol=0.0021)
    np.testing.assert_allclose(sums, panel.fused, atol=0.00051)
    bars = [bar.get_height() for bar in panel.bars["p - y"].bars]
    np.testing.assert_allclose(bars, panel.fused, rtol=1e-12)
    assert [label.get_weight() == "bold" for label in panel.sum_texts] == [False, True, False]
    assert panel.verdict.get_text() == "in float64\nthe sums\nare p − y to\n14 decimals"


@pytest.mark.parametrize(("z", "name"), [(10.0, "float16"), (100.0, "float32"), (800.0, "float64")])
def test_where_p_underflows_the_long_road_ends_and_the_panel_says_why(z, name):
    panel = panels.collapse((z, -z), (0, 1))
    panel.set(format=name)
    assert panel.factors.dtype == name
    assert np.isnan(panel.sums[1])
    assert panel.fused[1] == -1
    assert f"adds up to nan, and p₂ − y₂ = −1.0000; y₂/p₂ is too large for {name}" in panel.text
    assert panel.sum_texts[1].get_text() == "nan"
    assert panel.cells["factors"].numbers[1][0].get_text() == "−inf"
    assert panel.verdict.get_text() == f"in {name}\nthe sums\nbreak down"
    assert "<mtext>nan</mtext><mo>≠</mo>" in panel.view.formula
    panel.set(z1=0.0, z2=0.0)
    assert "agree to" in panel.text  # and it comes back from there


@pytest.mark.parametrize(("name", "decimals"), [("float16", (2, 3)), ("float32", (6, 7))])
def test_in_fewer_digits_the_two_agree_to_fewer_decimals(name, decimals):
    panel = panels.collapse((4.0, -3.0, 1.0), (0.3, 0.3, 0.4))
    panel.set(format=name)
    assert int(panel.text.split()[-2]) in decimals


X = np.array([[2.0, 1.0, -0.5], [-1.0, 2.0, 3.0], [0.0, -1.0, 1.0]])
LABELS = [0, 3, 1]


@pytest.mark.parametrize(("steps", "i", "j"), [(0, 0, 0), (1, 3, 2), (50, 1, 2)])
def test_every_entry_of_a_batch_is_the_mean_of_what_the_examples_give(steps, i, j):
    panel = panels.batch_gradient(X, LABELS)
    panel.set(steps=steps, cell=(i, j))
    W, b = np.zeros((4, 3)), np.zeros(4)
    for _ in range(steps + 1):
        slopes = scipy.special.softmax(X @ W.T + b, axis=1) - np.eye(4)[LABELS]
        gradient = sum(np.outer(slope, x) for slope, x in zip(slopes, X, strict=True)) / 3
        W, b = W - 0.2 * gradient, b - 0.2 * slopes.mean(axis=0)
    np.testing.assert_allclose(panel.gradient.mesh.get_array(), gradient, atol=1e-12)
    np.testing.assert_allclose(numbers(panel.gradient.numbers), gradient, atol=0.0051)
    np.testing.assert_allclose(numbers(panel.slopes.numbers), slopes, atol=0.0051)
    assert numbers(panel.inputs.numbers).tolist() == X.tolist()
    loss = -np.log(slopes[range(3), LABELS] + 1).mean()
    said = f"after {steps} step{'' if steps == 1 else 's'} of descent, loss {loss:.4f}:"
    assert panel.text.startswith(said)
    frames = [cells.frame for cells in (panel.slopes, panel.inputs, panel.gradient)]
    corners = [(i - 0.5, -0.5), (j - 0.5, -0.5), (j - 0.5, i - 0.5)]
    assert [frame.get_xy() for frame in frames] == corners
    assert [frame.get_height() for frame in frames] == [3, 3, 1]


def test_one_class_for_all_is_shown_beside_another():
    assert panels.batch_gradient([[1.0], [2.0]], [0, 0]).errors.shape == (2, 2)


def test_the_largest_score_belongs_to_the_nearest_colour():
    colours = np.random.default_rng(0).random((500, 3))
    distances = np.linalg.norm(colours[:, None] - PURE, axis=-1)
    scores = colours @ WEIGHTS.T + BIAS
    np.testing.assert_array_equal(scores.argmax(axis=1), distances.argmin(axis=1))


@pytest.mark.parametrize("name", NAMES)
def test_bars_scores_and_derivatives_are_those_of_the_network_of_colours(name):
    k = NAMES.index(name)
    x = 0.7 * PURE[k] + 0.1
    panel = panels.colour_network()
    panel.set(output=name, **dict(zip("RGB", x, strict=True)))
    z = WEIGHTS @ x + BIAS
    np.testing.assert_allclose(numbers([panel.scores])[0], z, atol=0.0051)
    widths = np.array([bar.get_width() for bar in panel.bars])
    np.testing.assert_allclose(widths / widths.sum(), scipy.special.softmax(z), rtol=1e-12)
    np.testing.assert_allclose(  # dp_k / dW_ij is J_ki x_j
        panel.cells.mesh.get_array(), np.outer(by_hand(z)[k], x), atol=1e-12
    )
    assert panel.cells.frame.get_y() == k - 0.5
    assert panel.values["target"] == "orange"
    assert f"named {name}; the true class orange" in panel.text
