"""What holds for every panel of the course: each control at both ends and at random values."""

import math
import random

import numpy as np
import pytest

import helpers.panels
from helpers.live import Panel, Slider
from helpers.panels.distributions import DistributionState
from tests.live.pictures import decode
from tools.drive import anywhere, ends, same_as_fresh, settable

NAMES = helpers.panels.__all__
NUMBERS = (Slider, DistributionState)  # controls whose value is a number, or several


@pytest.fixture(scope="module", params=NAMES)
def shown(request):
    return getattr(helpers.panels, request.param)()


@pytest.fixture
def panel(shown):
    yield shown  # a panel takes longer to make than to reset
    shown.view.dark = False
    shown.reset()


def test_is_one_call_that_gives_a_picture_and_a_sentence(panel):
    assert isinstance(panel, Panel)
    width, height = (round(100 * side) for side in panel.size)
    assert decode(panel.png).shape == (height, width, 3)
    assert panel.view.alt.startswith(panel.title)
    assert panel.text in panel.view.alt
    data, metadata = panel._repr_mimebundle_()
    assert data["text/plain"] == panel.text
    assert data["image/png"].startswith(b"\x89PNG")
    assert metadata["image/png"]["alt"] == panel.view.alt


def test_every_control_at_both_ends_changes_what_is_shown(panel):
    for name, spec in settable(panel).items():
        seen = set()
        for value in ends(spec):
            panel.set(**{name: value})
            assert panel.values[name] == value
            assert panel.error is None
            seen.add((panel.text, panel.png))
        assert len({text for text, _ in seen}) > 1, f"{name} does not change the text"
        assert len({png for _, png in seen}) > 1, f"{name} does not change the picture"
        panel.reset()


def test_random_values_draw_and_reset_brings_the_first_picture_back(panel):
    rng = random.Random(20)
    first, text = panel.png, panel.text
    for _ in range(40):
        panel.set(**{name: anywhere(spec, rng) for name, spec in settable(panel).items()})
        assert panel.error is None
        assert panel.text
    panel.reset()
    assert panel.text == text
    assert panel.png == first


def test_same_values_same_picture_whatever_came_before(panel):
    rng = random.Random(21)
    for _ in range(10):
        panel.set(**{name: anywhere(spec, rng) for name, spec in settable(panel).items()})
    assert same_as_fresh(panel)


def test_dark_theme_draws_the_same_on_a_dark_page(panel):
    panel.view.dark = True
    dark = decode(panel.png)
    assert dark[0, 0].max() < 40
    assert panel.error is None
    panel.view.dark = False
    assert decode(panel.png)[0, 0].min() > 240


def test_dragging_across_the_whole_picture_never_fails(panel):
    rng = random.Random(22)
    for number in range(10_001, 10_015):
        start = {"x0": rng.random(), "y0": rng.random()}
        for _ in range(3):
            pointer = {"id": number, **start, "x": rng.random(), "y": rng.random()}
            panel.view.pointer = pointer
            assert panel.error is None


@pytest.mark.parametrize("key", ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "x"])
def test_keys_never_fail(panel, key):
    panel.answer(lambda values: panel.on_key(key, values))
    assert panel.error is None


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf, 1e9, "3", None])
def test_a_value_outside_a_slider_is_refused_by_name_and_nothing_is_lost(panel, bad):
    name = next(n for n, spec in settable(panel).items() if isinstance(spec, NUMBERS))
    before = panel.values
    with pytest.raises(ValueError, match=name):
        panel.set(**{name: bad})
    assert panel.values == before


BAD = [(), (1.0,), (1.0, math.nan, 2.0), (1.0, math.inf, 0.0), [[1.0, 2.0, 3.0]], 3.0, -1.5]
# The option of each panel that does not begin with logits z.
OPTIONS = {
    "batch_gradient": "X",
    "colour_network": "rgb",
    "evidence_for": "digit",
    "likelihood": "n",
    "log_of_softmax": "gap",
    "one_digit": "digit",
    "race": "w",
    "pairings": "gap",
    "surprise_curve": "p",
    "training": "learning_rate",
    "two_distributions": "y",
}
# Of BAD: here they are good.
ALLOWED = {
    "evidence_for": [3.0],
    "likelihood": [3.0],
    "log_of_softmax": [3.0],
    "one_digit": [3.0],
    "pairings": [3.0, -1.5],
    "race": [3.0, -1.5],
    "training": [3.0],
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("bad", BAD)
def test_bad_options_are_named_with_their_shape_or_value(name, bad):
    option = OPTIONS.get(name, "z")
    make = getattr(helpers.panels, name)
    if bad in ALLOWED.get(name, ()):
        assert make(**{option: bad}).error is None
        return
    # The parts of rgb are sliders with names of their own.
    names = "rgb|[RGB]" if option == "rgb" else option
    with pytest.raises(ValueError, match=f"({names}) must be"):
        make(**{option: bad})


# What whole numbers, as a list, as float16 and as an integer array, come out as.
WHOLE = {
    "batch_gradient": (((0, 1), (1, 0), (1, 1), (2, -1)), {"steps": 0}),
    "colour_network": ((1, 0, 1), {"R": 1.0, "G": 0.0, "B": 1.0}),
    "evidence_for": (3, {"digit": 3}),
    "likelihood": (3, {"n": 3}),
    "log_of_softmax": (3, {"gap": 3.0}),
    "one_digit": (3, {"digit": 3}),
    "race": (1, {"w": 1.0}),
    "pairings": (3, {"gap": 3.0}),
    "surprise_curve": (1, {"p": 1.0}),
    "training": (1, {"learning_rate": 1.0}),
    "two_classes": ((0, 1), {"z1": 0.0, "z2": 1.0}),
    "two_distributions": ((0, 1, 0), {"y": (0.0, 1.0, 0.0)}),
}


@pytest.mark.parametrize("name", NAMES)
def test_integer_and_float16_options_are_taken(name):
    given, expected = WHOLE.get(name, ((0, 1, 2), {"z1": 0.0, "z2": 1.0, "z3": 2.0}))
    for value in (given, np.array(given, dtype=np.float16), np.array(given)):
        panel = getattr(helpers.panels, name)(**{OPTIONS.get(name, "z"): value})
        assert {key: panel.values[key] for key in expected} == expected
