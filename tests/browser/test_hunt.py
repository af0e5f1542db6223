"""The bug hunt in a real JupyterLab: mouse, keyboard, memory, both themes."""

import pytest

from tests.browser.test_predict import assert_readable, clear

# The test run keeps answers in memory; here they go where a reader's go, beside the notebook.
SETUP = """import os
os.environ.pop("SOFTMAX_LESSONS_ANSWERS", None)
from helpers.exercises import hunt"""
# The first draws pictures, the second has two lines that may be accused.
NAMES = ("stuck-loss", "eight-times")

pytestmark = pytest.mark.browser


@pytest.fixture
def hunted(run_cells):
    """Return the lab with two programs shown, and nothing picked in either."""
    lab = run_cells(SETUP, *(f'hunt("{name}")' for name in NAMES))
    lab.page.locator(".sl-hunt").nth(1).wait_for()
    clear(lab)
    yield lab
    clear(lab)


def program(lab, number):
    return lab.page.locator(".sl-hunt").nth(number)


def line(lab, number, n):
    return program(lab, number).get_by_role("option").nth(n - 1)


def test_a_wrong_line_and_then_the_right_one_by_mouse(hunted):
    one = program(hunted, 0)
    line(hunted, 0, 6).click()
    one.get_by_text("Not line 6.").wait_for()
    assert one.locator(".sl-reply").get_attribute("role") == "status"
    assert one.locator(".sl-story").is_hidden()
    assert line(hunted, 0, 6).get_attribute("aria-label").endswith(", not this one")
    line(hunted, 0, 4).click()
    one.get_by_text("Line 4: that is it.").wait_for()
    one.get_by_text("tflearn pull request 562").wait_for()
    label = line(hunted, 0, 4).get_attribute("aria-label")
    assert label.startswith("Line 4 outputs = softmax(")
    assert label.endswith(", this is it; mended: outputs = pictures @ W")
    pictures = one.locator(".sl-runs img")
    alts = [pictures.nth(n).get_attribute("alt") for n in range(2)]
    assert all(alt.startswith("The loss after step 1: ") for alt in alts)
    assert alts[0] != alts[1]
    assert all(pictures.nth(n).evaluate("img => img.naturalWidth") for n in range(2))
    hunted.screenshot("hunt-found")
    assert hunted.errors() == []


def test_a_wrong_line_and_then_the_right_one_by_keyboard_alone(hunted):
    one, keys = program(hunted, 1), hunted.page.keyboard
    cells = len(hunted.cells())
    one.get_by_role("listbox", name="Which line is wrong? Eight times too much").focus()
    keys.press("Enter")
    one.get_by_text("Not line 1.").wait_for()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "Space"):
        keys.press(key)
    one.get_by_text("Not line 2.").wait_for()
    keys.press("End")
    keys.press("ArrowDown")  # there is nothing below the last line
    for _ in range(3):
        keys.press("ArrowUp")
    here = one.get_by_role("listbox").get_attribute("aria-activedescendant")
    assert here == line(hunted, 1, 8).get_attribute("id")
    keys.press("Enter")
    one.get_by_text("Line 8: that is it.").wait_for()
    one.get_by_text("What would have caught it.").wait_for()
    assert one.locator(".sl-found").count() == 2
    assert one.locator(".sl-mended:visible").count() == 1
    assert len(hunted.cells()) == cells, "a key reached the notebook"
    assert hunted.errors() == []


def test_keys_that_do_nothing_here_do_nothing_to_the_notebook(hunted):
    cells = [cell["source"] for cell in hunted.cells()]
    program(hunted, 1).get_by_role("listbox").focus()
    for key in "abdxzcv":
        hunted.page.keyboard.press(key)
    assert [cell["source"] for cell in hunted.cells()] == cells


def test_the_answer_is_nowhere_in_the_page_before_it_is_found(hunted):
    for number in range(2):
        said = program(hunted, number).inner_html()
        assert "mended:" not in said
        assert "Found in" not in said
    stored = str([cell.get("outputs") for cell in hunted.cells()])
    assert "tflearn" not in stored
    assert "len(Y)" not in stored


def test_a_hint_and_giving_up_keep_the_focus_inside(hunted):
    one = program(hunted, 1)
    one.get_by_role("button", name="Hint").press("Enter")
    one.get_by_text("The same factor everywhere.").wait_for()
    inside = "() => document.activeElement.closest('.sl-hunt') !== null"
    hunted.page.wait_for_function(inside)
    one.get_by_role("button", name="Show me").press("Enter")
    one.get_by_text("It is line 5 or 8.").wait_for()
    hunted.page.wait_for_function(inside)
    assert hunted.errors() == []


def test_picks_survive_running_again_and_a_restart_of_the_kernel(hunted):
    line(hunted, 1, 3).click()
    program(hunted, 1).get_by_text("Not line 3.").wait_for()
    line(hunted, 1, 8).click()
    program(hunted, 1).get_by_text("nn-from-scratch issue 13").wait_for()
    hunted.page.evaluate(
        "async () => { await jupyterapp.shell.currentWidget.sessionContext.restartKernel() }"
    )
    hunted.run_all()
    program(hunted, 1).get_by_text("nn-from-scratch issue 13").wait_for()
    assert program(hunted, 1).locator(".sl-refused").count() == 1
    assert program(hunted, 0).locator(".sl-refused").count() == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_all_text_can_be_read(hunted, theme):
    hunted.set_theme(theme)
    line(hunted, 1, 3).click()
    program(hunted, 1).get_by_text("Not line 3.").wait_for()
    line(hunted, 1, 8).click()
    program(hunted, 1).get_by_text("nn-from-scratch issue 13").wait_for()
    hunted.page.wait_for_timeout(300)
    parts = ".sl-hunt :is(p, span, code, button, pre, h4, strong, em)"
    assert_readable(hunted.page.locator(parts), least=61)
    hunted.screenshot(f"hunt-{theme}")
