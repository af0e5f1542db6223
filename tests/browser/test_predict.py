"""Predictions and verdicts in a real JupyterLab: keyboard, mathematics, memory, both themes."""

import pytest

# The test run keeps answers in memory; here they go where a reader's go, beside the notebook.
SETUP = """import os
os.environ.pop("SOFTMAX_LESSONS_ANSWERS", None)
import numpy as np
from helpers.exercises import check, predict"""
OPTIONS = """predict(
    "b-options",
    "Add 1 to every logit: is $p_1 < p_2$ still true?",
    options=["yes, $p_k$ stays", "no"],
    answer="yes, $p_k$ stays",
    reveal="The factor $e^1$ cancels.",
)"""
SECOND = """predict(
    "b-second", "Where does exp overflow?",
    options=["88", "709", "never"], answer="709", reveal="$m$"
)"""
WRONG = 'check("softmax_rows", lambda z: np.exp(z) / np.exp(z).sum(axis=1))'

pytestmark = pytest.mark.browser


@pytest.fixture
def asked(run_cells):
    """Return the lab with two predictions and a verdict shown."""
    lab = run_cells(SETUP, OPTIONS, SECOND, WRONG)
    ready(lab)
    clear(lab)
    yield lab
    clear(lab)


def ready(lab):
    lab.page.locator(".sl-predict").nth(1).wait_for()
    lab.page.wait_for_function(
        "() => !document.querySelector('.sl-predict').textContent.match(/\\$/)"
    )


def clear(lab):
    for button in lab.page.get_by_role("button", name="Clear").all():
        if button.is_visible():
            button.click()
            button.wait_for(state="hidden")


def question(lab, number):
    return lab.page.locator(".sl-predict").nth(number)


def test_a_guess_by_keyboard_alone_shows_the_answer_with_its_mathematics(asked):
    one = question(asked, 0)
    assert one.get_by_role("group", name="Add 1 to every logit").count() == 1
    one.get_by_role("radio").first.focus()
    asked.page.keyboard.press("ArrowDown")
    asked.page.keyboard.press("ArrowDown")  # round again, to the first
    asked.page.keyboard.press("Tab")
    assert asked.page.evaluate("document.activeElement.textContent") == "Commit"
    asked.page.keyboard.press("Enter")
    answer = one.get_by_role("status")
    answer.wait_for()
    one.locator(".sl-reveal mjx-container").nth(1).wait_for()
    assert "That is it." in answer.inner_text()
    assert "$" not in answer.inner_text()
    assert one.get_by_role("radio").first.is_disabled()
    assert one.get_by_role("radio").first.is_checked()
    assert asked.errors() == []


def test_the_answer_is_nowhere_in_the_page_before_the_commit(asked):
    assert "cancels" not in question(asked, 0).inner_text()
    assert question(asked, 0).locator(".sl-reveal").inner_html() == ""


def test_a_commit_without_a_choice_is_refused_in_words(asked):
    one = question(asked, 1)
    one.get_by_role("button", name="Commit").click()
    one.get_by_text("Choose one first.").wait_for()
    one.get_by_role("radio").first.check()
    one.get_by_role("radio").first.press("Enter")
    one.get_by_text("Not so. The answer: 709").wait_for()
    assert one.locator(".sl-problem").is_hidden()
    assert asked.errors() == []


def test_letters_typed_at_a_guess_are_not_shortcuts_of_the_notebook(asked):
    before = len(asked.cells())
    one = question(asked, 1).get_by_role("radio").nth(2)
    one.check()
    asked.page.keyboard.type("aabbddxx")
    assert one.is_checked()
    assert len(asked.cells()) == before


def test_a_commit_and_a_draft_survive_running_again_and_a_restart_of_the_kernel(asked):
    question(asked, 1).get_by_role("radio").nth(2).check()
    question(asked, 0).get_by_role("radio").nth(1).check()
    question(asked, 0).get_by_role("button", name="Commit").click()
    question(asked, 0).get_by_text("Not so").wait_for()
    asked.page.evaluate(
        "async () => { await jupyterapp.shell.currentWidget.sessionContext.restartKernel() }"
    )
    asked.run_all()
    question(asked, 0).get_by_text("Not so").wait_for()
    assert question(asked, 0).get_by_role("radio").nth(1).is_checked()
    assert question(asked, 1).get_by_role("radio").nth(2).is_checked()
    assert question(asked, 1).locator(".sl-reveal").is_hidden()


# What is seen of the elements, and the contrast of its text by the formula of WCAG 2.
CONTRASTS = """elements => {
    const parse = colour => colour.match(/[\\d.]+/g).slice(0, 3).map(Number);
    const light = colour => parse(colour).map(v => v / 255)
        .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const contrast = element => {
        let behind = element;
        while (/rgba\\(.*, 0\\)|transparent/.test(getComputedStyle(behind).backgroundColor))
            behind = behind.parentElement;
        const two = [light(getComputedStyle(element).color),
                     light(getComputedStyle(behind).backgroundColor)].sort((a, b) => b - a);
        return (two[0] + 0.05) / (two[1] + 0.05);
    };
    return elements
        .filter(e => e.checkVisibility({ visibilityProperty: true }) && e.innerText.trim())
        .map(e => [e.innerText, contrast(e)]);
}"""


def assert_readable(elements, least):
    """Hold the text that is seen, of `least` elements or more, to the contrast WCAG asks for."""
    found = elements.evaluate_all(CONTRASTS)
    assert len(found) >= least
    assert [(text, contrast) for text, contrast in found if contrast <= 4.5] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_all_text_can_be_read(asked, theme):
    asked.set_theme(theme)
    question(asked, 1).get_by_role("radio").first.check()
    question(asked, 1).get_by_role("button", name="Commit").click()
    question(asked, 1).get_by_text("Not so").wait_for()
    asked.page.locator(".sl-card summary").first.click()
    asked.page.locator(".sl-card summary", has_text="Show a solution").first.click()
    asked.page.wait_for_timeout(300)
    parts = ".sl-predict :is(p, legend, span, button), .sl-card :is(p, th, td, code, summary)"
    assert_readable(asked.page.locator(parts), least=16)
    asked.screenshot(f"predict-{theme}")
