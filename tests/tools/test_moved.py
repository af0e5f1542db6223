"""An old name of a lesson leads to the new one, and never covers what a reader has there."""

import re
import runpy
import shutil
import sys

from helpers.exercises.content.lessons import MOVED
from tests.notebooks.lessons import FOLDER, PATHS
from tools.normalise import read


def test_the_command_writes_a_notebook_with_a_link_at_each_old_name(tmp_path, monkeypatch):
    for path in PATHS:
        shutil.copy(path, tmp_path)
    mine, *others = MOVED
    (tmp_path / f"{mine}.ipynb").write_text("mine")
    monkeypatch.setattr(sys, "argv", ["moved", str(tmp_path)])
    runpy.run_path(str(FOLDER.parent / "tools" / "moved.py"), run_name="__main__")
    assert (tmp_path / f"{mine}.ipynb").read_text() == "mine"
    assert {path.stem for path in tmp_path.iterdir()} == {*MOVED, *(path.stem for path in PATHS)}
    for old in others:
        notebook = read(tmp_path / f"{old}.ipynb")
        assert notebook.metadata.kernelspec.name == "python3"
        (cell,) = notebook.cells
        title, file = re.search(r"\[(.+)\]\((.+)\)$", cell.source).groups()
        assert file == f"{MOVED[old]}.ipynb"
        assert read(FOLDER / file).cells[0].source.startswith(f"# {title}\n")
