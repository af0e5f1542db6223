import numpy as np
import pytest

from helpers.live import Button, Choice, Slider, State, Toggle
from helpers.live.controlset import ControlSet

FORMATS = Choice("format", "float64", ["float16", "float64"])


def specs(**more):
    return {
        "z": Slider("z", 1.0, -6, 6),
        "fmt": FORMATS,
        "on": Toggle("on"),
        "go": Button("Go", lambda values: None),
        "cell": State(None),
        **more,
    }


def test_values_are_plain_and_buttons_have_none():
    assert ControlSet(specs(), "Demo").values() == {
        "z": 1.0,
        "fmt": "float64",
        "on": False,
        "cell": None,
    }


def test_a_choice_takes_its_options_only_and_shows_other_words_for_them():
    choice = Choice("rows", 0, [("along the rows", 0), ("along the columns", 1)])
    widget = choice.widget("axis")
    assert choice.read(widget) == 0
    assert widget.label == "along the rows"
    for bad in (2, "0", None, False, [], np.zeros(2)):
        with pytest.raises(ValueError, match=r"axis: expected one of \[0, 1\], got"):
            choice.check("axis", bad)


@pytest.mark.parametrize("options", [[], ["float16"]])
def test_a_choice_that_does_not_hold_its_start_value_is_refused(options):
    with pytest.raises(ValueError, match="fmt: expected one of"):
        Choice("format", "float64", options).widget("fmt")


def test_a_toggle_takes_bools_only():
    assert Toggle("on").check("on", np.True_) is True
    for bad in (1, 0, "yes", None, np.zeros(2)):
        with pytest.raises(ValueError, match="on: expected True or False, got"):
            Toggle("on").check("on", bad)


def test_a_button_needs_something_to_do():
    with pytest.raises(TypeError, match="go: action: expected a function of values, got 'x'"):
        Button("Go", "x").widget("go")


@pytest.mark.parametrize("bad", [1.0, None, "z", (1, 2)])
def test_a_control_must_be_a_spec(bad):
    with pytest.raises(TypeError, match=r"controls\['x'\]: expected a Slider, Choice"):
        ControlSet({"x": bad}, "Demo")


def test_unknown_names_are_answered_with_the_known_ones():
    controls = ControlSet(specs(), "Demo")
    for names in ({"y": 1}, {"go": 1}):
        with pytest.raises(ValueError, match="not a control of Demo; it has z, fmt, on, cell"):
            controls.check(names)
        with pytest.raises(ValueError, match="not a control of Demo"):
            controls.clip(names)
    with pytest.raises(ValueError, match="'z' is not a button of Demo; it has go"):
        controls.action("z")


def test_assign_says_whether_anything_is_new():
    controls = ControlSet(specs(), "Demo")
    assert not controls.assign({"z": 1.0, "on": False, "cell": None})
    assert controls.assign({"z": 1.1})
    assert controls.assign({"cell": np.zeros(3)})
    assert controls.values()["z"] == 1.1


def test_no_label_is_wider_than_the_room_for_it():
    controls = ControlSet(specs(long=Slider("a label of some length", 0.0, 0, 1)), "Demo")
    controls.rows(Button("x", print).widget("x"))
    widths = {controls.widgets[name].style.description_width for name in ("z", "long")}
    assert widths == {f"{len('a label of some length') + 1}ch"}


def test_controls_named_last_stand_in_a_row_of_their_own_before_the_extra_one():
    controls = ControlSet(specs(), "Demo")
    extra = Button("x", print).widget("x")
    (row,) = controls.rows(extra)
    assert row.children == (*controls.widgets.values(), extra)
    first, end = controls.rows(extra, last=("go",))
    assert end.children == (controls.widgets["go"], extra)
    assert set(first.children) == set(controls.widgets.values()) - {controls.widgets["go"]}
    (only,) = ControlSet({"go": Button("go", print)}, "Demo").rows(extra, last=("go",))
    assert len(only.children) == 2
