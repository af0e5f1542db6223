"""What the panels of lesson 05 must say, compared with scipy.stats and plain sums."""

import math

import numpy as np
import pytest
import scipy.stats

from helpers import panels
from helpers.panels.distributions import with_share
from helpers.panels.likelihood import TOSSES
from tests.panels.hand import drag, press


@pytest.mark.parametrize("p", [0.001, 0.25, 0.5, 1.0])
def test_surprise_is_minus_the_logarithm(p):
    panel = panels.surprise_curve(p)
    (x,), (height,) = panel.point.get_data()
    assert (x, height) == (p, pytest.approx(-math.log(p), abs=1e-15))


def test_surprise_says_its_sentence_and_follows_hand_and_keys():
    panel = panels.surprise_curve(p=0.25)
    assert panel.text == "an event of probability 0.25 surprises you by 1.386"
    drag(panel, panel.axes, (0.25, 1.4), (0.5, 3))
    assert panel.text == "an event of probability 0.5 surprises you by 0.693"
    press(panel, "ArrowRight")
    assert panel.values["p"] == 0.51
    drag(panel, panel.axes, (0.5, 1), (-3, 1), number=2)
    assert panel.values["p"] == 0.001


@pytest.mark.parametrize("p", [0.0, 1.1, -0.5, math.nan, "half"])
def test_no_surprise_without_a_probability(p):
    with pytest.raises(ValueError, match="p must be"):
        panels.surprise_curve(p)


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


def test_the_example_of_the_lesson():
    panel = panels.two_distributions(y=(1, 0, 0), p=(0.5, 0.4, 0.1))
    assert panel.text.endswith("H(y) = 0, KL = 0.6931, H(y, p) = 0.6931")


def test_an_impossible_event_that_happens_is_infinite_in_words_and_fits_the_picture():
    panel = panels.two_distributions(y=(0.5, 0.5, 0.0), p=(1.0, 0.0, 0.0))
    assert "H(y, p) = inf: y gives class 2 a share" in panel.text
    assert "∞" in panel.view.formula
    assert "off the scale" in panel.entropies.words["cross"].get_text()
    for bar in panel.entropies.bars.values():
        assert 0 <= bar.get_x() + bar.get_width() <= 1.12 + 1e-12
    panel.press("equal")
    assert panel.text.endswith("H(y) = 0.6931, KL = 0, H(y, p) = 0.6931")  # 0 log 0 is 0


@pytest.mark.parametrize("power", [3, 30, 300])
def test_a_nearly_impossible_event_fits_the_picture_too(power):
    panel = panels.two_distributions(y=(0.0, 1.0), p=(1.0, 10.0**-power))
    assert panel.kl == pytest.approx(power * math.log(10), rel=1e-3)
    assert panel.entropies.bars["cross"].get_width() <= 1


def test_dragging_one_bar_scales_the_others_and_coming_back_restores_them():
    panel = panels.two_distributions()
    axes = panel.axes["y"]
    drag(panel, axes, (0, 0.5), (0, 0.75))
    np.testing.assert_allclose(panel.values["y"], (0.75, 0.15, 0.1), atol=0.005)
    drag(panel, axes, (0, 0.5), (0, 2.0))
    assert panel.values["y"] == (1.0, 0.0, 0.0)
    drag(panel, axes, (0, 0.5), (0, 0.5))
    np.testing.assert_allclose(panel.values["y"], (0.5, 0.3, 0.2), atol=0.005)
    assert panel.values["p"] == (0.2, 0.3, 0.5)


def test_a_bar_dragged_to_the_ground_is_exactly_zero():
    panel = panels.two_distributions()
    drag(panel, panel.axes["p"], (2, 0.4), (2, -5.0))
    assert panel.values["p"] == (0.4, 0.6, 0.0)
    assert "p says that it cannot happen" in panel.text


def test_keys_choose_a_bar_of_either_and_change_it():
    panel = panels.two_distributions()
    press(panel, "ArrowUp")
    assert panel.values["p"][0] == 0.21
    press(panel, "ArrowLeft", "Shift+ArrowUp")
    assert panel.values["chosen"] == ("y", 2)
    assert panel.values["y"][2] == pytest.approx(0.3)
    assert sum(panel.values["y"]) == pytest.approx(1)
    press(panel, "ArrowRight")
    assert panel.values["chosen"] == ("p", 0)


def test_buttons():
    panel = panels.two_distributions(y=(0.2, 0.5, 0.3))
    panel.press("one_hot")
    assert panel.values["y"] == (0.0, 1.0, 0.0)
    panel.press("equal")
    assert panel.values["p"] == (0.0, 1.0, 0.0)


@pytest.mark.parametrize("name", ["y", "p"])
@pytest.mark.parametrize(
    ("shares", "message"),
    [
        ((0.5, 0.6, 0.2), "sum to 1"), ((1.2, -0.1, -0.1), "at least 0"),
        ((0.5, 0.5), "3 shares"), ((math.nan, 0.5, 0.5), "finite"),
        ((math.inf, 0.0, 0.0), "finite"), ((), "3 shares"), ("abc", "sum to 1"),
        (((0.5, 0.3, 0.2),), r"shape \(1, 3\)"), (None, "3 shares"),
    ],
)
def test_what_is_no_distribution_is_refused_and_nothing_changes(name, shares, message):
    panel = panels.two_distributions()
    before = panel.values
    with pytest.raises(ValueError, match=f"{name} must.*{message}"):
        panel.set(**{name: shares})
    assert panel.values == before


def test_y_and_p_have_the_same_classes():
    with pytest.raises(ValueError, match=r"p must be 2 shares .* got shape \(3,\)"):
        panels.two_distributions(y=(0.5, 0.5), p=(0.2, 0.3, 0.5))


@pytest.mark.parametrize("share", [-1.0, 0.0, 0.3, 1.0, 7.0])
@pytest.mark.parametrize("shares", [(1.0, 0.0, 0.0), (0.2, 0.3, 0.5), (0.0, 0.0, 1.0)])
def test_shares_always_sum_to_one(shares, share):
    new = with_share(shares, 0, share)
    assert new[0] == min(max(share, 0.0), 1.0)
    assert sum(new) == pytest.approx(1.0)
    assert min(new) >= 0


@pytest.mark.parametrize(("n", "q"), [(1, 0.3), (100, 0.5), (700, 0.7), (2000, 0.99)])
def test_likelihood_is_a_product_and_a_sum_of_logs(n, q):
    panel = panels.likelihood(n=n, q=q)
    factors = [q if toss else 1 - q for toss in TOSSES[:n]]
    assert panel.total == pytest.approx(math.fsum(map(math.log, factors)), rel=1e-12)
    assert panel.stored == pytest.approx(math.prod(factors), rel=1e-9)
    assert panel.mean == pytest.approx(-panel.total / n)


def test_the_product_becomes_zero_where_the_x_is_and_the_sum_goes_on():
    panel = panels.likelihood(n=1, q=0.5)
    alive = int(panel.end.get_xdata()[0])
    assert alive == 1074  # 2**-1074 is the smallest number that float64 holds
    panel.set(n=alive)
    assert panel.stored == 2.0**-1074
    panel.set(n=alive + 1)
    assert panel.stored == 0.0
    assert panel.words.get_text() == "underflow: stored as 0"
    assert panel.total == pytest.approx(-1075 * math.log(2))


@pytest.mark.parametrize("n", [10, 100, 2000])
def test_the_mean_is_least_at_the_observed_share(n):
    panel = panels.likelihood(n=n)
    share = TOSSES[:n].mean()
    assert panel.best.get_xdata()[0] == pytest.approx(share)
    q, means = panel.curve.get_data()
    assert q[np.argmin(means)] == pytest.approx(share, abs=0.005)
    direct = [-np.mean(np.where(TOSSES[:n] == 1, np.log(v), np.log1p(-v))) for v in q]
    np.testing.assert_allclose(means, direct, rtol=1e-9)


def test_the_present_q_stands_on_the_curve():
    panel = panels.likelihood(n=100, q=0.4)
    x, y = panel.here.get_data()
    q, means = panel.curve.get_data()
    assert y[0] == pytest.approx(np.interp(x[0], q, means), rel=1e-3)


def test_likelihood_by_hand():
    panel = panels.likelihood()
    drag(panel, panel.n_axes, (100, -50), (900, -50))
    assert panel.values["n"] == pytest.approx(900, abs=1)
    drag(panel, panel.q_axes, (0.5, 1), (0.8, 1), number=2)
    assert panel.values["q"] == pytest.approx(0.8)
    press(panel, "ArrowUp", "ArrowLeft")
    assert panel.values["q"] == pytest.approx(0.81)
    press(panel, *["ArrowLeft"] * 120)
    assert panel.values["n"] == 1


def test_every_reader_has_the_same_tosses():
    assert TOSSES.shape == (2000,)
    assert (TOSSES[:12].tolist(), int(TOSSES.sum())) == ([1, 0, 0, 1, 1, 0, 1, 0, 0, 1, 1, 1], 1394)


@pytest.mark.parametrize("options", [{"n": 0}, {"n": 2001}, {"n": 1.5}, {"q": 0.0}, {"q": 1.0}])
def test_likelihood_refuses_what_its_sliders_do_not_hold(options):
    name = next(iter(options))
    with pytest.raises(ValueError, match=f"{name} must be"):
        panels.likelihood(**options)
