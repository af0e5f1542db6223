"""Answers and edits outlive the kernel, the page and the machine, and can be taken elsewhere."""

import json
import secrets
import subprocess

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from tests.browser.lab import NOTEBOOK, Lab
from tools.normalise import normalised, serialise

# The test run keeps answers in memory; here they go where a reader's go.
SETUP = """import os
os.environ.pop("SOFTMAX_LESSONS_ANSWERS", None)
os.environ |= {0}
import numpy as np
from helpers.exercises import check, my_answers, my_notebooks, predict
from helpers.exercises.cards.predict import Prediction"""
SOLVE = 'check("softmax", lambda z: (lambda e: e / e.sum())(np.exp(z - z.max())))'
KNOWN = 'options=["yes", "no"], answer="yes", reveal="It is."'
ASK = f'Prediction("b-{{0}}", "Is ${{0}} < 2$?", {KNOWN})'
MINE = "print('mine')"
ANSWERS, CARD, LESSON = "answers.ipynb", "00_x.ipynb", "01_y.ipynb"
NOTEBOOKS = {
    ANSWERS: [*map(ASK.format, (1, 2, 3)), "my_answers()", 'predict("00-derivative")'],
    CARD: ["my_notebooks()", "0"],
    LESSON: [ASK.format(1), "1 + 1"],
}
RECORDS = """() => Object.fromEntries(Object.entries(localStorage)
    .filter(([key]) => key.startsWith('softmax-lessons/1/')))"""

pytestmark = pytest.mark.browser


class Machines:
    """Machines one after the other, each with files of its own, and one browser."""

    def __init__(self, lab):
        self.lab, self.page = lab, lab.page

    def launch(self, **environment):
        """Go to a new machine: the lessons as they come, in a folder with git."""
        self.folder = self.lab.server.root / "scratch" / secrets.token_hex(4)
        self.folder.mkdir()
        for name, cells in NOTEBOOKS.items():
            sources = [SETUP.format(environment), *cells]
            notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
            (self.folder / name).write_text(serialise(normalised(notebook)))
        git = ("git", "-c", "user.name=t", "-c", "user.email=t@example.invalid")
        for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "t", "--no-gpg-sign"]):
            subprocess.run([*git, *command], cwd=self.folder, check=True)
        return self

    def launch_binder(self):
        """Go to a new machine of Binder's."""
        place = f"/user/{secrets.token_hex(4)}/"
        return self.launch(BINDER_REPO_URL="https://x.invalid/x", JUPYTERHUB_SERVICE_PREFIX=place)

    def open(self, name=ANSWERS, script="0"):
        """Open a notebook in a page of its own, where a script is run before the cells are."""
        self.lab.close()
        self.page.goto("about:blank")  # what is opened next loads JupyterLab anew
        self.lab.open(f"scratch/{self.folder.name}/{name}")
        self.page.evaluate(script)
        self.lab.run_all()
        return self

    @property
    def card(self):
        return self.page.locator(".sl-keep")

    def question(self, number):
        return self.page.locator(".sl-predict").nth(number)

    def says(self, words, role="status"):
        self.card.get_by_role(role).filter(has_text=words).wait_for(timeout=15_000)

    def complains(self, words):
        self.says(words, role="alert")

    def press(self, name):
        self.card.get_by_role("button", name=name).first.press("Enter")

    def agree(self):
        """Press the button after the one that has the focus, which says no."""
        assert self.page.evaluate("document.activeElement.textContent") == "No, keep it"
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Enter")

    def commit(self, number, option):
        self.question(number).get_by_role("radio", name=option).check()
        self.question(number).get_by_role("button", name="Commit").click()
        self.question(number).get_by_text("It is.").wait_for()

    def checked(self, number, option):
        """Wait until an option is chosen, which is when the browser's record has arrived."""
        self.question(number).locator(f"input[value={option}]:checked").wait_for()

    def records(self):
        return self.page.evaluate(RECORDS)

    def copies(self):
        """Return what the browser keeps of notebooks as (name, third cell), the newest first."""
        (origin,) = self.page.context.storage_state(indexed_db=True)["origins"]
        kept = (d for d in origin["indexedDB"] if d["name"] == "softmax-lessons-notebooks")
        records = [record["value"] for d in kept for record in d["stores"][0]["records"]]
        records.sort(key=lambda record: -record["at"])
        return [(r["name"], "".join(r["notebook"]["cells"][2]["source"])) for r in records]

    def keeps(self, *copies, save=False):
        """Wait until these are the browser's copies, saving the notebook meanwhile if asked."""
        for _ in range(100):
            if save:
                self.lab.save()
            if (kept := self.copies()) == [*copies]:
                return
            self.page.wait_for_timeout(200)
        raise AssertionError(f"expected {copies}, got {kept}")

    def download(self, name, path):
        with self.page.expect_download() as download:
            self.press(name)
        download.value.save_as(path)
        return path

    def load(self, path):
        with self.page.expect_file_chooser() as chooser:
            self.press("Load a file")
        chooser.value.set_files(path)

    def source(self, name):
        """Return the third cell of a notebook as the machine has it."""
        return "".join(json.loads((self.folder / name).read_text())["cells"][2]["source"])


@pytest.fixture
def machines(page, jupyter):
    """Return the machines, the first launched, with a browser that keeps nothing yet."""
    machines = Machines(Lab(page, jupyter))
    yield machines.launch()
    machines.lab.close()


@pytest.fixture
def binder(machines):
    """Return the machines, launched by Binder, with a lesson edited on the first."""
    machines.launch_binder()
    path = machines.folder / LESSON
    path.write_text(path.read_text().replace("1 + 1", "2 + 2"))
    return machines


def test_what_was_asked_answered_and_solved_survives_the_machine_and_what_was_cleared_does_not(
    machines,
):
    machines.open().commit(0, "no")
    machines.question(1).get_by_role("radio", name="yes").check()
    machines.commit(2, "no")
    machines.question(3).get_by_role("radio").first.check()
    machines.says("4 answers are kept in this browser.")
    machines.lab.edit(5, SOLVE)
    machines.lab.run_all()
    machines.says("5 answers are kept")
    machines.launch().open()
    machines.question(0).get_by_text("Not so").wait_for()
    machines.checked(0, "no")
    machines.checked(1, "yes")
    assert machines.question(1).locator(".sl-reveal").is_hidden()
    machines.question(0).get_by_role("button", name="Clear").click()
    machines.says("4 answers are kept in this browser.")
    names = "prediction-00-derivative", "prediction-b-2", "prediction-b-3", "solved-softmax"
    assert sorted(machines.records()) == [f"softmax-lessons/1/{name}" for name in names]
    machines.launch().open().says("4 answers are kept in this browser.")
    machines.checked(1, "yes")
    assert machines.question(0).locator("input:checked").count() == 0
    for summary in machines.card.locator("summary").all():
        summary.press("Enter")
    machines.card.locator("li mjx-container").first.wait_for()
    assert "Exercises: 1 solved" in machines.card.inner_text()
    words = [item.inner_text() for item in machines.card.get_by_role("listitem").all()]
    assert words[0].startswith("softmax (")
    assert "What is the derivative of" in words[1]
    assert words[1].endswith("(not committed yet)")
    assert words[2] == "b-2 — yes (not committed yet)"
    assert words[3] == "b-3 — no"
    assert machines.lab.errors() == []


def test_two_users_of_a_hub_in_one_browser_do_not_see_each_others_answers(machines):
    machines.launch(JUPYTERHUB_USER="ann").open().commit(0, "no")
    machines.says("1 answer is kept in this browser.")
    machines.launch(JUPYTERHUB_USER="bob").open()
    machines.says("Nothing is kept yet.")
    assert machines.question(0).locator("input:checked").count() == 0
    machines.launch(JUPYTERHUB_USER="ann").open()
    machines.question(0).get_by_text("Not so").wait_for()
    assert machines.records() == {}  # nor does anybody who has no name
    assert machines.lab.errors() == []


def test_records_of_another_version_or_damaged_ones_break_nothing_and_are_not_deleted(machines):
    machines.open(
        script="""() => {
        localStorage.setItem("softmax-lessons/1/prediction-b-1", "{")
        localStorage.setItem("softmax-lessons/1/prediction-b-2", '{"at": 9, "draft": "perhaps"}')
        localStorage.setItem("softmax-lessons/1/prediction-b-3", '{"at": 9, "draft": "no"}')
        localStorage.setItem("softmax-lessons/2/prediction-b-1", '{"at": 9, "draft": "yes"}')
        localStorage.setItem("softmax-lessons/1/solved-x", '[1]')
        localStorage.setItem("softmax-lessons-forgotten/1", 'soon') }"""
    )
    machines.checked(2, "no")
    assert machines.page.locator(".sl-predict input:checked").count() == 1
    machines.commit(0, "yes")
    machines.commit(1, "no")
    machines.page.wait_for_function(
        "() => JSON.parse(localStorage['softmax-lessons/1/prediction-b-2']).draft === 'no'"
    )
    assert json.loads(machines.records()["softmax-lessons/1/prediction-b-1"])["committed"]
    assert machines.page.evaluate("() => localStorage['softmax-lessons/2/prediction-b-1']")
    assert machines.lab.errors() == []


FULL = """() => { Storage.prototype.setItem = function () {
    throw new DOMException("full", "QuotaExceededError"); } }"""
# The page of JupyterLab itself needs its storage; what is closed here is ours.
CLOSED = """() => { for (const [{ prototype }, name] of [
    [Storage, "getItem"], [Storage, "setItem"], [Storage, "removeItem"], [IDBFactory, "open"]]) {
    const real = prototype[name];
    prototype[name] = function (key, ...more) {
        if (String(key).startsWith("softmax")) throw new DOMException("no", "SecurityError");
        return real.call(this, key, ...more);
    };
} }"""


@pytest.mark.parametrize("script", [CLOSED, FULL], ids=["closed", "full"])
def test_storage_that_is_full_or_closed_is_told_and_breaks_nothing(machines, script):
    machines.open(script=script).commit(0, "no")
    machines.lab.run_all()
    machines.says("1 answer is kept beside the notebook.")
    machines.complains("This browser keeps nothing")
    machines.question(0).get_by_text("Not so").wait_for()
    assert machines.records() == {}


def test_answers_are_downloaded_forgotten_and_loaded_again_by_keyboard(machines, tmp_path):
    machines.open().commit(0, "no")
    machines.says("1 answer is kept")
    path = machines.download("Download", tmp_path / "answers.json")
    content = json.loads(path.read_text())
    assert (content["course"], content["version"]) == ("softmax-lessons", 1)
    assert content["answers"]["prediction-b-1"]["draft"] == "no"

    machines.press("Forget everything")
    machines.page.keyboard.press("Enter")
    assert machines.page.evaluate("document.activeElement.textContent") == "Forget everything"
    assert len(machines.records()) == 1
    machines.page.keyboard.press("Enter")
    machines.agree()
    machines.says("Everything is forgotten.")
    machines.question(0).get_by_role("button", name="Commit").wait_for()
    assert machines.records() == {}
    assert machines.page.locator(".sl-predict input:checked").count() == 0
    machines.commit(0, "yes")  # what comes after forgetting is kept again

    machines.load(path)
    machines.says("1 answer loaded")
    machines.question(0).get_by_text("Not so").wait_for()
    machines.launch().open()
    machines.question(0).get_by_text("Not so").wait_for()
    before = machines.records()
    for text, words in (
        ("{", "is not a file of answers"),
        ("[]", "holds no answers of this course"),
        ('{"course": "softmax-lessons", "version": 7, "answers": {}}', "another version"),
        ('{"course": "softmax-lessons", "version": 1}', "holds no answers"),
    ):
        path.write_text(text)
        machines.load(path)
        machines.complains(words)
        assert machines.records() == before
        assert machines.question(0).get_by_text("Not so").is_visible()
    assert machines.lab.errors() == []


def test_an_edit_saved_on_one_machine_is_put_back_on_the_next(machines):
    lab = machines.launch_binder().open(LESSON).lab
    machines.question(0).wait_for()
    lab.edit(2, MINE)
    machines.keeps((LESSON, MINE), save=True)
    lab.edit(2, "1 + 1")
    lab.save()
    machines.keeps((LESSON, MINE))  # what it said when it came is not kept
    assert lab.errors() == []

    machines.launch_binder().open(LESSON)
    lab.save()  # opened, run and saved before it is put back
    machines.keeps((LESSON, MINE))
    assert machines.source(LESSON) == "1 + 1"

    machines.open(CARD).says("This machine is thrown away")
    machines.press(f"Put back {LESSON}")
    machines.says(f"{LESSON} is put back. If it is open, choose File")
    assert machines.source(LESSON) == MINE
    machines.card.get_by_role("rowheader", name=LESSON).first.wait_for()
    machines.card.get_by_role("cell", name="changed by you").wait_for()
    assert lab.errors() == []


def test_copies_and_downloads_of_a_lesson_that_has_another_name_now(binder, tmp_path):
    binder.open(CARD).press("Keep the changed lessons in this browser")
    binder.says(f"{LESSON}.")
    file = tmp_path / "01_y (1).ipynb"  # what a browser calls the second download
    binder.download(f"Download {LESSON}", file)

    binder.launch_binder()
    (binder.folder / LESSON).rename(binder.folder / "02_y.ipynb")
    (tmp_path / "bad.ipynb").write_text("{")
    (tmp_path / "cells.ipynb").write_text('{"nbformat": 4}')
    binder.open(CARD)
    for path, words in (
        (tmp_path / "bad.ipynb", "is not a notebook"),
        (tmp_path / "cells.ipynb", "cells.ipynb is not a notebook"),
        (file, f"No lesson here is called {LESSON}"),
    ):
        binder.load(path)
        binder.complains(words)
    kept = binder.download(f"Download {LESSON}, kept", tmp_path / "kept.ipynb")
    assert "2 + 2" in kept.read_text()
    binder.press(f"Put back {LESSON}")
    binder.says(f"{LESSON} is put back.")
    assert binder.source(LESSON) == "2 + 2"
    assert binder.source("02_y.ipynb") == "1 + 1"
    both = (LESSON, "2 + 2"), (CARD, "0")  # with the notebook that was open and not saved
    binder.keeps(*both)
    binder.load(file)
    binder.says(f"{LESSON} is loaded into this browser")
    binder.keeps((LESSON, "2 + 2"), *both)
    assert binder.lab.errors() == []


def test_the_original_comes_back_by_keyboard_and_what_it_replaces_is_kept(binder):
    binder.open(CARD).press(f"Get the original of {LESSON} back")
    binder.agree()
    binder.says("What stood there before is kept below.")
    assert binder.source(LESSON) == "1 + 1"
    binder.keeps((LESSON, "2 + 2"))
    focused = "document.activeElement.getAttribute('role')"
    assert binder.page.evaluate(focused) == "status", "the focus goes where it says what happened"
    binder.press(f"Forget {LESSON}")
    binder.agree()
    binder.says("The copy is forgotten.")
    binder.keeps()
    # A lesson that is open is saved first, and shows its original at once.
    binder.lab.edit(2, MINE)
    binder.press("Keep the changed lessons in this browser")
    binder.says(f"Kept in this browser: {CARD}.")
    binder.keeps((CARD, MINE))
    assert binder.source(CARD) == MINE
    binder.press("Look again")
    binder.press(f"Get the original of {CARD} back")
    binder.agree()
    binder.page.wait_for_function(f"() => {NOTEBOOK}.model.sharedModel.cells[2].source === '0'")
    assert binder.source(CARD) == "0"
    assert binder.lab.errors() == []


def test_a_browser_that_keeps_no_notebooks_says_so_and_still_downloads(binder, tmp_path):
    binder.open(CARD, CLOSED).complains("This browser keeps no notebooks")
    binder.press("Keep the changed lessons in this browser")
    binder.complains("That did not work")
    file = binder.download(f"Download {LESSON}", tmp_path / LESSON)
    assert "2 + 2" in file.read_text()
    # Nothing can be kept first, so nothing is replaced.
    binder.press(f"Get the original of {LESSON} back")
    binder.agree()
    binder.complains("That did not work")
    assert binder.source(LESSON) == "2 + 2"
