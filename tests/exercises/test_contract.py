"""One contract for every exercise: what is right, what is wrong, and what a mistake is called."""

import re
from functools import cache

import numpy as np
import pytest

from helpers.exercises import check
from helpers.exercises.checker.compare import expected, is_right
from helpers.exercises.checker.run import Called, call
from helpers.exercises.content.exercises import EXERCISES
from tests.exercises.conftest import flat
from tests.exercises.hidden_inputs import CONDITIONS
from tests.exercises.mutants import mutants
from tests.exercises.right_answers import RIGHT

EACH = pytest.mark.parametrize("name", EXERCISES)
# More digits than tell a reader something.
LONG_NUMBER = re.compile(r"[1-9]\d*\.\d{4,}|0\.0*[1-9]\d{4,}")
BANNED = r"\b(simply|obviously|clearly|trivial|just|it is easy to see)\b"


@EACH
def test_the_solution_that_is_shown_is_right(name):
    namespace = {"np": np}
    exec(EXERCISES[name].solution, namespace)
    assert check(name, namespace[name]).status == "right"


@EACH
def test_a_right_answer_is_right_in_any_style(name):
    for function in RIGHT[name]:
        verdict = check(name, function)
        assert (verdict.status, verdict.mistake) == ("right", None), verdict


@EACH
def test_every_way_of_writing_a_mistake_is_called_by_its_name(name):
    # Were two mistakes alike on all inputs, the second would be called by the first one's name.
    for mistake in EXERCISES[name].mistakes:
        for code in mistake.codes:
            verdict = check(name, code)
            assert (verdict.status, verdict.mistake) == ("known mistake", mistake.id)
            text = flat(verdict)
            assert mistake.name in text
            assert mistake.found_in in text
            for label, text in verdict.facts:
                few = label != "got" and not label.startswith("expected")
                assert few or not LONG_NUMBER.search(text), text
            # A code that always raised would lend its name to every function that always raises.
            assert any(call(code, args, None).error is None for args in EXERCISES[name].cases)


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
        return all(is_right(exercise, call(function, args)) for args in exercise.cases)


@EACH
def test_no_small_change_of_a_solution_and_no_other_shift_is_right(name):
    exercise = EXERCISES[name]
    for text, function in changes_of(name):
        new = set(text.splitlines()) - set(exercise.solution.splitlines())
        as_right = any(part in line for line in new for part in EQUIVALENT)
        assert always_right(exercise, function) is as_right, text


def test_there_are_many_small_changes():
    assert sum(len(changes_of(name)) for name in EXERCISES) >= 1150


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
                assert not is_right(exercise, Called(args, value))


@EACH
def test_an_exercise_is_whole(name):
    exercise = EXERCISES[name]
    assert len(exercise.hints) == 3
    assert len(exercise.mistakes) >= 4
    assert len({m.id for m in exercise.mistakes}) == len(exercise.mistakes)
    texts = [exercise.statement, exercise.shown, exercise.why, *exercise.hints]
    texts += [m.sentence for m in exercise.mistakes]
    assert all(len(m.sentence) > 40 and m.found_in.strip() for m in exercise.mistakes)
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


@EACH
def test_what_is_expected_of_finite_inputs_is_finite(name):
    # But for the surprise of what has probability 0. That it is right, the styles show.
    for args in EXERCISES[name].cases:
        finite = all(np.isfinite(a).all() for a in args if isinstance(a, np.ndarray))
        for part in expected(EXERCISES[name], args):
            assert np.isfinite(part).all() or np.array_equal(part, np.inf) or not finite


def test_the_numbers_that_sentences_quote():
    z = np.array([1.0, 2.0, 3.0])
    too_small = (np.exp(z - 3) / np.exp(z).sum()).sum()
    assert f"{too_small:.4f}" in said_by("stable_softmax", "15-shift-numerator-only")
    assert f"{np.log(1e-12):.1f}" in said_by("log_softmax", "21-eps-bias")
    for dtype in ("float64", "float32", "float16"):
        assert f"{np.log(float(np.finfo(dtype).max)):.2f}" in said_by("stable_softmax", "no-shift")
    assert np.float32(1 - 1e-8) == 1
    floor = f"{np.log(1 + 2 / np.e):.3f} for K = 3"
    assert floor in said_by("batch_cross_entropy", "1-double-softmax")
    assert f"{-np.log(1e-7):.4f}" in said_by("batch_cross_entropy", "21-eps-bias")
    assert f"{-np.log(1e-7):.4f}" in said_by("binary_cross_entropy", "21-eps-bias")
    mean = np.logaddexp.reduce(z) - 3
    assert f"{3 * mean:.5f} and {mean:.6f}" in said_by("batch_cross_entropy", "25-sum-for-mean")
    ends = np.logaddexp(0, [-1, 1])
    twice = said_by("binary_cross_entropy", "1-double-softmax")
    assert f"between {ends[0]:.3f} and {ends[1]:.3f}" in twice


def said_by(exercise, mistake):
    return next(m.sentence for m in EXERCISES[exercise].mistakes if m.id == mistake)
