"""The command: runs, stores, reports, and leaves alone what fails."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tools.normalise import main
from tools.notebook_form import normalised, read, serialise


@pytest.fixture
def store(tmp_path):
    def write(*sources):
        cells = [new_code_cell(source, id=f"c{n}") for n, source in enumerate(sources)]
        path = tmp_path / "some.ipynb"
        path.write_text(serialise(new_notebook(cells=[new_markdown_cell("# T?", id="t"), *cells])))
        return path

    return write


def test_a_notebook_is_run_in_its_folder_without_the_readers_answers(store, capsys, monkeypatch):
    monkeypatch.setenv("SOFTMAX_LESSONS_ANSWERS", "/somewhere")
    path = store("import os\nsorted(os.listdir())", "os.environ['SOFTMAX_LESSONS_ANSWERS']")
    assert main([str(path)]) == 0
    assert "some.ipynb: changed" in capsys.readouterr().out
    notebook = read(path)
    assert path.read_text() == serialise(normalised(notebook))
    cells = notebook.cells[1:]
    assert [cell.execution_count for cell in cells] == [1, 2]
    said = [cell.outputs[0].data["text/plain"] for cell in cells]
    assert said == ["['some.ipynb']", "'off'"]
    text = path.read_text()
    assert main([str(path)]) == 0
    assert "some.ipynb: as before" in capsys.readouterr().out
    assert path.read_text() == text


def test_an_error_leaves_the_file_as_it_was_and_shows_the_cell(store, capsys):
    path = store("print('first')", "1 / 0  # the culprit")
    before = path.read_text()
    assert main([str(path)]) == 1
    assert path.read_text() == before
    said = capsys.readouterr().err
    assert "left as it was" in said
    assert "1 / 0  # the culprit" in said
    assert "\x1b" not in said


def test_check_runs_nothing_and_writes_nothing(store, capsys):
    path = store("raise SystemError")
    path.write_text(path.read_text() + "\n")
    before = path.read_text()
    assert main(["--check", str(path)]) == 1
    assert "not in normal form" in capsys.readouterr().err
    assert path.read_text() == before
    path.write_text(serialise(normalised(read(path))))
    assert main(["--check", str(path)]) == 0


def test_what_is_no_notebook_is_named_and_does_not_hide_the_next(store, tmp_path, capsys):
    good, bad = store("1"), tmp_path / "bad.ipynb"
    bad.write_text("{")
    assert main([str(tmp_path / "missing.ipynb"), str(bad), str(good)]) == 1
    assert read(good).cells[1].execution_count == 1
    said = capsys.readouterr().err
    assert "bad.ipynb" in said
    assert "missing.ipynb" in said
