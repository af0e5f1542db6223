"""The cards of a lesson in a real JupyterLab: mouse, keyboard, mathematics, both themes."""

import pytest
from playwright.sync_api import expect

from tests.browser.live_page import violations

# The test run keeps answers in memory; here they go where a reader's go, beside the notebook.
SETUP = """import os
os.environ.pop("SOFTMAX_LESSONS_ANSWERS", None)
import numpy as np
from helpers.exercises import check, hunt, my_answers, my_notebooks
from helpers.exercises.cards.predict import Prediction"""
OPTIONS = """Prediction(
    "b-options",
    "Add 1 to every logit: is $p_1 < p_2$ still true?",
    options=["yes, $p_k$ stays", "no"],
    answer="yes, $p_k$ stays",
    reveal="The factor $e^1$ cancels.",
)"""
SECOND = """Prediction(
    "b-second", "Where does exp overflow?",
    options=["88", "709", "never"], answer="709", reveal="$m$"
)"""
WRONG = 'check("softmax_rows", lambda z: np.exp(z) / np.exp(z).sum(axis=1))'
# The first draws pictures, the second has two lines that may be accused.
HUNTS = ('hunt("stuck-loss")', 'hunt("eight-times")')
CARDS = ".sl-predict, .sl-hunt, .sl-card, .sl-keep"

pytestmark = pytest.mark.browser


@pytest.fixture
def cards(run_cells):
    """Return the lab with cards of each kind, and nothing chosen or picked in any."""
    lab = run_cells(SETUP, OPTIONS, SECOND, WRONG, *HUNTS, "my_answers()", "my_notebooks()")
    lab.page.locator(".sl-keep").nth(1).wait_for()
    expect(lab.page.locator(".sl-predict").first).not_to_contain_text("$")
    clear(lab)
    yield lab
    clear(lab)


def clear(lab):
    seen = lab.page.get_by_role("button", name="Clear")
    while count := seen.count():
        seen.first.click()
        expect(seen).to_have_count(count - 1)


def question(lab, number):
    return lab.page.locator(".sl-predict").nth(number)


def program(lab, number):
    return lab.page.locator(".sl-hunt").nth(number)


def line(lab, number, n):
    return program(lab, number).get_by_role("option").nth(n - 1)


def test_a_guess_by_keyboard_alone_shows_the_answer_with_its_mathematics(cards):
    one, keys = question(cards, 0), cards.page.keyboard
    assert one.get_by_role("group", name="Add 1 to every logit").count() == 1
    assert one.locator(".sl-reveal").inner_html() == ""
    one.get_by_role("button", name="Commit").press("Enter")
    one.get_by_text("Choose one first.").wait_for()
    one.get_by_role("radio").first.focus()
    keys.press("ArrowDown")
    keys.press("ArrowDown")  # round again, to the first
    keys.press("Tab")
    assert cards.page.evaluate("document.activeElement.textContent") == "Commit"
    keys.press("Enter")
    answer = one.get_by_role("status")
    answer.wait_for()
    one.locator(".sl-reveal mjx-container").nth(1).wait_for()
    assert "That is it." in answer.inner_text()
    assert "$" not in answer.inner_text()
    assert one.get_by_role("radio").first.is_disabled()
    assert one.get_by_role("radio").first.is_checked()
    assert one.locator(".sl-problem").is_hidden()
    question(cards, 1).get_by_role("radio").first.press("Space")
    keys.press("Enter")
    question(cards, 1).get_by_text("Not so. The answer: 709").wait_for()
    assert cards.errors() == []


def test_hint_wrong_line_right_one_and_giving_up_by_keyboard_alone(cards):
    one, keys = program(cards, 1), cards.page.keyboard
    one.get_by_role("button", name="Hint").press("Enter")
    one.get_by_text("The same factor everywhere.").wait_for()
    one.locator(":focus").wait_for()
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
    assert here == line(cards, 1, 8).get_attribute("id")
    keys.press("Enter")
    one.get_by_text("Line 8: that is it.").wait_for()
    one.get_by_text("What would have caught it.").wait_for()
    assert one.locator(".sl-found").count() == 2
    assert one.locator(".sl-mended:visible").count() == 1
    one.get_by_role("button", name="Clear").press("Enter")
    one.get_by_role("button", name="Show me").press("Enter")
    one.get_by_text("It is line 5 or 8.").wait_for()
    one.locator(":focus").wait_for()
    assert cards.errors() == []


@pytest.mark.parametrize("place", [".sl-predict input", ".sl-hunt [role=listbox]"])
def test_keys_that_do_nothing_here_do_nothing_to_the_notebook(cards, place):
    before = [cell["source"] for cell in cards.cells()]
    cards.page.locator(place).first.focus()
    cards.page.keyboard.type("aabbddxxzcv")
    assert [cell["source"] for cell in cards.cells()] == before


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_wrong_line_and_then_the_right_one_by_mouse_and_no_fault_for_axe(cards, theme):
    cards.set_theme(theme)
    question(cards, 1).get_by_role("radio").first.check()
    question(cards, 1).get_by_role("button", name="Commit").click()
    question(cards, 1).get_by_text("Not so").wait_for()
    one = program(cards, 0)
    line(cards, 0, 6).click()
    one.get_by_text("Not line 6.").wait_for()
    assert one.locator(".sl-reply").get_attribute("role") == "status"
    assert one.locator(".sl-story").is_hidden()
    assert line(cards, 0, 6).get_attribute("aria-label").endswith(", not this one")
    line(cards, 0, 4).click()
    one.get_by_text("Line 4: that is it.").wait_for()
    one.get_by_text("tflearn pull request 562").wait_for()
    label = line(cards, 0, 4).get_attribute("aria-label")
    assert label.startswith("Line 4 outputs = softmax(")
    assert label.endswith(" (this is it; mended:) outputs = pictures @ W")
    assert one.get_by_role("img", name="The loss after step 1: ").count() == 2
    cards.page.locator(".sl-keep").get_by_text("2 answers are kept").wait_for()
    for summary in cards.page.locator(f":is({CARDS}) summary").all():
        if summary.is_visible():
            summary.click()
    # JupyterLab's body has no height, and axe takes all that stands in it for hidden.
    cards.page.evaluate("document.body.style.height = '100vh'")
    assert violations(cards.page, CARDS) == []
    cards.page.evaluate("document.body.style.height = ''")
    for number, card in enumerate(cards.page.locator(CARDS).all()):
        cards.screenshot(f"card-{number}-{theme}", card)
    assert cards.errors() == []
