"""Cells of a made lesson on its page: folded programs, optional parts, links to headings."""

from urllib.parse import quote, unquote

import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from tests.site.page import Form
from tools.site_pages.cells import Cells, anchors
from tools.site_pages.lesson import Lesson
from tools.site_pages.markdown import Writer


@pytest.fixture
def page(made):
    """Return a function that writes cells as the body of a page and reads it."""

    def written(*cells):
        lesson = Lesson(made(*cells))
        del lesson.cells[0]
        body = Cells(lesson, Writer(lesson.name, {lesson.name: anchors(lesson)})).html()
        assert Form(body).wrong == []
        return BeautifulSoup(body, "html.parser")

    return written


def code(**metadata):
    outputs = [new_output("stream", name="stdout", text="said")]
    return new_code_cell("print('said')", metadata=metadata, outputs=outputs, id="c")


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


def test_an_optional_cell_is_marked(page):
    tagged = ["optional", "raises-exception"]
    made = page(text("Read", tags=["optional"]), code(tags=tagged), new_markdown_cell("Read too"))
    assert [div["class"][0] for div in made.select("div.optional")] == ["text", "cell"]
    assert len(made.select("div.text")) == 2


# A heading, and how JupyterLab 4.6 names it (`createHeaderId` of its rendermime).
HEADINGS = {
    "The cure: shift by C": "The-cure:-shift-by-C",
    "Is my loss *good*?": "Is-my-loss-good?",
    "Shifts that don't work": "Shifts-that-don't-work",
    'The "log 0" of `p & q`': 'The-"log-0"-of-p-&-q',
    "Nothing but p − y": "Nothing-but-p-−-y",
    "The shift by $C$, and $a < b_1$": "The-shift-by-$C$,-and-$a-<-b_1$",
}


@pytest.mark.parametrize(("heading", "anchor"), HEADINGS.items())
def test_a_link_that_jupyterlab_follows_leads_to_the_same_heading(page, heading, anchor):
    for before, file in (("01_made.html", "01_made.ipynb"), ("", "")):
        made = page(text(f"# T\n\n## {heading}\n\n[there]({file}#{quote(anchor)})"))
        target = made.find_all("a")[-1]["href"]
        assert unquote(target) == f"{before}#{made.h2['id']}"


def test_a_link_with_a_protocol_that_runs_code_is_refused_as_before(page):
    made = page(text("# T\n\n[a](javascript:alert(1)//://x)"))
    assert made.find_all("a")[-1]["href"] == "#harmful-link"


def test_of_two_headings_of_one_name_the_first_is_meant(page):
    made = page(text("# T\n\n## A\n\n## A\n\n[there](#A)"))
    assert [h["id"] for h in made.find_all("h2")] == ["A", "A-2"]
    assert made.find_all("a")[-1]["href"] == "#A"
