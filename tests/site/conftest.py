"""The pages, built once for all the tests that look at them, and a repository with made lessons."""

import re
import shutil

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_markdown_cell, new_notebook

from tests.repository.files import ROOT
from tools.site_pages.build import build

REPOSITORY = "https://github.com/Ada/lessons"
TAG = re.compile(r"</?[a-z]\w*")
# What would end a paragraph and so tear it apart, and a link in a link.
TORN = "p :is(p, div, ul, ol, dl, pre, table, figure, details, section, h2, h3), a a"


def parsed(path):
    """Return a page as BeautifulSoup reads it, if a browser would have nothing to guess."""

    def twice(attributes, name, value):
        raise AssertionError(f"{path}: the attribute {name} stands twice, in {attributes}")

    text = path.read_text(encoding="utf-8")
    page = BeautifulSoup(text, "html.parser", on_duplicate_attribute=twice)
    # Where an end is missing or in the wrong place, BeautifulSoup puts one.
    assert TAG.findall(str(page)) == TAG.findall(text), path
    assert page.select(TORN) == [], path
    return page


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Return the folder with the built pages."""
    dist = tmp_path_factory.mktemp("site")
    build(dist, repository=REPOSITORY)
    return dist


@pytest.fixture(scope="session")
def pages(site):
    """Return every page by its address, read."""
    return {path.relative_to(site).as_posix(): parsed(path) for path in site.rglob("*.html")}


@pytest.fixture
def made(tmp_path):
    """Return a function that builds a lesson of cells, below a head, and returns its page."""
    root, dist = tmp_path / "repository", tmp_path / "dist"
    shutil.copytree(ROOT / "docs", root / "docs")
    (root / "notebooks").mkdir()

    def written(*cells):
        head = new_markdown_cell("# T\n\n**About 5 minutes**", id="head")
        path = root / "notebooks" / "01_made.ipynb"
        nbformat.write(new_notebook(cells=[head, *cells]), path)
        build(dist, root)
        return dist / "read" / "01_made.html"

    return written
