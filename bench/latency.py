"""Slider key to new picture, in real Chromium in real JupyterLab: ours, two rivals, and the floor.

Every contestant has its own page, notebook and kernel, so that it is alone, as at a reader's. They
take turns in rounds of a few moves, in an order drawn anew each round, so that whatever else the
machine does hits all alike. What they draw stands in contestants.py, when a picture is there in
stopwatch.js.

    python -m bench.latency              # or: make bench
"""

import random
import tempfile
from pathlib import Path

from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import sync_playwright

from bench.timing import met, percentiles, table
from tests.browser.browsers import launch_chromium
from tests.browser.lab import Lab, jupyterlab
from tools.normalise import normalised, serialise

HERE = Path(__file__).resolve().parent
SCREEN = {"width": 1366, "height": 768}
ROUNDS = 12
PER_ROUND = 6  # the first of them, after coming to the front, is not counted
CONTESTANTS = ("echo", "softmax_bars", "interact", "ipympl")


def open_page(chromium, server, name):
    """Return the contestant's page with its first picture there."""
    code = f"import sys\nsys.path.insert(0, {str(HERE.parent)!r})\n"
    code += f"from bench import contestants\ncontestants.{name}()"
    text = serialise(normalised(new_notebook(cells=[new_code_cell(code)])))
    (server.root / f"{name}.ipynb").write_text(text, encoding="utf-8")
    page = chromium.new_context(viewport=SCREEN).new_page()
    page.add_init_script(path=HERE / "stopwatch.js")
    Lab(page, server).open(f"{name}.ipynb").run_all()
    page.wait_for_selector(".jp-NotebookPanel .noUi-handle")
    burst(page)  # to warm up
    return page


def burst(page):
    """Return the milliseconds of a few moves, there and back; never in step with the screen."""
    page.bring_to_front()
    handle = page.locator(".jp-NotebookPanel .noUi-handle").first.element_handle()
    times = []
    for i in range(PER_ROUND):
        key = "ArrowLeft" if i % 2 else "ArrowRight"
        times.append(page.evaluate("(move) => window.stopwatch(move)", [handle, key, True]))
        page.wait_for_timeout(random.uniform(80, 140))
    return times[1:]


def measure(pages):
    """Return {name: [median, 95th percentile]} of the milliseconds of moves, taken in turns."""
    times = {name: [] for name in pages}
    for _ in range(ROUNDS):
        for name in random.sample(list(pages), len(pages)):
            times[name] += burst(pages[name])
    return {name: percentiles(found) for name, found in times.items()}


def report(found):
    """Print the table and what became of the targets: all are ratios of medians."""
    echo, ours = found["echo"][0], found["softmax_bars"][0]
    rows = []
    for name in CONTESTANTS:
        median, slow = found[name]
        target = ""
        if name == "softmax_bars":
            target = met(median <= 1.25 * echo, "at most 1.25 of the echo")
        elif name != "echo":
            target = met(median >= 2 * ours, "at least 2 of ours")
        rows.append([name, median, slow, median / echo, median / ours, target])
    header = ["", "median ms", "p95 ms", "of the echo", "of ours", "target"]
    table(f"Slider key to new picture, {ROUNDS * (PER_ROUND - 1)} moves each", header, rows)


def main():
    with (
        tempfile.TemporaryDirectory() as folder,
        jupyterlab(folder) as server,
        sync_playwright() as playwright,
    ):
        chromium = launch_chromium(playwright)
        report(measure({name: open_page(chromium, server, name) for name in CONTESTANTS}))
        chromium.close()


if __name__ == "__main__":
    main()
