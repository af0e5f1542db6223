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


def test_a_notebook_is_run_in_its_folder_and_stored_in_normal_form(store, capsys):
    path = store("import os\nsorted(os.listdir())", "", "1 + 1")
    assert main([str(path)]) == 0
    assert "some.ipynb: changed" in capsys.readouterr().out
    notebook = read(path)
    assert path.read_text() == serialise(normalised(notebook))
    assert [c.execution_count for c in notebook.cells[1:]] == [1, 2, 3]
    assert notebook.cells[1].outputs[0].data["text/plain"] == "['some.ipynb']"
    assert notebook.cells[3].outputs[0].data["text/plain"] == "2"
    text = path.read_text()
    assert main([str(path)]) == 0
    assert "some.ipynb: as before" in capsys.readouterr().out
    assert path.read_text() == text


def test_answers_of_readers_stay_out(store, monkeypatch):
    monkeypatch.setenv("SOFTMAX_LESSONS_ANSWERS", "/somewhere")
    path = store("import os\nos.environ['SOFTMAX_LESSONS_ANSWERS']")
    assert main([str(path)]) == 0
    assert read(path).cells[1].outputs[0].data["text/plain"] == "'off'"


def test_an_error_leaves_the_file_as_it_was_and_shows_the_cell(store, capsys):
    path = store("print('first')", "1 / 0  # the culprit")
    before = path.read_text()
    assert main([str(path)]) == 1
    assert path.read_text() == before
    said = capsys.readouterr().err
    assert "left as it was" in said
    assert "1 / 0  # the culprit" in said
    assert "ZeroDivisionError" in said
    assert "\x1b" not in said


def test_check_runs_nothing_and_writes_nothing(store, capsys):
    path = store("raise SystemError")
    before = path.read_text()
    assert main(["--check", str(path)]) == 1
    assert "not in normal form" in capsys.readouterr().err
    assert path.read_text() == before
    path.write_text(serialise(normalised(read(path))))
    assert main(["--check", str(path)]) == 0


@pytest.mark.parametrize("options", [["--check"], []])
def test_what_is_no_notebook_is_named(options, tmp_path, capsys):
    bad = tmp_path / "bad.ipynb"
    bad.write_text("{")
    assert main([*options, str(bad)]) == 1
    assert main([*options, str(tmp_path / "missing.ipynb")]) == 1
    said = capsys.readouterr().err
    assert "bad.ipynb" in said
    assert "missing.ipynb" in said


def test_one_bad_notebook_does_not_hide_the_next(store, tmp_path, capsys):
    good = store("1")
    assert main([str(tmp_path / "missing.ipynb"), str(good)]) == 1
    assert read(good).cells[1].execution_count == 1


def test_no_notebooks_at_all_is_an_error(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("tools.normalise.LESSONS", tmp_path)
    assert main([]) == 1
    assert "no notebook" in capsys.readouterr().err
