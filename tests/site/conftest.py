"""The pages, built once for all the tests that look at them, and a repository with made lessons."""

import shutil

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook

from tests.repository.files import ROOT
from tests.site.page import parsed
from tools.site_pages import build

REPOSITORY = "https://github.com/Ada/lessons"


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Return the folder with the built pages."""
    dist = tmp_path_factory.mktemp("site")
    (dist / "index.html").write_text("JupyterLite's own", encoding="utf-8")
    build(dist, repository=REPOSITORY)
    return dist


@pytest.fixture(scope="session")
def pages(site):
    """Return every page by its address, read."""
    return {path.relative_to(site).as_posix(): parsed(path) for path in site.rglob("*.html")}


@pytest.fixture
def made(tmp_path):
    """Return a function that makes a lesson of cells, below a head or not, in a repository."""
    root = tmp_path / "repository"
    (root / "notebooks").mkdir(parents=True)
    (root / "docs").mkdir()
    for name in ("docs/panel.webp", "docs/panel.png", "docs/teaching.md"):
        shutil.copy(ROOT / name, root / name)

    def write(*cells, head="# T\n\n**About 5 minutes**", name="01_made"):
        first = [new_markdown_cell(head, id="head")] if head else []
        path = root / "notebooks" / f"{name}.ipynb"
        nbformat.write(new_notebook(cells=[*first, *cells]), path)
        return path

    return write
