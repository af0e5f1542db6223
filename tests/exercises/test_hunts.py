"""Every program of the bug hunt: it shows what is claimed, and without the mistake it does not."""

import numpy as np
import pytest

from helpers.exercises.hunts import HUNTS, NAMES
from tests.exercises.hunted import EACH, close, numbers, ran, space_after

ACCUSED = {
    "nll-of-probabilities": ["    loss = -p[rows, labels].mean()"],
    "y-and-p-swapped": [
        "def score(forecast, outcome):",
        "    terms = forecast * np.log(outcome)",
    ],
    "double-softmax": ["    outputs = softmax(pictures @ W)"],
    "shift-cures-log-0": ["losses = -np.log(p[np.arange(3), played])"],
    "eps-no-op": ["    a = np.clip(a, 1e-8, 1 - 1e-8)"],
    "eps-bias": ["    return -np.log(softmax(z)[0] + 1e-7)"],
    "integer-dtype": ["chances = np.zeros_like(points)"],
    "one-output-softmax": ["    a = softmax(visits @ w)[:, 0]"],
    "shift-numerator-only": [
        "    total = np.exp(scores).sum(axis=1, keepdims=True)",
        "    scores = scores - scores.max(axis=1, keepdims=True)",
    ],
    "wrong-axis": ["    return powers / powers.sum(axis=0, keepdims=True)"],
    "no-keepdims": ["policy = powers / powers.sum(axis=1)"],
    "shift-by-batch-max": ["    peak = scores.max()"],
    "bias-summed-over-classes": ["    b -= 0.5 * G.sum() / 100"],
    "overwritten-row": ["        gradient[i] = p[i] * (same - p[j])"],
    "elementwise-for-matrix": ["gradient = upstream * p * (1 - p)"],
    "sum-for-mean": [
        "    return -(Y * log_softmax(drops @ W)).sum(axis=1).mean()",
        "    return drops.T @ (softmax(drops @ W) - Y)",
    ],
    "half-reg": ["    return data + 0.5 * l2 * (w @ w)", "    return data + 2 * l2 * w"],
    "forgotten-regularisation": [
        "        gradient = x.T @ (a - y) / len(y)",
        "        w -= 0.5 * gradient",
    ],
}

# What each program shows with its mistake, and without.
nan, inf = float("nan"), float("inf")
HALF_LOST = [0.535, 2.033, 0.902, 0.616]
SYMPTOM = {
    "nll-of-probabilities": lambda v: close(
        v, [0, -0.5, 20, -0.9746, 40, -0.9862, 60, -0.9905]
    ),
    "y-and-p-swapped": lambda v: v == [inf, inf],
    "double-softmax": lambda v: abs(v[1] - np.log(1 + 9 / np.e)) < 0.003 and v[2] == 100,
    "shift-cures-log-0": lambda v: v[1] == inf and v[3] == inf and np.isfinite(v[::2]).all(),
    "eps-no-op": lambda v: close(v, [0.0486, 0.4741, inf, 0.0025]),
    "eps-bias": lambda v: close(v[-4:], [0.998, 0.020, 0, 0]),
    "integer-dtype": lambda v: v == [0] * 12,
    "one-output-softmax": lambda v: v == [1, 1, 1, 1, 1, 0.54],
    "shift-numerator-only": lambda v: max(v) < 0.25 and min(v) < 0.001,
    "wrong-axis": lambda v: v[-3:] == [1, 1, 1]
    and close(np.reshape(v[:9], (3, 3)).sum(axis=0), [1, 1, 1], 2e-3)
    and not close(np.reshape(v[:9], (3, 3)).sum(axis=1), [1, 1, 1], 2e-3),
    "no-keepdims": lambda v: close(v[:4], HALF_LOST),
    "shift-by-batch-max": lambda v: np.isnan(v[9:15]).all() and np.isfinite(v[:9] + v[15:]).all(),
    "bias-summed-over-classes": lambda v: v[:3] == [0, 0, 0],
    "overwritten-row": lambda v: len({tuple(v[k:16:4]) for k in range(4)}) == 1
    and close(v[16:], [-0.122, -0.547, -0.027, 0.696]),
    "elementwise-for-matrix": lambda v: v[0] > 0 > v[3] and abs(sum(v[:3])) > 0.03,
    "sum-for-mean": lambda v: v == [8] * 12,
    "half-reg": lambda v: v == [0.1] * 4,
    "forgotten-regularisation": lambda v: v[2] == v[5] == v[8] and v[1] < v[4] < v[7],
}
GONE = {
    "nll-of-probabilities": lambda v: close(v[1:2], [np.log(2)]) and 0 < v[-1] < 0.05,
    "y-and-p-swapped": lambda v: close(v, [0.5946, 1.0986]),
    "double-softmax": lambda v: v[1] < 0.005 and v[2] == 100,
    "shift-cures-log-0": lambda v: v[1] == 880,
    "eps-no-op": lambda v: close(v, [0.0486, 0.4741, 15.9424, 0.0025]),
    "eps-bias": lambda v: close(v[-4:], [1, 1, 1, 1]),
    "integer-dtype": lambda v: v[-3:] == [1, 1, 1] and min(v[:9]) >= 0 and max(v[:9]) < 1,
    "one-output-softmax": lambda v: max(v[:5]) < 1 and v[-1] > 0.95,
    "shift-numerator-only": lambda v: v == [1, 1, 1],
    "wrong-axis": lambda v: v[-3:] == v[:3] and close([sum(v[:3])], [1], 2e-3),
    "no-keepdims": lambda v: v[:4] == [1, 1, 1, 1],
    "shift-by-batch-max": lambda v: v[9:] == v[3:9] + v[:3],
    "bias-summed-over-classes": lambda v: v[0] > v[1] > v[2] and close(v[3:], [0.7, 0.2, 0.1]),
    "overwritten-row": lambda v: v[16:] == [0, 0, 0, 0] and v[1] == v[4],
    "elementwise-for-matrix": lambda v: v[:3] == v[3:],
    "sum-for-mean": lambda v: v == [1] * 12,
    "half-reg": lambda v: v == [0] * 4,
    "forgotten-regularisation": lambda v: v[2] > v[5] > v[8],
}


@EACH
def test_the_symptom_shows(name):
    assert SYMPTOM[name](numbers(name)), ran(name).printed
    assert not GONE[name](numbers(name))


@EACH
def test_the_symptom_is_gone_when_it_is_mended(name):
    assert GONE[name](numbers(name, mended=True)), ran(name, True).printed
    assert not SYMPTOM[name](numbers(name, mended=True))


@EACH
def test_exactly_the_lines_at_fault_may_be_accused(name):
    program = HUNTS[name]
    codes = program.program.split("\n")
    assert [codes[n - 1] for n in sorted(program.wrong)] == ACCUSED[name]


@EACH
def test_every_line_has_a_reply_that_is_its_own(name):
    program = HUNTS[name]
    count = len(program.lines)
    replies = [program.reply(n) for n in range(1, count + 1)]
    assert all(reply.strip() and reply.strip().endswith((".", "?")) for reply in replies)
    tempting = [r for n, r in enumerate(replies, 1) if n not in program.wrong and len(r) > 80]
    assert len(tempting) >= 2, "a reader who is close deserves more than a few words"


@EACH
def test_what_mends_it_is_small(name):
    program = HUNTS[name]
    assert 1 <= len(program.changes()) <= 2
    assert {n for n, _, _ in program.changes()} <= program.wrong
    assert len(program.mended.split("\n")) == len(program.lines) <= 15
    assert max(map(len, program.program.split("\n"))) <= 90


@EACH
def test_the_test_that_would_have_caught_it_does(name):
    catch = compile(HUNTS[name].catch, "catch", "exec")
    with np.errstate(all="ignore"):
        with pytest.raises(AssertionError):
            exec(catch, space_after(name))
        exec(catch, space_after(name, mended=True))


def test_rows_that_sum_to_1_are_a_test_that_catches_five_programs():
    caught = {name for name in NAMES if _rows_miss_1(space_after(name))}
    told = HUNTS["integer-dtype"].moral
    assert len(caught) == 5, caught
    assert "five programs" in told


def _rows_miss_1(space):
    with np.errstate(all="ignore"):
        made = [space[v] for v in ("chances", "shares", "policy") if v in space]
        if "attention" in space:
            made.append(space["attention"](space["queries"], space["keys"]))
        if "word_probabilities" in space:
            made.append(space["word_probabilities"](np.vstack([space["quiet"], space["loud"]])))
    return any(not np.allclose(table.sum(axis=1), 1) for table in made)


@pytest.mark.parametrize("name", ["double-softmax", "eps-bias"])
def test_some_show_it_in_a_picture_with_words(name):
    for mended in (False, True):
        shown = ran(name, mended)
        assert shown.png.startswith(b"\x89PNG")
        assert shown.alt[-5:] in shown.printed
        assert f'alt="{shown.alt}"' in shown.as_html()
    assert ran(name).png != ran(name, True).png
    assert ran(name).alt != ran(name, True).alt


def test_the_others_need_none():
    assert [name for name in NAMES if HUNTS[name].drawing] == ["double-softmax", "eps-bias"]
    assert not any("picture(" in HUNTS[name].program for name in NAMES)
