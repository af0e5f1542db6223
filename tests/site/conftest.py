"""The pages, built once for all the tests that look at them, and a repository with made lessons."""

import shutil

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook

from helpers.exercises.content.lessons import MOVED
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
    """Return every page by its address, read; those that only lead to another are left out."""
    return read_pages(site)


def read_pages(site):
    """Return the pages in a folder by their addresses."""
    paths = [path for path in sorted(site.rglob("*.html")) if path.stem not in MOVED]
    return {path.relative_to(site).as_posix(): parsed(path) for path in paths}


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
