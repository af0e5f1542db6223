"""Slider key to new picture, in real Chromium in real JupyterLab: ours, two rivals, and the floor.

Every contestant has its own page, notebook and kernel, so that it is alone, as at a reader's. They
take turns in rounds of a few moves, in an order drawn anew each round, so that whatever else the
machine does hits all alike. The stopwatch is described in stopwatch.js.

    python -m bench.latency              # or: make bench
"""

import random
import tempfile
from pathlib import Path

from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import sync_playwright

from bench.timing import at_least, at_most, machine, percentiles, progress, table
from tests.browser.browsers import launch_chromium
from tests.browser.lab import Lab, jupyterlab
from tools.notebook_form import normalised, serialise

HERE = Path(__file__).resolve().parent
SCREEN = {"width": 1366, "height": 768}
WARM_UP, MOVES = 10, 60
PER_ROUND = 6  # the first of them, after coming to the front, is not counted
INLINE = [
    "%matplotlib inline",
    # The picture as it is, as everywhere else: trimming it costs the inline backend a second look.
    "%config InlineBackend.print_figure_kwargs = {'bbox_inches': None}",
]
CONTESTANTS = {  # name: what stands in the table, and the notebook's first lines
    "echo": ("bare kernel echo, canvas", []),
    "softmax_bars": ("our panel softmax_bars()", []),
    "interact": ("@interact, new plt figure", INLINE),
    "ipympl": ("ipympl, artists updated", ["%matplotlib ipympl"]),
}


def notebook(name, magics):
    """Return a notebook whose second cell shows the contestant."""
    setup = [*magics, "import sys", f"sys.path.insert(0, {str(HERE.parent)!r})"]
    setup.append("from bench import contestants")
    cells = [new_code_cell("\n".join(setup)), new_code_cell(f"contestants.{name}()")]
    return normalised(new_notebook(cells=cells))


def open_page(chromium, server, name):
    """Return the contestant's page with its first picture there."""
    (server.root / f"{name}.ipynb").write_text(
        serialise(notebook(name, CONTESTANTS[name][1])), encoding="utf-8"
    )
    page = chromium.new_context(viewport=SCREEN).new_page()
    page.add_init_script(path=HERE / "stopwatch.js")
    lab = Lab(page, server)
    lab.open(f"{name}.ipynb").run_all()
    page.wait_for_selector(".jp-NotebookPanel .noUi-handle")
    page.wait_for_selector(".jp-NotebookPanel :is(canvas, .jp-OutputArea img)")
    page.wait_for_timeout(1500)
    faults = lab.errors()
    if faults and name not in ("interact", "ipympl"):  # theirs have no alt text, for one
        raise RuntimeError(f"{name} is not shown rightly: {faults}")
    return page


def burst(page, count, there=True):
    """Return the milliseconds of so many moves, there and back; never in step with the screen."""
    times = []
    for i in range(count):
        key = "ArrowRight" if (i % 2 == 0) == there else "ArrowLeft"
        times.append(page.evaluate("key => window.stopwatch(key)", key))
        page.wait_for_timeout(random.uniform(80, 140))
    return times


def measure(pages):
    """Return name -> milliseconds of at least MOVES moves, taken in turns."""
    times = {name: [] for name in pages}
    for page in pages.values():
        page.bring_to_front()
        burst(page, WARM_UP)
    rounds = -(-MOVES // (PER_ROUND - 1))
    for number in range(rounds):
        for name in random.sample(list(pages), len(pages)):
            pages[name].bring_to_front()
            times[name] += burst(pages[name], PER_ROUND, there=number % 2 == 0)[1:]
        if number % 4 == 3:
            progress(f"round {number + 1} of {rounds}")
    return times


def report(times):
    """Print the table and what became of the targets."""
    found = {name: percentiles(t) for name, t in times.items()}
    mid, slow = ({name: both[place] for name, both in found.items()} for place in (0, 1))
    rows = [
        [text, *(f"{v:.1f}" for v in (mid[name], slow[name])), f"{mid[name] / mid['echo']:.2f}"]
        for name, (text, _) in CONTESTANTS.items()
    ]
    print(f"\nSlider key to new picture, {len(times['echo'])} moves each; {machine()}")
    table(["", "median ms", "p95 ms", "of the echo"], rows)
    ours = "softmax_bars"
    at_most("our panel, median over the echo's", mid[ours] / mid["echo"], 1.25, " x")
    at_least("@interact over our panel, medians", mid["interact"] / mid[ours], 2, " x")
    at_least("ipympl over our panel, medians", mid["ipympl"] / mid[ours], 2, " x")
    at_least("@interact over our panel, p95", slow["interact"] / slow[ours], 3, " x")


def main():
    with (
        tempfile.TemporaryDirectory() as folder,
        jupyterlab(folder) as server,
        sync_playwright() as playwright,
    ):
        chromium = launch_chromium(playwright)
        pages = {}
        for name in CONTESTANTS:
            progress(f"opening JupyterLab for {name}")
            pages[name] = open_page(chromium, server, name)
        report(measure(pages))
        chromium.close()


if __name__ == "__main__":
    main()
