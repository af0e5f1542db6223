"""Lesson 01 given as a lecture: from the first slide to the last, with panels that answer."""

import pytest

from tests.browser.lab import NOTEBOOK
from tests.browser.test_lessons import PANEL, PICTURE, changed, state
from tests.notebooks.lessons import PATHS

pytestmark = pytest.mark.browser

MOST_STEPS = 200
# What stands on the slide now: the indices of the cells, and which cell is the newest.
SLIDE = f"""() => ({{
    newest: {NOTEBOOK}.content.activeCellIndex,
    cells: {NOTEBOOK}.content.widgets
        .map((cell, n) => [n, cell.node])
        .filter(([n, node]) => node.classList.contains("jp-deck-mod-visible")
            && node.getBoundingClientRect().height > 0)
        .map(([n, node]) => n),
}})"""


@pytest.fixture
def lecture(lab):
    """Return a Lab with lesson 01 run and its first slide on the screen."""
    (lesson,) = (path for path in PATHS if path.stem.startswith("01_"))
    lab.open(f"notebooks/{lesson.name}").run_all()
    # A deck begins at the active cell, which is the last one after Run All.
    lab.page.evaluate(f"() => {{ {NOTEBOOK}.content.activeCellIndex = 0 }}")
    lab.command("deck:start")
    lab.page.wait_for_selector("body[data-jp-deck-mode='presenting']", state="attached")
    lab.page.wait_for_function(f"() => ({SLIDE})().cells.length > 0")
    return lab


def forward(lab):
    """Go on as the space bar does: the next fragment, else the subslide below, else the slide."""
    lab.command("deck:go", direction="down", alternate="forward")
    lab.page.wait_for_timeout(150)
    return lab.page.evaluate(SLIDE)


def test_lesson_01_is_a_lecture_with_live_panels(lecture):
    slide = lecture.page.evaluate(SLIDE)
    assert slide["cells"] == [0]
    seen, answered, last = set(slide["cells"]), 0, None
    for step in range(MOST_STEPS):
        if slide["newest"] == last:
            break
        last = slide["newest"]
        seen |= set(slide["cells"])
        answered += _panel_answers(lecture, last)
        lecture.screenshot(f"lecture-{step:02}")
        slide = forward(lecture)
    assert slide["newest"] == last, "the lecture has no end"
    meant = {
        n
        for n, cell in enumerate(lecture.cells())
        if cell["metadata"]["slideshow"]["slide_type"] not in ("skip", "notes")
    }
    assert meant - seen == set(), "these cells never came on a slide"
    assert answered >= 2
    assert lecture.errors() == []
    lecture.command("deck:stop")
    lecture.page.wait_for_selector("body:not([data-jp-deck-mode])", state="attached")


def test_the_hands_of_a_room_are_counted_and_stand_beside_the_answer(lecture):
    card = lecture.page.locator(".sl-predict").first
    assert card.locator(".sl-hands").first.is_hidden() is card.is_hidden()
    for _ in range(MOST_STEPS):
        if card.is_visible():
            break
        forward(lecture)
    hands = card.locator(".sl-hands")
    assert hands.first.is_visible()
    hands.nth(0).get_by_role("spinbutton").fill("7")
    for _ in range(3):
        hands.nth(1).get_by_role("button").click()
    before = lecture.page.evaluate(SLIDE)
    hands.nth(2).get_by_role("spinbutton").focus()
    lecture.page.keyboard.type("10")
    lecture.page.keyboard.press("ArrowRight")
    assert lecture.page.evaluate(SLIDE) == before, "what is typed moves no slide"
    card.get_by_role("radio").nth(2).check()
    card.get_by_role("button", name="Commit").click()
    card.locator(".sl-reveal hr").wait_for()
    assert hands.locator("output").all_inner_texts() == [
        "7 of 20, 35 %", "3 of 20, 15 %", "10 of 20, 50 %",
    ]  # fmt: skip
    lecture.screenshot("lecture-hands")
    lecture.command("deck:stop")
    assert hands.first.is_hidden()
    card.get_by_role("button", name="Clear").click()


def _panel_answers(lab, index):
    """Move a slider of the panel in a cell, if it has one, and require that it answers."""
    cell = lab.page.locator(".jp-NotebookPanel .jp-Cell").nth(index)
    panel = cell.locator(PANEL)
    if panel.count() == 0:
        return 0
    handle = panel.get_by_role("slider").first
    before = state(panel)
    handle.focus()
    lab.page.keyboard.press("ArrowRight")
    assert changed(panel, before, 10_000), f"the panel of cell {index + 1} did not answer"
    assert panel.locator(PICTURE).bounding_box()["width"] > 400
    lab.page.evaluate(f"n => {{ {NOTEBOOK}.content.activeCellIndex = n }}", index)
    return 1
