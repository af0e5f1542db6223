"""The harness itself: it finds every kind of fault it is there to find."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tests.browser.chromium import NAMES, find_chromium
from tests.browser.deck import SMALLEST_LETTERS, Deck


def test_chromium_is_named_by_the_environment(tmp_path):
    here = tmp_path / "my-chromium"
    here.touch()
    assert find_chromium({"CHROMIUM": str(here)}) == str(here)


def test_chromium_that_is_not_there_is_an_error_with_a_remedy(tmp_path):
    nothing = {"which": lambda name: None, "applications": (str(tmp_path / "none"),)}
    with pytest.raises(FileNotFoundError, match="apt install chromium"):
        find_chromium({}, **nothing)
    with pytest.raises(FileNotFoundError, match="no-such.*\n.*none on this machine"):
        find_chromium({"CHROMIUM": "/no-such"}, **nothing)


@pytest.mark.parametrize("name", NAMES)
def test_chromium_is_found_under_any_of_its_names(name):
    assert find_chromium({}, which={name: f"/usr/bin/{name}"}.get) == f"/usr/bin/{name}"


def test_chromium_is_found_among_the_applications_of_a_mac(tmp_path):
    application = tmp_path / "Chromium"
    application.touch()
    places = (str(tmp_path / "none"), str(application))
    assert find_chromium({}, which=lambda name: None, applications=places) == str(application)


WELL = new_notebook(
    cells=[
        new_markdown_cell("# Is $e^{i\\pi} = -1$?\n\n$$\\frac{1}{2}$$\n\n`$HOME` is code."),
        new_code_cell("import ipywidgets"),
        new_code_cell("ipywidgets.IntSlider(description='z')"),
        new_code_cell("ipywidgets.HTMLMath('$z_1$')"),
        new_code_cell("1 / 0", metadata={"tags": ["raises-exception"]}),
    ]
)


@pytest.mark.browser
def test_a_notebook_without_fault_has_no_errors_in_the_light_and_in_the_dark(lab, scratch):
    lab.open(scratch("well", WELL)).run_all()
    assert lab.errors() == []
    assert [cell.get("execution_count") for cell in lab.cells()] == [None, 1, 2, 3, 4]
    lab.set_theme("dark")
    colour = "() => getComputedStyle(document.body).getPropertyValue('--jp-layout-color0').trim()"
    assert lab.page.evaluate(colour) in ("#111111", "#111")
    assert lab.errors() == []
    lab.set_theme("light")


def javascript(code):
    return new_code_cell(f"import IPython\nIPython.display.Javascript({code!r})")


DOT = "R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
GONE = {
    "application/vnd.jupyter.widget-view+json": {"version_major": 2, "model_id": "gone"},
    "text/plain": "x",
}
FAULTY = new_notebook(
    cells=[
        new_markdown_cell(r"$\frac{1}{$ and $\left( 1$"),
        new_markdown_cell(r"$\softmaxx z$"),
        new_markdown_cell("a lonely $ sign"),
        new_markdown_cell(f"![](data:image/gif;base64,{DOT})"),
        new_markdown_cell("![words](data:image/png;base64,AAAA)"),
        javascript("console.error('mine')"),
        javascript("setTimeout(() => { somebody() }, 0)"),
        javascript("fetch('https://example.invalid/').catch(() => {})"),
        new_code_cell(f"import IPython\nIPython.display.display({GONE!r}, raw=True)"),
        new_code_cell("[][1]"),
    ]
)
# In this order, because a page tells them so: cells, what is seen, what was heard.
FOUND = (
    "cell 10: IndexError: list index out of range",
    "mathematics not rendered: $",
    r"error in mathematics: \softmaxx",
    "mathematics not rendered: a lonely $ sign",
    "picture without alt text: <img",
    "picture broken: words",
    "console: mine",
    "uncaught: somebody is not defined",
    "a request left the machine: https://example.invalid/",
    "widget not shown",
)


@pytest.mark.browser
@pytest.mark.usefixtures("lab_anew")
def test_every_kind_of_fault_is_found(lab, scratch):
    lab.open(scratch("faulty", FAULTY)).run_all()
    lab.page.wait_for_timeout(1500)
    errors = lab.errors()
    assert [words for words in FOUND if not any(words in said for said in errors)] == [], errors


def on_slides(*cells):
    for number, (cell, slide_type) in enumerate(cells):
        cell.id, cell.metadata = f"cell-{number}", {"slideshow": {"slide_type": slide_type}}
    return new_notebook(cells=[cell for cell, _ in cells])


SLIDES = on_slides(
    (new_markdown_cell("# A slide\n\nof two steps, and"), "slide"),
    (new_markdown_cell("$$e^{x}$$"), "fragment"),
    (new_code_cell("from helpers.panels import softmax_bars"), "slide"),
    (new_code_cell("softmax_bars()"), "fragment"),
    (new_markdown_cell("\n\n".join(40 * ["a line"])), "slide"),
    (new_code_cell("0  #" + 300 * "x"), "slide"),
    (new_markdown_cell("<small><small>tiny</small></small>"), "slide"),
    (new_code_cell("softmax_bars()"), "slide"),
    (new_markdown_cell("\n\n".join(20 * ["a line"])), "fragment"),
)
FAULTS = (
    "slide cell-4, cell cell-4: text cut off by",
    "slide cell-5, cell cell-5: text cut off by",
    "slide cell-6, cell cell-6: letters of",
    "slide cell-7, cell cell-7: panel cut off by",
)


@pytest.mark.browser
def test_what_an_audience_cannot_see_or_read_is_found(lab, scratch):
    lab.open(scratch("slides", SLIDES)).run_all()
    lab.page.set_viewport_size({"width": 1920, "height": 1080})
    deck = Deck(lab).start()
    found = deck.walk(SMALLEST_LETTERS)
    deck.stop()
    assert [words for words in FAULTS if not any(words in said for said in found)] == [], found
    assert not any("slide cell-0" in said or "slide cell-2" in said for said in found), found
