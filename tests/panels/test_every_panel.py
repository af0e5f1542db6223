"""What holds for every panel of the course, however its controls, the mouse and the keys move."""

import math
import random

import pytest

import helpers.panels
from helpers.live import Panel, Slider
from helpers.panels.parts.distributions import DistributionState
from tests.live.pictures import decode
from tools import soak
from tools.drive import KEYS, anywhere, ends, move, same_as_fresh, settable

NAMES = helpers.panels.__all__
NUMBERS = (Slider, DistributionState)  # controls whose value is a number, or several


@pytest.fixture(scope="module", params=NAMES)
def shown(request):
    panel = getattr(helpers.panels, request.param)()
    panel.make = getattr(helpers.panels, request.param)
    return panel


@pytest.fixture
def panel(shown):
    yield shown  # a panel takes longer to make than to reset
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
    for _ in range(12):
        panel.set(**{name: anywhere(spec, rng) for name, spec in settable(panel).items()})
        assert panel.error is None
        assert panel.text
    panel.reset()
    assert (panel.text, panel.png) == (text, first)


def test_random_moves_leave_the_picture_of_a_fresh_panel(panel):
    rng = random.Random(3)
    for number in range(1, 41):
        move(panel, rng, number)
        assert panel.error is None
    for key in (*KEYS, "x"):
        panel.answer(lambda values, key=key: panel.on_key(key, values))
    assert panel.error is None
    assert same_as_fresh(panel, panel.make)


def test_dark_theme_draws_the_same_on_a_dark_page(panel):
    first, text = panel.png, panel.text
    panel.view.dark = True
    assert decode(panel.png)[0, 0].max() < 40
    assert (panel.error, panel.text) == (None, text)
    panel.view.dark = False
    assert panel.png == first


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf, 1e9, "3", None])
def test_a_value_outside_a_control_is_refused_by_name_and_nothing_is_lost(panel, bad):
    name = next(n for n, spec in settable(panel).items() if isinstance(spec, NUMBERS))
    before = panel.values
    with pytest.raises((TypeError, ValueError), match=f"^{name}: expected .*, got "):
        panel.set(**{name: bad})
    assert panel.values == before


def test_memory_does_not_grow_with_the_moves(monkeypatch):
    monkeypatch.setattr(soak, "WARM_UP", 100)
    growth, same = soak.soak("softmax_bars", 120)
    assert growth < soak.MOST_GROWTH
    assert same


def test_a_panel_that_grows_or_differs_fails_the_command(monkeypatch, capsys):
    monkeypatch.setattr(soak, "soak", lambda name, moves: (5.0, False))
    assert soak.main(["simplex", "--moves", "10"]) == 1
    said = capsys.readouterr().out
    for words in ("BAD simplex", "+5.00 MB", "DIFFERS"):
        assert words in said


def test_an_unknown_panel_is_named(capsys):
    with pytest.raises(SystemExit):
        soak.main(["simplexx"])
    assert "no such panel: simplexx" in capsys.readouterr().err
