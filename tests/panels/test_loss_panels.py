"""What the panels on losses must say, compared with plain sums and formulas written out."""

import math

import numpy as np
import pytest
import scipy.special
import scipy.stats

from helpers import numerical_gradient, panels
from helpers.panels.likelihood import tosses
from helpers.panels.parts.controls import with_share
from helpers.panels.parts.words import number, spread

# What is drawn here is read from the artists; test_every_panel.py looks at pictures.
pytestmark = pytest.mark.usefixtures("undrawn")


@pytest.mark.parametrize("p", [0.001, 0.25, 0.5, 1.0])
def test_surprise_is_minus_the_logarithm(p):
    panel = panels.surprise_curve(p)
    (x,), (height,) = panel.point.get_data()
    assert (x, height) == (p, pytest.approx(-math.log(p), abs=1e-15))


PAIRS = [
    ((0.5, 0.3, 0.2), (0.2, 0.3, 0.5)),
    ((1.0, 0.0, 0.0), (0.5, 0.4, 0.1)),
    ((0.25, 0.25, 0.25, 0.25), (0.7, 0.1, 0.1, 0.1)),
    ((0.0, 1.0), (1.0, 1e-300)),  # nearly impossible, and it fits the picture
]


@pytest.mark.parametrize(("y", "p"), PAIRS)
def test_cross_entropy_is_entropy_plus_divergence(y, p):
    panel = panels.two_distributions(y, p)
    assert panel.h == pytest.approx(scipy.stats.entropy(y), abs=1e-14)
    assert panel.kl == pytest.approx(scipy.stats.entropy(y, p), abs=1e-14)
    bars = panel.lengths
    whole = bars["cross"].get_width()
    assert whole == pytest.approx(bars["entropy"].get_width() + bars["kl"].get_width())
    assert whole <= 1
    assert bars["kl"].get_x() == bars["entropy"].get_width()


def test_an_impossible_event_that_happens_is_infinite_in_words_and_fits_the_picture():
    panel = panels.two_distributions(y=(0.5, 0.5, 0.0), p=(1.0, 0.0, 0.0))
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
    panel = panels.likelihood(n, q)
    factors = [q if toss else 1 - q for toss in tosses()[:n]]
    assert panel.total == pytest.approx(math.fsum(map(math.log, factors)), rel=1e-12)
    assert panel.product == pytest.approx(math.prod(factors), rel=1e-9)


def test_the_product_becomes_zero_where_the_x_is_and_the_sum_goes_on():
    panel = panels.likelihood(n=1074, q=0.5)
    assert panel.end.get_xdata() == [1074]
    assert panel.product == 2.0**-1074  # the smallest number that float64 holds
    panel.set(n=1075)
    assert panel.product == 0.0
    assert panel.words.get_text() == "underflow: stored as 0"
    assert panel.total == pytest.approx(-1075 * math.log(2))


@pytest.mark.parametrize("n", [10, 100, 2000])
def test_the_mean_is_least_at_the_observed_share(n):
    panel = panels.likelihood(n=n, q=0.4)
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
    panel = panels.pairings(gap, K=K)
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
    assert spread(heights, 0.1, 0.0, 1.0) == pytest.approx(expected)
