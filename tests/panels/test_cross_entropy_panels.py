"""What the panels on surprise, cross-entropy and likelihood must say, compared with plain sums."""

import math

import numpy as np
import pytest
import scipy.stats

from helpers import panels
from helpers.panels.likelihood import tossed, tosses
from helpers.panels.parts.distributions import with_share

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
    ((0.1, 0.9), (0.9, 0.1)),
]


@pytest.mark.parametrize(("y", "p"), PAIRS)
def test_cross_entropy_is_entropy_plus_divergence(y, p):
    panel = panels.two_distributions(y, p)
    assert panel.h == pytest.approx(scipy.stats.entropy(y), abs=1e-14)
    assert panel.kl == pytest.approx(scipy.stats.entropy(y, p), abs=1e-14)
    bars = panel.entropies.bars
    whole = bars["cross"].get_width()
    assert whole == pytest.approx(bars["entropy"].get_width() + bars["kl"].get_width())
    assert bars["kl"].get_x() == bars["entropy"].get_width()


def test_an_impossible_event_that_happens_is_infinite_in_words_and_fits_the_picture():
    panel = panels.two_distributions(y=(0.5, 0.5, 0.0), p=(1.0, 0.0, 0.0))
    assert "H(y, p) = inf: y gives class 2 a share" in panel.text
    assert "∞" in panel.view.formula
    assert "off the scale" in panel.entropies.words["cross"].get_text()
    for bar in panel.entropies.bars.values():
        assert 0 <= bar.get_x() + bar.get_width() <= 1.12 + 1e-12
    panel.press("equal")
    assert panel.text.endswith("H(y) = 0.6931, KL = 0, H(y, p) = 0.6931")  # 0 log 0 is 0


def test_a_nearly_impossible_event_fits_the_picture_too():
    panel = panels.two_distributions(y=(0.0, 1.0), p=(1.0, 1e-300))
    assert panel.kl == pytest.approx(300 * math.log(10), rel=1e-3)
    assert panel.entropies.bars["cross"].get_width() <= 1


@pytest.mark.parametrize("share", [-1.0, 0.0, 0.3, 1.0, 7.0])
@pytest.mark.parametrize("shares", [(1.0, 0.0, 0.0), (0.2, 0.3, 0.5), (0.0, 0.0, 1.0)])
def test_shares_always_sum_to_one(shares, share):
    new = with_share(shares, 0, share)
    assert new[0] == min(max(share, 0.0), 1.0)
    assert sum(new) == pytest.approx(1.0)
    assert min(new) >= 0


@pytest.mark.parametrize(("n", "q"), [(1, 0.3), (100, 0.5), (700, 0.7), (2000, 0.99)])
def test_likelihood_is_a_product_and_a_sum_of_logs(n, q):
    state = tossed(n, q)
    factors = [q if toss else 1 - q for toss in tosses()[:n]]
    assert state.total == pytest.approx(math.fsum(map(math.log, factors)), rel=1e-12)
    assert state.product == pytest.approx(math.prod(factors), rel=1e-9)
    assert state.mean == pytest.approx(-state.total / n)
    assert state.heads == sum(tosses()[:n])


def test_the_formula_holds_the_numbers():
    formula = tossed(100, 0.5).formula()
    for part in ("<mn>75</mn>", "<mn>25</mn>", "7.9·10⁻³¹", "−69.31", "<mn>0.6931</mn>"):
        assert part in formula


def test_the_product_becomes_zero_where_the_x_is_and_the_sum_goes_on():
    panel = panels.likelihood(n=1074, q=0.5)
    assert panel.end.get_xdata() == [1074]
    assert panel.state.product == 2.0**-1074  # the smallest number that float64 holds
    panel.set(n=1075)
    assert panel.state.product == 0.0
    assert panel.words.get_text() == "underflow: stored as 0"
    assert panel.state.total == pytest.approx(-1075 * math.log(2))


@pytest.mark.parametrize("n", [10, 100, 2000])
def test_the_mean_is_least_at_the_observed_share(n):
    panel = panels.likelihood(n=n, q=0.4)
    share = tosses()[:n].mean()
    assert panel.best.get_xdata()[0] == pytest.approx(share)
    q, means = panel.curve.get_data()
    assert q[np.argmin(means)] == pytest.approx(share, abs=0.005)
    direct = [-np.mean(np.where(tosses()[:n] == 1, np.log(v), np.log1p(-v))) for v in q]
    np.testing.assert_allclose(means, direct, rtol=1e-9)
    (x,), (y,) = panel.here.get_data()
    assert y == pytest.approx(np.interp(x, q, means), rel=1e-3)
