"""One contract for every exercise: what is right, what is wrong, and what a mistake is called."""

import ast
import re
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.exercises import check
from helpers.exercises.checker.compare import expected, widened
from helpers.exercises.checker.run import call
from helpers.exercises.content.exercises import EXERCISES
from tests.exercises.almost_right import CHANGES, NEAR, conditions
from tests.exercises.as_written import KNOWN, softmax
from tests.exercises.conftest import flat
from tests.exercises.mutants import mutants, shifts
from tests.exercises.right_answers import RIGHT

EACH = pytest.mark.parametrize("name", EXERCISES)
# More digits than tell a reader something.
LONG_NUMBER = re.compile(r"[1-9]\d*\.\d{4,}|0\.0*[1-9]\d{4,}")
BANNED = r"\b(simply|obviously|clearly|trivial|just|it is easy to see)\b"


def solution_of(name):
    namespace = {"np": np}
    exec(EXERCISES[name].solution, namespace)
    return namespace[name]


@EACH
def test_the_solution_that_is_shown_is_right(name):
    assert check(name, solution_of(name)).status == "right"


@EACH
def test_a_right_answer_is_right_in_any_style(name):
    assert len(RIGHT[name]) >= 3
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


@pytest.mark.parametrize(("mistake", "name", "function"), KNOWN)
def test_a_mistake_as_readers_write_it_is_called_by_its_name(mistake, name, function):
    verdict = check(name, function)
    assert (verdict.status, verdict.mistake) == ("known mistake", mistake), verdict


# Lines of changed solutions that are as right as before, with the reason.
EQUIVALENT = (
    "exps = np.exp(Z - Z.max(axis=1, keepdims=True)) + ",  # twice them over twice their sum
    "exps = np.exp(z - z.max(axis=1, keepdims=True)) + ",
    "exps = np.exp(z - z.max()) + ",
    "exps = np.exp(z / temperature) + ",
    "exps = np.exp(z) + ",
    "errstate()",  # a warning that is not silenced
    "np.where(p > 0, p, 2)",  # log 2 in place of log 1, and times 0
    "np.where(y > 0, p, 2)",
    "p[:, None, :] * p[:, :, None]",  # an outer product with itself
    "h = 1e-05 + 1e-05",  # another small step
    "columns = [] + []",
    # As many rows, whoever is asked.
    "return -log_p[np.arange(len(Z)), labels].mean()",
    "D[np.arange(len(X)), labels] -= 1",
    "return (D.T @ X / len(labels), D.mean(axis=0))",
    "return (P - Y).T @ X / len(Y) + l2 * W",
    "n = len(labels)",
    "n = len(H)",
    "n = len(S1)",
    "n = len(S2)",
    "np.log(P) - [[0.0], [2000.0], ",  # the shifts the other way round
    "np.zeros(W.shape) + np.zeros(W.shape)",
    "sure = np.abs(P).max(axis=1)",  # no probability is below 0
)
# Logits that are not promised to be large: every shift is right.
MODERATE = {
    "row_derivative", "weight_derivative", "weight_gradient", "input_gradient",
    "regularised_gradient",
}  # fmt: skip


@cache
def changes_of(name):
    solution = EXERCISES[name].solution
    return mutants(solution, name) + ([] if name in MODERATE else shifts(solution, name))


@EACH
def test_no_small_change_of_a_solution_and_no_other_shift_is_right(name):
    written = set(ast.unparse(ast.parse(EXERCISES[name].solution)).splitlines())
    for word, text, function in changes_of(name):
        if name in MODERATE and word.endswith(": min"):
            continue
        with np.errstate(all="ignore"):
            verdict = check(name, function)
        new = set(text.splitlines()) - written  # none where two things alike were exchanged
        if not new or any(part in line for line in new for part in EQUIVALENT):
            assert verdict.status == "right", f"{word}\n{text}\n{verdict}"
        else:
            assert verdict.status not in ("right", "not attempted"), f"{word}\n{text}"


def test_there_are_many_small_changes():
    assert sum(len(changes_of(name)) for name in EXERCISES) >= 1200


def each(change, value):
    """Change an answer, or each result of several."""
    several = isinstance(value, tuple)
    return tuple(change(np.asarray(v)) for v in value) if several else change(np.asarray(value))


def is_wrong_without_a_name(name, function):
    verdict = check(name, function)
    assert verdict.status in ("wrong", "error"), verdict
    assert verdict.mistake is None
    assert dict(verdict.facts)
    return verdict


@EACH
def test_an_answer_that_is_right_for_some_inputs_only_is_not_right(name):
    right = EXERCISES[name].reference
    for condition in conditions(name, EXERCISES[name].parameters):

        def partly(*args, condition=condition):
            value = right(*args)
            return value if condition(*args) else each(lambda v: v * 0.0 - 7.0, value)

        is_wrong_without_a_name(name, partly)


@EACH
def test_an_answer_that_is_almost_right_is_not_right(name):
    for function in NEAR.get(name, []):
        is_wrong_without_a_name(name, function)
    exercise = EXERCISES[name]
    for word, change in CHANGES.items():
        if exercise.normal_form and word == "off by a little":
            continue  # logits may be shifted
        for i, part in enumerate(exercise.parts or [None]):

            def changed(*args, i=i, part=part, change=change):
                value = exercise.reference(*args)
                if part is None:
                    return change(np.asarray(value))
                return tuple(change(np.asarray(v)) if k == i else v for k, v in enumerate(value))

            verdict = is_wrong_without_a_name(name, changed)
            labels = [label.split(":")[0] for label, _ in verdict.facts]
            assert part is None or part in labels


@EACH
def test_the_right_shapes_full_of_one_number_are_not_right(name):
    for number in (np.nan, np.inf, -np.inf, 0.0, 1.0):

        def filled(*args, number=number):
            return each(lambda v: np.full(v.shape, number), EXERCISES[name].reference(*args))

        assert check(name, filled).status in ("wrong", "known mistake")


@settings(max_examples=60)
@given(
    name=st.sampled_from(sorted(EXERCISES)),
    case=st.integers(0, 30),
    entry=st.integers(0, 100),
    size=st.floats(1e-5, 1e5) | st.sampled_from([float("nan"), float("inf"), float("-inf")]),
    sign=st.sampled_from([-1, 1]),
)
def test_one_entry_moved_on_one_input_is_found(name, case, entry, size, sign):
    exercise = EXERCISES[name]
    args = exercise.cases[case % len(exercise.cases)]
    if exercise.normal_form and np.size(args[0]) == 1:
        return  # with one class every logit is right

    def moved(*mine):
        answer = exercise.reference(*widened(mine))
        several = list(answer) if exercise.parts else [answer]
        i = entry % len(several)
        value = np.array(several[i], float)
        same = all(
            np.array_equal(a, m) and np.asarray(a).dtype == np.asarray(m).dtype
            for a, m in zip(args, mine, strict=True)
        )
        if same:
            flat = value.reshape(-1)
            at = entry % flat.size
            scale = max(1.0, abs(flat[at])) if np.isfinite(flat[at]) else 1.0
            flat[at] = flat[at] + sign * size * scale if np.isfinite(flat[at]) else 0.0
        several[i] = value[()]
        return tuple(several) if exercise.parts else several[0]

    with np.errstate(all="ignore"):
        verdict = check(name, moved)
    narrow = any(np.asarray(a).dtype.itemsize < 8 for a in args)
    if not narrow or not size < 0.2:  # a narrow format forgives what it cannot hold
        assert verdict.status != "right"


def one_sided_in_a_copy(f, z):
    J = np.zeros((len(f(z)), len(z)))
    for j in range(len(z)):
        up = z.copy()
        up[j] += 1e-5
        J[:, j] = (f(up) - f(z)) / 1e-5
    return J


def sums_in_the_format_of_z(z):
    out = np.zeros((len(z), len(z)), z.dtype)
    out[...] = np.diag(softmax(z)) + np.outer(softmax(z), softmax(z))
    return out


@pytest.mark.parametrize(
    ("exercise", "mistake", "function"),
    [
        ("numerical_jacobian", "one-sided-difference", one_sided_in_a_copy),
        ("softmax_jacobian", "plus-the-outer-product", sums_in_the_format_of_z),
    ],
)
def test_a_second_mistake_on_whole_numbers_does_not_hide_the_first(exercise, mistake, function):
    verdict = check(exercise, function)
    assert (verdict.status, verdict.mistake) == ("known mistake", mistake), verdict
    assert "Whole numbers come out differently still" in flat(verdict)


def wrong_on_whole_numbers_only(z):
    p = softmax(z)
    return (np.diag(p) - np.outer(p, p)) * (1 if z.dtype.kind == "f" else 2)


def test_a_function_that_is_right_on_floats_has_no_other_mistakes_name():
    verdict = check("softmax_jacobian", wrong_on_whole_numbers_only)
    assert (verdict.status, verdict.mistake) == ("wrong", None)


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
