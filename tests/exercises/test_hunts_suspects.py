"""The table of lesson 09 from the symptom to the suspects: each lesson in it does say why."""

import re

import numpy as np
import pytest

from helpers import numerical_gradient
from helpers.exercises.hunts import HUNTS
from helpers.exercises.hunts.outcome import IMPORTS
from tests.exercises.hunted import numbers, said
from tests.notebooks.lessons import PATHS, markdown, read

# By row, and by the lesson to which it links: what that lesson has to say about the suspects.
SUSPECTS = {
    "nan everywhere": {"02": "nan", "05": r"0 \\cdot \\log 0.*nan"},
    "nan in some rows": {"02": "One maximum for the whole batch"},
    "loss inf": {"02": "logarithm of a stable softmax", "05": "swapped.*infinite"},
    "loss below 0": {"05": "negative loss"},
    "loss above 1": {"05": "loss above 1 is not \\*broken\\*"},
    r"loss stuck at $\log K$": {"05": "stays there, it does not learn", "06": "same rate fair"},
    "loss stuck at 0.313, 0.551, 1.461, 3.622": {
        "01": "Softmax twice",
        "07": "Softmax before a loss that applies softmax itself",
    },
    "loss capped near 16.118": {"05": "16.1181"},
    "accuracy fine, loss odd": {
        "01": "Softmax twice",
        "05": r"expects \$\\log p\$ and is fed \$p\$",
        "07": "applies softmax itself",
    },
    "rows sum to less than 1": {"02": "Shift only the numerator"},
    "columns sum to 1, rows don't": {"02": "The wrong axis"},
    "wrong for square batches only": {"02": "No keepdims"},
    "all outputs 1": {"01": "Softmax over a single unit", "02": "With one row every entry is 1"},
    "all outputs 0": {"01": "stored in an integer array"},
    "ranking reversed": {"01": r"T \\le 0\$ reverses the ranking"},
    "gradient 0": {
        "03": "Rows summed into a vector",
        "05": "flat loss has no gradient",
        "06": "stalls",
        "07": "forces add up to 0",
    },
    "gradient of the logits doesn't sum to 0": {"03": "diagonal only.*Inputs for outputs"},
    "gradient off by the factor $n$": {"05": "Sum or mean", "07": r"exactly the factor \$n\$"},
    "gradient off by the factor 2": {"06": "the 2 of the square cancels the half"},
    "gradient off by a multiple of each weight": {"07": r"off by exactly \$\\lambda W\$"},
    "gradient of a batch off by another factor in each entry": {
        "06": r"also contain \$a\(1 - a\)\$",
        "07": "without the sum, by another factor in every entry",
    },
    r"$\lambda$ changes nothing": {
        "07": r"\$\\lambda\$ forgotten in the gradient",
        "08": "regularisation in the loss but not in the gradient",
    },
}
LESSONS = {path.stem[:2]: "\n".join(t for _, t in markdown(read(path))) for path in PATHS}


def rows():
    """Return by symptom the numbers of the lessons to which a row of the table links."""
    table = [line.split(" | ") for line in said("suspects").split("\n") if line.startswith("| ")]
    return {row[0][2:]: re.findall(r"\[(\d\d)\]\(\1_", row[-1]) for row in table[1:]}


def test_the_table_has_the_rows_and_links_that_are_looked_up():
    assert rows() == {symptom: list(lessons) for symptom, lessons in SUSPECTS.items()}


@pytest.mark.parametrize("symptom", SUSPECTS)
def test_the_lesson_behind_a_row_says_why(symptom):
    for lesson, words in SUSPECTS[symptom].items():
        assert re.search(words, LESSONS[lesson], re.DOTALL), f"lesson {lesson}: {words}"


def test_a_gradient_is_off_by_a_multiple_of_each_weight_and_not_by_2():
    space = {}
    exec(IMPORTS, space)
    exec(HUNTS["half-reg"].program, space)
    w, wrong = space["w"], space["gradient_of"](space["w"])
    right = numerical_gradient(space["loss_of"], w)
    assert np.allclose((wrong - right) / w, 0.1)
    assert np.ptp(wrong / right) > 0.1
    assert numbers("half-reg") == [0.1] * 4
