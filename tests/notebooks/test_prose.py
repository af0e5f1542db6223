"""The extractor of numbers finds what prose states, and what code computes."""

import pytest

from tests.notebooks.fakes import notebook_of, printed, run, said, value
from tests.notebooks.prose import agrees, computed, stated, unheld


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is 0.5, or 12.25. Take 3 of 12 classes. At 1000 and 65504.", "0.5 12.25 1000 65504"),
        ("$p = (0.0900, 0.2447)$ and $e^{-1000}$", "0.0900 0.2447 -1000"),
        ("about $10^{-13}$, 2e-8 and $1.5 \\cdot 10^{4}$", "1e-13 2e-8 1.5e4"),
        ("the value −18.42 and 5 - 0.25, a sum of 60\\,000 digits", "-18.42 0.25 60000"),
        ("66.5% and 66.52\\%", "66.5% 66.52\\%"),
        ("`x = 0.1`, [0.2](0.3.html), float16, z_{100}, <a b=0.4>, version 1.2.3", "0.2"),
        ("```\n0.1\n``` issue 584, pull request 709, issues 41595 and 17634, #358", ""),
        ("in 1943 and 2019, section 3.3; 2019.5 is a number", "2019.5"),
    ],
)
def test_numbers_that_look_computed(text, expected):
    assert stated(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "same", "other"),
    [
        ("0.665", 0.66549, 0.66551),
        ("0.25", -0.25, float("nan")),
        ("is −0.25", -0.25, 0.25),
        ("66.5 %", 0.66524, 66.524),
        ("10^{-13}", 1.137e-13, 1.6e-13),
        ("1000", 1000.4, float("inf")),
    ],
)
def test_agreement_to_the_digits_written(text, same, other):
    (number,) = stated(text)
    assert agrees(number, same)
    assert not agrees(number, other)


def test_numbers_come_from_outputs_and_literals_and_not_from_strings_or_predictions():
    cells = [
        run("f(-7.5, 1e-8, '0.125')", printed("a 1.25\n"), value("array([-0.5, 2.e-03])")),
        run("predict('a', 'b', answer=0.375)", value("0.375")),
    ]
    found = computed(notebook_of(*cells))
    assert {-7.5, 1e-8, 1.25, -0.5, 0.002} <= found
    assert not {0.125, 0.375} & found


def test_a_right_or_listed_number_is_held_and_a_wrong_one_is_named():
    cell = run("p", value("array([0.09003057, 0.24472847, 0.66524096])"))
    text = said("It is 0.665, not 0.666.")
    text.id = "reads"
    assert unheld(notebook_of(cell, text)) == [("reads", "0.666")]
    assert unheld(notebook_of(cell, text), {("reads", "0.666")}) == []
    assert unheld(notebook_of(cell, text), {("elsewhere", "0.666")}) == [("reads", "0.666")]


def test_the_words_of_a_prediction_are_held_too():
    wrong_answers = {"-0.2447", "-0.6652"}
    assert wrong_answers <= {number for _, number in unheld(notebook_of(run('predict("06-read")')))}
