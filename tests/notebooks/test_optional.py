"""What is marked as optional can be skipped: the mark is seen, and the lesson runs without it."""

import contextlib
import io
from itertools import pairwise

import pytest

from tests.notebooks.lessons import EACH, PATHS, is_optional, read

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


@pytest.mark.parametrize("path", WITH_OPTIONAL, ids=lambda path: path.stem)
def test_the_lesson_runs_without_its_optional_parts(path, monkeypatch):
    monkeypatch.setenv("SOFTMAX_LESSONS_ANSWERS", "off")
    space = {"__name__": "__main__"}
    with contextlib.redirect_stdout(io.StringIO()):
        for cell in read(path).cells:
            if cell.cell_type == "code" and not is_optional(cell):
                exec(compile(cell.source, f"{path.stem}, cell {cell.id}", "exec"), space)
