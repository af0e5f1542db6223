"""The command: runs, stores, reports, and leaves alone what fails."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from tools.normalise import main
from tools.notebook_form import normalised, read, serialise


@pytest.fixture
def store(tmp_path):
    def write(name, *sources):
        cells = [new_code_cell(source, id=f"c{n}") for n, source in enumerate(sources)]
        path = tmp_path / f"{name}.ipynb"
        path.write_text(serialise(new_notebook(cells=cells)))
        return path

    return write


def test_what_runs_is_stored_and_what_fails_is_named_and_left(store, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("SOFTMAX_LESSONS_ANSWERS", "/somewhere")
    wrong = store("wrong", "print('first')", "1 / 0  # the culprit")
    broken = tmp_path / "broken.ipynb"
    broken.write_text("{")
    # It runs in its folder, and without the reader's answers.
    good = store("good", "import os\nsorted(os.listdir())", "os.environ['SOFTMAX_LESSONS_ANSWERS']")
    before = wrong.read_text()
    assert main([str(path) for path in (wrong, broken, tmp_path / "missing.ipynb", good)]) == 1
    said = capsys.readouterr()
    assert "good.ipynb: changed" in said.out
    assert said.err.count("left as it was") == 3
    for words in ("1 / 0  # the culprit", "broken.ipynb", "missing.ipynb"):
        assert words in said.err
    assert "\x1b" not in said.err
    assert wrong.read_text() == before
    cells = read(good).cells
    assert good.read_text() == serialise(normalised(read(good)))
    assert [cell.execution_count for cell in cells] == [1, 2]
    names = ["broken.ipynb", "good.ipynb", "wrong.ipynb"]
    assert [cell.outputs[0].data["text/plain"] for cell in cells] == [str(names), "'off'"]
    text = good.read_text()
    assert main([str(good)]) == 0
    assert "good.ipynb: as before" in capsys.readouterr().out
    assert good.read_text() == text


def test_check_runs_nothing_and_writes_nothing(store, capsys):
    path = store("some", "raise SystemError")
    path.write_text(path.read_text() + "\n")
    before = path.read_text()
    assert main(["--check", str(path)]) == 1
    assert "not in normal form" in capsys.readouterr().err
    assert path.read_text() == before
    path.write_text(serialise(normalised(read(path))))
    assert main(["--check", str(path)]) == 0
