"""Lesson 01 given as a lecture: from the first slide to the last, with panels that answer."""

import pytest

from tests.browser.conftest import SCREEN
from tests.browser.deck import SHOWN, Deck
from tests.browser.lab import Lab
from tests.browser.test_lessons import PANEL, PICTURE, changed, state
from tests.notebooks.lessons import PATHS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def lesson(lab_page, jupyter):
    """Return a Lab with lesson 01 run."""
    lab_page.set_viewport_size(SCREEN)
    (path,) = (path for path in PATHS if path.stem.startswith("01_"))
    lab = Lab(lab_page, jupyter).open(f"notebooks/{path.name}")
    lab.run_all()
    yield lab
    lab.close()


@pytest.fixture
def lecture(lesson):
    """Return a Deck with the first slide on the screen."""
    deck = Deck(lesson).start()
    yield deck
    deck.stop()


def test_lesson_01_is_a_lecture_in_which_every_cell_comes_on_a_slide(lecture):
    lab, shown, seen = lecture.lab, lecture.shown(), []
    assert shown == ["title"]
    while shown:
        seen += shown
        lab.screenshot(f"lecture-{len(seen):03}")
        shown = lecture.forward()
    assert {
        cell["id"]
        for cell in lab.cells()
        if cell["metadata"]["slideshow"]["slide_type"] not in ("skip", "notes")
    } <= set(seen)
    assert lab.errors() == []


def test_keys_in_a_panel_move_the_panel_until_escape_or_a_click_beside_it(lecture):
    page = lecture.page
    _forward_until(lecture, "bars-try")  # a step after the panel, on its slide
    panel = page.locator(f".jp-Deck .jp-deck-mod-visible {PANEL}")
    handle, number = panel.get_by_role("slider").first, panel.get_by_role("textbox").first
    here = lecture.shown()
    reset = panel.get_by_role("button", name="Reset")
    assert panel.locator(PICTURE).bounding_box()["width"] > 400
    handle.press(" ")
    for place, key in (
        (handle, "ArrowRight"), (handle, "ArrowUp"), (handle, "PageUp"), (handle, "ArrowLeft"),
        (handle, "ArrowDown"), (reset, " "), (handle, "PageDown"), (number, "Enter"),
    ):  # fmt: skip
        if place is number:
            number.fill("2")
            number.press("ArrowLeft")
        before = state(panel)
        place.press(key)
        assert changed(panel, before, 10_000), f"{key} did not move the panel"
    assert lecture.shown() == here, "a key or a click in the panel moved the slide"
    page.evaluate("document.activeElement.blur()")
    rail = panel.locator(".noUi-base").nth(1).bounding_box()
    before = state(panel)
    page.mouse.move(rail["x"] + 0.7 * rail["width"], rail["y"] + rail["height"] / 2)
    page.mouse.down()
    page.mouse.move(rail["x"] + 0.5 * rail["width"], rail["y"] + rail["height"] / 2, steps=5)
    page.mouse.up()
    assert changed(panel, before, 10_000)
    page.wait_for_timeout(1000)  # the last of the drag's pictures has come
    before = state(panel)
    page.keyboard.press("ArrowLeft")
    assert changed(panel, before, 10_000), "a slider that was dragged does not hear the keys"
    page.keyboard.press("Escape")
    assert lecture.shown() == here, "Escape moved the slide"
    page.keyboard.press("ArrowLeft")
    assert lecture.shown() == here[:-1]
    _forward_until(lecture, "sigmoid-panel")
    here = lecture.shown()
    panel.get_by_role("slider").first.click()
    page.mouse.click(SCREEN["width"] / 2, SCREEN["height"] - 10)
    # The slides hear no key while nothing has the focus, as for a moment after the click.
    page.wait_for_function("() => document.activeElement.matches('.jp-Cell')")
    page.keyboard.press(" ")
    page.wait_for_function(
        f"([before]) => ({SHOWN})().length > before", arg=[len(here)], timeout=10_000
    )
    assert lecture.shown() == [*here, "one-class"]


def test_the_hands_of_a_room_are_counted_and_stand_beside_the_answer(lecture):
    card = lecture.page.locator(".sl-predict").first
    assert card.locator(".sl-hands").first.is_hidden() is card.is_hidden()
    _forward_until(lecture, "predict-rise")
    hands = card.locator(".sl-hands")
    assert hands.first.is_visible()
    hands.nth(0).get_by_role("spinbutton").fill("7")
    for _ in range(3):
        hands.nth(1).get_by_role("button").click()
    before = lecture.shown()
    hands.nth(2).get_by_role("spinbutton").focus()
    lecture.page.keyboard.type("10")
    lecture.page.keyboard.press("ArrowRight")
    assert lecture.shown() == before, "what is typed moves no slide"
    lecture.page.keyboard.press("Escape")
    assert hands.nth(2).get_by_role("spinbutton").input_value() == "10"
    assert not card.evaluate("card => card.contains(document.activeElement)")
    card.get_by_role("radio").nth(2).check()
    card.get_by_role("button", name="Commit").click()
    card.locator(".sl-reveal hr").wait_for()
    assert hands.locator("output").all_inner_texts() == [
        "7 of 20, 35 %", "3 of 20, 15 %", "10 of 20, 50 %",
    ]  # fmt: skip
    lecture.lab.screenshot("lecture-hands")
    lecture.page.keyboard.press("Escape")  # the button is gone, and the answer has the focus
    assert not card.evaluate("card => card.contains(document.activeElement)")
    lecture.page.keyboard.press(" ")
    shown = f"([before]) => ({SHOWN})().length && ({SHOWN})().at(-1) !== before"
    lecture.page.wait_for_function(shown, arg=[before[-1]], timeout=10_000)
    lecture.stop()
    assert hands.first.is_hidden()
    card.get_by_role("button", name="Clear").click()
    card.get_by_role("button", name="Commit").wait_for()
    assert hands.nth(2).locator("input").input_value() == ""


def _forward_until(deck, cell):
    """Go on until a cell is on the screen."""
    shown = deck.shown()
    while cell not in shown:
        shown = deck.forward()
        assert shown, f"no slide shows {cell}"
