"""The normal form: what is kept, what goes, and that it is found a second time."""

import copy

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tools.notebook_form import KERNELSPEC, LANGUAGE, WIDGET_VIEW, normalised, read, serialise


def test_the_whole_of_a_notebook(tmp_path):
    kept = {"deletable": False, "jupyter": {"source_hidden": True}, "tags": ["raises-exception"]}
    kept["slideshow"] = {"slide_type": "slide"}
    gone = {"execution": {"iopub.execute_input": "2026"}, "collapsed": True, "editable": True}
    given = new_notebook(
        metadata={"widgets": {"state": 1}, "kernelspec": {"name": "mine", "display_name": "x"}},
        cells=[
            new_code_cell("a\n", execution_count=7, metadata=kept | gone, id="title"),
            new_markdown_cell("ä − 1\nb", metadata={"tags": []}, id="b"),
            new_code_cell("not run", id="c"),
            new_code_cell("d", execution_count=2, id="d"),
        ],
    )
    before = copy.deepcopy(given)
    made = normalised(given)
    assert given == before
    assert made.metadata == {"kernelspec": KERNELSPEC, "language_info": LANGUAGE}
    assert [
        (cell.id, cell.source, cell.get("execution_count"), cell.metadata) for cell in made.cells
    ] == [
        ("title", "a", 1, kept),
        ("b", "ä − 1\nb", None, {}),
        ("c", "not run", None, {}),
        ("d", "d", 3, {}),
    ]
    path = tmp_path / "a.ipynb"
    path.write_text(serialise(made), encoding="utf-8")
    assert '"ä − 1\\n"' in serialise(made)
    assert serialise(normalised(read(path))) == path.read_text(encoding="utf-8")
    assert serialise(made).endswith("}\n")


def test_a_widget_keeps_picture_and_words_and_streams_that_follow_each_other_are_one():
    def widget(**more):
        data = {WIDGET_VIEW: {"model_id": "abc", "version_major": 2}, **more}
        metadata = {WIDGET_VIEW: {}}
        return new_output("execute_result", data, execution_count=9, metadata=metadata)

    said = [("stdout", "a"), ("stdout", "b"), ("stderr", "c"), ("stdout", "d")]
    streams = [new_output("stream", name=name, text=text) for name, text in said]
    outputs = [widget(**{"text/plain": "z", "image/png": "AAAA"}), widget(), *streams]
    (cell,) = normalised(
        new_notebook(cells=[new_code_cell(outputs=outputs, execution_count=4)])
    ).cells
    shown, *merged = cell.outputs
    assert shown.data == {"text/plain": "z", "image/png": "AAAA"}
    assert (shown.metadata, shown.execution_count) == ({}, 1)
    streams = [("stdout", "ab"), ("stderr", "c"), ("stdout", "d")]
    assert [(output.name, output.text) for output in merged] == streams


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "null",
        '{"cells": 1, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
        '{"cells": [{"cell_type": "x", "metadata": {}, "source": "", "id": "a"}], "metadata": {},'
        ' "nbformat": 4, "nbformat_minor": 5}',
    ],
)
def test_what_is_no_notebook_is_named(text, tmp_path):
    path = tmp_path / "bad.ipynb"
    path.write_text(text)
    with pytest.raises(ValueError, match="bad.ipynb is not a notebook"):
        read(path)
