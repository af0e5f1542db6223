"""Cells of a made lesson on its page: folded programs, optional parts, links to headings."""

from urllib.parse import quote, unquote

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from tests.site.page import parsed
from tools.site_pages import build


@pytest.fixture
def page(made, tmp_path):
    """Return a function that builds a lesson of these cells and reads its page."""

    def written(*cells):
        build(tmp_path, made(*cells).parents[1])
        return parsed(tmp_path / "read" / "01_made.html").article

    return written


def code(*outputs, **metadata):
    said = new_output("stream", name="stdout", text="said")
    return new_code_cell("print('said')", metadata=metadata, outputs=[said, *outputs], id="c")


def text(source, **metadata):
    return new_markdown_cell(source, metadata=metadata, id="a")


def test_a_hidden_source_is_folded_and_its_output_is_not(page):
    (cell,) = page(code(jupyter={"source_hidden": True})).select("div.cell")
    assert [child["class"] for child in cell.find_all(recursive=False)] == [["program"], ["stored"]]
    fold = cell.details
    assert "open" not in fold.attrs
    words = [child.get_text() for child in fold.find_all(recursive=False)]
    assert words == ["Show the program", "print('said')"]
    assert [said.parent["class"] for said in cell.select(".said")] == [["stored"]]


@pytest.mark.parametrize("jupyter", [{}, {"source_hidden": False}, {"outputs_hidden": True}])
def test_another_source_is_not_folded(page, jupyter):
    made = page(code(jupyter=jupyter))
    assert made.find("details") is None
    assert len(made.select("pre.code")) == 1


def test_an_error_and_a_warning_stand_among_what_a_cell_says(page):
    error = new_output("error", ename="ValueError", evalue="z < 0", traceback=["long"])
    warning = new_output("stream", name="stderr", text="careful\n")
    shown = [pre.get_text() for pre in page(code(warning, error)).select("pre.errors")]
    assert shown == ["careful", "ValueError: z < 0"]


def test_an_optional_cell_is_marked(page):
    tagged = ["optional", "raises-exception"]
    made = page(text("Read", tags=["optional"]), code(tags=tagged), new_markdown_cell("Read too"))
    assert [div["class"][0] for div in made.select("div.optional")] == ["text", "cell"]
    assert len(made.select("div.text")) == 3  # with the head


# A heading, and how JupyterLab 4.6 names it (`createHeaderId` of its rendermime).
HEADINGS = {
    "The cure: shift by C": "The-cure:-shift-by-C",
    "Is my loss *good*?": "Is-my-loss-good?",
    "Shifts that don't work": "Shifts-that-don't-work",
    'The "log 0" of `p & q`': 'The-"log-0"-of-p-&-q',
    "Nothing but p − y": "Nothing-but-p-−-y",
}


def test_a_link_that_jupyterlab_follows_leads_to_the_same_heading(page):
    links = [f"[a]({at}#{quote(a)})" for a in HEADINGS.values() for at in ("", "01_made.ipynb")]
    made = page(text("\n\n".join([*(f"## {heading}" for heading in HEADINGS), *links])))
    assert [h["id"] for h in made.find_all("h2")] == list(HEADINGS.values())
    targets = [unquote(a["href"]) for a in made.select("p > a")]
    assert targets == [f"{at}#{a}" for a in HEADINGS.values() for at in ("", "01_made.html")]


def test_a_link_with_a_protocol_that_runs_code_is_refused(page):
    made = page(text("[a](javascript:alert(1)//://x)"))
    assert made.select("p > a")[-1]["href"] == "#harmful-link"
