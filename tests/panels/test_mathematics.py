"""What the panels must show and say, compared with sums and products written out."""

import math
import re

import numpy as np
import pytest
import scipy.special
import scipy.stats
from matplotlib.figure import Figure

from helpers import numerical_gradient, panels
from helpers.digits import load_digits
from helpers.panels.batch_gradient import LABELS, X
from helpers.panels.colour_network import BIAS, NAMES, PURE, WEIGHTS
from helpers.panels.likelihood import tosses
from helpers.panels.nudge import SIZES
from helpers.panels.parts.controls import with_share
from helpers.panels.parts.curves import spread
from helpers.panels.parts.digits import Tiles, course_digits, trained
from helpers.panels.parts.words import number

# What is drawn here is read from the artists; test_every_panel.py looks at pictures.
pytestmark = pytest.mark.usefixtures("undrawn")

Z = (1.0, 2.0, 3.0)


def numbers(rows):
    """Return the numbers that stand in the cells of a map, as floats."""
    return np.array([[float(text.get_text().replace("−", "-")) for text in row] for row in rows])


@pytest.mark.parametrize(
    ("options", "factor", "said", "shown"),
    [
        ({"c": 2.0}, 1, "c = 2.0, exp(z + c) = (20.09, ", "<mo>+</mo><mn>2.0</mn>"),
        ({"c": -2.0}, 1, "c = −2.0, exp(z + c) = (0.37, ", "<mo>−</mo><mn>2.0</mn>"),
        ({"temperature": 0.5}, 2, "T = 0.50, exp(z/T) = (7.39, ", "<mo>/</mo><mn>0.50</mn>"),
    ],
)
def test_the_steps_of_softmax_and_what_is_said_of_them(options, factor, said, shown):
    panel, exponents = panels.softmax_bars(**options), np.add(Z, options.get("c", 0.0)) * factor
    heights = [bar.get_height() for bar in panel.p_bars.bars]
    np.testing.assert_allclose(heights, scipy.special.softmax(exponents), rtol=1e-12)
    np.testing.assert_allclose(panel.powers, np.exp(exponents), rtol=1e-14)
    assert said in panel.text
    assert shown in panel.view.formula
    for k in (2, 0):
        panel.set(chosen=k)
        assert f"<mn>{heights[k]:.3f}</mn>" in panel.view.formula


@pytest.mark.parametrize(
    ("z", "powers"), [((1000, 1001, 1002), "(inf, inf, inf)"), ((-802, -801, -800), "(0, 0, 0)")]
)
def test_powers_that_no_float_holds_are_shown_and_the_shares_are_right(z, powers):
    panel = panels.softmax_bars(z)
    assert f"exp(z) = {powers}" in panel.text
    assert "p = (0.090, 0.245, 0.665)" in panel.text
    panel.set(chosen=0)
    assert panel.view.error == ""


def test_two_classes_agree_with_the_sigmoid_of_the_difference():
    panel = panels.two_classes()
    panel.set(z1=-1.0, z2=2.5)
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
        panel.set(row=i, column=j)
        found = re.search(r"∂p(.)/∂z(.) = (\S+), by finite difference (\S+);", panel.text).groups()
        assert found[:2] == ("₁₂₃₄₅"[i], "₁₂₃₄₅"[j])
        if abs(expected) > 1e-3:  # smaller ones are written as powers of ten
            said = [float(shown.replace("−", "-")) for shown in found[2:]]
            assert said == pytest.approx([expected] * 2, abs=5.1e-7)


def test_a_cell_on_the_diagonal_and_one_beside_it_are_derived_each_in_its_own_way():
    panel = panels.jacobian_cells()
    # The rule's first term: e^z₃ D on the diagonal, 0 D beside it.
    assert "<mn>3.0</mn></mrow></msup></mrow><mo>·</mo><mi>D</mi>" in panel.view.formula
    panel.set(row=0, column=2)
    assert "<mn>0</mn><mo>·</mo><mi>D</mi>" in panel.view.formula


@pytest.mark.parametrize(("h", "j"), [(0.5, 0), (-0.5, 2), (2.0, 2), (-2.0, 0), (1e-3, 1)])
def test_nudge_shows_truth_prediction_and_error(h, j):
    panel = panels.nudge()
    panel.set(j=j, h=abs(h), down=h < 0)
    truth = scipy.special.softmax(Z + h * np.eye(3)[j])
    p, slopes = scipy.special.softmax(Z), by_hand(Z)[:, j]
    predicted = p + h * slopes
    np.testing.assert_allclose([bar.get_height() for bar in panel.after], truth, rtol=1e-12)
    lines = [mark.get_ydata()[0] for mark in panel.marks]
    np.testing.assert_allclose(lines, predicted, rtol=1e-12)
    error = np.abs(truth - predicted).max()
    assert panel.point.get_ydata()[0] == pytest.approx(error, rel=1e-6)
    assert f"nudged by {h:.3f}".replace("-", "−") in panel.text
    assert f"<mn>{truth[j]:.3f}</mn>" in panel.view.formula


@pytest.mark.parametrize("z", [Z, (-2.0, 0.0, 4.0)])
def test_a_tenth_of_the_nudge_leaves_a_hundredth_of_the_error(z):
    panel = panels.nudge()
    panel.set(z1=z[0], z2=z[1], z3=z[2])
    sizes, errors = panel.curve.get_data()
    errors = np.interp([1e-2, 1e-3, 1e-4], sizes, errors)
    np.testing.assert_allclose(np.divide(errors[:-1], errors[1:]), 100, rtol=0.05)
    # Below rounding the error no longer shrinks.
    assert np.nanmax(panel.curve.get_ydata()[SIZES < 1e-8]) > 1e-17


@pytest.mark.parametrize(
    ("z", "y", "smoothing"), [(Z, (0.2, 0.3, 0.5), 0.25), ((30.0, -30.0), (0, 1), 0.0)]
)
def test_every_entry_and_both_roads(z, y, smoothing):
    panel = panels.collapse(z)
    panel.set(y=y, smoothing=smoothing)
    p = scipy.special.softmax(z)
    y = (1 - smoothing) * np.array(y) + smoothing / len(z)
    np.testing.assert_allclose(panel.factors, -y / p, rtol=1e-12)
    terms = (-y / p)[:, None] * by_hand(z)
    np.testing.assert_allclose(panel.terms, terms, rtol=1e-12, atol=1e-16)
    np.testing.assert_allclose(panel.sums, p - y, atol=5e-16)
    np.testing.assert_allclose(panel.fused, p - y, rtol=1e-12, atol=1e-16)
    assert panel.text.endswith("in every column the two agree to 14 decimals")


def test_the_picture_shows_the_terms_and_their_sums_and_marks_the_column():
    panel = panels.collapse()
    panel.set(y=(0.5, 0.25, 0.25), column=1)
    for words, count in (("i = j", 1), ("i ≠ j", 2)):
        assert panel.view.formula.count(f"<mtext>{words}</mtext>") == count
    shown, (sums,) = numbers(panel.cells["terms"].numbers), numbers([panel.sum_texts])
    np.testing.assert_allclose(shown.sum(axis=0), sums, atol=0.0021)
    np.testing.assert_allclose(sums, panel.fused, atol=0.00051)
    bars = [bar.get_height() for bar in panel.bars["p - y"].bars]
    np.testing.assert_allclose(bars, panel.fused, rtol=1e-12)
    assert [label.get_weight() == "bold" for label in panel.sum_texts] == [False, True, False]
    assert panel.verdict.get_text() == "in float64\nthe sums\nare p − y to\n14 decimals"
    assert f"<mtext>{panel.sum_texts[1].get_text()}</mtext>" in panel.view.formula


@pytest.mark.parametrize(("z", "name"), [(10.0, "float16"), (100.0, "float32"), (800.0, "float64")])
def test_where_p_underflows_the_long_road_ends_and_the_panel_says_why(z, name):
    panel = panels.collapse((z, -z))
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
    panel = panels.collapse((4.0, -3.0, 1.0))
    panel.set(y=(0.3, 0.3, 0.4), format=name)
    assert int(panel.text.split()[-2]) in decimals


@pytest.mark.parametrize(("steps", "i", "j"), [(0, 0, 0), (1, 2, 1), (50, 1, 1)])
def test_every_entry_of_a_batch_is_the_mean_of_what_the_examples_give(steps, i, j):
    panel = panels.batch_gradient()
    panel.set(steps=steps, row=i, column=j)
    W, b = np.zeros((3, 2)), np.zeros(3)
    for _ in range(steps + 1):
        slopes = scipy.special.softmax(X @ W.T + b, axis=1) - np.eye(3)[LABELS]
        gradient = sum(np.outer(slope, x) for slope, x in zip(slopes, X, strict=True)) / 4
        W, b = W - 0.2 * gradient, b - 0.2 * slopes.mean(axis=0)
    np.testing.assert_allclose(panel.gradient.mesh.get_array(), gradient, atol=1e-12)
    np.testing.assert_allclose(numbers(panel.gradient.numbers), gradient, atol=0.0051)
    np.testing.assert_allclose(numbers(panel.slopes.numbers), slopes, atol=0.0051)
    assert numbers(panel.inputs.numbers).tolist() == X.tolist()
    loss = -np.log(slopes[range(4), LABELS] + 1).mean()
    said = f"after {steps} step{'' if steps == 1 else 's'} of descent, loss {loss:.4f}:"
    assert panel.text.startswith(said)
    assert f"<mn>{abs(gradient[i, j]):.3f}</mn>" in panel.view.formula
    frames = [cells.frame for cells in (panel.slopes, panel.inputs, panel.gradient)]
    corners = [(i - 0.5, -0.5), (j - 0.5, -0.5), (j - 0.5, i - 0.5)]
    assert [frame.get_xy() for frame in frames] == corners
    assert [frame.get_height() for frame in frames] == [4, 4, 1]


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
    assert f"named {name}; the true class orange" in panel.text


@pytest.mark.parametrize("p", [0.001, 0.25, 0.5, 1.0])
def test_surprise_is_minus_the_logarithm(p):
    panel = panels.surprise_curve()
    panel.set(p=p)
    (x,), (height,) = panel.point.get_data()
    assert (x, height) == (p, pytest.approx(-math.log(p), abs=1e-15))


PAIRS = [
    ((0.5, 0.3, 0.2), (0.2, 0.3, 0.5)),
    ((1.0, 0.0, 0.0), (0.5, 0.4, 0.1)),
    ((0.0, 0.0, 1.0), (1.0, 0.0, 1e-300)),  # nearly impossible, and it fits the picture
]


@pytest.mark.parametrize(("y", "p"), PAIRS)
def test_cross_entropy_is_entropy_plus_divergence(y, p):
    panel = panels.two_distributions()
    panel.set(y=y, p=p)
    assert panel.h == pytest.approx(scipy.stats.entropy(y), abs=1e-14)
    assert panel.kl == pytest.approx(scipy.stats.entropy(y, p), abs=1e-14)
    bars = panel.lengths
    whole = bars["cross"].get_width()
    assert whole == pytest.approx(bars["entropy"].get_width() + bars["kl"].get_width())
    assert whole <= 1
    assert bars["kl"].get_x() == bars["entropy"].get_width()


def test_an_impossible_event_that_happens_is_infinite_in_words_and_fits_the_picture():
    panel = panels.two_distributions()
    panel.set(y=(0.5, 0.5, 0.0), p=(1.0, 0.0, 0.0))
    assert "H(y, p) = inf: y gives class 2 a share" in panel.text
    assert "∞" in panel.view.formula
    assert "off the scale" in panel.words["cross"].get_text()
    for bar in panel.lengths.values():
        assert 0 <= bar.get_x() + bar.get_width() <= 1.12 + 1e-12
    panel.press("equal")
    assert panel.text.endswith("H(y) = 0.6931, KL = 0, H(y, p) = 0.6931")  # 0 log 0 is 0


@pytest.mark.parametrize("share", [-1.0, 0.0, 0.3, 1.0, 7.0])
@pytest.mark.parametrize("shares", [(1.0, 0.0, 0.0), (0.2, 0.3, 0.5), (0.0, 0.0, 1.0)])
def test_shares_always_sum_to_one(shares, share):
    new = with_share(shares, 0, share)
    assert new[0] == min(max(share, 0.0), 1.0)
    assert sum(new) == pytest.approx(1.0)
    assert min(new) >= 0


@pytest.mark.parametrize(("n", "q"), [(1, 0.3), (100, 0.5), (700, 0.7), (2000, 0.99)])
def test_likelihood_is_a_product_and_a_sum_of_logs(n, q):
    panel = panels.likelihood()
    panel.set(n=n, q=q)
    factors = [q if toss else 1 - q for toss in tosses()[:n]]
    assert panel.total == pytest.approx(math.fsum(map(math.log, factors)), rel=1e-12)
    assert panel.product == pytest.approx(math.prod(factors), rel=1e-9)
    assert number(panel.product, 3) in panel.view.formula


def test_the_product_becomes_zero_where_the_x_is_and_the_sum_goes_on():
    panel = panels.likelihood()
    panel.set(n=1074, q=0.5)
    assert panel.end.get_xdata() == [1074]
    assert panel.product == 2.0**-1074  # the smallest number that float64 holds
    panel.set(n=1075)
    assert panel.product == 0.0
    assert panel.words.get_text() == "underflow: stored as 0"
    assert panel.total == pytest.approx(-1075 * math.log(2))


@pytest.mark.parametrize("n", [10, 100, 2000])
def test_the_mean_is_least_at_the_observed_share(n):
    panel = panels.likelihood()
    panel.set(n=n, q=0.4)
    share = tosses()[:n].mean()
    assert panel.best.get_xdata()[0] == pytest.approx(share)
    q, means = panel.curve.get_data()
    direct = [-np.mean(np.where(tosses()[:n] == 1, np.log(v), np.log1p(-v))) for v in q]
    np.testing.assert_allclose(means, direct, rtol=1e-9)
    (x,), (y,) = panel.here.get_data()
    assert y == pytest.approx(np.interp(x, q, means), rel=1e-3)


def four_gradients(u, K):
    a, p = 1 / (1 + math.exp(-u)), math.exp(u) / (math.exp(u) + K - 1)
    return {
        ("cross-entropy", "sigmoid"): a - 1,
        ("cross-entropy", "softmax"): p - 1,
        ("squared error", "sigmoid"): (a - 1) * a * (1 - a),
        ("squared error", "softmax"): (p - 1) * p * (1 - p) * K / (K - 1),
    }


@pytest.mark.parametrize(("gap", "K"), [(-10.0, 2), (-4.0, 10), (0.0, 3), (10.0, 10)])
def test_points_curves_and_numbers_are_the_four_gradients(gap, K):
    panel = panels.pairings()
    panel.set(gap=gap, K=K)
    for pair, slope in four_gradients(gap, K).items():
        (x,), (y,) = panel.points[pair].get_data()
        assert (x, y) == (gap, pytest.approx(slope, rel=1e-8))
        u, curve = panel.curves[pair].get_data()
        assert np.interp(gap, u, curve) == pytest.approx(slope, abs=1e-9)
        assert panel.labels[pair].get_text() in panel.view.formula
        assert number(slope, 4) in panel.text
    seen = {(c.get_linestyle(), panel.points[p].get_marker()) for p, c in panel.curves.items()}
    assert len(seen) == 2  # by output, without colours; the loss is written on the picture


LOSS = {
    "squared_error": lambda z, y: (scipy.special.expit(z) - y) ** 2 / 2,
    "cross_entropy": lambda z, y: np.logaddexp(0, z) - y * z,
}


def outputs(panel):
    """Return the last output of each neuron, as drawn."""
    return {loss: head.get_ydata()[0] for loss, head in zip(LOSS, panel.curves.heads)}


@pytest.mark.parametrize(
    ("start", "first", "last"), [((0.6, 0.9), 0.82, 0.09), ((2.0, 2.0), 0.98, 0.20)]
)
def test_squared_error_runs_as_published(start, first, last):
    panel = panels.race(*start)
    curve = panel.curves.lines[0].get_ydata()
    assert (len(curve), round(curve[0], 2), round(curve[-1], 2)) == (301, first, last)
    assert f"goes from {first:.2f} to {last:.2f} with squared error" in panel.text
    assert "and to 0.01 with cross-entropy; the target is 0" in panel.text
    assert (panel.view.progress, panel.view.running) == ([300, 300, "epoch"], False)


@pytest.mark.parametrize("y", [0.0, 0.3, 1.0])
def test_slopes_are_derivatives_by_z_and_the_markers_stand_on_them(y):
    panel = panels.race(1.5, -0.5)
    panel.set(x=0.8, y=y, done=20)
    for loss, line in panel.slopes.items():
        z, slopes = line.get_data()
        some = slice(None, None, 40)
        expected = [abs(numerical_gradient(lambda v, f=LOSS[loss]: f(v, y), v)) for v in z[some]]
        np.testing.assert_allclose(slopes[some], expected, atol=1e-9)
        (at,), (height,) = panel.here[loss].get_data()
        assert scipy.special.expit(at) == pytest.approx(outputs(panel)[loss], rel=1e-12)
        assert height == pytest.approx(np.interp(at, z, slopes), abs=1e-4)


def test_six_seconds_of_ticks_run_the_race():
    panel = panels.race()
    panel.press("run")
    assert panel.values["done"] == 0
    ticks = 0
    while panel.view.running:
        panel.tick(panel.view.interval)
        ticks += 1
    assert ticks * panel.view.interval == pytest.approx(6000, rel=0.01)
    assert (panel.text, outputs(panel)) == (panels.race().text, outputs(panels.race()))


@pytest.mark.parametrize("epochs", [1, 3, 2000])
def test_any_length_of_race_is_drawn(epochs):
    panel = panels.race(epochs=epochs)
    assert f"epoch {epochs} of {epochs}" in panel.text
    ticks = panel.stage.figure.axes[0].get_xticks()
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
    assert spread(heights, 0.1, 0.0, 1.0) == pytest.approx(expected)


RNG = np.random.default_rng(8)
W, B = RNG.normal(size=(10, 64)), RNG.normal(size=10)
IMAGES, DIGITS = load_digits().images[:7], load_digits().labels[:7]


def tile(tiles, k):
    """Return the 64 numbers that picture k shows."""
    x, y = tiles.corner(k)
    return tiles.canvas[y : y + 8, x : x + 8].ravel()


@pytest.mark.parametrize("digit", [0, 3, 6])
def test_evidence_for_shows_every_product_and_its_sum(digit):
    panel = panels.evidence_for(W, B, IMAGES, DIGITS)
    panel.set(digit=digit)
    x = IMAGES[digit].ravel()
    scale = 0.6 * np.abs(W).max()
    for k in range(10):
        np.testing.assert_allclose(tile(panel.tiles, k) * scale, W[k] * x, atol=1e-12)
    z = [math.fsum(row * x) + b for row, b in zip(W, B, strict=True)]
    np.testing.assert_allclose(panel.logits, z, rtol=1e-12)
    widths = np.array([bar.get_width() for bar in panel.bars.bars])
    np.testing.assert_allclose(widths, z, rtol=1e-9)


def test_evidence_for_says_who_wins_and_whether_it_is_right():
    weights = np.zeros((3, 64))
    weights[1] = 0.5
    said = panels.evidence_for(weights, images=np.ones((1, 8, 8)), labels=[2]).text
    assert "is a 2: the largest logit, 32.00, says 1, which is wrong; for 2 the 64" in said
    assert "is an 8" in panels.evidence_for(W, B, IMAGES[:1], [8]).text


def test_dashes_stand_on_the_negative_pixels_and_nowhere_else():
    weights = np.zeros((2, 64))
    weights[0, 9], weights[1, 20], weights[1, 63] = -1.0, 1.0, -0.1
    panel = panels.evidence_for(weights, images=np.ones((1, 64)), labels=[0])
    x, y = panel.tiles.corner(0)
    columns, rows = panel.tiles.dashes.get_data()
    assert list(zip(columns - x, rows - y, strict=True)) == [(1, 1)]  # pixel 9; 0.1 is faint


@pytest.mark.parametrize(("digit", "rate"), [(1, 0.001), (4, 0.05), (1, 1.0)])
def test_one_digit_takes_one_step_down_the_gradient(rate, digit):
    panel = panels.one_digit(W / 10, B, IMAGES, DIGITS)
    panel.set(digit=digit, learning_rate=rate)
    x, y = IMAGES[digit].ravel(), np.eye(10)[DIGITS[digit]]
    z = W / 10 @ x + B
    slope = scipy.special.softmax(z) - y
    np.testing.assert_allclose(panel.before.z, z, rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(panel.before.slope, slope, atol=1e-14)
    after = z - rate * slope * (x @ x + 1)
    p = scipy.special.softmax(after)
    np.testing.assert_allclose(panel.after.z, after, rtol=1e-9, atol=1e-11)
    np.testing.assert_allclose(panel.after.p, p, rtol=1e-8, atol=1e-300)
    assert panel.after.loss < panel.before.loss
    np.testing.assert_allclose(tile(panel.tiles, 3) * 0.5, (p - y)[3] * x, atol=1e-9)
    np.testing.assert_allclose([bar.get_width() for bar in panel.bars[1].bars], p, atol=1e-9)
    np.testing.assert_allclose(panel.bars[1].marks.get_xdata(), panel.before.p)
    panel.set(after=False)
    np.testing.assert_allclose(tile(panel.tiles, 3) * 0.5, slope[3] * x, atol=1e-9)
    assert not panel.bars[1].marks.get_visible()


def test_one_digit_says_before_and_after():
    panel = panels.one_digit(np.zeros((4, 64)), images=np.zeros((1, 64)), labels=[3])
    panel.set(learning_rate=1.0)
    assert panel.text.endswith("rate 1.000, 0.4754 and 0.7437")  # log(1 + 3/e)
    for part in ("<mtext>1.000</mtext>", "−0.750", "<mtext>0.250</mtext>", "<mtext>0.475</mtext>"):
        assert part in panel.view.formula
    panel.set(after=False)
    said = "digit 0 is a 3: p for it is 0.2500, the loss 1.3863; before a step with rate 1.000"
    assert panel.text == said


def test_bars_and_numbers_stay_in_the_picture_however_far_the_step_goes():
    panel = panels.one_digit(W, B, IMAGES, DIGITS)
    panel.set(learning_rate=1.0)
    for rows in panel.bars:
        widths = np.array([bar.get_width() for bar in rows.bars])
        assert ((rows.low - 1e-9 <= widths) & (widths <= rows.high + 1e-9)).all()


@pytest.mark.parametrize("make", [panels.evidence_for, panels.one_digit])
def test_without_arguments_it_is_the_trained_network_and_the_held_out_digits(make):
    panel = make()
    assert panel.layer is trained()
    assert panel.controls["digit"].max == len(course_digits().held_out.X) - 1 == 336


@pytest.mark.parametrize("make", [panels.evidence_for, panels.one_digit])
@pytest.mark.parametrize("kind", [np.float16, np.int64, list])
def test_one_picture_is_enough_and_halves_whole_numbers_and_lists_are_taken(make, kind):
    weights = np.eye(2, 64)
    weights = weights.tolist() if kind is list else weights.astype(kind)
    panel = make(weights, [0, 1], weights[:1], [0])
    assert panel.layer.W.dtype == np.float64
    panel.set(digit=1)  # the slider needs two ends; behind the second is the same picture
    assert panel.text.startswith("digit 0 is")
    panel.answer(lambda values: panel.on_key("ArrowRight", values))
    assert (panel.values["digit"], panel.view.error) == (0, "")


def test_tiles_know_which_picture_lies_under_the_pointer():
    tiles = Tiles(Figure().subplots(), 7, 3, names=range(7), lines=1)
    for k in range(7):
        x, y = tiles.corner(k)
        assert {tiles.at(x + dx, y + dy) for dx in (0, 7) for dy in (0, 7)} == {k}
    assert (tiles.at(-50, -50), tiles.at(999, 999)) == (0, 6)
