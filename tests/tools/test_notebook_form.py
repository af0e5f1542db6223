"""The normal form: what is kept, what goes, and that it is found a second time."""

import copy
import json

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tools.notebook_form import KERNELSPEC, LANGUAGE, WIDGET_VIEW, normalised, read, serialise


def widget(**more):
    data = {WIDGET_VIEW: {"model_id": "abc", "version_major": 2}, **more}
    return new_output("execute_result", data, execution_count=9, metadata={WIDGET_VIEW: {}})


def notebook(*cells, **metadata):
    made = new_notebook()
    # Afterwards, because new_notebook would refuse some of what a test wants to put in.
    made.cells, made.metadata = list(cells), metadata
    return made


def only(cell):
    return normalised(notebook(cell)).cells[0]


def test_the_argument_is_not_changed():
    before = notebook(new_code_cell("1", execution_count=3), widgets={"state": {}})
    after = copy.deepcopy(before)
    normalised(before)
    assert before == after


def test_metadata_is_the_same_for_every_author():
    given = notebook(widgets={"state": 1}, kernelspec={"name": "mine"}, vscode={"a": 1})
    assert normalised(given).metadata == {"kernelspec": KERNELSPEC, "language_info": LANGUAGE}


def test_counts_are_1_to_n():
    cells = [new_code_cell("a", execution_count=7), new_markdown_cell("b")]
    cells += [new_code_cell("c", execution_count=2)]
    assert [c.get("execution_count") for c in normalised(notebook(*cells)).cells] == [1, None, 2]


def test_a_cell_that_was_not_run_is_not_made_to_look_run():
    assert only(new_code_cell("a")).execution_count is None


def test_results_carry_the_count_of_their_cell():
    cell = new_code_cell("a", execution_count=4, outputs=[widget(**{"text/plain": "x"})])
    assert only(cell).outputs[0].execution_count == 1


def test_the_view_of_a_widget_goes_and_its_picture_and_words_stay():
    cell = new_code_cell("a", outputs=[widget(**{"text/plain": "z", "image/png": "AAAA"})])
    (output,) = only(cell).outputs
    assert output.data == {"text/plain": "z", "image/png": "AAAA"}
    assert output.metadata == {}


def test_an_output_that_was_nothing_but_a_view_goes():
    assert only(new_code_cell("a", outputs=[widget()])).outputs == []


def test_streams_that_follow_each_other_are_one():
    said = [("stdout", "a"), ("stdout", "b"), ("stderr", "c"), ("stdout", "d")]
    outputs = [new_output("stream", name=name, text=text) for name, text in said]
    merged = [(o.name, o.text) for o in only(new_code_cell("x", outputs=outputs)).outputs]
    assert merged == [("stdout", "ab"), ("stderr", "c"), ("stdout", "d")]


def test_timings_and_folded_outputs_go_and_slides_tags_and_folded_code_stay():
    metadata = {
        "execution": {"iopub.execute_input": "2026"},
        "collapsed": True,
        "editable": True,
        "deletable": False,
        "jupyter": {"source_hidden": True},
        "slideshow": {"slide_type": "slide"},
        "tags": ["raises-exception"],
    }
    assert only(new_code_cell("x", metadata=metadata)).metadata == {
        "deletable": False,
        "jupyter": {"source_hidden": True},
        "slideshow": {"slide_type": "slide"},
        "tags": ["raises-exception"],
    }


def test_an_empty_list_of_tags_goes():
    assert only(new_markdown_cell("x", metadata={"tags": []})).metadata == {}


def test_ids_are_kept_where_they_are_unique_and_made_the_same_each_time():
    cells = [new_markdown_cell("x", id="title"), *(new_markdown_cell("x", id="a") for _ in "123")]
    ids = [cell.id for cell in normalised(notebook(*cells)).cells]
    assert ids[:2] == ["title", "a"]
    assert len(set(ids)) == 4
    assert ids == [cell.id for cell in normalised(notebook(*cells)).cells]


def test_a_file_without_ids_gets_the_same_each_time(tmp_path):
    path = tmp_path / "a.ipynb"
    cells = [{"cell_type": "markdown", "metadata": {}, "source": ["a\n", "b"]}] * 2
    old = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    path.write_text(json.dumps(old))
    ids = [cell.id for cell in read(path).cells]
    assert len(set(ids)) == 2
    assert ids == [cell.id for cell in read(path).cells]
    assert read(path).cells[0].source == "a\nb"


def test_the_text_is_stable_and_readable(tmp_path):
    given = notebook(new_markdown_cell("ä − 1\nb", id="a"), new_code_cell("1", id="b"))
    text = serialise(normalised(given))
    assert "ä − 1\\n" in text
    assert text.endswith("}\n")
    assert "\n " in text
    path = tmp_path / "a.ipynb"
    path.write_text(text, encoding="utf-8")
    assert serialise(normalised(read(path))) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        "{",
        "null",
        '{"cells": [], "metadata": {}, "nbformat": 3, "nbformat_minor": 0}',
        '{"cells": 1, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
        '{"cells": [{}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
        '{"cells": [{"cell_type": "x", "metadata": {}, "source": ""}], "metadata": {},'
        ' "nbformat": 4, "nbformat_minor": 5}',
    ],
)
def test_what_is_no_notebook_is_named(text, tmp_path):
    path = tmp_path / "bad.ipynb"
    path.write_text(text)
    with pytest.raises(ValueError, match="bad.ipynb is not a notebook"):
        read(path)


def test_an_empty_notebook_has_a_normal_form():
    assert normalised(notebook()).cells == []
