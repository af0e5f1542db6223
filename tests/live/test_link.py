"""A link sets a panel's controls, and says in a sentence what it says wrongly."""

import pytest

from helpers import panels
from helpers.live.link import texts_of, values_of
from tools.drive import tell


def test_a_list_and_another_name_are_read():
    panel = panels.softmax_bars(temperature=1.0)
    panel.follow({"z": "5, 2,-3", "T": "0.5"})
    assert panel.values | {"z1": 5, "z2": 2, "z3": -3, "temperature": 0.5} == panel.values
    assert panel.view.error == ""


@pytest.mark.parametrize("name", [n for n in panels.__all__ if n not in ("training",)])
def test_what_a_panel_says_of_itself_is_read_again(name):
    panel = getattr(panels, name)()
    texts = texts_of(panel.specs, panel.values)
    read = values_of(panel.specs, texts)
    assert {n: panel.values[n] for n in read} == pytest.approx(read)
    assert panel.view.state == texts
    assert all(isinstance(text, str) for text in texts.values())


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"z1": "nan"}, "z1: expected between"),
        ({"z1": "inf"}, "z1: expected between"),
        ({"z1": "99"}, "z1: expected between"),
        ({"z1": ""}, "z1: expected a number, got ''"),
        ({"z1": "__import__('os')"}, "z1: expected a number, got"),
        ({"z": "1,2,3,4"}, "z4: expected one of the controls z1, z2, z3"),
        ({"y": "1"}, "y: expected one of the controls z1, z2, z3"),
        ({"chosen": "1"}, "chosen: expected one of the controls"),
        ({"z1": "3", "z2": "x"}, "z2: expected a number"),
    ],
)
def test_what_a_link_says_wrongly_is_told_and_nothing_is_set(texts, said):
    panel = panels.softmax_bars()
    before = panel.values
    tell(panel.view, {"kind": "link", "values": texts})
    assert said in panel.view.error
    assert panel.view.error.endswith("This is the start.")
    assert panel.values == before


def test_choices_and_toggles_are_read():
    panel = panels.overflow_steps()
    panel.follow({"format": "float64"})
    assert panel.values["format"] == "float64"
    panel.follow({"format": "float128"})
    assert "format: expected one of float16, float32, float64, got 'float128'" in panel.view.error


def test_the_sentence_goes_with_the_next_move():
    panel = panels.softmax_bars()
    panel.follow({"z1": "x"})
    panel.set(z1=2.0)
    assert panel.view.error == ""
