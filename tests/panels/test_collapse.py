"""What the panel of lesson 07 must say: the products and sums worked out in 50 digits."""

import mpmath
import numpy as np
import pytest

from helpers import panels
from tests.panels.hand import drag, press

CASES = [
    ((1.0, 2.0, 3.0), (0, 0, 1), 0.0),
    ((1.0, 2.0, 3.0), (0.2, 0.3, 0.5), 0.25),
    ((0.0, 0.0), (1, 0), 0.5),
    ((10.0, -10.0, 3.0, -4.5), (0, 1, 0, 0), 0.0),
    ((30.0, -30.0), (0, 1), 0.0),
]


def exact(z, y, smoothing):
    """Return -y/p, the terms and p - y, in 50 digits, as floats."""
    with mpmath.workdps(50):
        count = len(z)
        powers = [mpmath.exp(mpmath.mpf(v)) for v in z]
        p = [power / sum(powers) for power in powers]
        y = [(1 - mpmath.mpf(smoothing)) * share + mpmath.mpf(smoothing) / count for share in y]
        factors = [-a / b for a, b in zip(y, p, strict=True)]
        terms = [
            [factors[k] * p[k] * ((k == j) - p[j]) for j in range(count)] for k in range(count)
        ]
        fused = [a - b for a, b in zip(p, y, strict=True)]
        return (np.array(part, dtype=float) for part in (factors, terms, fused))


@pytest.mark.parametrize(("z", "y", "smoothing"), CASES)
def test_every_entry_and_both_roads(z, y, smoothing):
    panel = panels.collapse(z, y, smoothing=smoothing)
    factors, terms, fused = exact(z, y, smoothing)
    np.testing.assert_allclose(panel.shown["g"], factors, rtol=1e-12)
    np.testing.assert_allclose(panel.shown["terms"], terms, rtol=1e-12, atol=1e-17)
    np.testing.assert_allclose(panel.shown["sums"], fused, atol=5e-16)
    np.testing.assert_allclose(panel.shown["fused"], fused, rtol=1e-12, atol=1e-17)
    bars = [bar.get_height() for bar in panel.picture.bars["p - y"].bars]
    np.testing.assert_allclose(bars, fused, rtol=1e-12, atol=1e-17)
    assert panel.text.endswith("in every column the two agree to 14 decimals")


@pytest.mark.parametrize("column", [0, 1, 2])
def test_the_formula_writes_the_sum_of_the_column_and_marks_its_case(column):
    panel = panels.collapse(column=column)
    formula = panel.view.formula
    assert formula.count("<mtext>k = j</mtext>") == 1
    assert formula.count("<mtext>k ≠ j</mtext>") == 2
    for part in ("0.090", "0.245", "0.665"):  # the three p_k below the y_k
        assert f"<mrow><mtext>{part}</mtext></mrow></mfrac>" in formula
    total = ("+0.090", "+0.245", "−0.335")[column]
    assert f"<mo>=</mo><mtext>{total}</mtext><mo>=</mo>" in formula
    assert panel.picture.sums[column].get_text() == total
    weights = [label.get_weight() for label in panel.picture.sums]
    assert [w == "bold" for w in weights] == [k == column for k in range(3)]


def test_the_numbers_in_the_cells_are_the_terms_and_their_columns_add_up():
    panel = panels.collapse(y=(0.5, 0.25, 0.25))
    rows = panel.picture.cells["terms"].numbers
    shown = np.array([[float(t.get_text().replace("−", "-")) for t in row] for row in rows])
    sums = [float(label.get_text().replace("−", "-")) for label in panel.picture.sums]
    np.testing.assert_allclose(shown.sum(axis=0), sums, atol=0.0021)
    np.testing.assert_allclose(sums, panel.shown["fused"], atol=0.00051)


@pytest.mark.parametrize(
    ("z", "y", "name"),
    [
        ((10.0, -10.0, -10.0), (0, 1, 0), "float16"),
        ((100.0, -100.0), (0, 1), "float32"),
        ((800.0, 0.0), (0, 1), "float64"),
    ],
)
def test_where_p_underflows_the_long_road_ends_and_the_panel_says_why(z, y, name):
    panel = panels.collapse(z, y, format=name)
    assert panel.error is None
    assert panel.shown["g"].dtype == name
    assert np.isnan(panel.shown["sums"][1])
    assert panel.shown["fused"][1] == -1
    assert f"adds up to nan, and p₂ − y₂ = −1.0000; y₂/p₂ is too large for {name}" in panel.text
    assert panel.picture.sums[1].get_text() == "nan"
    assert panel.picture.cells["g"].numbers[1][0].get_text() == "−inf"
    assert "<mtext>nan</mtext><mo>≠</mo>" in panel.view.formula
    panel.reset()
    panel.set(**dict.fromkeys([n for n in panel.values if n[0] == "z"], 0.0))
    assert "agree to" in panel.text  # and it comes back from there


def test_in_float16_the_two_agree_to_fewer_decimals():
    said = panels.collapse(z=(4.0, -3.0, 1.0), y=(0.3, 0.3, 0.4), format="float16").text
    assert int(said.split()[-2]) in (2, 3)
    said = panels.collapse(z=(4.0, -3.0, 1.0), y=(0.3, 0.3, 0.4), format="float32").text
    assert int(said.split()[-2]) in (6, 7)


def test_a_hand_on_the_logits_the_target_and_the_columns():
    panel = panels.collapse()
    axes = panel.picture.axes
    drag(panel, axes["z"], (0, 1.0), (0, -5.0))
    assert panel.values["z1"] == pytest.approx(-5.0, abs=0.2)
    drag(panel, axes["y"], (0, 0.1), (0, 0.4), number=2)
    np.testing.assert_allclose(panel.values["y"], (0.4, 0.0, 0.6), atol=0.02)
    for number, name in enumerate(("J", "terms", "p - y"), start=3):
        panel.set(column=2)
        drag(panel, axes[name], (1, 0.4), (1, 0.4), number=number)
        assert panel.values["column"] == 1
    drag(panel, axes["terms"], (1, 0.4), (9, 0.4), number=9)
    assert panel.values["column"] == 2


def test_a_hand_on_a_smoothed_target_takes_what_it_sees():
    panel = panels.collapse(smoothing=0.3)
    drag(panel, panel.picture.axes["y"], (2, 0.8), (2, 0.8))
    np.testing.assert_allclose(panel.values["y"], (0.1, 0.1, 0.8), atol=0.01)
    assert panel.values["smoothing"] == 0.0


def test_keys_choose_a_column_and_move_its_logit():
    panel = panels.collapse()
    press(panel, "ArrowRight", "ArrowUp")
    assert (panel.values["column"], panel.values["z1"]) == (0, 1.1)
    press(panel, "ArrowLeft", "ArrowDown", "ArrowDown")
    assert (panel.values["column"], panel.values["z3"]) == (2, 2.8)


@pytest.mark.parametrize("k", [0, 1, 2])
def test_a_button_makes_its_class_the_true_one(k):
    panel = panels.collapse(y=(0.2, 0.3, 0.5))
    panel.press(f"class{k + 1}")
    assert panel.values["y"] == tuple(float(i == k) for i in range(3))
    assert panel.values["column"] == k


@pytest.mark.parametrize("column", [3, -1, 1.0, "1", (1,), None])
def test_a_column_that_is_not_there_is_refused(column):
    panel = panels.collapse()
    with pytest.raises(ValueError, match="column must be an index from 0 to 2"):
        panel.set(column=column)
    assert panel.values["column"] == 2


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"y": (0.5, 0.6, 0.2)}, "y must sum to 1"),
        ({"y": (1, 0)}, r"y must be 3 shares .* got shape \(2,\)"),
        ({"y": (np.nan, 0, 1)}, "y must be finite"),
        ({"z": range(5)}, "z must be 2 to 4 logits"),
        ({"z": (1.0,)}, "z must be 2 to 4 logits"),
        ({"smoothing": 0.6}, "smoothing must be between 0 and 0.5"),
        ({"smoothing": np.nan}, "smoothing must be"),
        ({"column": 3}, "column must be"),
        ({"format": "float128"}, "format must be one of"),
    ],
)
def test_bad_options_are_named(options, message):
    with pytest.raises(ValueError, match=message):
        panels.collapse(**options)


def test_the_picture_says_the_format_and_how_far_the_roads_agree():
    panel = panels.collapse()
    assert panel.picture.verdict.get_text() == "in float64\nthe sums\nare p − y to\n14 decimals"
    panel.set(z1=10.0, z2=-10.0, z3=-10.0, format="float16")
    assert panel.picture.verdict.get_text() == "in float16\nthe sums\nbreak down"
