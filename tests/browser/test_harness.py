"""The harness itself: it finds every kind of fault it is there to find."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from tests.browser.browsers import NAMES, find
from tests.browser.deck import SMALLEST_LETTERS, Deck


@pytest.mark.parametrize("browser", NAMES)
def test_a_browser_is_found_or_the_error_has_a_remedy(browser, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(NAMES, browser, ("first", str(tmp_path / "app" / "second")))
    monkeypatch.delenv(browser, raising=False)
    with pytest.raises(FileNotFoundError, match="none on this machine.\n.*apt install"):
        find(browser)
    (tmp_path / "app").mkdir()
    for name in ("app/second", "first", "mine"):
        (tmp_path / name).touch(mode=0o755)
        assert find(browser) == str(tmp_path / name.replace("mine", "first"))
    monkeypatch.setenv(browser, "mine")
    assert find(browser) == str(tmp_path / "mine")
    monkeypatch.setenv(browser, "/no-such")
    with pytest.raises(FileNotFoundError, match="no-such.*\n.*none on this machine"):
        find(browser)


def javascript(code):
    return new_code_cell(f"import IPython\nIPython.display.Javascript({code!r})")


DOT = "R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
GONE = {
    "application/vnd.jupyter.widget-view+json": {"version_major": 2, "model_id": "gone"},
    "text/plain": "x",
}
FAULTY = (
    new_markdown_cell(r"$\frac{1}{$ and $\left( 1$"),
    new_markdown_cell(r"$\softmaxx z$"),
    new_markdown_cell("a lonely $ sign"),
    new_markdown_cell(f"![](data:image/gif;base64,{DOT})"),
    new_markdown_cell("![words](data:image/png;base64,AAAA)"),
    javascript("console.error('mine')"),
    javascript("setTimeout(() => { somebody() }, 0)"),
    javascript("fetch('https://example.invalid/').catch(() => {})"),
    new_code_cell(f"import IPython\nIPython.display.display({GONE!r}, raw=True)"),
    "[][1]",
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
def test_every_kind_of_fault_is_found(run_cells):
    lab = run_cells(*FAULTY)
    for _ in range(50):  # some come a moment after the cell has run
        errors = lab.errors()
        missing = [words for words in FOUND if not any(words in said for said in errors)]
        if not missing:
            break
        lab.page.wait_for_timeout(200)
    assert missing == [], errors


def on_slides(*cells):
    for number, (cell, slide_type) in enumerate(cells):
        cell.id, cell.metadata = f"cell-{number}", {"slideshow": {"slide_type": slide_type}}
    return [cell for cell, _ in cells]


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
def test_what_an_audience_cannot_see_or_read_is_found(run_cells):
    lab = run_cells(*SLIDES)
    lab.page.set_viewport_size({"width": 1920, "height": 1080})
    deck = Deck(lab).start()
    found = deck.walk(SMALLEST_LETTERS)
    deck.stop()
    assert [words for words in FAULTS if not any(words in said for said in found)] == [], found
    assert not any("slide cell-0" in said or "slide cell-2" in said for said in found), found
