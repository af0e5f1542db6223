"""A live page of the built site, and what a test asks of it."""

import json
from pathlib import Path

from tests.browser.complaints import Complaints
from tests.browser.lab import MINUTE
from tools import node

AXE = """async (inside) => {
    const { violations, passes } = await axe.run(inside);
    const read = passes.find(({ id }) => id === "color-contrast")?.nodes ?? [];
    if (!read.some((node) => node.any[0].data.contrastRatio)) throw new Error("no text was read");
    return violations.map(({ id, nodes }) =>
        `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 200))}`);
}"""

ALL_HAVE_RUN = "window.liveCells.every((cell) => cell.outputs && !cell.busy)"
# What Python has sent for each cell, by the cell's id.
SAID = """Object.fromEntries(window.liveCells.map(({ about, outputs }) =>
    [about.id, outputs.messages.map(({ buffers, ...message }) => message)]))"""


def violations(page, inside="html"):
    """Return what axe-core finds in some elements of a page, in words; the page has to have one."""
    script = node.SITE / "node_modules" / "axe-core" / "axe.min.js"
    page.evaluate(script.read_text(encoding="utf-8"))
    return page.evaluate(AXE, inside)


class LivePage:
    """One page of one browser context; every request elsewhere is a complaint."""

    def __init__(self, page, server):
        self.page, self.server = page, server
        self.complaints = Complaints(page, server.url)

    def open(self, lesson):
        """Open a lesson, given by the name of its notebook, or the front page, "index.html"."""
        name = lesson if lesson == "index.html" else f"read/{Path(lesson).stem}.html"
        self.page.goto(f"{self.server.url}/{name}", wait_until="commit")
        self.about = json.loads(self.page.locator("#lesson").text_content())
        return self

    def ready(self):
        self.page.locator(".live-status[data-step=ready]").wait_for(timeout=2 * MINUTE)
        return self

    def cell(self, name):
        return self.page.locator(f"[id='cell-{name}']")

    def widgets(self):
        """Return the ids of the cells that store a widget."""
        return [cell["id"] for cell in self.about["cells"] if cell["widget"]]

    def see(self, name):
        """Bring a cell before the reader's eyes and wait until its widget is alive."""
        self.cell(name).evaluate("cell => cell.scrollIntoView({block: 'center'})")
        self.cell(name).locator(".live:not(.waiting)").first.wait_for(timeout=MINUTE)

    def button(self, name):
        """Press one of the buttons at the foot of the page."""
        self.page.locator(".live-status").get_by_role("button", name=name).click()

    def write(self, name, code):
        """Replace the code of a cell, as a reader does."""
        editor = self.cell(name).locator(".cm-content")
        if not editor.count():
            self.cell(name).get_by_role("button", name="Edit").click()
        editor.click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(code)

    def run(self, name, code, wait="ok"):
        """Write code into a cell, run it, and wait for its end."""
        self.write(name, code)
        # What an earlier run has left there would be taken for the end of this one.
        self.cell(name).evaluate("cell => { delete cell.dataset.ran }")
        self.page.keyboard.press("Shift+Enter")
        if wait:
            self.page.locator(f"[id='cell-{name}'][data-ran={wait}]:not([aria-busy])").wait_for(
                timeout=MINUTE
            )

    def run_all(self):
        """Run every cell and return what each says, by its id."""
        self.button("Run all")
        self.page.wait_for_function(ALL_HAVE_RUN, timeout=4 * MINUTE)
        return self.page.evaluate(SAID)
