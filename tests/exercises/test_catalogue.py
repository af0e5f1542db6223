"""Each known mistake is called by its own name, and each exercise is whole."""

import re

import numpy as np
import pytest

from helpers import functions, information, jacobians, losses
from helpers.exercises import check
from helpers.exercises.catalogue import EXERCISES
from helpers.exercises.compare import expected, widened
from helpers.exercises.run import call
from helpers.gradcheck import numerical_jacobian
from tests.exercises.oracles import ORACLES as LATER

# The rows of the table of misconceptions that the catalogue refers to.
TABLE = {
    1: "double-softmax",
    3: "nll-of-probabilities",
    4: "diagonal-only",
    5: "gradient-vector",
    6: "inputs-for-outputs",
    7: "overwritten-row",
    8: "elementwise-for-matrix",
    9: "missing-a(1-a)",
    10: "a-y-with-mse",
    11: "p-1-for-p(1-p)",
    12: "zero-by-quotient-rule",
    13: "forgot-the-denominator",
    15: "shift-numerator-only",
    16: "shift-by-max(0,max)",
    17: "shift-by-batch-max",
    18: "shift-cures-log-0",
    19: "zero-log-zero",
    20: "eps-no-op",
    21: "eps-bias",
    22: "wrong-axis",
    23: "no-keepdims",
    24: "integer-dtype",
    25: "sum-for-mean",
    26: "half-reg",
    27: "one-output-softmax",
    28: "temperature-inverted",
    29: "y-and-p-swapped",
}
MISTAKES = [
    pytest.param(exercise, mistake, id=f"{exercise.name}-{mistake.id}")
    for exercise in EXERCISES.values()
    for mistake in exercise.mistakes
]
ALL = [pytest.param(e, id=e.name) for e in EXERCISES.values()]
BANNED = r"\b(simply|obviously|clearly|trivial|just|it is easy to see)\b"


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES)
def test_every_way_of_writing_a_mistake_is_called_by_its_name(exercise, mistake):
    # Were two mistakes alike on all inputs, the second would be called by the first one's name.
    for code in mistake.codes:
        verdict = check(exercise.name, code)
        assert (verdict.status, verdict.mistake) == ("known mistake", mistake.id)
        assert mistake.name in repr(verdict)
        assert mistake.found_in in repr(verdict).replace("\n  ", " ")


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES)
def test_every_way_of_writing_a_mistake_gives_a_value_somewhere(exercise, mistake):
    # A code that always raised would lend its name to every function that always raises.
    for code in mistake.codes:
        assert any(call(code, args, None).error is None for args in exercise.cases)


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES)
def test_a_mistake_says_what_and_where_and_numbers_refer_to_the_table(exercise, mistake):
    assert len(mistake.sentence) > 40
    assert mistake.found_in.strip()
    number, _, name = mistake.id.partition("-")
    if number.isdigit():
        assert TABLE[int(number)] == name
    else:
        assert mistake.id not in TABLE.values(), "this name stands in the table: give its number"


def test_every_row_of_the_table_that_belongs_here_is_in_the_catalogue():
    ids = {m.id for e in EXERCISES.values() for m in e.mistakes}
    assert {f"{number}-{name}" for number, name in TABLE.items()} <= ids


@pytest.mark.parametrize("exercise", ALL)
def test_the_solution_that_is_shown_is_right(exercise):
    namespace = {"np": np}
    exec(exercise.solution, namespace)
    assert check(exercise.name, namespace[exercise.name]).status == "right"


@pytest.mark.parametrize("exercise", ALL)
def test_an_exercise_is_whole(exercise):
    assert len(exercise.hints) == 3
    assert len(exercise.mistakes) >= 4
    assert len({m.id for m in exercise.mistakes}) == len(exercise.mistakes)
    texts = [exercise.statement, exercise.shown, exercise.why, *exercise.hints]
    texts += [m.sentence for m in exercise.mistakes]
    for text in texts:
        assert len(text) > 30
        assert not re.search(BANNED, text, re.IGNORECASE), text
        assert text.count("`") % 2 == 0
        assert "$" not in text, "verdicts are not typeset everywhere"


@pytest.mark.parametrize("exercise", ALL)
def test_cases_go_from_the_smallest_on_and_promise_what_the_statement_says(exercise):
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


def _plogp(p):
    return [v * np.log(v) if v else 0.0 for v in p]


ORACLES = {
    "softmax": functions.softmax,
    "softmax_with_temperature": lambda z, t: functions.softmax(z, temperature=t),
    "sigmoid_as_softmax": functions.sigmoid,
    "stable_softmax": functions.softmax,
    "softmax_rows": functions.softmax,
    "logsumexp": functions.logsumexp,
    "log_softmax": functions.log_softmax,
    "logits_for": lambda p: np.log(p),
    "plogp": _plogp,
    "softmax_jacobian": jacobians.softmax_jacobian,
    "batch_jacobian": jacobians.softmax_jacobian,
    "softmax_vjp": lambda z, g: jacobians.softmax_vjp(functions.softmax(z), g),
    "numerical_jacobian": numerical_jacobian,
    "row_derivative": lambda W, x, j, i: jacobians.softmax_weight_derivative(W, x)[j, i],
    "weight_derivative": jacobians.softmax_weight_derivative,
    "weight_gradient": jacobians.softmax_weight_vjp,
    "input_gradient": lambda W, x, g: jacobians.softmax_vjp(functions.softmax(W @ x), g) @ W,
    "entropy": information.entropy,
    "cross_entropy": information.cross_entropy,
    "batch_cross_entropy": losses.categorical_cross_entropy_from_logits,
    "binary_cross_entropy": lambda y, z: losses.binary_cross_entropy_from_logits(
        y, z, reduction="none"
    ),
    **LATER,
}
# What differences of numbers cannot give to the last digits.
NUMERICAL = {"numerical_jacobian": 1e-7, "hidden_delta": 1e-8}


@pytest.mark.parametrize("exercise", ALL)
def test_what_is_expected_agrees_with_the_ground_floor(exercise):
    oracle = ORACLES[exercise.name]
    for args in exercise.cases:
        wanted, known = expected(exercise, args), oracle(*widened(args))
        arrays = [a for a in args if isinstance(a, np.ndarray)]
        off = NUMERICAL.get(exercise.name, 1e-11)
        parts = zip(wanted, known, strict=True) if exercise.parts else [(wanted, known)]
        for one, other in parts:
            assert np.isfinite(one).all() or not all(np.isfinite(a).all() for a in arrays)
            assert np.shape(one) == np.shape(other)
            np.testing.assert_allclose(one, other, rtol=off, atol=off)


def test_the_numbers_that_sentences_quote():
    z = np.array([1.0, 2.0, 3.0])
    too_small = (np.exp(z - 3) / np.exp(z).sum()).sum()
    assert f"{too_small:.4f}" in said_by("stable_softmax", "15-shift-numerator-only")
    log_softmax = {m.id: m.sentence for m in EXERCISES["log_softmax"].mistakes}
    assert f"{np.log(1e-12):.1f}" in log_softmax["21-eps-bias"]
    for dtype in ("float64", "float32", "float16"):
        assert f"{np.log(float(np.finfo(dtype).max)):.2f}" in said_by("stable_softmax", "no-shift")
    assert np.float32(1 - 1e-8) == 1
    assert f"{np.log(1 + 2 / np.e):.3f} for K = 3" in said_by(
        "batch_cross_entropy", "1-double-softmax"
    )
    assert f"{-np.log(1e-7):.4f}" in said_by("batch_cross_entropy", "21-eps-bias")
    assert f"{-np.log(1e-7):.4f}" in said_by("binary_cross_entropy", "21-eps-bias")
    mean = np.logaddexp.reduce(z) - 3
    assert f"{3 * mean:.5f} and {mean:.6f}" in said_by("batch_cross_entropy", "25-sum-for-mean")
    ends = np.logaddexp(0, [-1, 1])
    twice = said_by("binary_cross_entropy", "1-double-softmax")
    assert f"between {ends[0]:.3f} and {ends[1]:.3f}" in twice


def said_by(exercise, mistake):
    return next(m.sentence for m in EXERCISES[exercise].mistakes if m.id == mistake)
