"""Where each of the thirty misconceptions is met: recognised by name, hunted, or asked for.

The list is the promise; the tests hold that it is true. A wrong answer is named by an exercise, a
program of lesson 10 carries the mistake, a belief has a prediction, and one row does no harm.
"""

import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from helpers.exercises.content.exercises import EXERCISES
from helpers.exercises.content.hunts import HUNTS
from helpers.exercises.content.lessons import LESSONS
from helpers.exercises.content.questions import question, questions_of

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


class Row(NamedTuple):
    """A misconception, and where it is met; the first exercise is the one made for it."""

    name: str
    exercises: tuple[str, ...] = ()
    hunt: str | None = None
    belief: str | None = None
    harmless: bool = False


ROWS = {
    1: Row(
        "double-softmax",
        ("batch_cross_entropy", "softmax", "logits_gradient", "network_forward"),
        hunt="double-softmax",
    ),
    2: Row("log-softmax-twice", ("log_softmax",), harmless=True),
    3: Row(
        "nll-of-probabilities",
        ("batch_cross_entropy", "entropy", "fused_loss"),
        hunt="nll-of-probabilities",
    ),
    4: Row("diagonal-only", ("softmax_jacobian", "logits_gradient", "batch_gradient")),
    5: Row("gradient-vector", ("softmax_jacobian", "softmax_vjp")),
    6: Row("inputs-for-outputs", ("softmax_jacobian", "squared_error_gradient")),
    7: Row(
        "overwritten-row",
        ("softmax_jacobian", "batch_gradient", "network_gradients"),
        hunt="overwritten-row",
    ),
    8: Row(
        "elementwise-for-matrix",
        ("softmax_vjp", "softmax_squared_error_gradient", "hidden_delta"),
        hunt="elementwise-for-matrix",
    ),
    9: Row(
        "missing-a(1-a)",
        ("cross_entropy_neuron_gradient", "outputs_per_epoch", "weight_gradient"),
    ),
    10: Row(
        "a-y-with-mse",
        ("squared_error_gradient", "softmax_squared_error_gradient", "weight_gradient"),
    ),
    11: Row("p-1-for-p(1-p)", ("softmax_jacobian", "logits_gradient")),
    12: Row("zero-by-quotient-rule", ("row_derivative", "weight_derivative")),
    13: Row("forgot-the-denominator", ("row_derivative", "softmax_jacobian", "logits_gradient")),
    14: Row("shift-changes-result", belief="02-change"),
    15: Row(
        "shift-numerator-only",
        ("stable_softmax", "logits_gradient"),
        hunt="shift-numerator-only",
    ),
    16: Row("shift-by-max(0,max)", ("stable_softmax", "logits_gradient")),
    17: Row(
        "shift-by-batch-max",
        ("softmax_rows", "batch_gradient", "network_forward"),
        hunt="shift-by-batch-max",
    ),
    18: Row(
        "shift-cures-log-0",
        ("log_softmax", "batch_cross_entropy", "fused_loss"),
        hunt="shift-cures-log-0",
    ),
    19: Row("zero-log-zero", ("plogp", "entropy", "cross_entropy")),
    20: Row("eps-no-op", ("plogp", "batch_cross_entropy", "fused_loss"), hunt="eps-no-op"),
    21: Row("eps-bias", ("log_softmax", "cross_entropy", "fused_loss"), hunt="eps-bias"),
    22: Row(
        "wrong-axis",
        ("softmax_rows", "batch_accuracy", "overconfidence", "softmax_assertion"),
        hunt="wrong-axis",
    ),
    23: Row("no-keepdims", ("softmax_rows", "batch_jacobian"), hunt="no-keepdims"),
    24: Row(
        "integer-dtype",
        ("softmax", "numerical_jacobian", "softmax_assertion"),
        hunt="integer-dtype",
    ),
    25: Row(
        "sum-for-mean",
        ("batch_cross_entropy", "batch_gradient", "network_gradients"),
        hunt="sum-for-mean",
    ),
    26: Row("half-reg", ("regularised_gradient", "sgd_step"), hunt="half-reg"),
    27: Row(
        "one-output-softmax",
        ("sigmoid_as_softmax", "binary_cross_entropy", "network_forward"),
        hunt="one-output-softmax",
    ),
    28: Row("temperature-inverted", ("softmax_with_temperature",)),
    29: Row("y-and-p-swapped", ("cross_entropy", "logits_gradient"), hunt="y-and-p-swapped"),
    30: Row("loss-below-1", belief="04-chance"),
}
HUNTED = {row.name: row.hunt for row in ROWS.values() if row.hunt}
BELIEFS = [row.belief for row in ROWS.values() if row.belief]


def cells(prefix):
    """Return the code cells of the lesson whose file begins so."""
    (path,) = NOTEBOOKS.glob(f"{prefix}_*.ipynb")
    notebook = json.loads(path.read_text(encoding="utf-8"))
    return ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code"]


def test_the_thirty_rows_are_all_here_and_each_is_met_somewhere():
    assert list(ROWS) == list(range(1, 31))
    assert len({row.name for row in ROWS.values()}) == 30
    for number, row in ROWS.items():
        assert row.exercises or row.hunt or row.belief, number


def test_each_exercise_of_a_row_has_its_mistake():
    # That the checker calls it by this name is the contract's.
    for number, row in ROWS.items():
        for exercise in () if row.harmless else row.exercises:
            assert f"{number}-{row.name}" in {m.id for m in EXERCISES[exercise].mistakes}


@pytest.mark.parametrize("name", HUNTED)
def test_the_bug_hunt_has_a_program_with_the_mistake(name):
    program = HUNTS[HUNTED[name]]
    assert program.name == name
    assert program.wrong
    assert program.changes()
    assert program.story.strip()
    assert program.found_in.strip()


def test_every_program_of_the_hunt_that_has_the_name_of_a_row_is_listed():
    names = {row.name for row in ROWS.values()}
    assert {name for name in HUNTS if name in names} == set(HUNTED)


@pytest.mark.parametrize("name", BELIEFS)
def test_a_belief_is_asked_for_before_it_is_answered(name):
    asked = question(name)
    assert asked["answer"] in asked["options"]
    assert len(asked["options"]) >= 2
    assert asked["reveal"]
    (lesson,) = [lesson for lesson in LESSONS if name in questions_of(lesson)]
    assert any(f'predict("{name}")' in cell for cell in cells(lesson))


def test_every_entry_of_the_catalogue_with_a_number_has_the_name_of_its_row():
    numbered = [
        (int(number), name)
        for e in EXERCISES.values()
        for m in e.mistakes
        for number, _, name in [m.id.partition("-")]
        if number.isdigit()
    ]
    assert len(numbered) > 150
    assert all(ROWS[number].name == name for number, name in numbered)


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
