"""Measure how much room each live widget takes, so that nothing jumps when it comes.

    python -m tools.lite.heights

Visits every page of the built site in a wide and in a narrow window and writes, for each cell with
a widget, the larger of its stored and its live height into site/live/heights.json. The next build
puts them into the pages. Takes some minutes.
"""

import json

from playwright.sync_api import sync_playwright

from tests.browser.browsers import launch_chromium
from tests.browser.live_page import LivePage
from tests.browser.site import LESSONS
from tools.lite.serve import SiteServer
from tools.site_pages.cells import HEIGHTS

WINDOWS = ((1366, 768), (390, 844))
HEIGHT = """(id) => {
    const stored = document.getElementById(`cell-${id}`).querySelector(".stored");
    const inside = [...stored.children].map((child) => child.getBoundingClientRect());
    const bottom = Math.max(...inside.map((box) => box.bottom));
    return Math.ceil(bottom - stored.getBoundingClientRect().top);
}"""


def heights(live, page):
    """Return {cell: height in pixels} of one page in the window that it has."""
    live.open(page)
    still = {cell: live.page.evaluate(HEIGHT, cell) for cell in live.widgets()}
    live.ready()
    for cell in still:
        live.see(cell)
    live.page.wait_for_timeout(500)  # formulas and fonts
    return {cell: max(tall, live.page.evaluate(HEIGHT, cell)) for cell, tall in still.items()}


def main():
    """Measure all pages and write the file."""
    found = {}
    with SiteServer() as server, sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        for width, height in WINDOWS:
            context = browser.new_context(viewport={"width": width, "height": height})
            for page in ("index.html", *LESSONS):
                tab = context.new_page()
                cells = found.setdefault(page.partition(".")[0], {})
                for cell, tall in heights(LivePage(tab, server), page).items():
                    cells.setdefault(cell, []).append(tall)
                tab.close()
    HEIGHTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
