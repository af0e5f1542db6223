"""The normal form of a notebook, and the command that runs notebooks and stores them in it."""

import copy

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tools.normalise import METADATA, WIDGET_VIEW, main, normalised, read, serialise


def test_the_normal_form_of_a_notebook(tmp_path):
    kept = {"jupyter": {"source_hidden": True}, "tags": ["raises-exception"]}
    kept["slideshow"] = {"slide_type": "slide"}
    gone = {"execution": {"iopub.execute_input": "2026"}, "collapsed": True, "editable": True}
    view = {WIDGET_VIEW: {"model_id": "abc", "version_major": 2}}
    shown = {"text/plain": "z", "image/png": "AAAA"}
    outputs = [
        new_output("display_data", view | shown),
        new_output("stream", text="a"),
    ]
    given = new_notebook(
        metadata={"widgets": {"state": 1}, "kernelspec": {"name": "mine", "display_name": "x"}},
        cells=[
            new_code_cell("a\n", execution_count=7, metadata=kept | gone, outputs=outputs),
            new_markdown_cell("ä − 1\nb", metadata={"tags": []}, id="b"),
        ],
    )
    before = copy.deepcopy(given)
    made = normalised(given)
    assert given == before
    assert made.metadata == METADATA
    code, text = made.cells
    assert (code.source, code.execution_count, code.metadata) == ("a", 7, kept)
    assert code.outputs == [new_output("display_data", shown), outputs[-1]]
    assert text == new_markdown_cell("ä − 1\nb", id="b")
    path = tmp_path / "a.ipynb"
    path.write_text(serialise(made), encoding="utf-8")
    assert '"ä − 1\\n"' in serialise(made)
    assert serialise(made).endswith("}\n")
    assert serialise(normalised(read(path))) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        '{"cells": [{"cell_type": "x", "metadata": {}, "source": "", "id": "a"}], "metadata": {},'
        ' "nbformat": 4, "nbformat_minor": 5}',
    ],
)
def test_what_is_no_notebook_is_named(text, tmp_path):
    path = tmp_path / "bad.ipynb"
    path.write_text(text)
    with pytest.raises(ValueError, match="bad.ipynb is not a notebook"):
        read(path)


def store(path, *sources):
    cells = [new_code_cell(source, id=f"c{n}") for n, source in enumerate(sources)]
    path.write_text(serialise(new_notebook(cells=cells)))
    return path.read_text()


def test_what_runs_is_stored_and_what_fails_is_named_and_left(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("SOFTMAX_LESSONS_ANSWERS", "/somewhere")
    missing, wrong, good = (tmp_path / f"{name}.ipynb" for name in ("missing", "wrong", "good"))
    before = store(wrong, "print('first')", "1 / 0  # the culprit")
    # It runs in its folder, and without the reader's answers.
    asked = "os.environ['SOFTMAX_LESSONS_ANSWERS']"
    store(good, "import os\nsorted(os.listdir())", asked, "print('a', flush=True)\nprint('b')")
    assert main([wrong, missing, good]) == 1
    said = capsys.readouterr()
    assert "good.ipynb: changed" in said.out
    assert said.err.count("left as it was") == 2
    assert "1 / 0  # the culprit" in said.err
    assert "missing.ipynb" in said.err
    assert "\x1b" not in said.err
    assert wrong.read_text() == before
    first, second, third = read(good).cells
    assert first.outputs[0].data["text/plain"] == "['good.ipynb', 'wrong.ipynb']"
    assert second.outputs[0].data["text/plain"] == "'off'"
    assert [output.text for output in third.outputs] == ["a\nb\n"]
    text = good.read_text()
    assert main([str(good)]) == 0
    assert "good.ipynb: as before" in capsys.readouterr().out
    assert good.read_text() == text
