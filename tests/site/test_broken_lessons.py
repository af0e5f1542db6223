"""A lesson that cannot become a page stops the build, and is named."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from tools.site_pages import build


def text(source):
    return [new_markdown_cell(source, id="a")]


def shown(mime, data, **metadata):
    output = new_output("display_data", {mime: data}, metadata=metadata)
    return [new_code_cell("draw()", outputs=[output], id="a")]


NOT_PNG = "bm90IGEgcGljdHVyZQ=="
HEAD = "# T\n\n**About 5 minutes**"
DAMAGES = [
    ("T\n\n**About 5 minutes**", [], "title"),
    ("# T\n\n**Nearly 5 minutes**", [], "minutes"),
    ("# T $\\unheardof$\n\n**About 5 minutes**", [], r"\\unheardof"),
    ("", [], "title"),
    (HEAD, text("The matrix $\\frac{1}$ is"), r"cell a: .*\\frac\{1\}"),
    (HEAD, text("![a bar](bar.png)"), "cell a: .*Markdown cell"),
    (HEAD, text("[here](../docs/teaching.md)"), "not on the site"),
    (HEAD, text("[here](00_other.ipynb#No-such)"), "#No-such, no heading of 00_other.ipynb"),
    (HEAD, text("[here](#Nor-this)"), "#Nor-this, no heading of 01_made"),
    (
        HEAD,
        text("## Why so *(optional)*\n\n[there](#Why-so-*(optional)*)"),
        r"no heading of 01_made.ipynb; is #Why-so-\(optional\)",
    ),
    (HEAD, shown("image/png", NOT_PNG, **{"image/png": {"alt": "  "}}), "without alt text"),
    (HEAD, shown("image/png", NOT_PNG, **{"image/png": {"alt": "x"}}), "cannot be read"),
    (HEAD, shown("text/html", "<img src='x.png'>"), "no alt text"),
    (HEAD, shown("application/x-unheard-of", "1"), "x-unheard-of"),
]


@pytest.mark.parametrize(("head", "cells", "reason"), DAMAGES)
def test_it_is_named_with_the_reason(made, tmp_path, head, cells, reason):
    made(name="00_other")
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
    written = build(tmp_path / "dist", made().parents[1])
    assert [path.stem for path in written] == ["index", "00_other", "01_made", "teaching"]
