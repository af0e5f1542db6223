"""Every lesson as a reader meets it: opened, run from top to bottom, moved by key and by mouse."""

import pytest
from playwright.sync_api import expect

from tests.browser import screenshots
from tests.browser.conftest import SCREEN
from tests.browser.deck import SMALLEST_LETTERS, Deck
from tests.browser.lab import Lab
from tests.notebooks.lessons import EACH

pytestmark = pytest.mark.browser

# The bug hunt has programs in the place of panels, and nothing to drag is in the hidden layer's.
WITHOUT_SLIDER = {"10_bug_hunt"}
WITHOUT_DRAG = {"09_hidden_layer", "10_bug_hunt"}
PANEL, PICTURE, AREA = ".sx-panel", ".sx-picture", ".sx-area"


@pytest.fixture(scope="module", params=EACH["argvalues"], ids=EACH["ids"])
def lesson(request, lab_page, jupyter):
    """Return a Lab in which one lesson is open and not yet run, for all the tests below."""
    lab_page.set_viewport_size(SCREEN)
    lab = Lab(lab_page, jupyter).open(f"notebooks/{request.param.name}")
    lab.name = request.param.stem
    yield lab
    lab.close()


@pytest.fixture(scope="module")
def run(lesson):
    """Return the same Lab after Run All."""
    lesson.run_all()
    expect(lesson.page.locator(".sx-stage:not(:has(img))")).to_have_count(0, timeout=30_000)
    lesson.wait_idle()
    return lesson


def state(panel):
    """Return the picture and the words of a panel."""
    picture = panel.locator(PICTURE)
    return picture.get_attribute("src"), picture.get_attribute("alt")


def changed(panel, before, timeout):
    """Wait until picture and words are other than before; return whether that came."""
    handle = panel.locator(PICTURE).element_handle()
    for _ in range(timeout // 50):
        src, alt = handle.get_attribute("src"), handle.get_attribute("alt")
        if src != before[0] and alt != before[1]:
            return True
        panel.page.wait_for_timeout(50)
    return False


# The tests stand in the order in which a reader does these things.


def test_before_it_runs_the_stored_pictures_and_words_are_shown(lesson):
    stored = [
        output
        for cell in lesson.cells()
        for output in cell.get("outputs", [])
        if "image/png" in output.get("data", {})
    ]
    # JupyterLab renders what is below the screen when it has time.
    expect(lesson.page.locator(".jp-RenderedImage img")).to_have_count(len(stored), timeout=30_000)
    lesson.wait_idle()
    assert lesson.errors() == []


def test_it_runs_from_top_to_bottom_without_a_fault(run):
    assert run.errors() == []
    assert all(c["execution_count"] for c in run.cells() if c["cell_type"] == "code")


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_it_is_without_fault_in_both_themes(run, theme):
    run.set_theme(theme)
    other = {"dark": "false", "light": "true"}[theme]
    expect(run.page.locator(f".sx-live[data-dark={other}]")).to_have_count(0, timeout=30_000)
    run.wait_idle()
    assert run.errors() == []
    if screenshots.WANTED:
        scroller = run.page.locator(".jp-WindowedPanel-outer")
        height = scroller.evaluate("e => { e.scrollTop = 0; return e.scrollHeight }")
        run.page.set_viewport_size({**SCREEN, "height": height})
        run.page.wait_for_timeout(2000)  # JupyterLab fills what has come into sight
        run.screenshot(f"{run.name}-{theme}")
        run.page.set_viewport_size(SCREEN)


def test_nothing_is_wider_than_the_page(run):
    wide = """() => [...document.querySelectorAll(".jp-OutputArea-output, .jp-RenderedMarkdown")]
        .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent.slice(0, 80))"""
    assert run.page.evaluate(wide) == []


def test_a_slider_of_each_panel_moved_by_key_changes_picture_and_words(run):
    panels = run.page.locator(PANEL).filter(has=run.page.get_by_role("slider")).all()
    assert (panels == []) == (run.name in WITHOUT_SLIDER)
    for panel in panels:
        handle = panel.get_by_role("slider").first
        handle.scroll_into_view_if_needed()
        before = state(panel)
        handle.focus()
        highest = handle.get_attribute("aria-valuenow") == handle.get_attribute("aria-valuemax")
        run.page.keyboard.press("ArrowLeft" if highest else "ArrowRight")
        assert changed(panel, before, 10_000), f"it did not answer: {before[1]}"
    assert run.errors() == []


def test_each_panel_that_can_be_dragged_answers_the_mouse(run):
    panels = run.page.locator(PANEL).filter(has=run.page.locator(AREA)).all()
    assert (panels == []) == (run.name in WITHOUT_DRAG)
    for panel in panels:
        assert _drag_somewhere(run.page, panel), f"it cannot be dragged: {state(panel)[1]}"
    assert run.errors() == []


def _drag_somewhere(page, panel):
    """Drag from a few places of the panel's first area until one answers."""
    panel.locator(PICTURE).scroll_into_view_if_needed()
    box = panel.locator(AREA).first.bounding_box()
    for part in (1 / 6, 1 / 2, 5 / 6):
        before = state(panel)
        x, y = box["x"] + part * box["width"], box["y"] + 0.55 * box["height"]
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 0.04 * box["width"], y - 0.25 * box["height"], steps=5)
        page.mouse.up()
        if changed(panel, before, 2_000):
            return True
    return False


@pytest.mark.parametrize(
    ("width", "height", "smallest"), [(1920, 1080, SMALLEST_LETTERS), (1280, 720, 0)]
)
def test_nothing_of_a_slide_is_cut_off_and_its_letters_are_large(run, width, height, smallest):
    """The last of this module: it leaves a lesson that was shown as slides."""
    run.page.set_viewport_size({"width": width, "height": height})
    deck = Deck(run).start()
    found = deck.walk(smallest)
    deck.stop()
    assert found == []
