"""The second door: every lesson opens and runs in JupyterLab, in the browser's own Python."""

import json
import re

import pytest

from tests.browser.deck import Deck
from tests.browser.lab import MINUTE
from tests.browser.site import LESSONS, SILENT, SitePage, differences, forget, stored, texts
from tests.browser.test_lessons import WITHOUT_SLIDER
from tools.lite.serve import SITE

pytestmark = pytest.mark.browser

# What this JupyterLab asks its own address for and does not find; no lesson needs any of it.
NOT_FOUND = re.compile(r"404 \(File not found\) \(\S+/(?:favicon\.ico|lab/(?:files|api)/)")


OLD, NEW = "05_cross_entropy.ipynb", "04_cross_entropy.ipynb"


@pytest.fixture(scope="module")
def door(site, site_context):
    """Return a page in which one lesson after the other is opened, with one kernel."""
    page = site_context.new_page()
    forget(page, site)
    yield SitePage(page, site)
    page.close()


def test_every_cell_that_is_silent_in_the_browser_speaks_elsewhere():
    cells = {(lesson, cell["id"]): cell for lesson in LESSONS for cell in stored(lesson)}
    for place in SILENT:
        ((kind, text),) = texts(cells[place]["outputs"])
        assert kind == "stdout"
        assert "encountered in" in text


def test_each_text_of_a_lesson_is_in_one_piece(site):
    """JupyterLab's table of contents stumbles over a list of lines."""
    for lesson in LESSONS:
        text = (SITE / "lab" / "files" / lesson).read_text(encoding="utf-8")
        assert all(isinstance(cell["source"], str) for cell in json.loads(text)["cells"]), lesson


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_opens_says_what_is_stored_and_its_first_panel_moves(door, lesson):
    door.complaints.heard.clear()
    door.open_next(lesson).run_all()
    if lesson.removesuffix(".ipynb") not in WITHOUT_SLIDER:
        door.move_first_slider()
    cells = {cell["id"]: cell for cell in door.cells() if cell["cell_type"] == "code"}
    assert all(cell["execution_count"] for cell in cells.values())
    outputs = {name: cell["outputs"] for name, cell in cells.items()}
    assert differences(lesson, outputs) == []
    assert [said for said in door.complaints.all() if not NOT_FOUND.search(said)] == []


def test_lesson_01_is_shown_as_slides_with_a_live_panel(door):
    page = door.open_next(LESSONS[1]).page
    door.run_to_first_panel(LESSONS[1])
    panel = page.locator(".jp-OutputArea-output .sx-panel").first
    panel.wait_for(timeout=MINUTE)
    page.locator(".jp-NotebookPanel-toolbar [data-command='deck:toggle']").click()
    deck = Deck(door)
    while not panel.is_visible():
        assert deck.forward(), "no slide shows the first panel"
    before = deck.shown()
    door.move_first_slider()
    assert deck.shown() == before
    assert deck.faults() == []
    deck.stop()


def test_an_old_name_leads_to_the_lesson_and_edits_are_found_under_both_names(door):
    """The last test of this module: the page loads JupyterLab anew."""
    page = door.open_next(OLD).page
    assert [cell["id"] for cell in door.cells()] == ["moved"]
    page.get_by_role("link", name="What does cross-entropy measure?").click()
    door.wait_in_front(NEW)
    door.edit(1, "# mine")
    door.save()
    page.evaluate(
        """async (old) => {
            const { contents } = window.jupyterapp.serviceManager;
            const content = window.jupyterapp.shell.currentWidget.context.model.toJSON();
            content.cells[1].source = "# mine under the old name";
            await contents.save(old, { type: "notebook", format: "json", content });
        }""",
        OLD,
    )
    names = page.evaluate("async () => (await indexedDB.databases()).map((d) => d.name)")
    assert "JupyterLite Storage - /" in names
    door.open(OLD)
    door.wait_in_front(OLD)
    assert door.cells()[1]["source"] == "# mine under the old name"
    door.command("docmanager:open", path=NEW)
    door.wait_in_front(NEW)
    assert door.cells()[1]["source"] == "# mine"
