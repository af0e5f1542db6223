"""The lessons as data: their paths, and the parts of a notebook that the tests look at."""

import ast
from functools import cache
from pathlib import Path

from nbformat.v4 import new_code_cell, new_output

from tools import normalise

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
PATHS = sorted(FOLDER.glob("*.ipynb"))
# For pytest.mark.parametrize: one test a lesson, named like the lesson.
EACH = {"argvalues": PATHS, "ids": [path.stem for path in PATHS]}

read = cache(normalise.read)  # no test changes a lesson


def markdown(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "markdown"]


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def is_optional(cell):
    """Say whether a cell belongs to a part that a reader may skip."""
    return "optional" in cell.metadata.get("tags", [])


def nodes(cell):
    """Return the nodes of a code cell's syntax tree; none when it is not Python (a magic, say)."""
    try:
        return list(ast.walk(ast.parse(cell.source)))
    except SyntaxError:
        return []


def calls(cell, name):
    """Return the calls of the function `name` in a code cell."""
    return [n for n in nodes(cell) if isinstance(n, ast.Call) and ast.unparse(n.func) == name]


def output_texts(cell):
    """Return all text that a code cell has put out, and that a run compares."""
    texts = []
    for output in cell.outputs:
        texts.append(output.get("text", ""))
        texts += [v for k, v in output.get("data", {}).items() if k in ("text/plain", "text/html")]
    return [text for text in texts if text]


# Cells and outputs as short calls, for tests that make a notebook of their own.
def run(source, *outputs, **metadata):
    return new_code_cell(source, execution_count=1, metadata=metadata, outputs=list(outputs))


def value(text):
    return new_output("execute_result", {"text/plain": text}, execution_count=1)


def printed(text, name="stdout"):
    return new_output("stream", text=text, name=name)
