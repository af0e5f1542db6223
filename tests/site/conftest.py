"""The pages, built once for all the tests that look at them."""

import shutil
from pathlib import Path

import pytest

from helpers.exercises.content.lessons import MOVED
from tests.site.page import Page
from tools.site_pages import build

ROOT = Path(__file__).resolve().parents[2]
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
    found = {p.relative_to(site).as_posix(): Page(p) for p in sorted(site.rglob("*.html"))}
    return {at: page for at, page in found.items() if page.path.stem not in MOVED}


@pytest.fixture
def repository(tmp_path):
    """Return a small repository with two lessons, to be damaged."""
    root = tmp_path / "repository"
    (root / "notebooks").mkdir(parents=True)
    (root / "docs").mkdir()
    for name in ("pyproject.toml", "docs/panel.webp", "docs/panel.png", "docs/teaching.md"):
        shutil.copy(ROOT / name, root / name)
    for name in ("00_start_here", "01_from_scores_to_probabilities"):
        shutil.copy(ROOT / "notebooks" / f"{name}.ipynb", root / "notebooks")
    return root
