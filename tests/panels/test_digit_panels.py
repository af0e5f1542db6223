"""What the panels of digits must show, compared with sums written out."""

import math

import numpy as np
import pytest
import scipy.special
from matplotlib.figure import Figure

from helpers.digits import load_digits
from helpers.network import Layer
from helpers.panels.evidence_for import evidence_for
from helpers.panels.one_digit import one_digit, step_on
from helpers.panels.parts.digits import course_digits, trained
from helpers.panels.parts.tiles import Tiles

PANELS = [evidence_for, one_digit]
RNG = np.random.default_rng(8)
W, B = RNG.normal(size=(10, 64)), RNG.normal(size=10)
X, LABELS = load_digits().images[:7], load_digits().labels[:7]


def tile(tiles, k):
    """Return the 64 numbers that picture k shows."""
    x, y = tiles.corner(k)
    return tiles.canvas[y : y + 8, x : x + 8].ravel()


@pytest.mark.parametrize("digit", [0, 3, 6])
def test_evidence_for_shows_every_product_and_its_sum(digit, undrawn):
    panel = evidence_for(W, B, X, LABELS, digit=digit)
    x = X[digit].ravel()
    scale = 0.6 * np.abs(W).max()
    for k in range(10):
        np.testing.assert_allclose(tile(panel.tiles, k) * scale, W[k] * x, atol=1e-12)
    z = [math.fsum(row * x) + b for row, b in zip(W, B, strict=True)]
    np.testing.assert_allclose(panel.logits, z, rtol=1e-12)
    widths = np.array([bar.get_width() for bar in panel.bars.bars])
    np.testing.assert_allclose(widths, z, rtol=1e-9)


def test_evidence_for_says_who_wins_and_whether_it_is_right(undrawn):
    weights = np.zeros((3, 64))
    weights[1] = 0.5
    said = evidence_for(weights, images=np.ones((1, 8, 8)), labels=[2]).text
    assert "is a 2: the largest logit, 32.00, says 1, which is wrong; for 2 the 64" in said
    assert "is an 8" in evidence_for(W, B, X[:1], [8]).text


def test_dashes_stand_on_the_negative_pixels_and_nowhere_else(undrawn):
    weights = np.zeros((2, 64))
    weights[0, 9], weights[1, 20], weights[1, 63] = -1.0, 1.0, -0.1
    panel = evidence_for(weights, images=np.ones((1, 64)), labels=[0])
    x, y = panel.tiles.corner(0)
    columns, rows = panel.tiles.dashes.get_data()
    assert list(zip(columns - x, rows - y, strict=True)) == [(1, 1)]  # pixel 9; 0.1 is faint


@pytest.mark.parametrize(("digit", "rate"), [(1, 0.001), (4, 0.05), (1, 1.0)])
def test_one_digit_takes_one_step_down_the_gradient(rate, digit, undrawn):
    panel = one_digit(W / 10, B, X, LABELS, digit=digit, learning_rate=rate)
    x, y = X[digit].ravel(), np.eye(10)[LABELS[digit]]
    z = W / 10 @ x + B
    slope = scipy.special.softmax(z) - y
    np.testing.assert_allclose(panel.step.before.z, z, rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(panel.step.before.slope, slope, atol=1e-14)
    after = z - rate * slope * (x @ x + 1)
    p = scipy.special.softmax(after)
    np.testing.assert_allclose(panel.step.after.z, after, rtol=1e-9, atol=1e-11)
    np.testing.assert_allclose(panel.step.after.p, p, rtol=1e-8, atol=1e-300)
    assert panel.step.after.loss < panel.step.before.loss
    np.testing.assert_allclose(tile(panel.tiles, 3) * 0.5, (p - y)[3] * x, atol=1e-9)
    np.testing.assert_allclose([bar.get_width() for bar in panel.bars[1].bars], p, atol=1e-9)
    np.testing.assert_allclose(panel.bars[1].marks.get_xdata(), panel.step.before.p)
    panel.set(after=False)
    np.testing.assert_allclose(tile(panel.tiles, 3) * 0.5, slope[3] * x, atol=1e-9)
    assert not panel.bars[1].marks.get_visible()


def test_one_digit_says_before_and_after():
    step = step_on(Layer(np.zeros((4, 64)), np.zeros(4)), np.zeros(64), 3, 1.0)
    assert step.text(0, after=True).endswith("rate 1.000, 0.4754 and 0.7437")  # log(1 + 3/e)
    said = "digit 8 is a 3: p for it is 0.2500, the loss 1.3863; before a step with rate 1.000"
    assert step.text(8, after=False) == said
    for part in ("<mtext>1.000</mtext>", "−0.750", "<mtext>0.250</mtext>", "<mtext>0.475</mtext>"):
        assert part in step.formula()


def test_bars_and_numbers_stay_in_the_picture_however_far_the_step_goes(undrawn):
    for rows in one_digit(W, B, X, LABELS, learning_rate=1.0).bars:
        widths = np.array([bar.get_width() for bar in rows.bars])
        assert ((rows.low - 1e-9 <= widths) & (widths <= rows.high + 1e-9)).all()


@pytest.mark.parametrize("make", PANELS)
def test_without_arguments_it_is_the_trained_network_and_the_held_out_digits(make, undrawn):
    panel = make()
    assert panel.digits.W is trained()[0]
    assert panel.controls["digit"].max == len(course_digits().held_out.X) - 1 == 336
    with pytest.raises(ValueError, match="read-only"):
        panel.digits.W[0, 0] = 1.0


@pytest.mark.parametrize("make", PANELS)
@pytest.mark.parametrize("kind", [np.float16, np.int64, list])
def test_one_picture_is_enough_and_halves_whole_numbers_and_lists_are_taken(make, kind, undrawn):
    weights = np.eye(2, 64)
    weights = weights.tolist() if kind is list else weights.astype(kind)
    panel = make(weights, [0, 1], weights[:1], [0])
    assert panel.digits.W.dtype == np.float64
    panel.set(digit=1)  # the slider needs two ends; behind the second is the same picture
    assert panel.text.startswith("digit 0 is")
    panel.answer(lambda values: panel.on_key("ArrowRight", values))
    assert (panel.values["digit"], panel.error) == (0, None)


def test_tiles_know_which_picture_lies_under_the_pointer():
    tiles = Tiles(Figure().subplots(), 7, 3, names=range(7))
    for k in range(7):
        x, y = tiles.corner(k)
        assert {tiles.at(x + dx, y + dy) for dx in (0, 7) for dy in (0, 7)} == {k}
    assert (tiles.at(-50, -50), tiles.at(999, 999)) == (0, 6)
