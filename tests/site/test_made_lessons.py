"""Made lessons: what their cells become, and what stops the build and is named."""

from urllib.parse import quote, unquote

import pytest
from nbformat.v4 import new_code_cell, new_output
from nbformat.v4 import new_markdown_cell as text

from tests.site.conftest import parsed


def code(*outputs, **metadata):
    return new_code_cell("print('said')", metadata=metadata, outputs=list(outputs))


def shown(mime, data, alt=None):
    metadata = {mime: {"alt": alt}} if alt else {}
    return code(new_output("display_data", {mime: data}, metadata=metadata))


SAID = new_output("stream", name="stdout", text="said")


def test_a_hidden_source_is_folded_and_its_output_is_not(made):
    (cell,) = parsed(made(code(SAID, jupyter={"source_hidden": True}))).select("div.cell")
    assert [child["class"] for child in cell.find_all(recursive=False)] == [["program"], ["stored"]]
    fold = cell.details
    assert "open" not in fold.attrs
    words = [child.get_text() for child in fold.find_all(recursive=False)]
    assert words == ["Show the program", "print('said')"]
    assert [said.parent["class"] for said in cell.select(".said")] == [["stored"]]
    for other in ({}, {"source_hidden": False}, {"outputs_hidden": True}):
        (cell,) = parsed(made(code(SAID, jupyter=other))).select("div.cell")
        children = [child["class"] for child in cell.find_all(recursive=False)]
        assert children == [["code"], ["stored"]]


def test_an_error_and_a_warning_stand_among_what_a_cell_says(made):
    error = new_output("error", ename="ValueError", evalue="z < 0", traceback=["long"])
    warning = new_output("stream", name="stderr", text="careful\n")
    page = parsed(made(code(warning, error)))
    assert [pre.get_text() for pre in page.select(".errors")] == ["careful", "ValueError: z < 0"]


def test_an_optional_cell_is_marked(made):
    tags = {"tags": ["optional", "raises-exception"]}
    page = parsed(made(text("Read", metadata=tags), code(**tags), text("Read too")))
    assert [div["class"][0] for div in page.select("div.optional")] == ["text", "cell"]
    assert len(page.select("div.text")) == 3  # with the head


# A heading, and how JupyterLab 4.6 names it (`createHeaderId` of its rendermime).
HEADINGS = {
    "The cure: shift by C": "The-cure:-shift-by-C",
    "Is my loss *good*?": "Is-my-loss-good?",
    "Shifts that don't work": "Shifts-that-don't-work",
    'The "log 0" of `p & q`': 'The-"log-0"-of-p-&-q',
    "Nothing but p − y": "Nothing-but-p-−-y",
}


def test_a_link_that_jupyterlab_follows_leads_to_the_same_heading(made):
    links = [f"[a]({at}#{quote(a)})" for a in HEADINGS.values() for at in ("", "01_made.ipynb")]
    page = parsed(made(text("\n\n".join([*(f"## {heading}" for heading in HEADINGS), *links]))))
    assert [h["id"] for h in page.find_all("h2")] == list(HEADINGS.values())
    places = [unquote(a["href"]) for a in page.select(".text p > a")]
    assert places == [f"{at}#{a}" for a in HEADINGS.values() for at in ("", "01_made.html")]


def test_a_link_with_a_protocol_that_runs_code_is_refused(made):
    page = parsed(made(text("[a](javascript:alert(1)//://x)")))
    assert [a["href"] for a in page.select(".text p > a")] == ["#harmful-link"]


NOT_PNG = "bm90IGEgcGljdHVyZQ=="
# A cell, and why it cannot be shown.
DAMAGES = [
    (text("The matrix $\\frac{1}$ is"), r".*\\frac\{1\}"),
    (shown("image/png", NOT_PNG), "KeyError: 'image/png'"),
    (shown("image/png", NOT_PNG, alt="x"), ".*identify image"),
    (shown("application/x-unheard-of", "1"), ".*'text/plain'"),
]


@pytest.mark.parametrize(("damaged", "reason"), DAMAGES)
def test_a_cell_that_cannot_be_shown_stops_the_build_and_is_named_with_the_reason(
    made, damaged, reason
):
    with pytest.raises(ValueError, match=rf"(?s)01_made\.ipynb, cell {damaged.id}: {reason}"):
        made(damaged)


def test_what_is_no_lesson_is_named(made, tmp_path):
    made()
    (tmp_path / "repository" / "notebooks" / "extra.ipynb").write_text("{}", encoding="utf-8")
    with pytest.raises(ValueError, match=r"extra\.ipynb is not a notebook"):
        made()
