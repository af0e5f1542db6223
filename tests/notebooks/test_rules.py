"""Every lesson keeps every rule; every rule fails a lesson that breaks it."""

import pytest

from tests.notebooks import rules
from tests.notebooks.fakes import END, TITLE, failure, lesson, printed, run, said, stored, value
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
        said("A [link](02_next.ipynb), one [here](#Roads-not-taken), ![words](02_next.ipynb)."),
        run("raise ValueError('no')", failure(), tags=["raises-exception"]),
        run("print('just so')", printed("just so")),
    )
    assert rule(notebook, stored(tmp_path, notebook)) == []


def unrun():
    cell = run("1")
    cell.execution_count = None
    return cell


BROKEN = {
    "not run": (rules.executed, unrun(), "was not run"),
    "stored error": (rules.executed, run("1", failure()), "stores an error"),
    "no error": (rules.executed, run("1", tags=["raises-exception"]), "raised none"),
    "warning": (rules.clean_outputs, run("1", printed("!", "stderr")), "stderr"),
    "path": (rules.clean_outputs, run("1", value("<f at /tmp/x>")), "this machine's"),
    "address": (rules.clean_outputs, run("1", value("<f at 0x7f00aa11>")), "this machine's"),
    "import": (rules.one_import_cell, run("import math"), "imports stand in cells [2, 4]"),
    "inner import": (
        rules.one_import_cell,
        run("def f():\n    from math import e\n    return e"),
        "imports stand",
    ),
    "magic": (rules.no_plumbing, run("%matplotlib inline"), "a magic"),
    "install": (rules.no_plumbing, run("!pip install x"), "an installation"),
    "absolute": (rules.no_plumbing, run("open('/etc/x')"), "an absolute path"),
    "import path": (rules.no_plumbing, run("sys.path.insert(0, '..')"), "import path"),
    "no Python": (rules.no_plumbing, run("if"), "is not Python"),
    "long": (rules.short_cells, run("x = 1\n" * 15 + "x"), "16 lines"),
    "slide": (rules.slides, said("A", "chapter"), "slide type 'chapter'"),
    "invisible": (rules.slides, run("1", kind="-"), "slide type '-'"),
    "nowhere": (rules.links, said("[a](03_none.ipynb)"), "leads nowhere"),
    "no heading": (rules.links, said("[a](#Nothing)"), "no heading"),
    "no words": (rules.links, said("![](02_next.ipynb)"), "has no alt text"),
    "no words in a tag": (rules.links, said('<img src="a.png">'), "has no alt text"),
    "word": (rules.words, said("You Simply add."), 'says "Simply"'),
    "phrase": (rules.words, said("It is easy to see."), "It is easy to see"),
    "word in a prediction": (rules.words, run("predict('a', 'Just a guess?')"), 'says "Just"'),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_is_named(name, tmp_path):
    rule, cell, said_so = BROKEN[name]
    notebook = lesson(cell)
    assert any(said_so in wrong for wrong in rule(notebook, stored(tmp_path, notebook)))


@pytest.mark.parametrize(
    ("old", "new", "said_so"),
    [
        ("1?", "1", "not a question"),
        ("5 minutes", "a while", "how many minutes"),
        ("You need numpy", "", "what you need"),
        ("- say it;\n", "", "by 2 bullets"),
    ],
)
def test_the_opening_is_complete(old, new, said_so, tmp_path):
    notebook = lesson()
    assert old in TITLE
    notebook.cells[0].source = TITLE.replace(old, new)
    assert any(said_so in wrong for wrong in rules.opening(notebook, tmp_path / "01_a.ipynb"))


@pytest.mark.parametrize(
    ("old", "new", "said_so"),
    [
        ("## Roads not taken", "", 'no section "Roads not taken"'),
        ("(02_next.ipynb)", "(00_other.ipynb)", "does not link to 02_next.ipynb"),
        ("[The next lesson](02_next.ipynb)", "", "no link"),
        ("## Next", "", "no link"),
    ],
)
def test_the_closing_is_complete(old, new, said_so, tmp_path):
    notebook = lesson()
    assert old in END
    notebook.cells[-1].source = END.replace(old, new)
    path = stored(tmp_path, notebook)
    assert any(said_so in wrong for wrong in rules.closing(notebook, path))


def test_the_last_lesson_need_not_link_to_one_that_does_not_exist(tmp_path):
    path = stored(tmp_path, lesson())
    (tmp_path / "02_next.ipynb").unlink()
    assert rules.closing(lesson(), path) == []


def test_median_length(tmp_path):
    notebook = lesson(*[run(f"x = {k}\n" * 6 + "x") for k in range(4)])
    assert any("median" in wrong for wrong in rules.short_cells(notebook, tmp_path))


def test_what_is_not_in_normal_form_is_named(tmp_path):
    path = stored(tmp_path, lesson())
    path.write_text(path.read_text() + "\n")
    assert rules.normal_form(lesson(), path) != []


def test_an_empty_notebook_breaks_rules_and_no_test(tmp_path):
    notebook = lesson()
    notebook.cells = []
    path = stored(tmp_path, notebook)
    broken = {rule.__name__ for rule in rules.RULES if rule(notebook, path)}
    assert {"slides", "opening", "closing"} <= broken
