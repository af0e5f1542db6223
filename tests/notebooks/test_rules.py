"""Every lesson keeps every rule; every rule fails a lesson that breaks it.

A rule takes (notebook, path) and returns what is wrong, in words. That links lead somewhere and
pictures have words, the build of the pages asks (tests/site).
"""

import ast
import copy
import re
import statistics

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from tests.notebooks.lessons import (
    EACH,
    PATHS,
    code,
    markdown,
    nodes,
    output_texts,
    printed,
    read,
    run,
    value,
)
from tests.notebooks.prose import prose
from tools.normalise import normalised, serialise

# Not "-": jupyterlab-slideshow 0.3.4 never shows a cell that carries it.
SLIDE_TYPES = {"slide", "subslide", "fragment", "skip", "notes"}
LONGEST_CELL, LONGEST_MEDIAN = 15, 6
SECTIONS = ("What you learned", "Mistakes people really make", "Roads not taken", "Next")


def sources(notebook):
    return [(cell.id, cell.source) for cell in code(notebook)]


def outputs(notebook):
    return [(cell.id, text) for cell in code(notebook) for text in output_texts(cell)]


# What a lesson does not hold, and where it is looked for.
EASY = r"(?i)\b(simply|obviously|clearly|trivial|trivially|it is easy to see|just)\b"
FORBIDDEN = {
    "a magic or a shell command": (sources, r"(?m)^\s*[%!]"),
    "an installation": (sources, r"\b(pip|conda|mamba|piplite)\b.*\binstall\b"),
    "an absolute path": (sources, r"""["'](/\w|[A-Za-z]:[\\/]|~/)"""),
    "a change of the import path": (sources, r"\bsys\.path\b"),
    "this machine's": (outputs, r"/tmp/|/home/|/Users/|[A-Z]:\\|ipykernel_\d|0x[0-9a-f]{6}"),
    "how easy it is": (prose, EASY),
}


def forbidden(notebook, path):
    return [
        f"cell {cell} holds {what}: {found[0]!r}"
        for what, (texts, pattern) in FORBIDDEN.items()
        for cell, text in texts(notebook)
        for found in re.finditer(pattern, text)
    ]


def normal_form(notebook, path):
    stored = path.read_text(encoding="utf-8") == serialise(normalised(notebook))
    return [] if stored else ["is not in normal form: make notebooks puts it there"]


def executed(notebook, path):
    """Every code cell is Python and has been run, in order, without a warning or an error."""
    wrong = []
    for number, cell in enumerate(code(notebook), 1):
        if cell.execution_count != number:
            wrong.append(f"cell {cell.id} was not run in order: make notebooks runs it")
        if not nodes(cell):
            wrong.append(f"cell {cell.id} is not Python")
        for output in cell.outputs:
            if output.output_type == "error" or output.get("name") == "stderr":
                wrong.append(f"cell {cell.id} stores an error or a warning")
    return wrong


def one_import_cell(notebook, path):
    """The first code cell imports, and no other does."""
    imports = [
        any(isinstance(node, (ast.Import, ast.ImportFrom)) for node in nodes(cell))
        for cell in code(notebook)
    ]
    good = imports[:1] == [True] and not any(imports[1:])
    return [] if good else ["imports do not stand in the first code cell alone"]


def short_cells(notebook, path):
    lengths = {cell.id: len(cell.source.splitlines()) for cell in code(notebook)}
    wrong = [f"cell {n} has {k} lines of code" for n, k in lengths.items() if k > LONGEST_CELL]
    median = statistics.median(lengths.values())
    if median > LONGEST_MEDIAN:
        wrong.append(f"the median code cell has {median} lines, more than {LONGEST_MEDIAN}")
    return wrong


def slides(notebook, path):
    """Every cell says what it is in the lecture, and the lecture begins with the first."""
    types = [(c.id, c.metadata.get("slideshow", {}).get("slide_type")) for c in notebook.cells]
    wrong = [f"cell {n} has the slide type {k!r}" for n, k in types if k not in SLIDE_TYPES]
    return wrong if types[0][1] == "slide" else [*wrong, "the first cell does not begin a slide"]


def opening(notebook, path):
    """Title = question; minutes; what you need; three things that you will be able to do."""
    text = notebook.cells[0].source
    bullets = text.partition("You will be able to")[2].count("\n- ")
    parts = {
        "a title that is a question": re.match(r"# .+\?\n", text),
        "how many minutes it takes": re.search(r"\b\d+ minutes\b", text),
        "what you need": re.search(r"\b[Yy]ou need\b", text),
        "three things that you will be able to do": bullets == 3,
    }
    return [f"the first cell does not have {part}" for part, there in parts.items() if not there]


def closing(notebook, path):
    """The sections that end a lesson, and the way on."""
    text = "\n".join(cell.source for cell in markdown(notebook))
    wrong = [f'no section "{name}"' for name in SECTIONS if f"## {name}" not in text]
    place = PATHS.index(path)
    # The last lesson leads on to some other.
    following = [later.name for later in PATHS[place + 1 : place + 2]] or [".ipynb)"]
    if following[0] not in text.rpartition("## Next")[2]:
        wrong.append(f'the section "Next" does not link to {following[0]}')
    return wrong


NEXT = "02_overflow_and_the_shift.ipynb"
FAILED = new_output("error", ename="ValueError", evalue="no", traceback=["no"])
# What breaks each rule: cells in the middle of a real lesson, or other words in one of its own.
BROKEN = [
    (normal_form, [run("1\n")], "not in normal form"),
    (executed, [new_code_cell("1")], "was not run"),
    (executed, [run("1", FAILED)], "stores an error"),
    (executed, [run("1", printed("!", "stderr"))], "a warning"),
    (executed, [run("if")], "is not Python"),
    (one_import_cell, [run("def f():\n    import math")], "imports do not stand"),
    (forbidden, [run("!pip install x")], "an installation"),
    (forbidden, [run("1\n!x")], "a magic or a shell command"),
    (forbidden, [run("open('/etc/x')")], "an absolute path"),
    (forbidden, [run("1", value("<f at 0x7f00aa11>"))], "this machine's: '0x7f00aa'"),
    (forbidden, [new_markdown_cell("You Simply add.")], "how easy it is: 'Simply'"),
    (short_cells, [run("x = 1\n" * 15 + "x")], "16 lines"),
    (short_cells, [run(f"x = {k}\n" * 6 + "x") for k in range(60)], "the median code cell has"),
    (slides, [run("1", slideshow={"slide_type": "-"})], "slide type '-'"),
    (opening, (0, "probabilities?", "probabilities"), "a question"),
    (opening, (0, "60 minutes", "a while"), "how many minutes"),
    (opening, (0, "You need", ""), "what you need"),
    (opening, (0, "\n- predict", " predict"), "three things"),
    (closing, (-1, "## Roads not taken", ""), 'no section "Roads not taken"'),
    (closing, (-1, NEXT, "00_start_here.ipynb"), f"does not link to {NEXT}"),
    (closing, (-1, "## Next", ""), 'no section "Next"'),
]


@pytest.mark.parametrize("rule", dict.fromkeys(case[0] for case in BROKEN))
@pytest.mark.parametrize("path", **EACH)
def test_lesson(path, rule):
    assert rule(read(path), path) == []


@pytest.mark.parametrize(("rule", "broken", "said_so"), BROKEN)
def test_a_broken_rule_is_named(rule, broken, said_so):
    notebook = copy.deepcopy(read(PATHS[1]))
    if isinstance(broken, list):
        notebook.cells[-1:-1] = broken
    else:
        place, old, new = broken
        assert old in notebook.cells[place].source
        notebook.cells[place].source = notebook.cells[place].source.replace(old, new)
    assert any(said_so in wrong for wrong in rule(notebook, PATHS[1]))
