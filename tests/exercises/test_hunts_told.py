"""What is told of every program of the bug hunt: in the lesson, in its words, in errors."""

import ast
import re
from pathlib import Path

import numpy as np
import pytest

import helpers
import helpers.exercises.hunts as hunts
from helpers.exercises.hunts import HUNTS, NAMES, SYMPTOMS, find
from helpers.exercises.hunts.outcome import IMPORTS
from tests.exercises.hunted import EACH, LESSON, numbers
from tests.notebooks.lessons import read
from tests.notebooks.prose import stated


def cells():
    return {cell["id"]: cell["source"] for cell in read(LESSON).cells}


@EACH
def test_the_lesson_shows_the_program_and_asks_for_it(name):
    assert cells()[f"program-{name}"] == HUNTS[name].program
    assert cells()[f"hunt-{name}"] == f'hunt("{HUNTS[name].symptom}")'
    assert HUNTS[name].title in cells()[f"say-{name}"]
    assert cells().get(f"draw-{name}", "") == HUNTS[name].drawing


def test_the_lesson_hunts_all_programs_in_the_order_of_the_registry():
    asked = [i.removeprefix("hunt-") for i in cells() if i.startswith("hunt-")]
    assert asked == list(NAMES) == list(HUNTS)


def test_what_a_program_may_use_is_what_the_lesson_imports():
    ours, theirs = {}, {}
    exec(IMPORTS, ours)
    imports = [n for n in ast.parse(cells()["imports"]).body if "Import" in type(n).__name__]
    exec(compile(ast.Module(imports, []), "imports", "exec"), theirs)
    assert {n: v for n, v in theirs.items() if n in ours and n != "__builtins__"} == {
        n: v for n, v in ours.items() if n != "__builtins__"
    }


def test_no_cell_of_the_lesson_names_the_mistake_before_it_is_found():
    for name in NAMES:
        if name != "double-softmax":
            assert all(name not in source for source in cells().values())


def test_each_module_is_listed_and_each_listed_one_is_there():
    files = {path.stem for path in Path(hunts.__file__).parent.glob("*.py")}
    parts = {"__init__", "program", "outcome", "listing"}
    assert files - parts == {name.replace("-", "_") for name in NAMES}
    assert all(program.name == name for name, program in HUNTS.items())


@EACH
def test_it_is_told_where_it_was_found(name):
    program = HUNTS[name]
    assert len(program.story.split()) > 30
    assert len(program.found_in.split()) >= 2
    assert not program.found_in.endswith(".")


# Numbers in replies and stories that no run of the program prints.
COMPUTED = {
    "double-softmax": [np.log(1 + (K - 1) / np.e) for K in (2, 3, 10, 100)],
    "shift-cures-log-0": [745, 104, 1000],
    "eps-no-op": [1e-8, 1e-4, 6e-8, 1e-12],
    "eps-bias": [1e-3, 1e-5],
    "integer-dtype": [12.0, 0.95],
    "shift-numerator-only": [0.0498, 1000, 1001],
    "shift-by-batch-max": [745],
    "bias-summed-over-classes": [0.7, 0.2, 0.1, -1e-8],
    "elementwise-for-matrix": [0.0900, 0.2447, 0.6652],
    "sum-for-mean": [1.22282, 0.407606],
    "half-reg": [5e-6],
}


@EACH
def test_numbers_in_its_words_are_printed_or_computed(name):
    program = HUNTS[name]
    words = [program.reply(n) for n in range(1, len(program.lines) + 1)]
    words += [program.title, program.hint, program.story, program.found_in, program.moral]
    literals = re.findall(r"(?<![\w.])\d+\.?\d*(?:e-?\d+)?", program.program + program.mended)
    known = numbers(name) + numbers(name, True) + list(map(float, literals))
    known += COMPUTED.get(name, [])
    wrong = [
        number.written
        for text in words
        for number in stated(text)
        if not any(number.agrees(value) for value in known)
    ]
    assert wrong == []


def test_the_computed_numbers_are_so():
    with np.errstate(all="ignore"):
        z = np.array([1.0, 2.0, 3.0])
        assert round((np.exp(z - 3) / np.exp(z).sum()).sum(), 4) == 0.0498
        assert (np.exp(np.array([1000.0, 1001.0]) - 1001) / np.inf).tolist() == [0, 0]
        assert np.exp(-746.0) == 0 < np.exp(-744.0)
        assert np.exp(np.float32(-105)) == 0 < np.exp(np.float32(-103))
    assert np.float32(1 - 1e-8) == 1 > np.float32(1 - 6e-8)
    assert np.float16(1 - 1e-4) == np.float32(1 + 1e-12) == 1
    assert helpers.sigmoid(np.float32(21)) == 1
    loss = helpers.categorical_cross_entropy_from_logits
    assert round(float(loss([2] * 3, [[1, 2, 3]] * 3, reduction="sum")), 5) == 1.22282
    assert round(float(loss([2] * 3, [[1, 2, 3]] * 3)), 6) == 0.407606
    chances = helpers.softmax([12, 9, 7])
    assert round(float(chances[0]), 2) == 0.95


def test_with_a_tiny_penalty_the_wrong_gradient_agrees_to_four_decimals():
    space = {}
    exec(IMPORTS, space)
    exec(HUNTS["half-reg"].program.replace("(6), 0.1\n", "(6), 5e-6\n", 1), space)
    assert space["l2"] == 5e-6
    wrong, w = space["gradient_of"](space["w"]), space["w"]
    assert np.abs(wrong - space["numerical_gradient"](space["loss_of"], w)).max() < 5e-5


# --- names and lines that do not exist


def test_a_program_is_found_by_its_mistake_and_by_its_symptom():
    assert find("double-softmax") is find("stuck-loss") is HUNTS["double-softmax"]
    assert not set(SYMPTOMS) & set(HUNTS)


@pytest.mark.parametrize("name", ["typo", "", "stuck loss", "Stuck-Loss"])
def test_an_unknown_name_lists_what_there_is(name):
    with pytest.raises(ValueError, match=rf"name: no program is called '{name}'; there is .*-"):
        find(name)


@pytest.mark.parametrize("name", [None, 3, ["stuck-loss"], np.array([1.0])])
def test_a_name_that_is_no_text_is_refused(name):
    with pytest.raises(TypeError, match="name: expected text such as 'stuck-loss', got"):
        find(name)


@pytest.mark.parametrize("line", [0, -1, 99, 12])
def test_a_line_that_does_not_exist_is_refused(line):
    with pytest.raises(ValueError, match=rf"line: expected 1 to 11, got {line}"):
        HUNTS["double-softmax"].reply(line)


@pytest.mark.parametrize("line", ["3", 3.0, None, True, float("nan"), np.int64(3)])
def test_a_line_that_is_no_whole_number_is_refused(line):
    with pytest.raises(TypeError, match="line: expected a whole number"):
        HUNTS["double-softmax"].reply(line)
