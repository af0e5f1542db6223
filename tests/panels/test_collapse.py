"""What the panel `collapse` must say: the products and sums written out."""

import numpy as np
import pytest
import scipy.special

from helpers import panels
from helpers.panels.collapse import roads
from tests.panels.hand import numbers

# What is drawn here is read from the artists; test_every_panel.py looks at pictures.
pytestmark = pytest.mark.usefixtures("undrawn")

CASES = [
    ((1.0, 2.0, 3.0), (0, 0, 1), 0.0),
    ((1.0, 2.0, 3.0), (0.2, 0.3, 0.5), 0.25),
    ((0.0, 0.0), (1, 0), 0.5),
    ((10.0, -10.0, 3.0, -4.5), (0, 1, 0, 0), 0.0),
    ((30.0, -30.0), (0, 1), 0.0),
]


def state(z=(1.0, 2.0, 3.0), y=(0, 0, 1), smoothing=0.0, *, column=2, format="float64"):
    values = {f"z{k}": v for k, v in enumerate(z, start=1)}
    return roads(values | {"y": y, "smoothing": smoothing, "column": column, "format": format})


def by_hand(z, y, smoothing):
    """Return -y/p, the terms and p - y, written out."""
    p = scipy.special.softmax(z)
    y = (1 - smoothing) * np.array(y) + smoothing / len(z)
    return -y / p, (-y / p)[:, None] * (np.diag(p) - np.outer(p, p)), p - y


@pytest.mark.parametrize(("z", "y", "smoothing"), CASES)
def test_every_entry_and_both_roads(z, y, smoothing):
    found = state(z, y, smoothing, column=0)
    factors, terms, fused = by_hand(z, y, smoothing)
    np.testing.assert_allclose(found.factors, factors, rtol=1e-12)
    np.testing.assert_allclose(found.terms, terms, rtol=1e-12, atol=1e-16)
    np.testing.assert_allclose(found.sums, fused, atol=5e-16)
    np.testing.assert_allclose(found.fused, fused, rtol=1e-12, atol=1e-16)
    assert found.text().endswith("in every column the two agree to 14 decimals")


@pytest.mark.parametrize("column", [0, 1, 2])
def test_the_formula_writes_the_sum_of_the_column_and_marks_its_case(column):
    formula = state(column=column).formula()
    assert formula.count("<mtext>i = j</mtext>") == 1
    assert formula.count("<mtext>i ≠ j</mtext>") == 2
    for part in ("0.090", "0.245", "0.665"):  # the three p_k below the y_k
        assert f"<mrow><mtext>{part}</mtext></mrow></mfrac>" in formula
    total = ("+0.090", "+0.245", "−0.335")[column]
    assert f"<mo>=</mo><mtext>{total}</mtext><mo>=</mo>" in formula


def test_the_picture_shows_the_terms_and_their_sums_and_marks_the_column():
    panel = panels.collapse(y=(0.5, 0.25, 0.25))
    panel.set(column=1)
    shown, (sums,) = numbers(panel.cells["terms"].numbers), numbers([panel.sums])
    np.testing.assert_allclose(shown.sum(axis=0), sums, atol=0.0021)
    np.testing.assert_allclose(sums, panel.state.fused, atol=0.00051)
    bars = [bar.get_height() for bar in panel.bars["p - y"].bars]
    np.testing.assert_allclose(bars, panel.state.fused, rtol=1e-12)
    assert [label.get_weight() == "bold" for label in panel.sums] == [False, True, False]
    assert panel.verdict.get_text() == "in float64\nthe sums\nare p − y to\n14 decimals"


@pytest.mark.parametrize(
    ("z", "y", "name"),
    [
        ((10.0, -10.0, -10.0), (0, 1, 0), "float16"),
        ((100.0, -100.0), (0, 1), "float32"),
        ((800.0, 0.0), (0, 1), "float64"),
    ],
)
def test_where_p_underflows_the_long_road_ends_and_the_panel_says_why(z, y, name):
    panel = panels.collapse(z, y)
    panel.set(format=name)
    assert panel.error is None
    assert panel.state.factors.dtype == name
    assert np.isnan(panel.state.sums[1])
    assert panel.state.fused[1] == -1
    assert f"adds up to nan, and p₂ − y₂ = −1.0000; y₂/p₂ is too large for {name}" in panel.text
    assert panel.sums[1].get_text() == "nan"
    assert panel.cells["factors"].numbers[1][0].get_text() == "−inf"
    assert panel.verdict.get_text() == f"in {name}\nthe sums\nbreak down"
    assert "<mtext>nan</mtext><mo>≠</mo>" in panel.view.formula
    panel.set(**dict.fromkeys([n for n in panel.values if n[0] == "z"], 0.0))
    assert "agree to" in panel.text  # and it comes back from there


@pytest.mark.parametrize(("name", "decimals"), [("float16", (2, 3)), ("float32", (6, 7))])
def test_in_fewer_digits_the_two_agree_to_fewer_decimals(name, decimals):
    said = state((4.0, -3.0, 1.0), (0.3, 0.3, 0.4), format=name).text()
    assert int(said.split()[-2]) in decimals
