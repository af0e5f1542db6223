"""Edited lessons outlive a machine that is thrown away, and the original comes back."""

import json
import shutil
import subprocess

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from tests.browser.test_predict import assert_readable
from tools.notebook_form import normalised, serialise

SETUP = """import os
os.environ.pop("SOFTMAX_LESSONS_ANSWERS", None)
os.environ["BINDER_REPO_URL"] = "https://example.invalid/x"
os.environ["JUPYTERHUB_SERVICE_PREFIX"] = "/user/x-{0}/"
from helpers.exercises import my_notebooks, predict"""
ASK = """predict("b-1", "Is 1 < 2?", options=["yes", "no"], answer="yes", reveal="It is.")"""
LESSONS = {"00_x.ipynb": [SETUP, "my_notebooks()", "0"], "01_y.ipynb": [SETUP, ASK, "1 + 1"]}
MINE = "print('mine')"

pytestmark = pytest.mark.browser


class Binder:
    """Machines one after the other, and one browser; each machine has its own files."""

    def __init__(self, lab, root):
        self.lab, self.root, self.launches = lab, root, 0
        self.first = "indexedDB.deleteDatabase('softmax-lessons-notebooks')"
        self.always = "0"

    def launch(self):
        shutil.rmtree(self.root, ignore_errors=True)
        self.root.mkdir()
        self.launches += 1
        for name, cells in LESSONS.items():
            sources = [source.format(self.launches) for source in cells]
            notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
            (self.root / name).write_text(serialise(normalised(notebook)))
        who = ("-c", "user.name=t", "-c", "user.email=t@example.invalid")
        unsigned = ("-c", "commit.gpgsign=false")
        for command in (["init", "-q"], ["add", "."], [*who, *unsigned, "commit", "-qm", "t"]):
            subprocess.run(["git", "-C", str(self.root), *command], check=True)

    def open(self, name):
        self.lab.leave()
        self.lab.open(f"scratch/{self.root.name}/{name}")
        for script in (self.first, self.always):
            self.lab.page.evaluate(script)
        self.first = "0"
        self.lab.run_all()
        return self.lab

    def source(self, name):
        cells = json.loads((self.root / name).read_text())["cells"]
        return "".join(cells[2]["source"])


@pytest.fixture
def edited(binder):
    """Launch the first machine, and edit the third cell of a lesson there."""
    binder.launch()
    path = binder.root / "01_y.ipynb"
    path.write_text(path.read_text().replace("1 + 1", "2 + 2"))


@pytest.fixture
def binder(lab, jupyter):
    """Return the machines, none launched yet."""
    root = jupyter.root / "scratch" / "binder"
    yield Binder(lab, root)
    shutil.rmtree(root, ignore_errors=True)


def edit(lab, source):
    lab.page.evaluate(
        "source => jupyterapp.shell.currentWidget.model.sharedModel.cells[2].setSource(source)",
        source,
    )


def copies(lab):
    """Return what the browser keeps: pairs (name, third cell), the newest first."""
    return lab.page.evaluate(
        """() => new Promise((resolve, reject) => {
            const opening = indexedDB.open("softmax-lessons-notebooks", 1);
            opening.onupgradeneeded = () =>
                opening.result.createObjectStore("copies", { keyPath: "key" });
            opening.onerror = () => reject(opening.error);
            opening.onsuccess = () => {
                const got = opening.result.transaction("copies").objectStore("copies").getAll();
                got.onsuccess = () => {
                    opening.result.close();
                    const text = (source) => [source].flat().join("");
                    resolve(got.result.sort((a, b) => b.at - a.at)
                        .map((copy) => [copy.name, text(copy.notebook.cells[2].source)]));
                };
            };
        })"""
    )


def wait_for_copies(lab, expected):
    for _ in range(50):
        if copies(lab) == expected:
            return
        lab.page.wait_for_timeout(100)
    assert copies(lab) == expected


def card(lab):
    return lab.page.get_by_role("region", name="Your notebooks")


def says(lab, words):
    card(lab).get_by_role("status").filter(has_text=words).wait_for(timeout=15_000)


def press(lab, name):
    card(lab).get_by_role("button", name=name).first.press("Enter")


def test_an_edit_saved_on_one_machine_is_put_back_on_the_next(binder):
    binder.launch()
    lab = binder.open("01_y.ipynb")
    lab.page.locator(".sl-predict").wait_for()
    lab.command("docmanager:save")
    lab.page.wait_for_timeout(1000)
    assert copies(lab) == [], "what was only run is not kept"
    edit(lab, MINE)
    lab.command("docmanager:save")
    wait_for_copies(lab, [["01_y.ipynb", MINE]])
    assert lab.errors() == []

    binder.launch()
    lab = binder.open("01_y.ipynb")  # opened, run and saved before it is put back
    lab.command("docmanager:save")
    lab.page.wait_for_timeout(1000)
    assert copies(lab) == [["01_y.ipynb", MINE]], "the new machine's lesson does not replace it"
    assert binder.source("01_y.ipynb") == "1 + 1"

    lab = binder.open("00_x.ipynb")
    says(lab, "This machine is thrown away")
    press(lab, "Put back 01_y.ipynb")
    says(lab, "01_y.ipynb is put back. If it is open, choose File")
    assert binder.source("01_y.ipynb") == MINE
    card(lab).get_by_role("rowheader", name="01_y.ipynb").first.wait_for()
    card(lab).get_by_role("cell", name="changed by you").wait_for()
    for theme in ("light", "dark"):
        lab.set_theme(theme)
        lab.page.wait_for_timeout(300)
        assert_readable(card(lab).locator("p, th, td, button"), least=6)
        lab.screenshot(f"notebooks-{theme}")
    assert lab.errors() == []


@pytest.mark.usefixtures("edited")
def test_a_copy_of_a_lesson_that_has_another_name_now_is_downloaded_and_put_back(binder):
    lab = binder.open("00_x.ipynb")
    press(lab, "Keep the changed lessons in this browser")
    says(lab, "01_y.ipynb.")

    binder.launch()
    (binder.root / "01_y.ipynb").rename(binder.root / "02_y.ipynb")
    lab = binder.open("00_x.ipynb")
    with lab.page.expect_download() as download:
        press(lab, "Download 01_y.ipynb, kept")
    assert "2 + 2" in download.value.path().read_text()
    press(lab, "Put back 01_y.ipynb")
    says(lab, "01_y.ipynb is put back.")
    assert binder.source("01_y.ipynb") == "2 + 2"
    assert binder.source("02_y.ipynb") == "1 + 1"
    assert ["01_y.ipynb", "2 + 2"] in copies(lab)
    assert lab.errors() == []


@pytest.mark.usefixtures("edited")
def test_the_original_comes_back_by_keyboard_and_what_it_replaces_is_kept(binder):
    lab = binder.open("00_x.ipynb")
    press(lab, "Get the original of 01_y.ipynb back")
    assert lab.page.evaluate("document.activeElement.textContent") == "No, keep it"
    lab.page.keyboard.press("Tab")
    lab.page.keyboard.press("Enter")
    says(lab, "What stood there before is kept below.")
    assert binder.source("01_y.ipynb") == "1 + 1"
    assert copies(lab) == [["01_y.ipynb", "2 + 2"]]
    focused = "document.activeElement.getAttribute('role')"
    assert lab.page.evaluate(focused) == "status", "the focus goes where it says what happened"
    press(lab, "Forget 01_y.ipynb")
    lab.page.keyboard.press("Tab")
    lab.page.keyboard.press("Enter")
    says(lab, "The copy is forgotten.")
    assert copies(lab) == []
    assert lab.errors() == []


def test_the_lesson_that_is_open_shows_its_original_at_once(binder):
    binder.launch()
    lab = binder.open("00_x.ipynb")
    edit(lab, MINE)
    press(lab, "Keep the changed lessons in this browser")
    says(lab, "Kept in this browser: 00_x.ipynb.")
    assert copies(lab) == [["00_x.ipynb", MINE]]
    assert binder.source("00_x.ipynb") == MINE
    press(lab, "Look again")
    press(lab, "Get the original of 00_x.ipynb back")
    lab.page.keyboard.press("Tab")
    lab.page.keyboard.press("Enter")
    third = "jupyterapp.shell.currentWidget.model.sharedModel.cells[2].source"
    lab.page.wait_for_function(f"() => {third} === '0'")
    assert binder.source("00_x.ipynb") == "0"
    assert lab.errors() == []


@pytest.mark.usefixtures("edited")
def test_a_downloaded_lesson_is_loaded_on_another_machine(binder, tmp_path):
    lab = binder.open("00_x.ipynb")
    with lab.page.expect_download() as download:
        press(lab, "Download 01_y.ipynb")
    file = tmp_path / "01_y (1).ipynb"  # what a browser calls the second download
    download.value.save_as(file)
    binder.launch()
    lab = binder.open("00_x.ipynb")
    load(lab, file)
    says(lab, "01_y.ipynb is loaded into this browser")
    press(lab, "Put back 01_y.ipynb")
    says(lab, "01_y.ipynb is put back")
    assert binder.source("01_y.ipynb") == "2 + 2"

    for name, text, words in (
        ("01_y.ipynb", "{", "is not a notebook"),
        ("01_y.ipynb", '{"nbformat": 4}', "is not a notebook"),
        ("other.ipynb", file.read_text(), "No lesson here is called other.ipynb"),
    ):
        bad = tmp_path / name
        bad.write_text(text)
        load(lab, bad)
        card(lab).get_by_role("alert").filter(has_text=words).wait_for()
    assert copies(lab) == [["01_y.ipynb", "2 + 2"]]
    assert binder.source("01_y.ipynb") == "2 + 2"


def load(lab, path):
    with lab.page.expect_file_chooser() as chooser:
        press(lab, "Load a file")
    chooser.value.set_files(path)


@pytest.mark.usefixtures("lab_anew")
def test_a_browser_that_keeps_nothing_says_so_and_still_downloads(binder):
    binder.always = """() => {
        const real = indexedDB.open;
        IDBFactory.prototype.open = function (name, ...more) {
            if (name.startsWith("softmax")) throw new DOMException("no", "SecurityError");
            return real.call(this, name, ...more);
        };
    }"""
    binder.launch()
    lab = binder.open("01_y.ipynb")
    edit(lab, MINE)
    lab.command("docmanager:save")
    assert binder.source("01_y.ipynb") == MINE
    lab = binder.open("00_x.ipynb")
    alert = card(lab).get_by_role("alert")
    alert.filter(has_text="This browser keeps no notebooks").wait_for()
    press(lab, "Keep the changed lessons in this browser")
    alert.filter(has_text="That did not work").wait_for()
    with lab.page.expect_download() as download:
        press(lab, "Download 01_y.ipynb")
    assert MINE in download.value.path().read_text()
    # Nothing can be kept first, so nothing is replaced.
    press(lab, "Get the original of 01_y.ipynb back")
    lab.page.keyboard.press("Tab")
    lab.page.keyboard.press("Enter")
    alert.filter(has_text="That did not work").wait_for()
    assert binder.source("01_y.ipynb") == MINE
