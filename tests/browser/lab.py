"""A real JupyterLab, and a page of it driven as a reader does; what goes wrong is collected."""

import contextlib
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote

from tests.browser import screenshots
from tests.browser.browsers import running
from tests.browser.complaints import Complaints

# The notebook that stands in front, as JupyterLab's own object.
NOTEBOOK = "window.jupyterapp.shell.currentWidget"
MINUTE = 60_000
# Widgets and focus come after the kernel's last word; a document that is closed meanwhile has them
# look for what is gone. So wait until no element has come or gone for a while.
QUIET = """() => new Promise((quiet) => {
    let end;
    const wait = () => {
        clearTimeout(end);
        end = setTimeout(() => { watch.disconnect(); quiet(); }, 300);
    };
    const watch = new MutationObserver(wait);
    watch.observe(document.body, { childList: true, subtree: true });
    wait();
})"""
CLOSE_ALL = f"""async () => {{
    await ({QUIET})();
    const {{ shell, serviceManager }} = window.jupyterapp;
    for (const document of [...shell.widgets("main")]) document.dispose();
    await serviceManager.sessions.shutdownAll();
}}"""


@contextlib.contextmanager
def jupyterlab(folder):
    """Run JupyterLab on the new folder `folder/root`; give its `url`, `token` and `root`."""
    folder = Path(folder)
    root = folder / "root"
    root.mkdir(parents=True)
    # What a reader is asked on the first day; a test has no one to answer.
    file = folder / "settings/@jupyterlab/apputils-extension/notification.jupyterlab-settings"
    file.parent.mkdir(parents=True)
    file.write_text('{"fetchNews": "false", "checkForUpdates": false}')
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
        "--ServerApp.ip=127.0.0.1",
        "--ServerApp.port=0",  # any that is free
        f"--ServerApp.root_dir={root}",
        # Lets a test call JupyterLab's own commands by name (window.jupyterapp).
        "--LabApp.expose_app_in_browser=True",
        # The extension manager would ask a package index.
        "--LabApp.extension_manager=readonly",
    ]
    environment = {
        **os.environ,
        "JUPYTER_NO_CONFIG": "1",  # workspaces are in an empty folder then
        "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
        "JUPYTER_DATA_DIR": str(folder / "data"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        "IPYTHONDIR": str(folder / "ipython"),
    }
    with running(command, folder, "runtime/jpserver-*.json", env=environment) as where:
        yield SimpleNamespace(url=where["url"].rstrip("/"), token=where["token"], root=root)


class Lab:
    """The notebooks of a server, opened one after the other in a page that is empty at first."""

    def __init__(self, page, server):
        self.page, self.server = page, server
        self.complaints = Complaints(page, server.url)

    def open(self, notebook):
        """Open a notebook, named by its path below the server's root, and wait for its kernel."""
        if self.page.url.startswith(f"{self.server.url}/lab"):  # JupyterLab is loaded already
            self.command("docmanager:open", path=notebook)
        else:
            address = f"{self.server.url}/lab/tree/{quote(notebook)}"
            self.page.goto(f"{address}?reset&token={self.server.token}")
        self.page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=MINUTE)
        self.page.wait_for_function(
            f"() => {NOTEBOOK}?.sessionContext?.session?.kernel?.status === 'idle'",
            timeout=2 * MINUTE,
        )
        return self

    def close(self):
        """Close every document, unsaved ones without asking; stop all kernels; make it light."""
        if self.page.url != "about:blank":
            self.set_theme("light")
            self.page.evaluate(CLOSE_ALL)

    def command(self, name, **arguments):
        """Run one of JupyterLab's commands and return when it is done."""
        execute = "async ([name, args]) => { await jupyterapp.commands.execute(name, args) }"
        self.page.evaluate(execute, [name, arguments])

    def run_all(self, timeout=3 * MINUTE):
        """Run every cell and wait until the kernel has nothing more to say."""
        self.command("notebook:run-all-cells")
        self.wait_idle(timeout)

    def wait_idle(self, timeout=MINUTE):
        """Wait until the kernel is idle and every picture on the page is there."""
        self.page.wait_for_function(
            f"() => {NOTEBOOK}.sessionContext.session.kernel.status === 'idle'", timeout=timeout
        )
        pictures = "[...document.querySelectorAll('.jp-NotebookPanel img')]"
        self.page.wait_for_function(f"{pictures}.every((img) => img.complete)", timeout=timeout)

    def cells(self):
        """Return the notebook's cells as stored, outputs of this run included."""
        return self.page.evaluate(f"() => {NOTEBOOK}.model.sharedModel.toJSON().cells")

    def edit(self, index, text):
        cell = f"{NOTEBOOK}.model.sharedModel.cells[{index}]"
        self.page.evaluate(f"text => {cell}.setSource(text)", text)

    def save(self):
        self.command("docmanager:save")

    def set_theme(self, theme):
        self.command("apputils:change-theme", theme=f"JupyterLab {theme.title()}")
        light = str(theme == "light").lower()
        self.page.wait_for_selector(f"body[data-jp-theme-light='{light}']", state="attached")

    def screenshot(self, name, locator=None):
        """Save what is seen (or one element) as dist/screenshots/<name>.png, if that is wanted."""
        screenshots.take(self.page, name, locator)

    def errors(self):
        """Return every fault of the page in words; an empty list means that all is well."""
        raised = [
            f"cell {number}: {output['ename']}: {output['evalue']}"
            for number, cell in enumerate(self.cells(), start=1)
            if "raises-exception" not in cell["metadata"].get("tags", [])
            for output in cell.get("outputs", [])
            if output["output_type"] == "error"
        ]
        return raised + self.page.evaluate(_FAULTS) + self.complaints.all()


# Faults that can be seen: what it is, where it may be, whether it is one, what is said of it.
_FAULTS = r"""() => {
    const inside = document.querySelector(".jp-NotebookPanel") ?? document.body;
    const words = (e) => e.textContent || `${e.alt ?? ""} ${e.outerHTML}`;
    const prose = (e) => {
        const copy = e.cloneNode(true);
        copy.querySelectorAll("code, pre, script, style, mjx-container, math")
            .forEach((part) => part.remove());
        return copy.textContent;
    };
    return [
        ["error in mathematics", "mjx-merror, merror, [data-mjx-error], mjx-mtext[style*='red'],"
            + " mtext[mathcolor='red']", () => true],
        ["mathematics not rendered", ".jp-RenderedMarkdown, .jp-RenderedHTML, .widget-html,"
            + " .widget-htmlmath, .widget-label",
            (e) => /\$|\\\(|\\\[|\\begin\{/.test(prose(e)), prose],
        ["a panel says", ".jupyter-widgets [role=alert]",
            (e) => e.textContent.trim() && e.checkVisibility()],
        ["widget not shown", ".jp-OutputArea-output", (e) =>
            /Error displaying widget|Error creating widget|Loading widget/.test(e.textContent)],
        // JupyterLab itself writes "Image" where Markdown says nothing.
        ["picture without alt text", ".jupyter-widgets img, .jp-RenderedMarkdown img",
            (img) => ["", "Image"].includes(img.alt.trim())],
        ["picture broken", "img", (img) => img.src && img.complete && !img.naturalWidth],
    ].flatMap(([what, where, isFault, said = words]) =>
        [...inside.querySelectorAll(where)].filter(isFault)
            .map((e) => `${what}: ${said(e).trim().slice(0, 120)}`));
}"""
