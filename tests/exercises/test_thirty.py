"""Where each of the thirty misconceptions is met: recognised by name, hunted, or asked for.

A wrong answer is named by an exercise, a program of lesson 10 carries the mistake, a belief has a
prediction, and one row does no harm.
"""

import re

import pytest

from helpers.exercises.content.exercises import EXERCISES
from helpers.exercises.content.hunts import HUNTS
from helpers.exercises.content.lessons import LESSONS
from helpers.exercises.content.questions import question, questions_of
from tests.notebooks.lessons import FOLDER, code, read

# What no exercise can name: beliefs are asked for, and one of the thirty does no harm.
BELIEFS = {"shift-changes-result": "02-change", "loss-below-1": "04-chance"}
HARMLESS = "log-softmax-twice"
# What the hunt has beside the thirty.
MORE_HUNTS = {"bias-summed-over-classes", "forgotten-regularisation"}


def cells(prefix):
    """Return the code cells of the lesson whose file begins so."""
    (path,) = FOLDER.glob(f"{prefix}_*.ipynb")
    return [cell.source for cell in code(read(path))]


def test_all_but_three_are_known_to_an_exercise_and_the_hunt_has_sixteen():
    # That the checker calls each by its name is the contract's.
    known = {m.id for e in EXERCISES.values() for m in e.mistakes if m.id[0].isdigit()}
    numbers = {int(name.partition("-")[0]) for name in known}
    assert numbers == set(range(1, 31)) - {2, 14, 30}
    names = {name.partition("-")[2] for name in known} | {HARMLESS, *BELIEFS}
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
    sources = cells(lesson)
    text = "\n".join(sources)
    uses = LESSONS[lesson]
    symptoms = [HUNTS[name].symptom for name in uses.hunts]
    for call, names in (("check", uses.exercises), ("hunt", symptoms)):
        assert re.findall(rf'^{call}\("([^"]+)"', text, re.MULTILINE) == list(names)
    for name in uses.exercises:
        (cell,) = [c for c in sources if f'check("{name}"' in c]
        # Lesson 02 writes a large Z for a batch where the exercise has a small one.
        assert f"({', '.join(EXERCISES[name].parameters)}):".lower() in cell.lower()
    asked = set(re.findall(r'^predict\("([^"]+)"', text, re.MULTILINE))
    assert asked == set(questions_of(lesson))
