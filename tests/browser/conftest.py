"""Fixtures of the browser tests: one JupyterLab and one Chromium a run, one page a test."""

import shutil
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import sync_playwright

from tests.browser.browsers import launch_chromium
from tests.browser.lab import Lab, jupyterlab
from tests.browser.live_page import LivePage
from tests.browser.site import forget
from tools.lite.serve import SITE, SiteServer
from tools.normalise import normalised, serialise

LESSONS = Path(__file__).resolve().parents[2] / "notebooks"
SCREEN = {"width": 1366, "height": 768}


@pytest.fixture(scope="session")
def chromium():
    """Return a running Chromium; an error with the remedy in it when there is none."""
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def jupyter(tmp_path_factory):
    """Return a running JupyterLab whose root holds a copy of notebooks/ and an empty scratch/."""
    ignored = shutil.ignore_patterns(".ipynb_checkpoints", ".answers")
    with jupyterlab(tmp_path_factory.mktemp("jupyter")) as server:
        shutil.copytree(LESSONS, server.root / "notebooks", ignore=ignored)
        (server.root / "scratch").mkdir()
        yield server


@pytest.fixture
def page(chromium):
    """Return an empty page for one test, without cookies, of the size of a small laptop."""
    page = chromium.new_page(viewport=SCREEN)
    yield page
    page.close()


@pytest.fixture(scope="session")
def lab_page(chromium):
    """Return a page in which JupyterLab is loaded once."""
    return chromium.new_page(viewport=SCREEN)


@pytest.fixture(scope="module")
def run_cells(lab_page, jupyter):
    """Return a function that runs cells and returns their Lab; the same ones keep a kernel.

    A text is a code cell.
    """
    lab, shown = Lab(lab_page, jupyter), None

    def run(*cells):
        nonlocal shown
        lab_page.set_viewport_size(SCREEN)
        if cells != shown:
            lab.close()
            made = [new_code_cell(cell) if isinstance(cell, str) else cell for cell in cells]
            text = serialise(normalised(new_notebook(cells=made)))
            (jupyter.root / "scratch" / "cells.ipynb").write_text(text, encoding="utf-8")
            lab.open("scratch/cells.ipynb")
            shown = cells
        lab.complaints.heard.clear()
        lab.run_all()
        return lab

    yield run
    lab.close()


@pytest.fixture(scope="session")
def site():
    """Return a running server of dist/site; FileNotFoundError says how to build it."""
    if not (SITE / "lab" / "index.html").is_file():
        raise FileNotFoundError("the site is not built: make test-browser does it, or make site")
    with SiteServer(SITE) as server:
        yield server


@pytest.fixture(scope="session")
def site_context(chromium):
    """Return one browser context for the tests of the lessons: Python is fetched once."""
    return chromium.new_context(viewport=SCREEN)


@pytest.fixture
def live(site, site_context):
    """Return a live page in the context that other tests have warmed; nothing is kept there."""
    page = site_context.new_page()
    forget(page, site)
    yield LivePage(page, site)
    page.close()
