"""Controls: which values they take, their widgets and rows, and what a link says of them."""

import numpy as np
import pytest

from helpers import panels
from helpers.live import Button, Choice, Panel, Slider, State, Toggle
from tools.drive import tell

Z = Slider("z", 1.0, -6, 6, 0.1)
WHOLE = Slider("n", 3, 1, 10, 1)
LOG = Slider("T", 1.0, 0.03, 3.2, 0.1, log=True)  # 10 ** log10 of them is outside
ROWS = Choice("rows", 0, [("along the rows", 0), ("along the columns", 1)])
SPECS = {
    "z": Slider("z", 1.0, -6, 6),
    "fmt": Choice("format", "float64", ["float16", "float64"]),
    "on": Toggle("on"),
    "go": Button("Go", lambda values: None),
    "cell": State(None),
}


class Demo(Panel):
    """Controls over an empty picture."""

    title, size = "Demo", (1.0, 1.0)

    def build(self, figure):
        return []

    def update(self, values):
        return "demo"


@pytest.mark.parametrize(
    ("spec", "value", "kind"),
    [
        *((Z, v, float) for v in (-6, 6, 0.3, np.float16(2), np.int64(-2), np.array(1.5))),
        (WHOLE, 4.0, int),
        (Toggle("on"), np.True_, bool),
        (ROWS, np.int64(1), int),
    ],
)
def test_a_value_that_fits_becomes_a_plain_one(spec, value, kind):
    checked = spec.check("z1", value)
    assert type(checked) is kind
    assert checked == value


NO_NUMBERS = ["1", None, [1.0], [], np.zeros(2), 1j, np.nan]
BAD = [
    (Z, "expected one finite number from -6 to 6, got", [6.1, -6.1, np.inf, -np.inf, 1e300]),
    (Z, "expected (a|one finite) number.*, got", NO_NUMBERS),
    (WHOLE, "expected a whole number, got", [2.5]),
    (Toggle("on"), r"expected one of \[False, True\], got", [1, 0, "yes", None, np.zeros(2)]),
    (ROWS, r"expected one of \[0, 1\], got", [2, "0", None, False, [], np.zeros(2)]),
]


@pytest.mark.parametrize(("spec", "words", "values"), BAD)
def test_a_value_that_does_not_fit_is_refused_by_name(spec, words, values):
    for bad in values:
        for ask in (spec.check, spec.clip) if values is NO_NUMBERS else (spec.check,):
            with pytest.raises((TypeError, ValueError), match=f"^z1: {words}"):
                ask("z1", bad)


@pytest.mark.parametrize(
    ("value", "stands"), [(0.31, 0.3), (0.349, 0.3), (7, 6.0), (-99, -6.0), (-0.04, 0.0)]
)
def test_clip_gives_a_place_at_which_the_slider_can_stand(value, stands):
    assert Z.check("z", Z.clip("z", value)) == Z.clip("z", value) == stands


def test_an_end_with_many_digits_is_reached_and_kept_in_a_link():
    third = Slider("z", 1.0, 1 / 3, 2.0)
    assert third.clip("z", 0.0) == 1 / 3
    assert third.from_text("z", third.to_text(1 / 3)) == 1 / 3
    assert third.to_text(0.1 + 0.2) == "0.3"


def test_a_log_slider_reaches_both_ends_and_not_beyond():
    widget = LOG.widget("T")
    for beyond, end in ((1e-9, LOG.low), (99.0, LOG.high)):
        widget.value = beyond
        assert LOG.read(widget) == end


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        (Slider("z", 7.0, -6, 6), "expected one finite number from -6 to 6, got 7.0"),
        (Choice("format", "float64", ["float16"]), r"expected one of \['float16'\], got 'float64'"),
    ],
)
def test_a_control_whose_options_do_not_fit_is_refused_at_once(spec, words):
    with pytest.raises((TypeError, ValueError), match=f"^z1: {words}"):
        Demo({"z1": spec})


@pytest.mark.parametrize(
    ("slider", "shown"),
    [
        (Z, ".1f"),
        (WHOLE, "d"),
        (LOG, ".2f"),
        (Slider("x", 0.0, 0, 1, 0.25), ".1f"),
        (Slider("x", 0.0, 0, 1, 0.01), ".2f"),
        (Slider("x", 0.5, 0, 1, 0.25, digits=2), ".2f"),
    ],
)
def test_as_many_decimals_are_shown_as_the_step_has_or_as_are_chosen(slider, shown):
    assert slider.widget("x").readout_format == shown


def test_values_are_plain_and_unknown_names_are_answered_with_the_known_ones():
    demo = Demo(SPECS)
    assert demo.values == {"z": 1.0, "fmt": "float64", "on": False, "cell": None}
    for name in ("y", "go"):
        with pytest.raises(ValueError, match="not a control of Demo; it has z, fmt, on, cell"):
            demo.set(**{name: 1})
    with pytest.raises(ValueError, match="'z' is not a button of Demo; it has go"):
        demo.press("z")
    with pytest.raises(ValueError, match="'y' is not a control of Demo"):
        demo.answer(lambda values: {"z": 2.0, "y": 1})
    assert demo.values["z"] == 1.0


def test_labels_have_room_and_the_last_row_ends_with_reset():
    demo = Demo(SPECS | {"long": Slider("of some length", 0.0, 0, 1)})
    widgets, reset = demo.controls, demo.reset_button
    assert demo.children[0].children == (*widgets.values(), reset)
    assert {widgets[name].style.description_width for name in ("z", "long")} == {"15ch"}
    two = type("Two", (Demo,), {"last_row": ("go",)})
    demo = two(SPECS)
    first, end = (row.children for row in demo.children[:2])
    assert first == tuple(demo.controls.values())[:3]
    assert end == (demo.controls["go"], demo.reset_button)
    assert len(two({"go": SPECS["go"]}).children) == 2


# What a link says of a panel, and the values it sets or the sentence that says why not.
LINKS = [
    ({"z": "5, 2,-3", "T": "0.5"}, {"z1": 5.0, "z2": 2.0, "z3": -3.0, "temperature": 0.5}),
    ({"z1": "nan"}, "z1: expected one finite number from -5 to 5, got nan"),
    ({"z1": "__import__('os')"}, "z1: expected a number, got"),
    ({"z": "1,2,3,4"}, "z4: expected one of the controls z1, z2, z3, temperature"),
    ({"chosen": "1"}, "chosen: expected one of the controls"),
    ({"z1": "3", "z2": "x"}, "z2: expected a number"),
    ({"format": "float64", "shift": "1"}, {"format": "float64", "shift": True}),
    ({"shift": "0"}, {"shift": False}),
    ({"shift": "yes"}, "shift: expected one of 0, 1, got 'yes'"),
    ({"format": "float128"}, "format: expected one of float16, float32, float64, got 'float128'"),
]


@pytest.fixture(scope="module")
def linked():
    return panels.softmax_bars(temperature=1.0), panels.overflow_steps()


@pytest.mark.parametrize(("texts", "said"), LINKS)
def test_a_link_sets_what_it_says_and_what_it_says_wrongly_is_told(texts, said, linked):
    panel = linked["format" in texts or "shift" in texts]
    panel.set(z1=2.0)
    before = panel.values
    tell(panel.view, {"kind": "link", "values": texts})
    if isinstance(said, dict):
        assert (panel.values, panel.view.error) == (before | said, "")
    else:
        assert said in panel.view.error
        assert panel.view.error.endswith("This is the start.")
        assert panel.values == before
    panel.set(z1=3.0)
    assert panel.view.error == ""  # the sentence goes with the next move
    panel.reset()
