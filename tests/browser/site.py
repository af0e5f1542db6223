"""The built site on this machine, and what a test asks of a lesson that runs in it."""

import configparser
import json
import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.lab import MINUTE, NOTEBOOK, QUIET, Lab

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
COMPARED = ("text/plain", "text/html", "text/latex", "text/markdown")


def forget(page, server):
    """Forget what the reader of a page has kept; the files of the site stay cached."""
    kept = {"origin": server.url, "storageTypes": "indexeddb,local_storage"}
    page.context.new_cdp_session(page).send("Storage.clearDataForOrigin", kept)


class SitePage(Lab):
    """JupyterLab in the site: its Python runs in the page, and a start of it takes 20 s."""

    def open(self, notebook):
        """Open a lesson by its address and wait for its kernel."""
        address = f"{self.server.url}/lab/lab/index.html?path={notebook}"
        self.page.goto(address, wait_until="commit")
        self.page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=3 * MINUTE)
        self.page.wait_for_function(
            f"() => window.jupyterapp && {NOTEBOOK}?.sessionContext?.session?.kernel",
            timeout=3 * MINUTE,
        )
        return self

    def open_next(self, notebook):
        """Open a lesson in place of the one before; its kernel goes on, without a variable."""
        if not self.page.url.startswith(f"{self.server.url}/lab/"):
            return self.open(notebook)
        self.page.evaluate(_WITH_THE_SAME_KERNEL, notebook)
        return self.wait_in_front(notebook)

    def wait_in_front(self, notebook):
        """Wait until JupyterLab's present document is that notebook."""
        context = f"{NOTEBOOK}?.context"
        there = f"name => {context}?.path === name && {context}.isReady"
        self.page.wait_for_function(there, arg=notebook, timeout=MINUTE)
        return self

    def run_to_first_panel(self, lesson):
        """Run the cells of an open lesson down to its first panel, that one included."""
        outputs = [cell.get("outputs", []) for cell in stored(lesson)]
        panel = next(n for n, said in enumerate(outputs) if "image/png" in json.dumps(said))
        self.page.evaluate(f"n => {{ {NOTEBOOK}.content.activeCellIndex = n }}", panel + 1)
        self.command("notebook:run-all-above")
        self.wait_idle()

    def move_first_slider(self):
        """Press a key on the first slider that has a picture and wait for the picture's answer."""
        panel = self.page.locator(".jp-OutputArea-output:has(.noUi-handle):has(img)").first
        picture = panel.locator("img").first
        before = picture.get_attribute("src", timeout=3 * MINUTE)
        panel.locator(".noUi-handle").first.press("ArrowRight")
        expect(picture).not_to_have_attribute("src", before, timeout=MINUTE)


_WITH_THE_SAME_KERNEL = f"""async (path) => {{
    const {{ shell, commands }} = window.jupyterapp;
    await {NOTEBOOK}.sessionContext.ready;
    const {{ id }} = {NOTEBOOK}.sessionContext.session.kernel;
    await ({QUIET})();
    for (const document of [...shell.widgets("main")]) if (document.context) document.dispose();
    const opened = await commands.execute("docmanager:open", {{ path, kernel: {{ id }} }});
    await opened.sessionContext.ready;
    const {{ kernel }} = opened.sessionContext.session;
    if (kernel.id !== id) throw new Error(`expected kernel ${{id}}, got ${{kernel.id}}`);
    await kernel.requestExecute({{ code: "%reset -f" }}).done;
}}"""


def stored(lesson):
    """Return the cells of a lesson as they are in the repository."""
    return json.loads((ROOT / "notebooks" / lesson).read_text(encoding="utf-8"))["cells"]


_config = configparser.ConfigParser()
_config.read(ROOT / "tests" / "nbval_sanitize.cfg")
PATTERNS = [(_config[name]["regex"], _config[name]["replace"]) for name in _config.sections()]


def texts(outputs):
    """Return the words of outputs, or of a live page's messages; no pictures, no widgets."""
    said = []
    for output in outputs:
        kind = output.get("output_type") or output["kind"]
        if kind == "stream":
            text = "".join(output["text"])
            # How often a stream is flushed differs from kernel to kernel.
            if said and said[-1][0] == output["name"]:
                text = said.pop()[1] + text
            said.append((output["name"], text))
        elif kind == "error":
            said.append(("error", f"{output['ename']}: {output['evalue']}"))
        else:
            data = output["data"]
            said += [(mime, "".join(data[mime])) for mime in COMPARED if mime in data]
    return [(kind, _sanitised(text)) for kind, text in said]


def _sanitised(text):
    for pattern, replacement in PATTERNS:
        text = re.sub(pattern, replacement, text)
    return text


# WebAssembly has no flags that tell of an overflow or a division by zero, so numpy cannot notice
# either there: it neither warns nor raises. These cells show a numpy that does; in the browser
# they stay silent, and the lessons say so.
SILENT = {
    ("02_overflow_and_the_shift.ipynb", "first-trouble"),
    ("10_bug_hunt.ipynb", "raise"),
}


def differences(lesson, said):
    """Return (cell, stored, said) for each code cell that says something else than is stored.

    `said` holds the outputs by the cells' ids; one that is missing there is a KeyError.
    """
    cells = {cell["id"]: cell["outputs"] for cell in stored(lesson) if "outputs" in cell}
    silent = {name for where, name in SILENT if where == lesson}
    found = [
        (name, texts([] if name in silent else outputs), texts(said[name]))
        for name, outputs in cells.items()
    ]
    return [(name, before, now) for name, before, now in found if before != now]
