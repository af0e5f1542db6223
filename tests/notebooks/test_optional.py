"""What is marked as optional can be skipped: the mark is seen, and the lesson runs without it."""

import contextlib
import io

import pytest

from tests.notebooks.lessons import PATHS, is_optional, read

MARK = "*(optional)*"
WITH_OPTIONAL = [path for path in PATHS if any(map(is_optional, read(path).cells))]


def runs_of(notebook):
    """Return the runs of optional cells, each a list of cells in a row."""
    found, inside = [], False
    for cell in notebook.cells:
        if is_optional(cell) and not inside:
            found.append([])
        if is_optional(cell):
            found[-1].append(cell)
        inside = is_optional(cell)
    return found


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_an_optional_part_says_so_where_it_begins(path):
    for run in runs_of(read(path)):
        first = run[0].source.strip().splitlines()[0]
        assert MARK in first, f"cell {run[0].id}: an optional part begins with {first!r}"


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_what_says_that_it_is_optional_is_tagged(path):
    for cell in read(path).cells[1:]:
        first = (cell.source.strip().splitlines() or [""])[0]
        if cell.cell_type == "markdown" and MARK in first:
            assert is_optional(cell), f"{path.stem}, cell {cell.id} has no tag"


@pytest.mark.parametrize("path", WITH_OPTIONAL, ids=lambda path: path.stem)
def test_the_lesson_runs_without_its_optional_parts(path, monkeypatch):
    monkeypatch.setenv("SOFTMAX_LESSONS_ANSWERS", "off")
    space = {"__name__": "__main__"}
    with contextlib.redirect_stdout(io.StringIO()):
        for cell in read(path).cells:
            if cell.cell_type == "code" and not is_optional(cell):
                exec(compile(cell.source, f"{path.stem}, cell {cell.id}", "exec"), space)
