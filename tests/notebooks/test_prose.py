"""Every number that a lesson states is computed in that lesson, or stands in STATED."""

import math

import pytest
from nbformat.v4 import new_markdown_cell, new_notebook

from tests.notebooks.lessons import EACH, printed, read, run, value
from tests.notebooks.prose import agrees, computed, prose, stated, unheld


def example(k):
    """Return the probability of class k in the running example z = (1, 2, 3)."""
    return math.exp(k) / (math.exp(1) + math.exp(2) + math.exp(3))


# What no cell of a lesson computes: by lesson, by the id of the cell and by the digits as written,
# the computation that must give those digits, or in words why nobody computes the number.
STATED = {
    ("00", "questions", "0.4076"): lambda: -math.log(example(3)),
    # Chance level of ten classes.
    ("00", "questions", "2.303"): lambda: math.log(10),
    # What a softmax before a loss that applies softmax itself cannot get below, for K = 10.
    ("00", "questions", "1.461"): lambda: math.log(1 + 9 / math.e),
    ("00", "questions", "0.9"): "a probability that somebody's network says",
    ("00", "panel-reads", "0.0900"): lambda: example(1),
    ("00", "panel-reads", "0.2447"): lambda: example(2),
    ("00", "panel-reads", "0.6652"): lambda: example(3),
    # How far the largest power alone lets C = -max + c go in float16, for z = (1, 2, 3).
    ("02", "window-try", "8.09"): lambda: math.log(65504) - 3,
    ("06", "predict-sum", "-0.2447"): "part of a wrong answer to choose from",
    ("06", "predict-sum", "-0.6652"): "part of a wrong answer to choose from",
    ("09", "training-try", "0.001"): "a setting that the reader is told to try",
    # The largest loss that an eps of 1e-7 inside the logarithm lets through.
    ("10", "suspects", "16.118"): lambda: -math.log(1e-7),
    # The probability that goes with the loss at which a double softmax of ten classes stops.
    ("10", "predict-accuracy", "0.23"): lambda: math.e / (math.e + 9),
}


def listed(path):
    """Return the (cell id, number) pairs that STATED lists for a lesson."""
    return {(cell, number) for lesson, cell, number in STATED if lesson == path.stem[:2]}


@pytest.mark.parametrize("path", **EACH)
def test_numbers_in_prose_are_computed(path):
    assert unheld(read(path), listed(path)) == [], (
        "no code cell of this lesson puts these numbers out: print them beside the sentence,"
        " or add the computation to STATED"
    )
    found = {(cell, number) for cell, text in prose(read(path)) for number in stated(text)}
    assert listed(path) - found == set(), "nothing states these numbers any more"


@pytest.mark.parametrize("entry", STATED, ids=" ".join)
def test_a_listed_computation_gives_the_digits_written(entry):
    source = STATED[entry]
    assert isinstance(source, str) or agrees(entry[-1], source())


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
        run("f(-7.5, 1e-8, '0.125', True)", printed("a 1.25\n"), value("array([-0.5, 2.e-03])")),
        run("predict('a', 'b', answer=0.375)", value("0.375")),
    ]
    assert computed(new_notebook(cells=cells)) == {-7.5, 7.5, 1e-8, 1.25, -0.5, 0.002}


def test_a_right_or_listed_number_is_held_and_a_wrong_one_is_named():
    cell = run("p", value("array([0.09003057, 0.24472847, 0.66524096])"))
    text = new_markdown_cell("It is 0.665, not 0.666.")
    asked = run('predict("06-read")')  # with wrong answers to choose from
    found = unheld(new_notebook(cells=[cell, text, asked]))
    assert found[0] == (text.id, "0.666")
    assert {(asked.id, "-0.2447"), (asked.id, "-0.6652")} <= set(found)
    made = new_notebook(cells=[cell, text])
    assert unheld(made, {(text.id, "0.666")}) == []
    assert len(unheld(made, {("elsewhere", "0.666")})) == 1
