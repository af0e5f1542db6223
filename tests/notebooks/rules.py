"""What every lesson keeps to. A rule takes (notebook, path) and returns what is wrong, in words.

That links lead somewhere and pictures have words, the build of the pages asks (tests/site).
"""

import ast
import re
import statistics

from tests.notebooks.lessons import code, markdown, output_texts, tree
from tests.notebooks.prose import prose
from tools.notebook_form import normalised, serialise

# Not "-": jupyterlab-slideshow 0.3.4 never shows a cell that carries it.
SLIDE_TYPES = {"slide", "subslide", "fragment", "skip", "notes"}
LONGEST_CELL, LONGEST_MEDIAN = 15, 6
BANNED = ("simply", "obviously", "clearly", "trivial", "trivially", "it is easy to see", "just")
SECTIONS = ("What you learned", "Mistakes people really make", "Roads not taken")
LINK = re.compile(r"\[[^\]]*\]\([^)\s]+\)")
PLUMBING = {
    "a magic or a shell command": re.compile(r"^\s*[%!]", re.MULTILINE),
    "an installation": re.compile(r"\b(pip|conda|mamba|piplite)\b.*\binstall\b"),
    "an absolute path": re.compile(r"""["'](/\w|[A-Za-z]:[\\/]|~/)"""),
    "a change of the import path": re.compile(r"\bsys\.path\b"),
}
MACHINE = re.compile(r"/tmp/|/home/|/Users/|[A-Z]:\\|ipykernel_\d|0x[0-9a-f]{6}")


def normal_form(notebook, path):
    if path.read_text(encoding="utf-8") == serialise(normalised(notebook)):
        return []
    return ["is not in normal form: make notebooks puts it there"]


def executed(notebook, path):
    """Every code cell has been run, in order, and none failed."""
    wrong = []
    for number, (n, cell) in enumerate(code(notebook), 1):
        if cell.execution_count != number:
            wrong.append(f"cell {n} was not run in order: make notebooks runs it")
        if any(output.output_type == "error" for output in cell.outputs):
            wrong.append(f"cell {n} stores an error")
    return wrong


def clean_outputs(notebook, path):
    """No warning, and nothing that belongs to the machine on which it ran."""
    wrong = []
    for n, cell in code(notebook):
        if any(output.get("name") == "stderr" for output in cell.outputs):
            wrong.append(f"cell {n} wrote to stderr")
        for text in output_texts(cell):
            found = MACHINE.search(text)
            if found:
                wrong.append(f"cell {n} stores {found.group()!r}, which is this machine's")
    return wrong


def one_import_cell(notebook, path):
    """The first code cell imports, and no other does."""
    importing = [
        n
        for n, cell in code(notebook)
        if any(
            isinstance(x, (ast.Import, ast.ImportFrom))
            for x in ast.walk(tree(cell) or ast.Module([], []))
        )
    ]
    first = [n for n, _ in code(notebook)][:1]
    return [] if importing == first else [f"imports stand in cells {importing}, not only {first}"]


def no_plumbing(notebook, path):
    return [
        f"cell {n} holds {what}"
        for n, cell in code(notebook)
        for what, pattern in PLUMBING.items()
        if pattern.search(cell.source)
    ] + [f"cell {n} is not Python" for n, cell in code(notebook) if tree(cell) is None]


def short_cells(notebook, path):
    lengths = {n: len(cell.source.splitlines()) for n, cell in code(notebook)}
    wrong = [f"cell {n} has {k} lines of code" for n, k in lengths.items() if k > LONGEST_CELL]
    median = statistics.median(lengths.values()) if lengths else 0
    if median > LONGEST_MEDIAN:
        wrong.append(f"the median code cell has {median} lines, more than {LONGEST_MEDIAN}")
    return wrong


def slides(notebook, path):
    """Every cell says what it is in the lecture, and the lecture begins with the first."""
    types = [cell.metadata.get("slideshow", {}).get("slide_type") for cell in notebook.cells]
    wrong = [
        f"cell {n} has the slide type {kind!r}"
        for n, kind in enumerate(types, 1)
        if kind not in SLIDE_TYPES
    ]
    return wrong if types[:1] == ["slide"] else [*wrong, "the first cell does not begin a slide"]


def opening(notebook, path):
    """Title = question; minutes; what you need; three things that you will be able to do."""
    text = notebook.cells[0].source if notebook.cells else ""
    wrong = []
    if not re.match(r"# .+\?\n", text):
        wrong.append("the title is not a question")
    if not re.search(r"\b\d+ minutes\b", text):
        wrong.append("the first cell does not say how many minutes it takes")
    if not re.search(r"\b[Yy]ou need\b", text):
        wrong.append("the first cell does not say what you need")
    promised = text.partition("You will be able to")[2]
    bullets = len(re.findall(r"^- ", promised, re.MULTILINE))
    if bullets != 3:
        wrong.append(f'"You will be able to" is followed by {bullets} bullets, not by 3')
    return wrong


def closing(notebook, path):
    """The sections that end a lesson, and the way on."""
    text = "\n".join(source for _, source in markdown(notebook))
    wrong = [f'no section "{name}"' for name in SECTIONS if f"## {name}" not in text]
    number = int(path.stem[:2])
    following = sorted(path.parent.glob(f"{number + 1:02}_*.ipynb"))
    way_on = text.rpartition("## Next")[2] if "## Next" in text else ""
    if following and f"({following[0].name}" not in way_on:
        wrong.append(f'the section "Next" does not link to {following[0].name}')
    if not LINK.search(way_on):
        wrong.append('no link in a section "Next"')
    return wrong


def words(notebook, path):
    """No word that tells the reader how easy it is."""
    return [
        f'cell {n} says "{found.group()}"'
        for n, text in prose(notebook)
        for word in BANNED
        for found in re.finditer(rf"\b{word}\b", text, re.IGNORECASE)
    ]


RULES = (
    normal_form,
    executed,
    clean_outputs,
    one_import_cell,
    no_plumbing,
    short_cells,
    slides,
    opening,
    closing,
    words,
)
