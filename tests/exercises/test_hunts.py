"""The bug hunt: what each program shows, what is told of it, and what lesson 10 says at its end."""

import re
import traceback
from functools import cache
from pathlib import Path

import numpy as np
import pytest

import helpers
import helpers.exercises.content.hunts as hunts
from helpers import log_softmax, numerical_gradient, softmax
from helpers.exercises.cards.hunt import IMPORTS, outcome
from helpers.exercises.content.hunts import HUNTS, SYMPTOMS, find
from tests.notebooks.lessons import FOLDER, read
from tests.notebooks.prose import agrees, stated

EACH = pytest.mark.parametrize("name", HUNTS)
LESSON = read(FOLDER / "10_bug_hunt.ipynb")
CELLS = {cell["id"]: cell["source"] for cell in LESSON.cells}
METADATA = {cell["id"]: cell["metadata"] for cell in LESSON.cells}


@cache
def ran(name, mended=False):
    program = HUNTS[name]
    return outcome(program.mended if mended else program.program, program.drawing)


def numbers(name, mended=False):
    """Return the numbers that a program prints."""
    (printed,) = re.findall(r"<pre>(.*)</pre>", ran(name, mended), re.DOTALL)
    return list(map(float, re.findall(r"-?\d+\.?\d*(?:e[-+]\d+)?|nan|inf", printed)))


@cache
def space_after(program):
    """Return the names that a program leaves behind; a test may add to them, and change none."""
    space = {}
    exec(IMPORTS, space)
    with np.errstate(all="ignore"):
        exec(program, space)
    return space


@EACH
def test_every_line_has_a_reply_and_what_mends_it_is_small(name):
    program = HUNTS[name]
    codes = program.program.split("\n")
    changed = {n for n in program.wrong if program.lines[n - 1][0] != program.lines[n - 1][2]}
    assert 1 <= len(changed) <= 2
    assert len(program.wrong - changed) <= 1, "one more line may be accused, and is not changed"
    assert len(program.mended.split("\n")) == len(program.lines) <= 15
    assert max(map(len, codes)) <= 90
    replies = [program.reply(n) for n in range(1, len(codes) + 1)]
    assert all(reply.endswith((".", "?")) for reply in replies)
    long = {n for n, reply in enumerate(replies, 1) if len(reply) > 80}
    assert len(long - program.wrong) >= 2, "who is close deserves more than a few words"
    assert len(program.story.split()) > 30
    assert len(program.found_in.split()) >= 2
    assert not program.found_in.endswith(".")


@pytest.mark.parametrize("name", [name for name in HUNTS if HUNTS[name].drawing])
def test_some_show_it_in_a_picture_with_words(name):
    pictures = set()
    for mended in (False, True):
        shown = r"<pre>(.*)</pre><img src=\"data:image/png;base64,(iVBORw0KGgo\S+)\" alt=\"(.*)\">"
        printed, png, alt = re.fullmatch(shown, ran(name, mended), re.DOTALL).groups()
        assert alt[-5:] in printed
        pictures |= {png, alt}
    assert len(pictures) == 4, "the two programs differ in the picture and in its words"


@EACH
def test_the_lesson_shows_the_program_and_asks_for_it(name):
    assert CELLS[f"program-{name}"] == HUNTS[name].program
    assert CELLS[f"hunt-{name}"] == f'hunt("{HUNTS[name].symptom}")'
    assert HUNTS[name].title in CELLS[f"say-{name}"]
    assert CELLS.get(f"draw-{name}", "") == HUNTS[name].drawing


def is_optional(name):
    return "optional" in METADATA[f"hunt-{name}"].get("tags", [])


def test_nine_programs_are_for_all_and_nine_are_optional_with_all_their_cells():
    optional = [name for name in HUNTS if is_optional(name)]
    assert optional == list(HUNTS)[9:]
    assert "nine small programs, and nine more in an optional part" in CELLS["how"]
    tagged = {i for i, data in METADATA.items() if "optional" in data.get("tags", [])}
    others = {"part-four", "lookalikes", "log-softmax-twice", "lookalikes-reads"}
    parts = [f"{part}-{n}" for n in optional for part in ("say", "program", "draw", "hunt")]
    assert tagged - others == set(parts) & set(CELLS)


def test_a_program_is_folded_because_its_listing_stands_below():
    folded = {i for i, data in METADATA.items() if data.get("jupyter", {}).get("source_hidden")}
    assert folded == {i for i in CELLS if i.startswith(("program-", "draw-"))}
    assert "**folded**" in CELLS["how"]


def test_no_cell_of_the_lesson_names_the_mistake_before_it_is_found():
    assert not [name for name in HUNTS for source in CELLS.values() if name in source]


def test_each_module_is_listed_and_each_listed_one_is_there():
    files = {path.stem for path in Path(hunts.__file__).parent.glob("*.py")} - {"__init__"}
    assert files == {name.replace("-", "_") for name in HUNTS}
    assert all(program.name == name for name, program in HUNTS.items())


LOSS = helpers.categorical_cross_entropy_from_logits
TOO_SMALL = (np.exp([-2.0, -1.0, 0.0]) / np.exp([1.0, 2.0, 3.0]).sum()).sum()
NOTHING_LEFT = {"float64": 1075 * np.log(2), "float32": 150 * np.log(2)}  # where exp is 0
# Numbers in replies and stories that no run of the program prints.
COMPUTED = {
    "double-softmax": [np.log(1 + (K - 1) / np.e) for K in (2, 3, 10, 100)],
    "shift-cures-log-0": [*NOTHING_LEFT.values(), 1000],
    "eps-no-op": [1e-8, 1e-4, np.finfo(np.float32).eps / 2, 1e-12],
    "eps-bias": [1e-3, 1e-5],
    "integer-dtype": [12.0, softmax([12, 9, 7])[0]],
    "shift-numerator-only": [TOO_SMALL, 1000, 1001],
    "shift-by-batch-max": [NOTHING_LEFT["float64"]],
    "bias-summed-over-classes": [0.7, 0.2, 0.1, -1e-8],
    "elementwise-for-matrix": softmax([1, 2, 3]),
    "sum-for-mean": [LOSS([2] * 3, [[1, 2, 3]] * 3, reduction=r) for r in ("sum", "mean")],
    "half-reg": [5e-6],
}


@EACH
def test_numbers_in_its_words_are_printed_or_computed(name):
    program = HUNTS[name]
    words = [program.reply(n) for n in range(1, len(program.lines) + 1)]
    words += [program.title, program.hint, program.story, program.found_in, program.moral]
    literals = re.findall(r"(?<![\w.])\d+\.?\d*(?:e-?\d+)?", program.program + program.mended)
    known = numbers(name) + numbers(name, True) + list(map(float, literals))
    known += [float(number) for number in COMPUTED.get(name, [])]
    wrong = [
        number
        for text in words
        for number in stated(text)
        if not any(agrees(number, value) for value in known)
    ]
    assert wrong == []


def test_with_a_tiny_penalty_the_wrong_gradient_agrees_to_four_decimals():
    space = space_after(HUNTS["half-reg"].program.replace("(6), 0.1\n", "(6), 5e-6\n", 1))
    assert space["l2"] == 5e-6
    wrong, w = space["gradient_of"](space["w"]), space["w"]
    assert np.abs(wrong - space["numerical_gradient"](space["loss_of"], w)).max() < 5e-5


def test_a_program_is_found_by_its_mistake_and_by_its_symptom_and_else_refused():
    assert find("double-softmax") is find("stuck-loss") is HUNTS["double-softmax"]
    assert not set(SYMPTOMS) & set(HUNTS)
    with pytest.raises(ValueError, match="name: no program is called 'Stuck-Loss'; there is .*-"):
        find("Stuck-Loss")
    with pytest.raises(TypeError, match="name: expected text such as 'stuck-loss', got list"):
        find(["stuck-loss"])


RAISED = {"divide": "raise", "over": "raise", "invalid": "raise"}


def test_numpy_would_have_warned_in_one_program_and_in_three_optional_ones():
    warned = []
    for name, program in HUNTS.items():
        try:
            with np.errstate(**RAISED):
                exec(compile(program.program, "program", "exec"), dict(space_after("")))
        except FloatingPointError as error:
            frames = traceback.extract_tb(error.__traceback__)
            line = [frame.lineno for frame in frames if frame.filename == "program"][-1]
            assert line >= max(program.wrong)
            warned.append((name, is_optional(name), line in program.wrong))
    assert warned == [
        ("shift-cures-log-0", False, True),
        ("y-and-p-swapped", True, True),
        ("eps-no-op", True, False),
        ("shift-by-batch-max", True, False),
    ]
    told = CELLS["witness"]
    assert "In one of the nine programs numpy would have warned, at the very line." in told
    assert "it would have in three more, in two of them at a line after the mistake" in told


def test_underflow_is_to_be_left_alone():
    z = np.array([900.0, 20.0])
    assert 'divide="raise", invalid="raise", over="raise"' in CELLS["raise"]
    with np.errstate(**RAISED):
        powers = np.exp(z - z.max())
    assert (powers / powers.sum()).tolist() == [1, 0]
    with np.errstate(all="raise"), pytest.raises(FloatingPointError) as stopped:
        np.exp(z - z.max())
    assert str(stopped.value) in CELLS["underflow"]


def test_clipping_before_normalising_caps_the_loss_and_takes_the_gradient():
    def loss(z):
        p = np.maximum(softmax(z), 1e-7)
        return -np.log((p / p.sum())[0])

    z = np.array([0.0, 40.0])
    assert abs(loss(z) + np.log(1e-7)) < 1e-6
    assert np.abs(numerical_gradient(loss, z)).max() < 1e-6
    assert "Clipping before normalising" in CELLS["lookalikes-reads"]
    assert "Two outputs with a sigmoid each" in CELLS["lookalikes-reads"]


# What the lesson says of six tests, and which programs each catches.
ROWS = "integer-dtype shift-numerator-only wrong-axis no-keepdims shift-by-batch-max"
GRADIENTS = "bias-summed-over-classes sum-for-mean half-reg forgotten-regularisation"
SIX = {
    "Rows sum to 1": ROWS.split(),
    r"Guessing evenly costs $\log K$": ["nll-of-probabilities", "y-and-p-swapped"],
    "right beyond doubt costs 0, and one whose true class trails by 900 costs 900": [
        *("double-softmax", "shift-cures-log-0", "eps-no-op", "eps-bias")
    ],
    "Different inputs get different answers": ["one-output-softmax"],
    r"entries of $\partial L / \partial z$ sum to 0": ["overwritten-row", "elementwise-for-matrix"],
    "gradient by hand agrees with the numerical one": GRADIENTS.split(),
}
# The line of that test where it is not the program's own `catch`, and changes to the program that
# put it into the state which the line needs (one step only, say).
BIAS = "np.allclose(-b / 0.5, numerical_gradient(lambda b: nll(x @ np.zeros((2, 3)) + b), b * 0))"
PENALISED = "lambda w: binary_cross_entropy_from_logits(y, x @ w) + 0.5 * (w @ w)"
LINES = {
    "wrong-axis": ["np.allclose(shares.sum(axis=1), 1)"],
    "shift-by-batch-max": [
        "np.allclose(word_probabilities(np.vstack([quiet, loud])).sum(axis=1), 1)"
    ],
    "nll-of-probabilities": ["np.isclose(loss, np.log(2))", ("range(61)", "range(1)")],
    "double-softmax": ["np.isclose(loss_of(100 * np.linalg.pinv(pictures)), 0)"],
    "shift-cures-log-0": ["np.isclose(losses[1], 900)", ("900.0, 20.0", "900.0, 0.0")],
    "eps-no-op": ["np.isclose(spam_loss(is_spam, scores)[2], 900)", ("21.0", "900.0")],
    "eps-bias": ["np.isclose(loss_at(900), 900)"],
    "overwritten-row": ["np.allclose(np.eye(4)[0] @ gradient @ np.ones(4), 0)"],
    "bias-summed-over-classes": [BIAS, ("range(300)", "range(1)")],
    "forgotten-regularisation": [
        f"np.allclose((np.ones(5) - w) / 0.5, numerical_gradient({PENALISED}, np.ones(5)))",
        ("range(200)", "range(1)"),
        ("np.zeros(x.shape[1])", "np.ones(x.shape[1])"),
    ],
}


def passes(program, line, changes):
    for old, new in changes:
        assert old in program
        program = program.replace(old, new)
    space = space_after(program)
    with np.errstate(all="ignore"):
        if "birds" in space:
            space["nll"] = lambda Z: -log_softmax(Z)[np.arange(100), space["birds"]].mean()
        return bool(eval(line, space))


@EACH
def test_the_test_that_would_have_caught_it_does_and_one_line_of_six_as_well(name):
    program, catch = HUNTS[name], [HUNTS[name].catch.removeprefix("assert ")]
    for line, *changes in (catch, LINES.get(name, catch)):
        assert not passes(program.program, line, changes)
        # But for a clip: the story of eps-no-op says what that one costs.
        assert passes(program.mended, line, changes) or (name, "900" in line) == ("eps-no-op", True)


def test_together_they_catch_all_and_are_told_with_their_counts():
    assert sorted(name for caught in SIX.values() for name in caught) == sorted(HUNTS)
    assert "five programs" in HUNTS["integer-dtype"].moral  # the first of the six
    told = next(line for line in CELLS["learned"].split("\n") if "Six tests of one line" in line)
    assert "catch all eighteen" in told
    words = {"one": 1, "two": 2, "four": 4, "five": 5}
    counts = [words[word] for word in re.findall(r"\((\w+)(?: programs)?\)", told)]
    assert counts == [len(caught) for caught in SIX.values()]
    assert all(test in told for test in SIX)


def test_the_minutes_of_the_parts_are_those_of_the_lesson():
    minutes = re.findall(r"^\| [^|]+ \| (\d+) \|", CELLS["title"], re.MULTILINE)
    assert len(minutes) == 6
    assert f"About {sum(map(int, minutes))} minutes" in CELLS["title"]
    assert re.search(r"^\| [^|]*\*\(optional\)\* \| \d+ more \|", CELLS["title"], re.MULTILINE)
