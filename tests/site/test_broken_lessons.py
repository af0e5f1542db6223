"""A lesson that cannot become a page stops the build, and is named."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from tools.site_pages import build


def text(source):
    return [new_markdown_cell(source, id="a")]


def shown(mime, data, alt=None):
    output = new_output("display_data", {mime: data}, metadata={mime: {"alt": alt}} if alt else {})
    return [new_code_cell("draw()", outputs=[output], id="a")]


NOT_PNG = "bm90IGEgcGljdHVyZQ=="
MINUTES = "\n\n**About 5 minutes**"
HEAD = f"# T{MINUTES}"
DAMAGES = [
    (f"T{MINUTES}", [], "title"),
    ("# T\n\n**Nearly 5 minutes**", [], "minutes"),
    (f"# T $\\unheardof${MINUTES}", [], r"\\unheardof"),
    ("", [], "title"),
    (HEAD, text("The matrix $\\frac{1}$ is"), r"cell a: .*\\frac\{1\}"),
    (HEAD, text("![a bar](bar.png)"), "cell a: .*Markdown cell"),
    (HEAD, text("[here](../docs/teaching.md)"), "not on the site"),
    (HEAD, shown("image/png", NOT_PNG, alt="  "), "without alt text"),
    (HEAD, shown("image/png", NOT_PNG), "without alt text"),
    (HEAD, shown("image/png", NOT_PNG, alt="x"), "cell a: .*identify image"),
    (HEAD, shown("text/html", "<img src='x.png'>"), "no alt text"),
    (HEAD, shown("application/x-unheard-of", "1"), "x-unheard-of"),
]


@pytest.mark.parametrize(("head", "cells", "reason"), DAMAGES)
def test_it_is_named_with_the_reason(made, tmp_path, head, cells, reason):
    root = made(*cells, head=head).parents[1]
    with pytest.raises(ValueError, match=reason) as stopped:
        build(tmp_path / "dist", root)
    assert "01_made.ipynb" in str(stopped.value)


def test_what_is_no_lesson_is_named(made, tmp_path):
    path = made(name="extra")
    with pytest.raises(ValueError, match=r"extra\.ipynb.*two digits"):
        build(tmp_path / "dist", path.parents[1])
    path.write_text("not JSON", encoding="utf-8")
    with pytest.raises(ValueError, match=r"extra\.ipynb"):
        build(tmp_path / "dist", path.parents[1])


def test_the_same_repository_undamaged_is_built(made, tmp_path):
    made(name="00_other")
    build(tmp_path / "dist", made().parents[1])
    written = {path.stem for path in (tmp_path / "dist").rglob("*.html")}
    assert written == {"index", "00_other", "01_made", "teaching"}
