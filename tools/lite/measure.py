"""How fast a lesson's page is there and alive, and what is sent for it, beside JupyterLab."""

import re
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.browsers import ARGUMENTS, find, launch_chromium
from tools.lite import visit
from tools.lite.serve import SITE, SiteServer, as_sent

MEGABYTE = 1_000_000
# Times differ from machine to machine and are only printed; bytes do not.
LIMITS = {"sent_mb": 18.2, "js_kb": 250}
PAGE = "read/01_from_scores_to_probabilities.html"
MINUTE = 60_000
# Presses a key and waits for the picture that answers, `times` times; returns milliseconds.
KEYS = """async ([handle, times]) => {
    const picture = handle.closest(".live").querySelector("img.sx-picture");
    const took = [];
    for (let n = 0; n < times; n++) {
        if (n) await new Promise((resolve) => setTimeout(resolve, 60));
        const key = n % 20 < 10 ? "ArrowRight" : "ArrowLeft";
        const began = performance.now();
        const answered = new Promise((resolve) =>
            picture.addEventListener("load", resolve, { once: true }));
        const options = { key, bubbles: true, cancelable: true };
        handle.dispatchEvent(new KeyboardEvent("keydown", options));
        await answered;
        took.push(performance.now() - began);
    }
    return took;
}"""
# From the click on a link to the first text on the screen, in milliseconds.
FIRST_TEXT = """() => new Promise((resolve) => new PerformanceObserver((list) => {
    const [first] = list.getEntriesByName("first-contentful-paint");
    if (first) resolve(first.startTime);
}).observe({ type: "paint", buffered: true }))"""
# The first slider that can be moved, if there is one yet.
MOVABLE = "() => document.querySelector('.live:not(.waiting):has(img.sx-picture) .noUi-handle')"
# Drags the first bar for `seconds`, with a move in every frame of the screen, as often as a browser
# reports a mouse; returns the pictures that come in a second. Playwright's own mouse makes no more
# than 45 moves a second on two cores.
DRAG = """async ([picture, seconds]) => {
    const area = picture.closest(".live").querySelector(".sx-hot");
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


def measure(dist=SITE):
    """Visit lesson 01 twice with one browser, then JupyterLab's door with a new one.

    The first browser has a profile on disk, as a reader's has: there Chromium keeps what it has
    compiled, which it does not in the private windows that Playwright opens. Every file is
    compressed before, as on a host: in the first visit that would take half a second.

    Returns
    -------
    dict
        `text_s`, `first_s`, `second_s`: seconds until the text is there, and until a panel has
        moved on the first and on the second visit; `sent_mb`, what was sent until then, and
        `js_kb`, the JavaScript of it; `key_ms` and `key_p95_ms`, from a key to the picture;
        `drag_hz`, pictures a second while a bar is dragged; `door_s` and `door_mb`, the same first
        visit through JupyterLab.
    """
    with (
        SiteServer(dist) as server,
        sync_playwright() as playwright,
        tempfile.TemporaryDirectory() as profile,
    ):
        for path in Path(dist).rglob("*.*"):
            as_sent(path)
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=find("CHROMIUM"), args=ARGUMENTS
        )
        page = context.new_page()
        text, first = _visit(page, f"{server.url}/{PAGE}")
        sent = sum(size for _, size in server.asked) / MEGABYTE
        js = sum(size for name, size in server.asked if re.match(r"live/[^/]+\.js$", name)) / 1000
        handle = page.wait_for_function(MOVABLE)
        page.evaluate(KEYS, [handle, 20])
        keys = sorted(page.evaluate(KEYS, [handle, 80]))
        picture = page.locator(".live img.sx-picture").first.element_handle()
        drag = page.evaluate(DRAG, [picture, 3])
        page.wait_for_function("() => document.documentElement.dataset.kept", timeout=2 * MINUTE)
        page.close()
        _, second = _visit(context.new_page(), f"{server.url}/{PAGE}")
        context.close()
        server.asked.clear()
        browser = launch_chromium(playwright)
        door = visit.first_move(browser.new_page(), server.url)
        door_sent = sum(size for _, size in server.asked) / MEGABYTE
        browser.close()
    return {
        "text_s": text, "first_s": first, "second_s": second, "sent_mb": sent, "js_kb": js,
        "key_ms": statistics.median(keys), "key_p95_ms": keys[int(0.95 * len(keys))],
        "drag_hz": drag, "door_s": door, "door_mb": door_sent,
    }  # fmt: skip


def _visit(page, url):
    """Return the seconds until the text is there and until a panel has moved.

    Both are read off the page's own clock: the driver's locators look twice a second only.
    """
    page.goto(url, wait_until="commit")
    text = page.evaluate(FIRST_TEXT)
    cell = page.locator(".cell:has(figure)").first.element_handle()
    cell.evaluate("cell => cell.scrollIntoView({block: 'center'})")
    page.evaluate(KEYS, [page.wait_for_function(MOVABLE, timeout=2 * MINUTE), 1])
    return text / 1000, page.evaluate("performance.now()") / 1000


def too_large(measured):
    """Return the names of the limits that are passed."""
    return [name for name, limit in LIMITS.items() if measured[name] > limit]


def main():
    """Measure, print, and fail where more is sent than the limit."""
    measured = measure()
    for name, value in measured.items():
        limit = f"  (limit {LIMITS[name]})" if name in LIMITS else ""
        print(f"{name:12} {value:.2f}{limit}")
    wrong = too_large(measured)
    return f"above the limit: {', '.join(wrong)}" if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
