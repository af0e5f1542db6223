"""Drive one JupyterLab page as a reader does, and collect everything that goes wrong in it."""

from urllib.parse import quote

from tests.browser import screenshots
from tests.browser.complaints import Complaints

# The notebook that stands in front, as JupyterLab's own object.
NOTEBOOK = "window.jupyterapp.shell.currentWidget"
MINUTE = 60_000
CLOSE_ALL = """async () => {
    const { shell, serviceManager } = window.jupyterapp;
    for (const document of [...shell.widgets("main")]) document.dispose();
    await serviceManager.sessions.shutdownAll();
}"""


class Lab:
    """A notebook opened in a fresh workspace.

    Parameters
    ----------
    page : playwright.sync_api.Page
        An empty page.
    server : types.SimpleNamespace
        A running server, as tests.browser.server gives it.
    """

    def __init__(self, page, server):
        self.page = page
        self.server = server
        self.complaints = Complaints(page, server.url)

    def open(self, notebook):
        """Open a notebook, named by its path below the server's root, and wait for its kernel.

        A page that shows JupyterLab already opens it there, which saves loading all of it again.
        """
        path = str(notebook)
        if self.page.url.startswith(f"{self.server.url}/lab"):
            self.command("docmanager:open", path=path)
        else:
            address = f"{self.server.url}/lab/tree/{quote(path)}"
            self.page.goto(f"{address}?reset&token={self.server.token}")
        self.page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=MINUTE)
        self.page.wait_for_function(
            f"""async () => {{
                const panel = {NOTEBOOK};
                if (!panel || !panel.sessionContext) return false;
                await panel.sessionContext.ready;
                return panel.sessionContext.session?.kernel?.status === "idle";
            }}""",
            timeout=2 * MINUTE,
        )
        return self

    def close(self):
        """Close every document, unsaved ones without asking; stop all kernels; make it light."""
        if self.page.url != "about:blank":
            self.set_theme("light")
            self.page.evaluate(CLOSE_ALL)

    def leave(self):
        """Close every document and JupyterLab: what is opened next loads it anew."""
        self.close()
        self.page.goto("about:blank")

    def command(self, name, **arguments):
        """Run one of JupyterLab's commands and return when it is done."""
        self.page.evaluate(
            "async ([name, args]) => { await window.jupyterapp.commands.execute(name, args) }",
            [name, arguments],
        )

    def run_all(self, timeout=3 * MINUTE):
        """Run every cell and wait until the kernel has nothing more to say."""
        self.command("notebook:run-all-cells")
        self.wait_idle(timeout)

    def wait_idle(self, timeout=MINUTE):
        """Wait until the kernel is idle and every picture on the page is there."""
        self.page.wait_for_function(
            f"() => {NOTEBOOK}.sessionContext.session.kernel.status === 'idle'", timeout=timeout
        )
        self.page.wait_for_function(
            """() => [...document.querySelectorAll(".jp-NotebookPanel img")]
                .every(img => img.complete)""",
            timeout=timeout,
        )

    def cells(self):
        """Return the notebook's cells as stored, outputs of this run included."""
        return self.page.evaluate(f"() => {NOTEBOOK}.model.sharedModel.toJSON().cells")

    def source(self, index):
        """Return the text of one cell."""
        return "".join(self.cells()[index]["source"])

    def edit(self, index, text):
        """Replace the text of one cell."""
        self.page.evaluate(
            f"([i, text]) => {{ {NOTEBOOK}.model.sharedModel.cells[i].setSource(text) }}",
            [index, text],
        )

    def save(self):
        """Save the notebook as it is now."""
        self.command("docmanager:save")

    def set_theme(self, theme):
        """Switch to the theme "light" or "dark"."""
        self.command("apputils:change-theme", theme=f"JupyterLab {theme.title()}")
        light = str(theme == "light").lower()
        self.page.wait_for_selector(f"body[data-jp-theme-light='{light}']", state="attached")

    def screenshot(self, name, locator=None):
        """Save what is seen (or one element) as dist/screenshots/<name>.png, if that is wanted."""
        screenshots.take(self.page, name, locator)

    @property
    def scroller(self):
        """The element that scrolls the notebook."""
        return self.page.locator(".jp-WindowedPanel-outer").first

    def screens(self):
        """Scroll through the notebook screen by screen, and yield the number of each."""
        height = self.scroller.evaluate("e => e.clientHeight")
        number, top = 0, 0
        # The whole height is asked again each time: cells get their true height when first seen.
        while top < self.scroller.evaluate("e => e.scrollHeight") - 0.1 * height:
            self.scroller.evaluate("(e, top) => { e.scrollTop = top }", top)
            self.page.evaluate(_PAINTED)
            yield (number := number + 1)
            top += int(0.9 * height)

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


# JupyterLab fills what has been scrolled to in a frame of its own; the next one shows it.
_PAINTED = """async () => {
    const frame = () => new Promise(requestAnimationFrame);
    for (let n = 0; n < 3; n++) await frame();
    const pictures = [...document.querySelectorAll(".jp-NotebookPanel img")];
    await Promise.all(pictures.map((img) => img.decode().catch(() => {})));
    await frame();
}"""

# Faults that can be seen in the document: mathematics in error or not rendered, a panel that says
# it failed, a widget that could not be shown, a picture without words.
_FAULTS = r"""() => {
    const found = [];
    const say = (what, element) =>
        found.push(what + ": " + (element.textContent || element.outerHTML).trim().slice(0, 120));
    const inside = document.querySelector(".jp-NotebookPanel") ?? document.body;
    for (const bad of inside.querySelectorAll(
        "mjx-merror, merror, [data-mjx-error], mjx-mtext[style*='red'], mtext[mathcolor='red']"))
        say("error in mathematics", bad);
    const prose =
        ".jp-RenderedMarkdown, .jp-RenderedHTML, .widget-html, .widget-htmlmath, .widget-label";
    const notProse = "code, pre, script, style, mjx-container, math";
    const notShown = /Error displaying widget|Error creating widget|Loading widget/;
    for (const element of inside.querySelectorAll(prose)) {
        const copy = element.cloneNode(true);
        copy.querySelectorAll(notProse).forEach(e => e.remove());
        if (/\$|\\\(|\\\[|\\begin\{/.test(copy.textContent)) say("mathematics not rendered", copy);
    }
    for (const element of inside.querySelectorAll(".jupyter-widgets [role=alert]"))
        if (element.textContent.trim() && getComputedStyle(element).display !== "none")
            say("a panel says", element);
    for (const element of inside.querySelectorAll(".jp-OutputArea-output"))
        if (notShown.test(element.textContent)) say("widget not shown", element);
    for (const img of inside.querySelectorAll(".jupyter-widgets img, .jp-RenderedMarkdown img"))
        // JupyterLab itself writes "Image" where Markdown says nothing.
        if (["", "Image"].includes(img.alt.trim())) say("picture without alt text", img);
    for (const img of inside.querySelectorAll("img"))
        if (img.src && img.complete && !img.naturalWidth) found.push("picture broken: " + img.alt);
    return found;
}"""
