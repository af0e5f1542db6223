"""What lesson 09 says at its end about all its programs is counted, run and looked up here."""

import re
import traceback

import numpy as np
import pytest

from helpers import log_softmax, numerical_gradient, softmax
from helpers.exercises.hunts import HUNTS, NAMES
from helpers.exercises.hunts.outcome import IMPORTS
from tests.exercises.hunted import said

RAISED = {"divide": "raise", "over": "raise", "invalid": "raise"}


# --- the witness that was sent away


def complaint(name):
    """Return the number of the line at which numpy stops a program; None if it does not."""
    space = {}
    exec(IMPORTS, space)
    try:
        with np.errstate(**RAISED):
            exec(compile(HUNTS[name].program, "program", "exec"), space)
    except FloatingPointError as error:
        frames = traceback.extract_tb(error.__traceback__)
        return [frame.lineno for frame in frames if frame.filename == "program"][-1]
    return None


def test_numpy_would_have_warned_in_four_programs_and_in_two_at_the_very_line():
    lines = {name: complaint(name) for name in NAMES if complaint(name) is not None}
    assert lines == {
        "y-and-p-swapped": 2,
        "shift-cures-log-0": 8,
        "eps-no-op": 4,
        "shift-by-batch-max": 4,
    }
    assert [n for n, line in lines.items() if line in HUNTS[n].wrong] == list(lines)[:2]
    assert all(line > max(HUNTS[n].wrong) for n, line in list(lines.items())[2:])
    assert "four of these programs numpy would have warned, in two of them at the very" in said(
        "witness"
    )
    assert "In the other two it would have named a line after the mistake" in said("witness")


def test_underflow_is_to_be_left_alone():
    z = np.array([900.0, 20.0])
    assert 'divide="raise", invalid="raise", over="raise"' in said("raise")
    with np.errstate(**RAISED):
        powers = np.exp(z - z.max())
    assert (powers / powers.sum()).tolist() == [1, 0]
    with np.errstate(all="raise"), pytest.raises(FloatingPointError) as stopped:
        np.exp(z - z.max())
    assert str(stopped.value) in said("underflow")


# --- the lookalikes


def test_log_softmax_twice_does_no_harm_and_softmax_twice_does():
    z = np.array([1.0, 2.0, 3.0])
    assert np.allclose(log_softmax(log_softmax(z)), log_softmax(z), rtol=0, atol=1e-15)
    assert not np.allclose(softmax(softmax(z)), softmax(z), atol=0.1)


def test_clipping_before_normalising_caps_the_loss_and_takes_the_gradient():
    def loss(z):
        p = np.maximum(softmax(z), 1e-7)
        return -np.log((p / p.sum())[0])

    z = np.array([0.0, 40.0])
    assert abs(loss(z) + np.log(1e-7)) < 1e-6
    assert np.abs(numerical_gradient(loss, z)).max() < 1e-6
    assert "Clipping before normalising" in said("lookalikes-reads")
    assert "Two outputs with a sigmoid each" in said("lookalikes-reads")


# --- six tests of one line

# For each test: what the lesson says, and by program the line, with changes to the program that
# put it into the state which the line needs (one step only, say). All of them fail with the
# mistake. Without it all pass, but for the clip of eps-no-op: its story says what that one costs.
ROWS = "np.allclose({}.sum(axis=1), 1)"
BIAS = "np.allclose(-b / 0.5, numerical_gradient(lambda b: nll(x @ np.zeros((2, 3)) + b), b * 0))"
PENALISED = "lambda w: binary_cross_entropy_from_logits(y, x @ w) + 0.5 * (w @ w)"
BY_HAND = "np.allclose(gradient_of({0}), numerical_gradient(loss_of, {0}), atol=1e-6)"
SIX = {
    "Rows sum to 1": {
        "integer-dtype": (ROWS.format("chances"),),
        "shift-numerator-only": (ROWS.format("attention(queries, keys)"),),
        "wrong-axis": (ROWS.format("shares"),),
        "no-keepdims": (ROWS.format("policy"),),
        "shift-by-batch-max": (ROWS.format("word_probabilities(np.vstack([quiet, loud]))"),),
    },
    r"Guessing costs $\log K$": {
        "nll-of-probabilities": ("np.isclose(loss, np.log(2))", ("range(61)", "range(1)")),
        "y-and-p-swapped": ("np.isclose(score(blind, came), np.log(3))",),
    },
    "right beyond doubt costs 0, and one whose true class trails by 900 costs 900": {
        "double-softmax": ("np.isclose(loss_of(100 * np.linalg.pinv(pictures)), 0)",),
        "shift-cures-log-0": ("np.isclose(losses[1], 900)", ("900.0, 20.0", "900.0, 0.0")),
        "eps-no-op": ("np.isclose(spam_loss(is_spam, scores)[2], 900)", ("21.0", "900.0")),
        "eps-bias": ("np.isclose(loss_at(900), 900)",),
    },
    "Different inputs get different answers": {
        "one-output-softmax": ("len(np.unique(a)) > 1",),
    },
    "gradient of the logits sums to 0": {
        "overwritten-row": (
            "np.allclose(np.array([1.0, 0.0, 0.0, 0.0]) @ gradient @ np.ones(4), 0)",
        ),
        "elementwise-for-matrix": ("np.isclose(gradient.sum(), 0)",),
    },
    "gradient by hand agrees with the numerical one": {
        "bias-summed-over-classes": (BIAS, ("range(300)", "range(1)")),
        "sum-for-mean": (BY_HAND.format("W"),),
        "half-reg": (BY_HAND.format("w"),),
        "forgotten-regularisation": (
            f"np.allclose((np.ones(5) - w) / 0.5, numerical_gradient({PENALISED}, np.ones(5)))",
            ("range(200)", "range(1)"),
            ("np.zeros(x.shape[1])", "np.ones(x.shape[1])"),
        ),
    },
}
COUNTS = ["five", "two", "four", "one", "two", "four"]


def passes(program, line, *changes):
    space = {}
    exec(IMPORTS, space)
    for old, new in changes:
        assert old in program
        program = program.replace(old, new)
    with np.errstate(all="ignore"):
        exec(program, space)
        if "birds" in space:
            space["nll"] = lambda Z: -log_softmax(Z)[np.arange(100), space["birds"]].mean()
        return bool(eval(line, space))


@pytest.mark.parametrize("test", SIX)
def test_one_line_catches_as_many_programs_as_the_lesson_says(test):
    for name, how in SIX[test].items():
        assert not passes(HUNTS[name].program, *how), name
        assert passes(HUNTS[name].mended, *how) or name == "eps-no-op", name


def test_together_they_catch_all_and_are_told_with_their_counts():
    assert sorted(name for caught in SIX.values() for name in caught) == sorted(NAMES)
    words = {1: "one", 2: "two", 4: "four", 5: "five"}
    assert [words[len(caught)] for caught in SIX.values()] == COUNTS
    told = next(line for line in said("learned").split("\n") if "Six tests of one line" in line)
    assert "catch all eighteen" in told
    assert len(NAMES) == 18
    assert re.findall(r"\((\w+)(?: programs)?\)", told) == COUNTS
    assert all(test in told for test in SIX)


def test_the_minutes_of_the_parts_are_those_of_the_lesson():
    minutes = re.findall(r"^\| [^|]+ \| (\d+) \|", said("title"), re.MULTILINE)
    assert len(minutes) == 5
    assert f"About {sum(map(int, minutes))} minutes" in said("title")
