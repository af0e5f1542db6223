"""What is marked as optional can be skipped: the mark is seen, and the lesson runs without it."""

import ast
import contextlib
import io
from itertools import pairwise

import pytest

from tests.notebooks.lessons import EACH, PATHS, code, is_optional, nodes, read

MARK = "*(optional)*"
WITH_OPTIONAL = [path for path in PATHS if any(map(is_optional, read(path).cells))]


@pytest.mark.parametrize("path", **EACH)
def test_an_optional_part_says_so_where_it_begins_and_only_there(path):
    for before, cell in pairwise(read(path).cells):
        marked = MARK in cell.source.strip().partition("\n")[0]
        if is_optional(cell) and not is_optional(before):
            assert marked, f"cell {cell.id} begins an optional part and does not say so"
        if marked and cell.cell_type == "markdown":
            assert is_optional(cell), f"cell {cell.id} has no tag"


def names(cell, *contexts):
    """Return the names that a cell makes (ast.Store), uses (ast.Load), or both."""
    found = {n.id for n in nodes(cell) if isinstance(n, ast.Name) and isinstance(n.ctx, contexts)}
    return found | {n.name for n in nodes(cell) if isinstance(n, ast.FunctionDef)}


@pytest.mark.parametrize("path", WITH_OPTIONAL, ids=lambda path: path.stem)
def test_the_lesson_runs_without_its_optional_parts(path, monkeypatch):
    monkeypatch.setenv("SOFTMAX_LESSONS_ANSWERS", "off")
    space = {"__name__": "__main__"}
    cells = code(read(path))
    made = {name for cell in cells for name in names(cell, ast.Store)}
    # A cell that uses no name that the lesson makes, such as a panel, depends on no other cell.
    kept = [c for c in cells[1:] if not is_optional(c) and made & names(c, ast.Store, ast.Load)]
    with contextlib.redirect_stdout(io.StringIO()):
        for cell in [cells[0], *kept]:
            exec(compile(cell.source, f"{path.stem}, cell {cell.id}", "exec"), space)
