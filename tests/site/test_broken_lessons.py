"""A lesson that cannot become a page stops the build, and is named."""

import json

import pytest

from tools.site_pages import build

NAME = "01_from_scores_to_probabilities.ipynb"


def first_text(notebook, old, new):
    source = "".join(notebook["cells"][0]["source"])
    assert old in source
    notebook["cells"][0]["source"] = source.replace(old, new)


def no_title(notebook):
    first_text(notebook, "# How", "How")


def no_minutes(notebook):
    first_text(notebook, "**About ", "**Nearly ")


def no_cells(notebook):
    notebook["cells"] = []


def code_first(notebook):
    notebook["cells"] = notebook["cells"][1:]


def unknown_tex(notebook):
    first_text(notebook, "# How", "# How $\\unheardof$")


def unknown_tex_further_down(notebook):
    notebook["cells"][4]["source"] = "The matrix $\\frac{1}$ is"


def picture(notebook):
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}):
                return output
    raise AssertionError("no picture to damage")


def no_alt(notebook):
    picture(notebook)["metadata"] = {}


def empty_alt(notebook):
    picture(notebook)["metadata"]["image/png"]["alt"] = "  "


def damaged_picture(notebook):
    picture(notebook)["data"]["image/png"] = "bm90IGEgcGljdHVyZQ=="


def html_picture_without_alt(notebook):
    output = picture(notebook)
    output["data"] = {"text/html": "<img src='x.png'>", "text/plain": "x"}


def picture_in_markdown(notebook):
    notebook["cells"][4]["source"] = "![a bar](bar.png)"


def link_to_nowhere(notebook):
    notebook["cells"][4]["source"] = "[here](../docs/teaching.md)"


def link_to_no_heading(notebook):
    notebook["cells"][4]["source"] = "[here](00_start_here.ipynb#No-such-heading)"


def link_to_no_heading_of_its_own(notebook):
    notebook["cells"][4]["source"] = "[here](#Nor-this-one)"


def unknown_output(notebook):
    output = picture(notebook)
    output["data"] = {"application/x-unheard-of": "1"}


DAMAGES = {
    no_title: "title",
    no_minutes: "minutes",
    no_cells: "title",
    code_first: "title",
    unknown_tex: r"\\unheardof",
    unknown_tex_further_down: r"\\frac\{1\}",
    no_alt: "without alt text",
    empty_alt: "without alt text",
    damaged_picture: "cannot be read",
    html_picture_without_alt: "no alt text",
    picture_in_markdown: "Markdown cell",
    link_to_nowhere: "not on the site",
    link_to_no_heading: "#No-such-heading, no heading of 00_start_here.ipynb",
    link_to_no_heading_of_its_own: "#Nor-this-one, no heading of 01_from_scores",
    unknown_output: "x-unheard-of",
}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_it_is_named_with_the_reason(repository, tmp_path, damage):
    path = repository / "notebooks" / NAME
    notebook = json.loads(path.read_text(encoding="utf-8"))
    damage(notebook)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    with pytest.raises(ValueError, match=DAMAGES[damage]) as stopped:
        build(tmp_path / "dist", repository)
    assert NAME in str(stopped.value)


@pytest.mark.parametrize("text", ["", "not JSON", "[]", '{"nbformat": 3}'])
def test_a_file_that_is_no_notebook_is_named(repository, tmp_path, text):
    (repository / "notebooks" / NAME).write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=NAME):
        build(tmp_path / "dist", repository)


def test_a_name_without_its_number_is_named(repository, tmp_path):
    path = repository / "notebooks" / NAME
    path.rename(path.with_name("extra.ipynb"))
    with pytest.raises(ValueError, match=r"extra\.ipynb.*two digits"):
        build(tmp_path / "dist", repository)


def test_a_folder_without_lessons_is_named(repository, tmp_path):
    for path in (repository / "notebooks").iterdir():
        path.unlink()
    with pytest.raises(ValueError, match="no notebook in .*notebooks"):
        build(tmp_path / "dist", repository)


def test_the_same_repository_undamaged_is_built(repository, tmp_path):
    written = build(tmp_path / "dist", repository)
    assert [path.stem for path in written] == [
        "index", "00_start_here", "01_from_scores_to_probabilities", "teaching",
    ]  # fmt: skip
