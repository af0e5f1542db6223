"""Cells of a made lesson on its page: folded programs, optional parts, links to headings."""

import re
from urllib.parse import quote, unquote

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tests.site.page import Page
from tools.site_pages.cells import Cells, anchors
from tools.site_pages.lesson import Lesson
from tools.site_pages.markdown import Writer


@pytest.fixture
def page(tmp_path):
    """Return a function that writes cells as the body of a page and reads it."""

    def written(*cells):
        path = tmp_path / "01_made.ipynb"
        head = new_markdown_cell("# T\n\n**About 5 minutes**", id="head")
        nbformat.write(new_notebook(cells=[head, *cells]), path)
        lesson = Lesson(path)
        del lesson.cells[0]
        made = tmp_path / "made.html"
        body = Cells(lesson, Writer(lesson.name, {lesson.name: anchors(lesson)})).html()
        made.write_text(body, encoding="utf-8")
        return Page(made)

    return written


def code(**metadata):
    outputs = [new_output("stream", name="stdout", text="said")]
    return new_code_cell("print('said')", metadata=metadata, outputs=outputs, id="c")


def test_a_hidden_source_is_folded_and_its_output_is_not(page):
    made = page(code(jupyter={"source_hidden": True}))
    assert made.wrong == []
    (fold,) = made.find("details", style="program")
    assert "open" not in fold.attributes
    assert [child.tag for child in fold.children] == ["summary", "pre"]
    assert fold.children[0].words() == "Show the program"
    assert fold.find("pre")[0].words() == "print('said')"
    (cell,) = made.find("div", style="cell")
    assert [child.attributes["class"] for child in cell.children] == ["program", "stored"]
    assert fold.find(style="said") == []
    assert len(cell.find(style="said")) == 1


@pytest.mark.parametrize("jupyter", [{}, {"source_hidden": False}, {"outputs_hidden": True}])
def test_another_source_is_not_folded(page, jupyter):
    made = page(code(jupyter=jupyter))
    assert made.find("details") == []
    assert len(made.find("pre", style="code")) == 1


def test_an_optional_cell_is_marked(page):
    made = page(
        new_markdown_cell("Read", metadata={"tags": ["optional"]}, id="a"),
        code(tags=["optional", "raises-exception"]),
        new_markdown_cell("Read too", id="b"),
    )
    marked = [div.words().strip() for div in made.find("div", style="optional")]
    assert [re.split(r"\W+", words)[0] for words in marked] == ["Read", "print"]
    assert len(made.find("div", style="text")) == 2


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
        link = f"[there]({file}#{quote(anchor)})"
        made = page(new_markdown_cell(f"# T\n\n## {heading}\n\n{link}", id="a"))
        assert made.wrong == []
        target = made.find("a")[-1].attributes["href"]
        (place,) = made.find("h2")
        assert unquote(target) == f"{before}#{place.attributes['id']}"


def test_a_heading_that_is_nearly_the_one_named_is_proposed(page):
    text = "# T\n\n## Why so *(optional)*\n\n[there](#Why-so-*(optional)*)"
    with pytest.raises(ValueError, match=r"no heading of 01_made.ipynb; is #Why-so-\(optional\)"):
        page(new_markdown_cell(text, id="a"))


def test_a_link_with_a_protocol_that_runs_code_is_refused_as_before(page):
    made = page(new_markdown_cell("# T\n\n[a](javascript:alert(1)//://x)", id="a"))
    assert made.find("a")[-1].attributes["href"] == "#harmful-link"


def test_of_two_headings_of_one_name_the_first_is_meant(page):
    made = page(new_markdown_cell("# T\n\n## A\n\n## A\n\n[there](#A)", id="a"))
    assert [h.attributes["id"] for h in made.find("h2")] == ["A", "A-2"]
    assert made.find("a")[-1].attributes["href"] == "#A"
