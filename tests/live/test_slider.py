import numpy as np
import pytest

from helpers.live import Slider

Z = Slider("z", 1.0, -6, 6, 0.1)
WHOLE = Slider("n", 3, 1, 10, 1)
LOG = Slider("T", 1.0, 0.1, 10.0, 0.05, log=True)


@pytest.mark.parametrize("value", [-6, 6, 0.3, np.float16(2), np.int64(-2), np.array(1.5)])
def test_a_number_inside_the_bounds_becomes_a_plain_one(value):
    checked = Z.check("z1", value)
    assert type(checked) is float
    assert checked == value


@pytest.mark.parametrize("value", [6.1, -6.1, np.inf, -np.inf, np.nan, 1e300])
def test_a_number_outside_is_refused_with_the_bounds(value):
    with pytest.raises(ValueError, match="z1: expected between -6 and 6, got"):
        Z.check("z1", value)


@pytest.mark.parametrize("value", ["1", None, [1.0], [], np.zeros(2), True, 1j])
def test_what_is_no_number_is_refused_by_name(value):
    with pytest.raises(ValueError, match="z1: expected a number, got"):
        Z.check("z1", value)
    with pytest.raises(ValueError, match="z1: expected a number, got"):
        Z.clip("z1", value)


def test_a_slider_of_integers_gives_integers_and_takes_no_others():
    assert type(WHOLE.check("n", 4.0)) is int
    assert type(WHOLE.read(WHOLE.widget("n"))) is int
    with pytest.raises(ValueError, match="n: expected a whole number, got 2.5"):
        WHOLE.check("n", 2.5)


@pytest.mark.parametrize(
    ("value", "stands"),
    [(0.31, 0.3), (0.349, 0.3), (7, 6.0), (-99, -6.0), (np.inf, 6.0), (-0.04, 0.0)],
)
def test_clip_gives_a_place_at_which_the_slider_can_stand(value, stands):
    assert Z.clip("z", value) == stands
    assert Z.check("z", Z.clip("z", value)) == stands


def test_clip_refuses_nan():
    with pytest.raises(ValueError, match="z: expected a number, got nan"):
        Z.clip("z", np.nan)


def test_a_log_slider_reaches_both_ends_and_not_beyond():
    widget = LOG.widget("T")
    for end in (LOG.low, LOG.high):
        widget.value = end
        assert LOG.read(widget) == pytest.approx(end, rel=1e-12)
        assert LOG.low <= LOG.read(widget) <= LOG.high


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"low": 6, "high": -6}, "low: expected below high, got low=6, high=-6"),
        ({"low": 1, "high": 1}, "low: expected below high"),
        ({"step": 0}, "step: expected above 0, got 0"),
        ({"step": -0.1}, "step: expected above 0"),
        ({"low": 0, "log": True}, "a log slider needs low above 0, got 0"),
        ({"value": 7.0}, "z1: expected between -6 and 6, got 7.0"),
        ({"value": np.nan}, "z1: expected between -6 and 6, got nan"),
    ],
)
def test_options_that_do_not_fit_are_refused_at_once(options, words):
    with pytest.raises(ValueError, match=words):
        Slider(**{"label": "z", "value": 1.0, "low": -6, "high": 6} | options).widget("z1")


@pytest.mark.parametrize(
    ("slider", "decimals"),
    [
        (Z, 1),
        (WHOLE, 0),
        (LOG, 2),
        (Slider("x", 0.0, 0, 1, 0.25), 1),
        (Slider("x", 0.0, 0, 1, 0.01), 2),
    ],
)
def test_as_many_decimals_are_shown_as_the_step_has(slider, decimals):
    assert slider.decimals == decimals


def test_decimals_can_be_chosen():
    assert Slider("x", 0.5, 0, 1, 0.25, digits=2).widget("x").readout_format == ".2f"
