"""Visit the second door as a reader does: open a lesson in JupyterLab, run it, move a slider."""

import time

LESSON = "01_from_scores_to_probabilities.ipynb"
NOTEBOOK = "window.jupyterapp.shell.currentWidget"
OUTPUT = ".jp-NotebookPanel .jp-OutputArea-output"
MINUTE = 60_000
RUN_TO_FIRST_PANEL = f"""() => {{
    const {{ content }} = {NOTEBOOK};
    const isPanel = (cell) => (cell.toJSON().outputs ?? []).some((output) =>
        output.data?.["image/png"]);
    const index = content.model.sharedModel.cells.findIndex(isPanel);
    if (index < 0) throw new Error("this lesson stores no panel");
    content.activeCellIndex = index + 1;
    window.jupyterapp.commands.execute("notebook:run-all-above");
}}"""


def open_lesson(page, url, path=LESSON):
    """Open a lesson and wait until it has a kernel, running or about to."""
    page.goto(f"{url}/lab/lab/index.html?path={path}", wait_until="commit")
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=3 * MINUTE)
    page.wait_for_function(
        f"() => window.jupyterapp && {NOTEBOOK}?.sessionContext?.session?.kernel",
        timeout=3 * MINUTE,
    )


def run_to_first_panel(page):
    """Run the cells down to the first stored panel, that one included."""
    page.evaluate(RUN_TO_FIRST_PANEL)


def move_first_slider(page):
    """Press a key on the first slider that has a picture and wait for the picture's answer."""
    panel = page.locator(f"{OUTPUT}:has(.noUi-handle):has(img)").first
    panel.wait_for(timeout=3 * MINUTE)
    picture = panel.locator("img").first.element_handle()
    before = picture.get_attribute("src")
    handle = panel.locator(".noUi-handle").first
    handle.focus()
    handle.press("ArrowRight")
    page.wait_for_function(
        "([picture, before]) => picture.src !== before", arg=[picture, before], timeout=MINUTE
    )


def first_move(page, url):
    """Return the seconds from the address to a panel of lesson 01 that has moved."""
    start = time.perf_counter()
    open_lesson(page, url)
    run_to_first_panel(page)
    move_first_slider(page)
    return time.perf_counter() - start
