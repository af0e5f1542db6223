"""The normal form: what is kept, what goes, and that it is found a second time."""

import copy

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tools.notebook_form import KERNELSPEC, LANGUAGE, WIDGET_VIEW, normalised, read, serialise


def widget(**more):
    data = {WIDGET_VIEW: {"model_id": "abc", "version_major": 2}, **more}
    return new_output("execute_result", data, execution_count=9, metadata={WIDGET_VIEW: {}})


def test_the_whole_of_a_notebook(tmp_path):
    metadata = {
        "execution": {"iopub.execute_input": "2026"},
        "collapsed": True,
        "editable": True,
        "deletable": False,
        "jupyter": {"source_hidden": True},
        "slideshow": {"slide_type": "slide"},
        "tags": ["raises-exception"],
    }
    kept = {"deletable": False, "jupyter": {"source_hidden": True}}
    kept |= {"slideshow": {"slide_type": "slide"}, "tags": ["raises-exception"]}
    given = new_notebook(
        metadata={"widgets": {"state": 1}, "kernelspec": {"name": "mine", "display_name": "x"}},
        cells=[
            new_code_cell("a\n", execution_count=7, metadata=metadata, id="title"),
            new_markdown_cell("ä − 1\nb", metadata={"tags": []}, id="b"),
            new_code_cell("not run", id="c"),
            new_code_cell("d", execution_count=2, id="d"),
        ],
    )
    before = copy.deepcopy(given)
    made = normalised(given)
    assert given == before
    assert made.metadata == {"kernelspec": KERNELSPEC, "language_info": LANGUAGE}
    assert [cell.id for cell in made.cells] == ["title", "b", "c", "d"]
    assert [cell.source for cell in made.cells] == ["a", "ä − 1\nb", "not run", "d"]
    assert [cell.get("execution_count") for cell in made.cells] == [1, None, None, 3]
    assert [cell.metadata for cell in made.cells] == [kept, {}, {}, {}]
    text = serialise(made)
    assert "ä − 1\\n" in text
    assert text.endswith("}\n")
    path = tmp_path / "a.ipynb"
    path.write_text(text, encoding="utf-8")
    assert serialise(normalised(read(path))) == text


def outputs(*given):
    cell = new_code_cell("a", execution_count=4, outputs=list(given))
    return normalised(new_notebook(cells=[cell])).cells[0].outputs


def test_the_view_of_a_widget_goes_and_its_picture_and_words_stay():
    (output,) = outputs(widget(**{"text/plain": "z", "image/png": "AAAA"}), widget())
    assert output.data == {"text/plain": "z", "image/png": "AAAA"}
    assert output.metadata == {}
    assert output.execution_count == 1


def test_streams_that_follow_each_other_are_one():
    said = [("stdout", "a"), ("stdout", "b"), ("stderr", "c"), ("stdout", "d")]
    merged = outputs(*(new_output("stream", name=name, text=text) for name, text in said))
    assert [(o.name, o.text) for o in merged] == [
        ("stdout", "ab"),
        ("stderr", "c"),
        ("stdout", "d"),
    ]


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
