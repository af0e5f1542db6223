"""The extractor of numbers finds what prose states, and what code computes."""

import pytest

from tests.notebooks.fakes import lesson, printed, run, said, value
from tests.notebooks.prose import agrees, computed, stated, unheld


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is 0.5, or 12.25.", ["0.5", "12.25"]),
        ("Take 3 of 12 classes.", []),
        ("At 1000 and 65504.", ["1000", "65504"]),
        ("$p = (0.0900, 0.2447)$", ["0.0900", "0.2447"]),
        ("$e^{-1000}$", ["-1000"]),
        ("about $10^{-13}$ and 2e-8", ["1e-13", "2e-8"]),
        ("$1.5 \\cdot 10^{4}$", ["1.5e4"]),
        ("the value −18.42 and 5 - 0.25", ["-18.42", "0.25"]),
        ("66.5 % and 66.52\\%", ["66.5 %", "66.52\\%"]),
        ("`x = 0.1`, [0.2](0.3.html), float16, z_{100}, <a b=0.4>", ["0.2"]),
        ("```\n0.1\n```", []),
        ("in 1943 and 2019, issue 584, pull request 709, issues 41595 and 17634, #358", []),
        ("section 3.3, chapter 12.1", []),
        ("a sum of 60\\,000 digits", ["60000"]),
        ("version 1.2.3", []),
        ("the year 2019.5 is a number", ["2019.5"]),
        ("", []),
    ],
)
def test_numbers_that_look_computed(text, expected):
    assert stated(text) == expected


@pytest.mark.parametrize(
    ("text", "value", "same"),
    [
        ("0.665", 0.66524, True),
        ("0.665", 0.66549, True),
        ("0.665", 0.66551, False),
        ("0.0900", 0.0900306, True),
        ("0.25", -0.25, True),
        ("is −0.25", 0.25, False),
        ("is −0.25", -0.25, True),
        ("66.5 %", 0.66524, True),
        ("66.5 %", 66.524, False),
        ("10^{-13}", 1.137e-13, True),
        ("10^{-13}", 1.6e-13, False),
        ("1.1e-13", 1.137e-13, True),
        ("1000", 1000.4, True),
        ("1000", 1001, False),
        ("1000", float("inf"), False),
        ("0.5", float("nan"), False),
    ],
)
def test_agreement_to_the_digits_written(text, value, same):
    (number,) = stated(text)
    assert agrees(number, value) is same


def test_numbers_come_from_outputs_and_literals():
    cell = run("f(-7.5, 1e-8)", printed("a 1.25\n"), value("array([-0.5, 2.e-03])"))
    assert {-7.5, 1e-8, 1.25, -0.5, 0.002} <= computed(lesson(cell))


def test_strings_and_predictions_compute_nothing():
    cells = [run("f('0.125')"), run("predict('a', 'b', answer=0.375)", value("0.375"))]
    assert not {0.125, 0.375} & computed(lesson(*cells))


def test_a_right_number_is_held_and_a_wrong_one_is_named():
    cell = run("p", value("array([0.09003057, 0.24472847, 0.66524096])"))
    assert unheld(lesson(cell, said("It is 0.665."))) == []
    wrong = said("It is 0.666.")
    wrong.id = "wrong"
    assert unheld(lesson(cell, wrong)) == [("wrong", "0.666")]


def test_a_listed_number_is_held():
    cell = said("It is 0.375.")
    cell.id = "reads"
    assert unheld(lesson(cell), {("reads", "0.375")}) == []
    assert unheld(lesson(cell), {("elsewhere", "0.375")}) == [("reads", "0.375")]


def test_the_words_of_a_prediction_are_held_too():
    cell = run('predict("a", "Is it 0.375?", answer=0.625, reveal="No: 0.875.")')
    assert [written for _, written in unheld(lesson(cell))] == ["0.375", "0.625", "0.875"]
