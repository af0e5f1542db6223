"""The built site on this machine, and what a test asks of a lesson that runs in it."""

import configparser
import json
import re
from pathlib import Path

from tests.browser.complaints import Complaints
from tests.browser.lab import CLOSE_ALL
from tools.lite import visit

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "dist" / "site"
LESSONS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
REMEDY = "The site is not built. make test-browser builds it; alone: make site"
COMPARED = ("text/plain", "text/html", "text/latex", "text/markdown")


class SitePage:
    """One page of one browser context on the site; every request elsewhere is a complaint."""

    def __init__(self, page, server):
        self.page, self.server = page, server
        self.complaints = Complaints(page, server.url)

    def forget(self):
        """Forget the reader's own versions of the lessons; the files of the site stay cached."""
        # Any file of the site will do, except a page: that would start Python.
        self.page.goto(f"{self.server.url}/service-worker.js")
        left = self.page.evaluate(
            """async () => {
                const deleted = ({ name }) => new Promise((resolve, reject) => {
                    const asked = indexedDB.deleteDatabase(name);
                    asked.onsuccess = resolve;
                    asked.onerror = () => reject(asked.error);
                    // Held for as long as the page before this one is being closed.
                    setTimeout(() => reject(new Error(`${name} is still in use`)), 10000);
                });
                await Promise.all((await indexedDB.databases()).map(deleted));
                return (await indexedDB.databases()).map(({ name }) => name);
            }"""
        )
        assert left == []

    def open(self, lesson):
        """Open a lesson in JupyterLab and wait for its kernel."""
        visit.open_lesson(self.page, self.server.url, lesson)
        return self

    def open_next(self, lesson):
        """Open a lesson in the JupyterLab that is there, which closes the one before."""
        if not self.page.url.startswith(f"{self.server.url}/lab/"):
            return self.open(lesson)
        self.page.evaluate(CLOSE_ALL)
        self.page.evaluate(
            "async path => { await jupyterapp.commands.execute('docmanager:open', { path }) }",
            lesson,
        )
        visit.wait_for_kernel(self.page)
        return self

    def run_all(self, minutes=4):
        """Run every cell and wait until the kernel has answered to all of them."""
        self.page.set_default_timeout(minutes * visit.MINUTE)
        self.page.evaluate(
            "async () => { await window.jupyterapp.commands.execute('notebook:run-all-cells') }"
        )
        self.wait_idle(minutes)
        self.page.set_default_timeout(visit.MINUTE)

    def run_to(self, index):
        """Run the cells down to this one, and do not wait for their end."""
        self.page.evaluate(
            f"""async (index) => {{
                {visit.NOTEBOOK}.content.activeCellIndex = index;
                await window.jupyterapp.commands.execute("notebook:run-all-above");
                await window.jupyterapp.commands.execute("notebook:run-cell");
            }}""",
            index,
        )

    def run_cell(self, index, minutes=2):
        """Run one cell and wait for its end."""
        self.page.set_default_timeout(minutes * visit.MINUTE)
        self.page.evaluate(
            f"""async (index) => {{
                {visit.NOTEBOOK}.content.activeCellIndex = index;
                await window.jupyterapp.commands.execute("notebook:run-cell");
            }}""",
            index,
        )
        self.wait_idle(minutes)

    def wait_idle(self, minutes=2):
        """Wait until the kernel has nothing to do."""
        self.page.wait_for_function(
            f"() => {visit.NOTEBOOK}.sessionContext.session.kernel.status === 'idle'",
            timeout=minutes * visit.MINUTE,
        )

    def cells(self):
        """Return the notebook's cells with the outputs they have now."""
        return self.page.evaluate(f"() => {visit.NOTEBOOK}.model.sharedModel.toJSON().cells")

    def save(self):
        """Save as the reader's browser does by itself some seconds after an edit."""
        self.page.evaluate(f"async () => {{ await {visit.NOTEBOOK}.context.save() }}")

    def source(self, index):
        """Return the text of one cell."""
        return "".join(self.cells()[index]["source"])

    def edit(self, index, text):
        """Replace the text of one cell."""
        self.page.evaluate(
            f"([i, text]) => {{ {visit.NOTEBOOK}.content.model.sharedModel.cells[i]"
            ".setSource(text) }",
            [index, text],
        )


def stored(lesson):
    """Return the cells of a lesson as they are in the repository."""
    return json.loads((ROOT / "notebooks" / lesson).read_text(encoding="utf-8"))["cells"]


def _patterns():
    config = configparser.ConfigParser()
    config.read(ROOT / "tests" / "nbval_sanitize.cfg")
    return [(section["regex"], section["replace"]) for section in
            (config[name] for name in config.sections())]  # fmt: skip


def texts(cell):
    """Return what a code cell says, in words: streams joined, pictures and widgets left out."""
    said = []
    for output in cell.get("outputs", []):
        kind = output["output_type"]
        if kind == "stream":
            said.append((output["name"], "".join(output["text"])))
        elif kind == "error":
            said.append(("error", f"{output['ename']}: {output['evalue']}"))
        else:
            data = output["data"]
            said += [(mime, "".join(data[mime])) for mime in COMPARED if mime in data]
    return [(kind, _sanitised(text)) for kind, text in _joined(said)]


def _sanitised(text):
    for pattern, replacement in _patterns():
        text = re.sub(pattern, replacement, text)
    return text


def _joined(said):
    """Join neighbours of one stream: how often it is flushed differs from kernel to kernel."""
    joined = []
    for kind, text in said:
        if joined and kind in ("stdout", "stderr") and joined[-1][0] == kind:
            joined[-1] = (kind, joined[-1][1] + text)
        else:
            joined.append((kind, text))
    return joined


# WebAssembly has no flags that tell of an overflow or a division by zero, so numpy cannot notice
# either there: it neither warns nor raises. These cells show a numpy that does; in the browser
# they stay silent, and the lessons say so.
SILENT = {
    ("02_overflow_and_the_shift.ipynb", "first-trouble"),
    ("10_bug_hunt.ipynb", "raise"),
}


def expected(lesson, cell):
    """Return what a stored cell is to say in the browser."""
    return [] if (lesson, cell["id"]) in SILENT else texts(cell)


def differences(lesson, cells):
    """Return each cell that says something else than the stored one, in words."""
    found = []
    for number, (ours, theirs) in enumerate(zip(stored(lesson), cells, strict=True), start=1):
        if ours["cell_type"] == "code" and expected(lesson, ours) != texts(theirs):
            wanted = expected(lesson, ours)
            found.append(f"cell {number}:\n  stored  {wanted}\n  browser {texts(theirs)}")
    return found
