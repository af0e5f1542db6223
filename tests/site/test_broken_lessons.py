"""A lesson that cannot become a page stops the build, and is named."""

import json

import pytest

from tools.site_pages import build

NAME = "01_from_scores_to_probabilities.ipynb"


def first_cell(old, new):
    """Return a damage: other words in the first cell."""

    def damage(cells):
        source = "".join(cells[0]["source"])
        assert old in source
        cells[0]["source"] = source.replace(old, new)

    return damage


def fifth_cell(text):
    """Return a damage: the fifth cell, of Markdown, says something else."""
    return lambda cells: cells[4].update(source=text)


def picture(**fields):
    """Return a damage: the first output with a picture has other fields."""

    def damage(cells):
        outputs = (output for cell in cells for output in cell.get("outputs", []))
        next(o for o in outputs if "image/png" in o.get("data", {})).update(fields)

    return damage


NOT_PNG = {"image/png": "bm90IGEgcGljdHVyZQ=="}
DAMAGES = [
    (first_cell("# How", "How"), "title"),
    (first_cell("**About ", "**Nearly "), "minutes"),
    (first_cell("# How", "# How $\\unheardof$"), r"\\unheardof"),
    (lambda cells: cells.pop(0), "title"),
    (lambda cells: cells.clear(), "title"),
    (fifth_cell("The matrix $\\frac{1}$ is"), r"\\frac\{1\}"),
    (fifth_cell("![a bar](bar.png)"), "Markdown cell"),
    (fifth_cell("[here](../docs/teaching.md)"), "not on the site"),
    (
        fifth_cell("[here](00_start_here.ipynb#No-such-heading)"),
        "#No-such-heading, no heading of 00_start_here.ipynb",
    ),
    (fifth_cell("[here](#Nor-this)"), "#Nor-this, no heading of 01_from_scores"),
    (picture(metadata={"image/png": {"alt": "  "}}), "without alt text"),
    (picture(data=NOT_PNG, metadata={"image/png": {"alt": "x"}}), "cannot be read"),
    (picture(data={"text/html": "<img src='x.png'>"}), "no alt text"),
    (picture(data={"application/x-unheard-of": "1"}), "x-unheard-of"),
]


@pytest.mark.parametrize(("damage", "reason"), DAMAGES)
def test_it_is_named_with_the_reason(repository, tmp_path, damage, reason):
    path = repository / "notebooks" / NAME
    notebook = json.loads(path.read_text(encoding="utf-8"))
    damage(notebook["cells"])
    path.write_text(json.dumps(notebook), encoding="utf-8")
    with pytest.raises(ValueError, match=reason) as stopped:
        build(tmp_path / "dist", repository)
    assert NAME in str(stopped.value)


def test_what_is_no_lesson_is_named(repository, tmp_path):
    path = repository / "notebooks" / NAME
    extra = path.rename(path.with_name("extra.ipynb"))
    with pytest.raises(ValueError, match=r"extra\.ipynb.*two digits"):
        build(tmp_path / "dist", repository)
    extra.write_text("not JSON", encoding="utf-8")
    extra.rename(path)
    with pytest.raises(ValueError, match=NAME):
        build(tmp_path / "dist", repository)


def test_the_same_repository_undamaged_is_built(repository, tmp_path):
    written = build(tmp_path / "dist", repository)
    assert [path.stem for path in written] == [
        "index", "00_start_here", "01_from_scores_to_probabilities", "teaching",
    ]  # fmt: skip
