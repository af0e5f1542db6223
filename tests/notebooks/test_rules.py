"""Every lesson keeps every rule; every rule fails a lesson that breaks it."""

import pytest

from tests.notebooks import rules
from tests.notebooks.fakes import failure, lesson, printed, run, said, stored, value
from tests.notebooks.lessons import EACH, EXPECTED, PATHS, read


def test_every_lesson_is_there_and_they_are_numbered_without_a_gap():
    assert set(EXPECTED) <= {path.stem for path in PATHS}
    assert [path.stem[:3] for path in PATHS] == [f"{n:02}_" for n in range(len(PATHS))]


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("path", **EACH)
def test_lesson(path, rule):
    assert rule(read(path), path) == []


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_a_good_lesson_keeps_every_rule(rule, tmp_path):
    notebook = lesson(
        run("raise ValueError('no')", failure(), tags=["raises-exception"]),
        run("print('just so')", printed("just so")),
    )
    assert rule(notebook, stored(tmp_path, notebook)) == []


def unrun():
    cell = run("1")
    cell.execution_count = None
    return cell


# What breaks each rule: cells in the middle of the lesson, or other words in one of its own.
BROKEN = [
    (rules.executed, [unrun()], "was not run"),
    (rules.executed, [run("1", failure())], "stores an error"),
    (rules.executed, [run("1", tags=["raises-exception"])], "raised none"),
    (rules.clean_outputs, [run("1", printed("!", "stderr"))], "stderr"),
    (rules.clean_outputs, [run("1", value("<f at 0x7f00aa11>"))], "this machine's"),
    (rules.one_import_cell, [run("def f():\n    import math")], "imports stand in cells [2, 4]"),
    (rules.no_plumbing, [run("!pip install x")], "an installation"),
    (rules.no_plumbing, [run("open('/etc/x')")], "an absolute path"),
    (rules.no_plumbing, [run("if")], "is not Python"),
    (rules.short_cells, [run("x = 1\n" * 15 + "x")], "16 lines"),
    (
        rules.short_cells,
        [run(f"x = {k}\n" * 6 + "x") for k in range(3)],
        "the median code cell has",
    ),
    (rules.slides, [run("1", kind="-")], "slide type '-'"),
    (rules.words, [said("You Simply add.")], 'says "Simply"'),
    (rules.opening, (0, "1?", "1"), "not a question"),
    (rules.opening, (0, "5 minutes", "a while"), "how many minutes"),
    (rules.opening, (0, "You need numpy", ""), "what you need"),
    (rules.opening, (0, "- say it;\n", ""), "by 2 bullets"),
    (rules.closing, (-1, "## Roads not taken", ""), 'no section "Roads not taken"'),
    (rules.closing, (-1, "(02_next.ipynb)", "(00_other.ipynb)"), "does not link to 02_next"),
    (rules.closing, (-1, "## Next", ""), "no link"),
]


@pytest.mark.parametrize(("rule", "broken", "said_so"), BROKEN)
def test_a_broken_rule_is_named(rule, broken, said_so, tmp_path):
    notebook = lesson(*(broken if isinstance(broken, list) else []))
    if isinstance(broken, tuple):
        place, old, new = broken
        assert old in notebook.cells[place].source
        notebook.cells[place].source = notebook.cells[place].source.replace(old, new)
    assert any(said_so in wrong for wrong in rule(notebook, stored(tmp_path, notebook)))


def test_what_is_not_in_normal_form_is_named(tmp_path):
    path = stored(tmp_path, lesson())
    path.write_text(path.read_text() + "\n")
    assert rules.normal_form(lesson(), path) != []
