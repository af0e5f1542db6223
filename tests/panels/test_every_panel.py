"""What holds for every panel of the course, however its controls, the mouse and the keys move."""

import math
import random
import re
from xml.etree import ElementTree

import pytest
from matplotlib.text import Text

import helpers.panels
from helpers.live import Panel, Slider
from helpers.panels.parts.controls import DistributionState
from tests.live.pictures import decode
from tools import soak
from tools.drive import KEYS, anywhere, ends, move, settable

NUMBERS = (Slider, DistributionState)  # controls whose value is a number, or several
# How formulas are written, in Python; a line ends where an equation does.
SIGNS = {"=": "=", "≠": "\n", "·": "*", "−": "-", "+": "+", "/": "/", "(": "(", ")": ")"}
FORMS = {"mfrac": "(({})/({}))", "msup": "(({})**({}))", "munder": "{}"}
POWERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
FUNCTIONS = {"e": math.e, "log": lambda p: math.log(p or 1e-300), "inf": math.inf, "nan": math.nan}
# These divide by rounded numbers, or take their logarithms.
ROUGH = {"softmax_bars": 0.06, "collapse": 0.06, "two_distributions": 0.1}


@pytest.fixture(scope="module", params=helpers.panels.__all__)
def make(request):
    return getattr(helpers.panels, request.param)


@pytest.fixture(scope="module")
def shown(make):
    return make()


@pytest.fixture
def panel(shown):
    yield shown  # a panel takes longer to make than to reset
    shown.reset()


def test_is_one_call_that_gives_a_picture_and_a_sentence(panel):
    assert isinstance(panel, Panel)
    width, height = (round(100 * side) for side in panel.size)
    assert (panel.view.width, panel.view.height) == (width, height)
    assert decode(panel.png).shape == (height, width, 3)
    assert panel.view.alt in (panel.text, f"{panel.title}: {panel.text}")
    assert panel.view.alt.startswith(panel.title or "a title")
    formulas = ElementTree.fromstring(f"<all>{panel.view.formula}</all>")
    assert all(formula.get("alttext") for formula in formulas)


def test_what_moves_is_what_the_glyph_and_the_hatch_cache_take_it_for(panel):
    for artist in panel.stage.moving:
        odd = [artist.get_path_effects(), artist.get_agg_filter()]
        if isinstance(artist, Text):
            odd += [artist.get_clip_on(), artist.get_wrap(), artist.get_alpha() is not None]
        elif getattr(artist, "get_hatch", bool)():
            odd += [artist.get_angle(), artist.get_linestyle() != "solid"]
        assert not any(odd), artist


def spelled(element):
    """Return a piece of a formula in Python, with § for every letter."""
    text, inside = (element.text or "").strip(), [spelled(child) for child in element]
    if element.tag in FORMS:
        return FORMS[element.tag].format(*inside)
    if element.tag == "mo":
        return SIGNS.get(text, "§")
    if element.tag in ("mn", "mtext"):
        number = text.replace("·10", "e").translate(POWERS)
        if written := re.fullmatch(r"(-?)([\d.]+(?:e-?\d+)?|inf|nan)", number):
            return "{}({})".format(*written.groups())
        return "log" if text == "log" else "\n"
    if element.tag == "mi":
        return {"∞": "(inf)", "e": "(e)"}.get(text, "§")
    return "".join(inside)


def equations(formula):
    """Return the values of those sides of each equation that hold no letter."""
    for line in spelled(ElementTree.fromstring(f"<all>{formula}</all>")).splitlines():
        assert not re.search(r"[-+*/][-+]", line)  # a negative number stands in parentheses
        sides = [re.sub(r"\)(?=[(l])", ")*", side) for side in line.split("=")]
        yield [eval(side, FUNCTIONS) for side in sides if side and "§" not in side]


def assert_formula_holds(panel, make):
    """Check that the sides of each equation have one value, up to the digits written."""
    for first, *others in filter(None, equations(panel.view.formula)):
        if all(map(math.isfinite, others)):
            near = ROUGH.get(make.__name__, 0.006)
            assert others == pytest.approx([first] * len(others), rel=0.02, abs=near)


def test_every_control_at_both_ends_changes_what_is_shown_and_the_formula_holds(panel, make):
    for name, spec in settable(panel).items():
        seen = set()
        for value in ends(spec):
            panel.set(**{name: value})
            assert panel.values[name] == value
            assert panel.view.error == ""
            seen.add((panel.text, panel.png))
            assert_formula_holds(panel, make)
        assert len({text for text, _ in seen}) > 1, f"{name} does not change the text"
        assert len({png for _, png in seen}) > 1, f"{name} does not change the picture"
        panel.reset()


def test_after_random_moves_it_is_as_a_fresh_one_and_a_link_and_reset_find_their_way(panel, make):
    rng, first = random.Random(3), (panel.text, panel.png)
    for number in range(1, 31):
        move(panel, rng, number)
        assert panel.view.error == ""
    for key in (*KEYS, "x"):
        panel.answer(lambda values, key=key: panel.on_key(key, values))
    for _ in range(4):
        panel.set(**{name: anywhere(spec, rng) for name, spec in settable(panel).items()})
        assert panel.view.error == ""
        assert_formula_holds(panel, make)
    fresh = make()
    fresh.set(**panel.values)
    assert (fresh.text, fresh.png) == (panel.text, panel.png)
    fresh.view.dark = True
    assert decode(fresh.png)[0, 0].max() < 40
    assert (fresh.view.error, fresh.text) == ("", panel.text)
    texts = panel.view.state
    moved = {name: panel.values[name] for name in texts}
    panel.reset()
    assert (panel.text, panel.png) == first
    panel.follow(texts)
    assert panel.view.error == ""
    assert {name: panel.values[name] for name in texts} == pytest.approx(moved)


def test_a_value_outside_a_control_is_refused_by_name_and_nothing_is_lost(panel):
    name = next(n for n, spec in settable(panel).items() if isinstance(spec, NUMBERS))
    before = panel.values
    for bad in (math.nan, math.inf, -math.inf, 1e9, "3", None):
        with pytest.raises((TypeError, ValueError), match=f"^{name}: expected .*, got "):
            panel.set(**{name: bad})
    assert panel.values == before


def test_memory_does_not_grow_with_the_moves(monkeypatch):
    monkeypatch.setattr(soak, "WARM_UP", 60)
    growth, same = soak.soak("softmax_bars", 60)
    assert growth < soak.MOST_GROWTH
    assert same


def test_a_panel_that_grows_or_differs_fails_the_command(monkeypatch, capsys):
    monkeypatch.setattr(soak, "soak", lambda name: (5.0, False))
    assert soak.main(["simplex"]) == 1
    said = capsys.readouterr().out
    for words in ("BAD simplex", "+5.00 MB", "DIFFERS"):
        assert words in said
