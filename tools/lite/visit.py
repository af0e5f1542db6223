"""Visit the built site as a reader does: open lesson 01, run it, move its first slider."""

import time

LESSON = "01_from_scores_to_probabilities.ipynb"
NOTEBOOK = "window.jupyterapp.shell.currentWidget"
PANEL = ".jp-NotebookPanel .jupyter-widgets img"
MINUTE = 60_000

# JavaScript functions: the tests call them in Firefox too.
RUN_TO_FIRST_PANEL = f"""() => {{
    const {{ content }} = {NOTEBOOK};
    const isPanel = (cell) => (cell.toJSON().outputs ?? []).some((output) =>
        output.data?.["image/png"]);
    const index = content.model.sharedModel.cells.findIndex(isPanel);
    if (index < 0) throw new Error("this lesson stores no panel");
    content.activeCellIndex = index + 1;
    window.jupyterapp.commands.execute("notebook:run-all-above");
}}"""
SETTLED = """() => document.documentElement.dataset.lessonsKept === '0'
    && document.documentElement.dataset.lessonsImage === 'image'"""


def address(url, path=LESSON, app="notebooks"):
    """Return the address of a lesson, as a single document or in the Lab."""
    return f"{url}/{app}/index.html?path={path}"


def open_lesson(page, url, path=LESSON, app="notebooks"):
    """Open a lesson and wait until it has a kernel, running or about to."""
    page.goto(address(url, path, app), wait_until="commit")
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=3 * MINUTE)
    page.wait_for_function(
        f"() => window.jupyterapp && {NOTEBOOK}?.sessionContext?.session?.kernel",
        timeout=3 * MINUTE,
    )


def command(page, name):
    """Start one of JupyterLab's commands, and do not wait for its end."""
    page.evaluate("name => { window.jupyterapp.commands.execute(name) }", name)


def move_first_slider(page):
    """Press a key on the first slider and wait for the picture that answers."""
    picture = page.locator(PANEL).first
    picture.wait_for(timeout=3 * MINUTE)
    before = picture.get_attribute("src")
    handle = page.locator(".jp-NotebookPanel .jupyter-widgets .noUi-handle").first
    handle.focus()
    handle.press("ArrowRight")
    page.wait_for_function(
        f"before => document.querySelector('{PANEL}').src !== before", arg=before, timeout=MINUTE
    )


def run_to_first_panel(page):
    """Run the cells down to the first stored panel, that one included."""
    page.evaluate(RUN_TO_FIRST_PANEL)


def settle(page):
    """Wait until the visit has left behind what later ones start from: files and image."""
    page.wait_for_function(SETTLED, timeout=3 * MINUTE)


def first_move(page, url, app="notebooks"):
    """Return the seconds from the address to a panel of lesson 01 that has moved."""
    start = time.perf_counter()
    open_lesson(page, url, app=app)
    run_to_first_panel(page)
    move_first_slider(page)
    return time.perf_counter() - start
