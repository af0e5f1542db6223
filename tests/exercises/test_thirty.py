"""Where each of the thirty misconceptions is met: recognised by name, hunted, or asked for.

The list is the promise; the tests hold that it is true. A wrong answer is named by an exercise, a
program of lesson 10 carries the mistake, a belief has a prediction, and one row does no harm.
"""

import json
import re
from pathlib import Path

import pytest

from helpers.exercises.content.exercises import EXERCISES
from helpers.exercises.content.hunts import HUNTS
from helpers.exercises.content.lessons import LESSONS
from helpers.exercises.content.questions import question, questions_of

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


# The numbers and names of those that exercises know.
NAMES = """
1-double-softmax 3-nll-of-probabilities 4-diagonal-only 5-gradient-vector 6-inputs-for-outputs
7-overwritten-row 8-elementwise-for-matrix 9-missing-a(1-a) 10-a-y-with-mse 11-p-1-for-p(1-p)
12-zero-by-quotient-rule 13-forgot-the-denominator 15-shift-numerator-only 16-shift-by-max(0,max)
17-shift-by-batch-max 18-shift-cures-log-0 19-zero-log-zero 20-eps-no-op 21-eps-bias 22-wrong-axis
23-no-keepdims 24-integer-dtype 25-sum-for-mean 26-half-reg 27-one-output-softmax
28-temperature-inverted 29-y-and-p-swapped
"""
NAMED = set(NAMES.split())
# What no exercise can name: beliefs are asked for, and one of the thirty does no harm.
BELIEFS = {"shift-changes-result": "02-change", "loss-below-1": "04-chance"}
HARMLESS = "log-softmax-twice"
# What the hunt has beside the thirty.
MORE_HUNTS = {"bias-summed-over-classes", "forgotten-regularisation"}


def cells(prefix):
    """Return the code cells of the lesson whose file begins so."""
    (path,) = NOTEBOOKS.glob(f"{prefix}_*.ipynb")
    notebook = json.loads(path.read_text(encoding="utf-8"))
    return ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code"]


def test_every_row_is_known_to_an_exercise():
    # That the checker calls it by this name is the contract's.
    known = {m.id for e in EXERCISES.values() for m in e.mistakes if m.id[0].isdigit()}
    assert known == NAMED


def test_the_hunt_has_sixteen_of_the_thirty():
    names = {name.partition("-")[2] for name in NAMED} | {HARMLESS, *BELIEFS}
    assert len(names) == 30
    assert set(HUNTS) - names == MORE_HUNTS
    assert len(set(HUNTS) & names) == 16


@pytest.mark.parametrize("name", BELIEFS.values())
def test_a_belief_is_asked_for_before_it_is_answered(name):
    asked = question(name)
    assert asked["answer"] in asked["options"]
    assert len(asked["options"]) >= 2
    assert asked["reveal"]
    (lesson,) = [lesson for lesson in LESSONS if name in questions_of(lesson)]
    assert any(f'predict("{name}")' in cell for cell in cells(lesson))


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_lesson_asks_for_what_the_table_says_with_the_arguments_they_have(lesson):
    code = cells(lesson)
    uses = LESSONS[lesson]
    symptoms = [HUNTS[name].symptom for name in uses.hunts]
    for call, names in (("check", uses.exercises), ("hunt", symptoms)):
        used = [name for c in code for name in re.findall(rf'^{call}\("([^"]+)"', c, re.MULTILINE)]
        assert used == list(names)
    for name in uses.exercises:
        (cell,) = [c for c in code if f'check("{name}"' in c]
        # Lesson 02 writes a large Z for a batch where the exercise has a small one.
        assert f"({', '.join(EXERCISES[name].parameters)}):".lower() in cell.lower()
    asked = {name for c in code for name in re.findall(r'^predict\("([^"]+)"', c, re.MULTILINE)}
    assert asked == set(questions_of(lesson))
