"""The harness itself: it finds every kind of fault it is there to find."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tests.browser.chromium import NAMES, find_chromium


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
def test_a_notebook_without_fault_has_no_errors(lab, scratch):
    lab.open(scratch("well", WELL)).run_all()
    assert lab.errors() == []
    assert [cell.get("execution_count") for cell in lab.cells()] == [None, 1, 2, 3, 4]


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
def test_every_kind_of_fault_is_found(new_lab, scratch):
    lab = new_lab.open(scratch("faulty", FAULTY))
    lab.run_all()
    lab.page.wait_for_timeout(1500)
    errors = lab.errors()
    assert [words for words in FOUND if not any(words in said for said in errors)] == [], errors


@pytest.mark.browser
def test_the_dark_theme_is_dark(lab, scratch):
    lab.open(scratch("dark", WELL))
    lab.set_theme("dark")
    colour = "() => getComputedStyle(document.body).getPropertyValue('--jp-layout-color0').trim()"
    assert lab.page.evaluate(colour) in ("#111111", "#111")
    lab.set_theme("light")
