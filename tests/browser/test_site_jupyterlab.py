"""The second door: every lesson opens and runs in JupyterLab, in the browser's own Python."""

import json
import re

import pytest

import helpers.panels
from tests.browser.deck import Deck
from tests.browser.site import LESSONS, SILENT, SitePage, differences, stored, texts
from tests.browser.test_lessons import WITHOUT_SLIDER
from tests.notebooks.lessons import EXPECTED
from tools.lite import visit

pytestmark = pytest.mark.browser

# What this JupyterLab asks its own address for and does not find; no lesson needs any of it.
NOT_FOUND = re.compile(r"404 \(Not Found\) \(\S+/(?:favicon\.ico|lab/(?:files|api)/)")


@pytest.fixture(scope="module")
def door(site, site_context):
    """Return a page in which one lesson after the other is opened: JupyterLab is loaded once."""
    reader = SitePage(site_context.new_page(), site)
    reader.forget()
    yield reader
    reader.page.close()


def test_every_cell_that_is_silent_in_the_browser_speaks_elsewhere():
    cells = {(lesson, cell["id"]): cell for lesson in LESSONS for cell in stored(lesson)}
    for place in SILENT:
        ((kind, text),) = texts(cells[place])
        assert kind == "stdout"
        assert "encountered in" in text


def test_there_is_a_page_for_every_lesson():
    assert [name.removesuffix(".ipynb") for name in LESSONS] == list(EXPECTED)


def test_each_text_of_a_lesson_is_in_one_piece(site):
    """JupyterLab's table of contents stumbles over a list of lines."""
    for lesson in LESSONS:
        text = (site.folder / "lab" / "files" / lesson).read_text(encoding="utf-8")
        assert all(isinstance(cell["source"], str) for cell in json.loads(text)["cells"]), lesson


def test_lesson_01_is_shown_as_slides_with_a_live_panel(site_page):
    page = site_page.open(LESSONS[1]).page
    visit.run_to_first_panel(page)
    panel = page.locator(f"{visit.OUTPUT} .sx-panel").first
    panel.wait_for(timeout=3 * visit.MINUTE)
    site_page.wait_idle()
    page.locator(".jp-NotebookPanel-toolbar [data-command='deck:toggle']").click()
    deck = Deck(site_page)
    while not panel.is_visible():
        assert deck.forward(), "no slide shows the first panel"
    before = deck.shown()
    visit.move_first_slider(page)
    assert deck.shown() == before
    assert deck.faults() == []


def test_an_edit_is_kept_where_the_last_version_of_the_site_kept_it(site_page):
    lesson = LESSONS[0]
    site_page.open(lesson).edit(1, "# mine")
    site_page.save()
    names = site_page.page.evaluate("async () => (await indexedDB.databases()).map((d) => d.name)")
    assert "JupyterLite Storage - /" in names
    assert site_page.open(lesson).source(1) == "# mine"


OLD, NEW = "05_cross_entropy.ipynb", "04_cross_entropy.ipynb"


def until_in_front(page, name):
    page.wait_for_function(
        f"""name => {{
            const context = {visit.NOTEBOOK}?.context;
            return context?.path === name && context.isReady;
        }}""",
        arg=name,
        timeout=visit.MINUTE,
    )


def test_an_old_address_leads_to_the_lesson(site_page):
    page = site_page.open(OLD).page
    until_in_front(page, OLD)
    assert [cell["id"] for cell in site_page.cells()] == ["moved"]
    page.get_by_role("link", name="What does cross-entropy measure?").click()
    until_in_front(page, NEW)


def test_a_reader_s_own_copy_is_still_at_the_old_address(site_page):
    page = site_page.open(NEW).page
    page.evaluate(
        """async (old) => {
            const { contents } = window.jupyterapp.serviceManager;
            const content = window.jupyterapp.shell.currentWidget.context.model.toJSON();
            content.cells[1].source = "# mine";
            await contents.save(old, { type: "notebook", format: "json", content });
        }""",
        OLD,
    )
    site_page.open(OLD)
    until_in_front(page, OLD)
    assert site_page.source(1) == "# mine"


PANEL = re.compile(rf"^({'|'.join(helpers.panels.__all__)})\(", re.MULTILINE)


def first_panel(lesson):
    """Return the place of the first cell that shows a panel, or of the last one."""
    cells = stored(lesson)
    shows = (n for n, cell in enumerate(cells) if PANEL.search("".join(cell["source"])))
    return next(shows, len(cells) - 1)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_opens_runs_and_its_first_panel_moves(door, lesson):
    """What all of its cells say in this Python, test_live_pages.py compares."""
    door.complaints.heard.clear()
    door.open_next(lesson).run_to(first_panel(lesson))
    if lesson.removesuffix(".ipynb") not in WITHOUT_SLIDER:
        visit.move_first_slider(door.page)
    door.wait_idle()
    outputs = [output for cell in door.cells() for output in cell.get("outputs", [])]
    assert [output for output in outputs if output["output_type"] == "error"] == []
    assert [said for said in door.complaints.all() if not NOT_FOUND.search(said)] == []


def test_every_cell_says_what_is_stored(door):
    lesson = LESSONS[2]
    door.open_next(lesson).run_all()
    cells = door.cells()
    assert all(cell["execution_count"] for cell in cells if cell["cell_type"] == "code")
    assert differences(lesson, cells) == []
