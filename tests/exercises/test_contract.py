"""One contract for every exercise: what is right, what is wrong, and what a mistake is called."""

import re
from functools import cache

import numpy as np
import pytest

from helpers.exercises import check
from helpers.exercises.checker.compare import difference, expected, tried
from helpers.exercises.checker.run import Called, call
from helpers.exercises.content.exercises import EXERCISES
from helpers.exercises.content.hunts import HUNTS
from helpers.exercises.content.lessons import LESSONS
from helpers.exercises.content.questions import all_questions, questions_of
from tests.exercises.conftest import flat
from tests.exercises.hidden_inputs import CONDITIONS
from tests.exercises.mutants import mutants
from tests.exercises.right_answers import RIGHT
from tests.notebooks.lessons import FOLDER, code, read

EACH = pytest.mark.parametrize("name", EXERCISES)
# More digits than tell a reader something.
LONG_NUMBER = re.compile(r"[1-9]\d*\.\d{4,}|0\.0*[1-9]\d{4,}")
CURES = ("W.T @ s", "log_p[np.arange", "y[label] += 1", "np.outer(s", "np.logaddexp(0")
BANNED = r"\b(simply|obviously|clearly|trivial|just|it is easy to see)\b"


@EACH
def test_the_solution_that_is_shown_is_right_and_so_is_one_in_any_style(name):
    namespace = {"np": np}
    exec(EXERCISES[name].solution, namespace)
    for function in (namespace[name], *RIGHT[name]):
        verdict = check(name, function)
        assert (verdict.status, verdict.mistake) == ("right", None), verdict


@EACH
def test_every_way_of_writing_a_mistake_is_called_by_its_name(name):
    # Were two mistakes alike on all inputs, the second would be called by the first one's name.
    for mistake in EXERCISES[name].mistakes:
        for wrong in mistake.codes:
            verdict = check(name, wrong)
            assert (verdict.status, verdict.mistake) == ("known mistake", mistake.id)
            text = flat(verdict)
            assert mistake.name in text
            assert mistake.found_in in text
            for label, text in verdict.facts:
                few = label != "got" and not label.startswith("expected")
                assert few or not LONG_NUMBER.search(text), text
            # A code that always raised would lend its name to every function that always raises.
            assert any(call(wrong, args, None).error is None for args in EXERCISES[name].cases)


# Lines of changed solutions that are as right as before, with the reason.
EQUIVALENT = (
    "exps = 2 * (",  # twice them over twice their sum
    "np.where(p > 0, p, (1 + 1))",  # log 2 in place of log 1, and times 0
    "np.where(y > 0, p, (1 + 1))",
    "h = 2 * (1e-5)",  # another small step
    "columns = 2 * ([])",
    # As many rows, whoever is asked.
    "return -log_p[np.arange(len(Z)), labels].mean()",
    "D[np.arange(len(X)), labels] -= 1",
    "return D.T @ X / len(labels), D.mean(axis=0)",
    "return (P - Y).T @ X / len(Y) + l2 * W",
    "n = len(labels)",
    "n = len(H)",
    "n = len(S1)",
    "n = len(S2)",
    "np.log(P) - [[0.0], [2e3], ",  # the shifts the other way round
    "2 * (np.zeros(W.shape))",
    "sure = np.abs(P).max(axis=1)",  # no probability is below 0
)
# Logits that are not promised to be large: every shift is right.
MODERATE = {
    "row_derivative", "weight_derivative", "weight_gradient", "input_gradient",
    "regularised_gradient",
}  # fmt: skip
SHIFT = re.compile(r"exps = np\.exp\(([zZ]) - (?!\1\.max\()")


@cache
def changes_of(name):
    found = mutants(EXERCISES[name].solution, name)
    return [(text, f) for text, f in found if not (name in MODERATE and SHIFT.search(text))]


def always_right(exercise, function):
    """Compare as `check` does, without looking for the mistake's name: that takes the time."""
    with np.errstate(all="ignore"):
        return all(tried(exercise, function, args, 3).right for args in exercise.cases)


@EACH
def test_no_small_change_of_a_solution_and_no_other_shift_is_right(name):
    exercise = EXERCISES[name]
    for text, function in changes_of(name):
        new = set(text.splitlines()) - set(exercise.solution.splitlines())
        as_right = any(part in line for line in new for part in EQUIVALENT)
        assert always_right(exercise, function) is as_right, text


def test_there_are_many_small_changes():
    assert sum(len(changes_of(name)) for name in EXERCISES) >= 1200


@pytest.mark.parametrize("name", CONDITIONS)
def test_an_answer_that_is_right_for_some_inputs_only_is_not_right(name):
    exercise = EXERCISES[name]
    for text in CONDITIONS[name].split("; "):
        holds = eval(f"lambda {', '.join(exercise.parameters)}: {text}", globals())
        assert not all(holds(*args) for args in exercise.cases), text


@EACH
def test_an_entry_that_is_a_little_off_is_found_on_every_input(name):
    exercise = EXERCISES[name]
    for args in exercise.cases:
        narrow = any(np.asarray(a).dtype.itemsize < 8 for a in args)
        finite = all(np.isfinite(a).all() for a in args if isinstance(a, np.ndarray))
        for right in expected(exercise, args):  # but for the surprise of what has probability 0
            assert np.isfinite(right).all() or np.array_equal(right, np.inf) or not finite
        little = 0.5 if narrow else 1e-4  # a narrow format forgives what it cannot hold
        for off in (little, -little, np.nan):
            for part in range(len(exercise.parts) or 1):
                parts = [np.array(right, float) for right in expected(exercise, args)]
                entries = parts[part].reshape(-1)  # a view
                if exercise.normal_form and entries.size == 1:
                    continue  # with one class every logit is right
                last = entries[-1]
                entries[-1] = last + off * (1 + abs(last)) if np.isfinite(last) else 0.0
                value = tuple(parts) if exercise.parts else parts[0]
                assert list(difference(exercise, Called(args, value)))


@EACH
def test_an_exercise_is_whole(name):
    exercise = EXERCISES[name]
    assert len(exercise.hints) == 3
    assert len(exercise.mistakes) >= 4
    assert len({m.id for m in exercise.mistakes}) == len(exercise.mistakes)
    texts = [exercise.statement, exercise.shown, exercise.why, *exercise.hints]
    texts += [m.sentence for m in exercise.mistakes]
    assert all(len(m.sentence) > 40 and m.found_in.strip() for m in exercise.mistakes)
    # The first replies leave the cure to the hints.
    assert not [m.id for m in exercise.mistakes for cure in CURES if cure in m.sentence]
    for text in texts:
        assert len(text) > 30
        assert not re.search(BANNED, text, re.IGNORECASE), text
        assert text.count("`") % 2 == 0
        assert "$" not in text, "verdicts are not typeset everywhere"


@EACH
def test_cases_go_from_the_smallest_on_and_promise_what_the_statement_says(name):
    exercise = EXERCISES[name]
    sizes = [sum(np.size(a) for a in args) for args in exercise.cases]
    assert sizes == sorted(sizes)
    assert sizes[0] <= max(2, len(exercise.parameters)), "the first has one number an argument"
    formats = {a.dtype.name for args in exercise.cases for a in args if isinstance(a, np.ndarray)}
    if not formats:  # arguments that are all numbers have one size and one format
        assert len(exercise.cases) >= 8
        return
    assert sizes[-1] >= 9
    assert {"float64", "float32"} <= formats
    if "whole numbers" in exercise.statement:
        assert "int64" in formats
    for column in zip(*exercise.cases):
        matrices = [a for a in column if isinstance(a, np.ndarray) and a.ndim == 2]
        if matrices:
            assert {len(a) == len(a.T) for a in matrices} == {True, False}


LOSS = np.logaddexp.reduce([1.0, 2.0, 3.0]) - 3
TOO_SMALL = (np.exp([-2.0, -1.0, 0.0]) / np.exp([1.0, 2.0, 3.0]).sum()).sum()
LARGEST = [np.log(float(np.finfo(f).max)) for f in ("float64", "float32", "float16")]
QUOTED = [
    ("stable_softmax", "15-shift-numerator-only", f"{TOO_SMALL:.4f}"),
    ("log_softmax", "21-eps-bias", f"{np.log(1e-12):.1f}"),
    *[("stable_softmax", "no-shift", f"{largest:.2f}") for largest in LARGEST],
    ("batch_cross_entropy", "1-double-softmax", f"{np.log(1 + 2 / np.e):.3f} for K = 3"),
    ("batch_cross_entropy", "21-eps-bias", f"{-np.log(1e-7):.4f}"),
    ("binary_cross_entropy", "21-eps-bias", f"{-np.log(1e-7):.4f}"),
    ("batch_cross_entropy", "25-sum-for-mean", f"{3 * LOSS:.5f} and {LOSS:.6f}"),
    ("binary_cross_entropy", "1-double-softmax", "between {:.3f} and {:.3f}".format(
        *np.logaddexp(0, [-1, 1])
    )),
]  # fmt: skip


@pytest.mark.parametrize(("name", "mistake", "quoted"), QUOTED)
def test_the_numbers_that_sentences_quote(name, mistake, quoted):
    (said,) = [m.sentence for m in EXERCISES[name].mistakes if m.id == mistake]
    assert quoted in said


# Of the thirty misconceptions, what no exercise can name: beliefs are asked for, and one does no
# harm; and what the hunt has beside them.
BELIEFS = {"shift-changes-result": "02-change", "loss-below-1": "04-chance"}
HARMLESS = "log-softmax-twice"
MORE_HUNTS = {"bias-summed-over-classes", "forgotten-regularisation"}


def test_each_of_the_thirty_misconceptions_is_met_and_the_hunt_has_sixteen():
    known = [m.id for e in EXERCISES.values() for m in e.mistakes if m.id[0].isdigit()]
    numbers = {int(name.partition("-")[0]) for name in known}
    assert numbers == set(range(1, 31)) - {2, 14, 30}
    names = {name.partition("-")[2] for name in known} | {HARMLESS, *BELIEFS}
    assert len(names) == 30
    assert set(HUNTS) - names == MORE_HUNTS
    assert len(set(HUNTS) & names) == 16
    assert set(BELIEFS.values()) <= set(all_questions())


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_lesson_asks_for_what_the_table_says_with_the_arguments_they_have(lesson):
    (path,) = FOLDER.glob(f"{lesson}_*.ipynb")
    sources = [cell.source for cell in code(read(path))]
    text = "\n".join(sources)
    symptoms = [HUNTS[name].symptom for name in LESSONS[lesson].hunts]
    for call_of, names in (("check", LESSONS[lesson].exercises), ("hunt", symptoms)):
        assert re.findall(rf'^{call_of}\("([^"]+)"', text, re.MULTILINE) == list(names)
    for name in LESSONS[lesson].exercises:
        (cell,) = [c for c in sources if f'check("{name}"' in c]
        # Lesson 02 writes a large Z for a batch where the exercise has a small one.
        assert f"({', '.join(EXERCISES[name].parameters)}):".lower() in cell.lower()
    asked = set(re.findall(r'^predict\("([^"]+)"', text, re.MULTILINE))
    assert asked == set(questions_of(lesson))
