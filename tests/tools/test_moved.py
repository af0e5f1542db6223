"""An old name of a lesson leads to the new one, and never covers what a reader has there."""

import json
import re
import subprocess
import sys

import nbformat

from helpers.exercises.content.lessons import MOVED
from tests.repository.files import ROOT
from tools.moved import write_moved

LESSONS = ROOT / "notebooks"


def test_there_is_a_notebook_at_each_old_name_with_a_link_to_the_lesson_of_today(tmp_path):
    write_moved(tmp_path, LESSONS)
    assert {path.stem for path in tmp_path.iterdir()} == set(MOVED)
    for old, new in MOVED.items():
        notebook = nbformat.read(tmp_path / f"{old}.ipynb", as_version=4)
        nbformat.validate(notebook)
        assert notebook.metadata.kernelspec.name == "python3"
        (cell,) = notebook.cells
        title, file = re.search(r"\[(.+)\]\((.+)\)$", cell.source).groups()
        assert file == f"{new}.ipynb"
        lesson = json.loads((LESSONS / file).read_text(encoding="utf-8"))
        assert "".join(lesson["cells"][0]["source"]).startswith(f"# {title}\n")


def test_what_is_there_already_stays(tmp_path):
    mine = tmp_path / f"{next(iter(MOVED))}.ipynb"
    mine.write_text("mine")
    write_moved(tmp_path, LESSONS)
    assert mine.read_text() == "mine"
    assert len(list(tmp_path.iterdir())) == len(MOVED)


def test_no_old_name_is_the_name_of_a_lesson():
    assert not set(MOVED) & {path.stem for path in LESSONS.glob("*.ipynb")}


def test_the_command_writes_beside_the_lessons(tmp_path):
    for new in MOVED.values():
        (tmp_path / f"{new}.ipynb").write_bytes((LESSONS / f"{new}.ipynb").read_bytes())
    command = [sys.executable, "-m", "tools.moved", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True)
    assert {path.stem for path in tmp_path.iterdir()} == {*MOVED, *MOVED.values()}
