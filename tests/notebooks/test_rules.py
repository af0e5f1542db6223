"""Every lesson keeps every rule; every rule fails a lesson that breaks it."""

import copy

import pytest
from nbformat.v4 import new_code_cell, new_output

from tests.notebooks import rules
from tests.notebooks.fakes import printed, run, said, value
from tests.notebooks.lessons import EACH, EXPECTED, PATHS, read
from tools.notebook_form import normalised


def test_every_lesson_is_there_and_they_are_numbered_without_a_gap():
    assert set(EXPECTED) <= {path.stem for path in PATHS}
    assert [path.stem[:3] for path in PATHS] == [f"{n:02}_" for n in range(len(PATHS))]


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("path", **EACH)
def test_lesson(path, rule):
    assert rule(read(path), path) == []


# What breaks each rule: cells in the middle of a real lesson, or other words in one of its own.
FAILED = new_output("error", ename="ValueError", evalue="no", traceback=["no"])
NEXT = "02_overflow_and_the_shift.ipynb"
BROKEN = [
    (rules.normal_form, [run("1\n")], "not in normal form"),
    (rules.executed, [new_code_cell("1")], "was not run"),
    (rules.executed, [run("1", FAILED)], "stores an error"),
    (rules.clean_outputs, [run("1", printed("!", "stderr"))], "stderr"),
    (rules.clean_outputs, [run("1", value("<f at 0x7f00aa11>"))], "this machine's"),
    (rules.one_import_cell, [run("def f():\n    import math")], "imports stand in cells [2, "),
    (rules.no_plumbing, [run("!pip install x")], "an installation"),
    (rules.no_plumbing, [run("open('/etc/x')")], "an absolute path"),
    (rules.no_plumbing, [run("if")], "is not Python"),
    (rules.short_cells, [run("x = 1\n" * 15 + "x")], "16 lines"),
    (
        rules.short_cells,
        [run(f"x = {k}\n" * 6 + "x") for k in range(60)],
        "the median code cell has",
    ),
    (rules.slides, [run("1", kind="-")], "slide type '-'"),
    (rules.words, [said("You Simply add.")], 'says "Simply"'),
    (rules.opening, (0, "probabilities?", "probabilities"), "not a question"),
    (rules.opening, (0, "60 minutes", "a while"), "how many minutes"),
    (rules.opening, (0, "You need", ""), "what you need"),
    (rules.opening, (0, "\n- predict", " predict"), "by 2 bullets"),
    (rules.closing, (-1, "## Roads not taken", ""), 'no section "Roads not taken"'),
    (rules.closing, (-1, NEXT, "00_start_here.ipynb"), f"does not link to {NEXT}"),
    (rules.closing, (-1, "## Next", ""), "no link"),
]


@pytest.mark.parametrize(("rule", "broken", "said_so"), BROKEN)
def test_a_broken_rule_is_named(rule, broken, said_so):
    notebook = copy.deepcopy(read(PATHS[1]))
    if isinstance(broken, list):
        notebook.cells[-1:-1] = broken
        notebook = notebook if rule is rules.normal_form else normalised(notebook)
    else:
        place, old, new = broken
        assert old in notebook.cells[place].source
        notebook.cells[place].source = notebook.cells[place].source.replace(old, new)
    assert any(said_so in wrong for wrong in rule(notebook, PATHS[1]))
