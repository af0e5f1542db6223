"""How fast a lesson's page is there and alive, and what is sent for it."""

import gzip
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.timing import percentiles
from tests.browser.browsers import ARGUMENTS, find
from tests.browser.lab import MINUTE
from tools.lite.serve import ROOT, SiteServer

# Times differ from machine to machine and are only printed; bytes do not.
LIMITS = {"sent until then, MB": 18.2, "JavaScript of it, kB": 250}
STOPWATCH = ROOT / "bench" / "stopwatch.js"
LESSON = "read/01_from_scores_to_probabilities.html"
# From the click on a link to the first text on the screen, in milliseconds.
FIRST_TEXT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
# The first slider that can be moved, if there is one yet.
MOVABLE = "() => document.querySelector('.live:not(.waiting):has(img.sx-picture) .noUi-handle')"
# Drags the first bar for `seconds`, with a move in every frame of the screen, as often as a browser
# reports a mouse; returns the pictures that come in a second. Playwright's own mouse makes no more
# than 45 moves a second on two cores.
DRAG = """async ([handle, seconds]) => {
    const live = handle.closest(".live");
    const picture = live.querySelector("img.sx-picture"), area = live.querySelector(".sx-hot");
    const box = picture.getBoundingClientRect();
    const began = performance.now();
    const passed = () => performance.now() - began;
    const point = (kind) => area.dispatchEvent(new PointerEvent(kind, {
        bubbles: true, cancelable: true, pointerId: 7, clientX: box.left + 0.09 * box.width,
        clientY: box.top + (0.5 + 0.3 * Math.sin(passed() / 300)) * box.height,
    }));
    let pictures = 0;
    const count = () => pictures++;
    picture.addEventListener("load", count);
    point("pointerdown");
    while (passed() < 1000 * seconds) {
        await new Promise(requestAnimationFrame);
        point("pointermove");
    }
    point("pointerup");
    picture.removeEventListener("load", count);
    return 1000 * pictures / passed();
}"""
# What a host compresses on the way; the rest is compressed already.
COMPRESSED = {".css", ".html", ".ipynb", ".js", ".json", ".mjs", ".svg", ".wasm"}


def measure():
    """Visit lesson 01 twice with one browser.

    It has a profile on disk, as a reader's has: there Chromium keeps what it has compiled, which it
    does not in the private windows that Playwright opens.
    """
    found = {}
    with (
        SiteServer() as server,
        sync_playwright() as playwright,
        tempfile.TemporaryDirectory() as profile,
    ):
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=find("CHROMIUM"), args=ARGUMENTS
        )
        context.add_init_script(path=STOPWATCH)
        page = context.new_page()
        first, handle = _visit(page, server)
        found["first visit, text is there, s"] = page.evaluate(FIRST_TEXT) / 1000
        found["first visit, a panel has moved, s"] = first
        # Compressed only in the end: while this waits, the page goes on to what it keeps.
        asked = list(server.asked)
        keys = percentiles(_keys(page, handle, 100)[20:])
        found["key to picture, ms"], found["key to picture, 95 %, ms"] = keys
        found["pictures a second, dragging"] = page.evaluate(DRAG, [handle, 3])
        page.wait_for_function("() => document.documentElement.dataset.kept", timeout=2 * MINUTE)
        page.close()
        found["second visit, a panel has moved, s"], _ = _visit(context.new_page(), server)
        context.close()
    found["sent until then, MB"] = sent(asked) / 1e6
    found["JavaScript of it, kB"] = sent(path for path in asked if path.match("live/*.js")) / 1e3
    return found


def sent(paths):
    """Return how many bytes a host sends when it is asked for these files."""
    total = 0
    for path in filter(Path.is_file, paths):
        whole = path.read_bytes()
        total += len(gzip.compress(whole, 6) if path.suffix in COMPRESSED else whole)
    return total


def _visit(page, server):
    """Return the seconds until a panel has moved, and the handle of its slider.

    They are read off the page's own clock: the driver's locators look twice a second only.
    """
    page.goto(f"{server.url}/{LESSON}", wait_until="commit")
    cell = page.locator(".cell:has(figure)").first
    cell.evaluate("cell => cell.scrollIntoView({block: 'center'})")
    handle = page.wait_for_function(MOVABLE, timeout=2 * MINUTE)
    _keys(page, handle, 1)
    return page.evaluate("performance.now()") / 1000, handle


def _keys(page, handle, times):
    """Return the milliseconds from keys, ten to the right and ten back, to their pictures."""
    found = []
    for number in range(times):
        if number:
            page.wait_for_timeout(60)
        key = "ArrowRight" if number % 20 < 10 else "ArrowLeft"
        found.append(page.evaluate("(move) => window.stopwatch(move)", [handle, key, False]))
    return found


def main():
    """Measure, print, and fail where more is sent than the limit."""
    measured = measure()
    for name, value in measured.items():
        limit = f"  (limit {LIMITS[name]})" if name in LIMITS else ""
        print(f"{name:34} {value:6.2f}{limit}")
    wrong = [name for name, limit in LIMITS.items() if measured[name] > limit]
    return f"above the limit: {', '.join(wrong)}" if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
