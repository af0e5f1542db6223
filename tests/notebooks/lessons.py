"""The lessons as data: their paths, and the parts of a notebook that the tests look at."""

import ast
from functools import cache
from pathlib import Path

from tools import notebook_form

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
EXPECTED = (
    "00_start_here",
    "01_from_scores_to_probabilities",
    "02_overflow_and_the_shift",
    "03_the_jacobian",
    "04_cross_entropy",
    "05_squared_error_or_cross_entropy",
    "06_p_minus_y",
    "07_weights_and_batches",
    "08_digits",
    "09_hidden_layer",
    "10_bug_hunt",
)
PATHS = sorted(FOLDER.glob("*.ipynb"))
# For pytest.mark.parametrize: one test a lesson, named like the lesson.
EACH = {"argvalues": PATHS, "ids": [path.stem for path in PATHS]}

read = cache(notebook_form.read)  # no test changes a lesson


def markdown(notebook):
    """Return the (cell number, text) pairs of the Markdown cells; the first cell is 1."""
    return [(n, c.source) for n, c in enumerate(notebook.cells, 1) if c.cell_type == "markdown"]


def code(notebook):
    """Return the (cell number, cell) pairs of the code cells."""
    return [(n, c) for n, c in enumerate(notebook.cells, 1) if c.cell_type == "code"]


def is_optional(cell):
    """Say whether a cell belongs to a part that a reader may skip."""
    return "optional" in cell.metadata.get("tags", [])


def tree(cell):
    """Return the syntax tree of a code cell; None when it is not Python (a magic, say)."""
    try:
        return ast.parse(cell.source)
    except SyntaxError:
        return None


def calls(cell, name):
    """Return the calls of the function `name` in a code cell."""
    return [
        node
        for node in ast.walk(tree(cell) or ast.Module([], []))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
    ]


def output_texts(cell):
    """Return all text that a code cell has put out, and that a run compares."""
    texts = []
    for output in cell.outputs:
        texts.append(output.get("text", ""))
        texts += [v for k, v in output.get("data", {}).items() if k in ("text/plain", "text/html")]
    return [text for text in texts if text]
