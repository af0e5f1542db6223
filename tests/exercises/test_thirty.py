"""Where each of the thirty misconceptions is met: recognised by name, hunted, or asked for.

The list is the promise; the tests hold that it is true. A wrong answer is named by an exercise, a
program of lesson 10 carries the mistake, a belief has a prediction, and one row does no harm.
"""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from helpers.exercises.content.exercises import EXERCISES
from helpers.exercises.content.hunts import HUNTS
from helpers.exercises.content.lessons import LESSONS
from helpers.exercises.content.questions import question, questions_of

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


# Number, name, and how many exercises know the mistake.
TABLE = """
1 double-softmax 20
2 log-softmax-twice 0
3 nll-of-probabilities 5
4 diagonal-only 8
5 gradient-vector 5
6 inputs-for-outputs 10
7 overwritten-row 7
8 elementwise-for-matrix 5
9 missing-a(1-a) 12
10 a-y-with-mse 5
11 p-1-for-p(1-p) 9
12 zero-by-quotient-rule 7
13 forgot-the-denominator 13
14 shift-changes-result 0
15 shift-numerator-only 2
16 shift-by-max(0,max) 2
17 shift-by-batch-max 7
18 shift-cures-log-0 4
19 zero-log-zero 4
20 eps-no-op 7
21 eps-bias 7
22 wrong-axis 10
23 no-keepdims 7
24 integer-dtype 24
25 sum-for-mean 8
26 half-reg 2
27 one-output-softmax 3
28 temperature-inverted 1
29 y-and-p-swapped 4
30 loss-below-1 0
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]
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


def test_every_row_is_known_to_as_many_exercises_as_the_table_says():
    # That the checker calls it by this name is the contract's.
    known = Counter(m.id for e in EXERCISES.values() for m in e.mistakes if m.id[0].isdigit())
    assert known == Counter({f"{n}-{name}": int(count) for n, name, count in ROWS if count != "0"})
    assert {name for _, name, count in ROWS if count == "0"} == {HARMLESS, *BELIEFS}


def test_the_hunt_has_sixteen_of_the_thirty():
    names = {name for _, name, _ in ROWS}
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
