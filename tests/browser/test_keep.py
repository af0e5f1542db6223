"""A reader's answers outlive the kernel, the page and the machine, and can be taken elsewhere."""

import json
import shutil

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from tests.browser.test_predict import assert_readable
from tools.notebook_form import normalised, serialise

# The test run keeps answers in memory; here they go where a reader's go.
SETUP = """import os
os.environ.pop("SOFTMAX_LESSONS_ANSWERS", None)
import numpy as np
from helpers.exercises import check, my_answers, predict"""
SOLVE = 'check("softmax", lambda z: (lambda e: e / e.sum())(np.exp(z - z.max())))'
ASK = """predict("b-{0}", "Is ${0} < 2$?", options=["yes", "no"], answer="yes", reveal="It is.")"""
CELLS = [SETUP, ASK.format(1), ASK.format(2), "my_answers()", 'predict("00-derivative")']

pytestmark = pytest.mark.browser


@pytest.fixture
def machine(lab, jupyter):
    """Return a function that opens the cells in one browser on a machine with no answers yet."""
    folder = jupyter.root / "scratch" / "keep"
    first = ["localStorage.clear()"]

    def new(user="", kept=""):
        lab.leave()
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        setup = f'{SETUP}\nos.environ["JUPYTERHUB_USER"] = "{user}"'
        notebook = new_notebook(cells=[new_code_cell(cell) for cell in (setup, *CELLS[1:])])
        (folder / "keep.ipynb").write_text(serialise(normalised(notebook)))
        lab.open("scratch/keep/keep.ipynb")
        lab.page.evaluate(f"() => {{ {first.pop() if first else ''}; {kept} }}")
        lab.run_all()
        lab.page.locator(".sl-keep").wait_for()
        return lab

    yield new
    shutil.rmtree(folder, ignore_errors=True)


def question(lab, number):
    return lab.page.locator(".sl-predict").nth(number)


def card(lab):
    return lab.page.get_by_role("region", name="Your answers")


def says(lab, words):
    card(lab).get_by_role("status").filter(has_text=words).wait_for(timeout=10_000)


def commit(lab, number, option):
    question(lab, number).get_by_role("radio", name=option).check()
    question(lab, number).get_by_role("button", name="Commit").click()
    question(lab, number).get_by_text("It is.").wait_for()


def records(lab):
    return lab.page.evaluate(
        "() => Object.fromEntries(Object.entries(localStorage)"
        ".filter(([key]) => key.startsWith('softmax-lessons/1/')))"
    )


def test_a_guess_survives_the_machine_it_was_made_on(machine):
    lab = machine()
    commit(lab, 0, "no")
    question(lab, 1).get_by_role("radio", name="yes").check()
    says(lab, "2 answers are kept in this browser.")
    lab = machine()
    question(lab, 0).get_by_text("Not so").wait_for()
    assert question(lab, 0).get_by_role("radio", name="no").is_checked()
    lab.page.wait_for_function(
        "() => document.querySelectorAll('.sl-predict')[1].querySelector('input').checked"
    )
    assert question(lab, 1).locator(".sl-reveal").is_hidden()
    assert lab.errors() == []


def test_two_users_of_a_hub_in_one_browser_do_not_see_each_others_answers(machine):
    lab = machine(user="ann")
    commit(lab, 0, "no")
    says(lab, "1 answer is kept in this browser.")
    lab = machine(user="bob")
    says(lab, "Nothing is kept yet.")
    assert not question(lab, 0).get_by_role("radio", name="no").is_checked()
    lab = machine(user="ann")
    question(lab, 0).get_by_text("Not so").wait_for()
    assert records(lab) == {}  # nor does anybody who has no name
    assert lab.errors() == []


def test_a_solved_exercise_is_kept_by_the_browser_as_soon_as_it_is_solved(machine):
    lab = machine()
    lab.page.evaluate(
        """async source => {
            const { model } = jupyterapp.shell.currentWidget;
            model.sharedModel.addCell({ cell_type: "code", source });
            await jupyterapp.commands.execute("notebook:run-all-cells");
        }""",
        SOLVE,
    )
    lab.wait_idle()
    card(lab).get_by_text("Exercises: 1 solved").wait_for()
    assert list(records(lab)) == ["softmax-lessons/1/solved-softmax"]
    lab = machine()
    says(lab, "1 answer is kept in this browser.")


def test_a_guess_that_was_cleared_stays_away(machine):
    lab = machine()
    commit(lab, 0, "no")
    question(lab, 0).get_by_role("button", name="Clear").click()
    says(lab, "Nothing is kept yet")
    assert records(lab) == {}
    lab = machine()
    lab.page.wait_for_timeout(500)
    assert not question(lab, 0).get_by_role("radio", name="no").is_checked()


def test_records_of_another_version_or_damaged_ones_break_nothing_and_are_not_deleted(machine):
    lab = machine(
        kept="""localStorage.setItem("softmax-lessons/1/prediction-b-1", "{")
        localStorage.setItem("softmax-lessons/1/prediction-b-2", '{"at": 9, "draft": "perhaps"}')
        localStorage.setItem("softmax-lessons/2/prediction-b-1", '{"at": 9, "draft": "yes"}')
        localStorage.setItem("softmax-lessons/1/solved-x", '[1]')
        localStorage.setItem("softmax-lessons-forgotten/1", 'soon')"""
    )
    lab.page.wait_for_timeout(500)
    assert lab.page.locator(".sl-predict input:checked").count() == 0
    commit(lab, 0, "yes")
    commit(lab, 1, "no")
    lab.page.wait_for_function(
        "() => JSON.parse(localStorage['softmax-lessons/1/prediction-b-2']).draft === 'no'"
    )
    assert json.loads(records(lab)["softmax-lessons/1/prediction-b-1"])["committed"]
    assert lab.page.evaluate("() => localStorage['softmax-lessons/2/prediction-b-1']")
    assert lab.errors() == []


FULL = """() => { Storage.prototype.setItem = function () {
    throw new DOMException("full", "QuotaExceededError"); } }"""
# The page of JupyterLab itself needs its storage; what is closed here is ours.
CLOSED = """() => { for (const name of ["getItem", "setItem", "removeItem"]) {
    const real = Storage.prototype[name];
    Storage.prototype[name] = function (key, ...more) {
        if (String(key).startsWith("softmax")) throw new DOMException("no", "SecurityError");
        return real.call(this, key, ...more);
    };
} }"""


@pytest.mark.usefixtures("lab_anew")
@pytest.mark.parametrize("prepare", [CLOSED, FULL], ids=["closed", "full"])
def test_storage_that_is_full_or_closed_is_told_and_breaks_nothing(machine, prepare):
    lab = machine()
    lab.page.evaluate(prepare)
    commit(lab, 0, "no")
    lab.page.evaluate("async () => { await jupyterapp.commands.execute('notebook:run-all-cells') }")
    lab.wait_idle()
    says(lab, "1 answer is kept beside the notebook.")
    card(lab).get_by_role("alert").filter(has_text="This browser keeps nothing").wait_for()
    question(lab, 0).get_by_text("Not so").wait_for()
    assert records(lab) == {}


def test_answers_are_downloaded_forgotten_and_loaded_again_by_keyboard(machine, tmp_path):
    lab = machine()
    commit(lab, 0, "no")
    says(lab, "1 answer is kept")
    with lab.page.expect_download() as download:
        card(lab).get_by_role("button", name="Download").press("Enter")
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    content = json.loads(path.read_text())
    assert (content["course"], content["version"]) == ("softmax-lessons", 1)
    assert content["answers"]["prediction-b-1"]["draft"] == "no"

    card(lab).get_by_role("button", name="Forget everything").press("Enter")
    focus = "document.activeElement.textContent"
    assert lab.page.evaluate(focus) == "No, keep it"
    lab.page.keyboard.press("Enter")
    assert lab.page.evaluate(focus) == "Forget everything"
    assert len(records(lab)) == 1
    lab.page.keyboard.press("Enter")
    lab.page.keyboard.press("Tab")
    lab.page.keyboard.press("Enter")
    says(lab, "Everything is forgotten.")
    question(lab, 0).get_by_role("button", name="Commit").wait_for()
    assert records(lab) == {}
    assert lab.page.locator(".sl-predict input:checked").count() == 0
    commit(lab, 0, "yes")  # what comes after forgetting is kept again

    load(lab, path)
    says(lab, "1 answer loaded")
    question(lab, 0).get_by_text("Not so").wait_for()
    lab = machine()
    question(lab, 0).get_by_text("Not so").wait_for()
    assert lab.errors() == []


def load(lab, path):
    with lab.page.expect_file_chooser() as chooser:
        card(lab).get_by_role("button", name="Load a file").press("Enter")
    chooser.value.set_files(path)


def test_a_file_of_another_kind_is_refused_in_words_and_nothing_is_lost(machine, tmp_path):
    lab = machine()
    commit(lab, 0, "no")
    says(lab, "1 answer is kept")
    # The answer is shown before the browser has kept it.
    kept = "() => Object.values(localStorage).some((record) => record.includes('committed\":true'))"
    lab.page.wait_for_function(kept)
    before = records(lab)
    path = tmp_path / "bad.json"
    for content, words in (
        ("{", "is not a file of answers"),
        ("[]", "holds no answers of this course"),
        ('{"course": "softmax-lessons", "version": 7, "answers": {}}', "another version"),
        ('{"course": "softmax-lessons", "version": 1}', "holds no answers"),
    ):
        path.write_text(content)
        load(lab, path)
        card(lab).get_by_role("alert").filter(has_text=words).wait_for()
        assert records(lab) == before
        assert question(lab, 0).get_by_text("Not so").is_visible()


def test_the_list_says_what_was_asked_and_answered_and_can_be_read_in_both_themes(machine):
    lab = machine()
    commit(lab, 0, "no")
    question(lab, 2).get_by_role("radio").first.check()
    says(lab, "2 answers are kept")
    for summary in card(lab).locator("summary").all():
        summary.press("Enter")
    formula = card(lab).locator("li mjx-container").first
    formula.wait_for()
    words = [item.inner_text() for item in card(lab).get_by_role("listitem").all()]
    assert "What is the derivative of" in words[0]
    assert words[0].endswith("(not committed yet)")
    assert words[1] == "b-1 — no"
    for theme in ("light", "dark"):
        lab.set_theme(theme)
        card(lab).scroll_into_view_if_needed()
        lab.page.wait_for_timeout(300)
        assert_readable(card(lab).locator("p, summary, li, button"), least=6)
        lab.screenshot(f"answers-{theme}")
    assert lab.errors() == []
