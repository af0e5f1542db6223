"""The harness itself: it finds every kind of fault it is there to find."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from tests.browser.browsers import NAMES, find
from tests.browser.deck import SMALLEST_LETTERS, Deck


@pytest.mark.parametrize("browser", NAMES)
def test_a_browser_is_found_or_the_error_has_a_remedy(browser, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(NAMES, browser, ("first", str(tmp_path / "second")))
    for named, remedy in (
        ("", "none on this machine.\n.*apt install"),
        ("mine", "'mine'.*\n.*none"),
    ):
        monkeypatch.setenv(browser, named)
        with pytest.raises(FileNotFoundError, match=remedy):
            find(browser)
    for named, name in (("", "second"), ("", "first"), ("mine", "mine")):
        monkeypatch.setenv(browser, named)
        (tmp_path / name).touch(mode=0o755)
        assert find(browser) == str(tmp_path / name)


def javascript(code):
    return new_code_cell(f"import IPython\nIPython.display.Javascript({code!r})")


DOT = "R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
GONE = {
    "application/vnd.jupyter.widget-view+json": {"version_major": 2, "model_id": "gone"},
    "text/plain": "x",
}
# A cell, and what is said of it.
FAULTY = [
    (new_markdown_cell(r"$\frac{1}{$ and $\left( 1$"), "mathematics not rendered: $"),
    (new_markdown_cell(r"$\softmaxx z$"), r"error in mathematics: \softmaxx"),
    (new_markdown_cell("a lonely $ sign"), "mathematics not rendered: a lonely $ sign"),
    (new_markdown_cell(f"![](data:image/gif;base64,{DOT})"), "picture without alt text: Image"),
    (new_markdown_cell("![words](data:image/png;base64,AAAA)"), "picture broken: words"),
    (javascript("console.error('mine')"), "console: mine"),
    (javascript("setTimeout(() => { somebody() }, 0)"), "uncaught: somebody is not defined"),
    (
        javascript("fetch('https://example.invalid/').catch(() => {})"),
        "a request left the machine: https://example.invalid/",
    ),
    (
        new_code_cell(f"import IPython\nIPython.display.display({GONE!r}, raw=True)"),
        "widget not shown",
    ),
    ("[][1]", "cell 10: IndexError: list index out of range"),
]


@pytest.mark.browser
def test_every_kind_of_fault_is_found(run_cells):
    lab = run_cells(*(cell for cell, _ in FAULTY))
    for _ in range(50):  # some come a moment after the cell has run
        errors = lab.errors()
        missing = [words for _, words in FAULTY if not any(words in said for said in errors)]
        if not missing:
            break
        lab.page.wait_for_timeout(200)
    assert missing == [], errors


# A cell, what it is on its slide, and what is said of it.
SLIDES = [
    (new_markdown_cell("# A slide\n\nof two steps, and"), "slide", ""),
    (new_markdown_cell("$$e^{x}$$"), "fragment", ""),
    (new_code_cell("from helpers.panels import softmax_bars"), "slide", ""),
    (new_code_cell("softmax_bars()"), "fragment", ""),
    (new_markdown_cell("\n\n".join(40 * ["a line"])), "slide", "text cut off by"),
    (new_code_cell("0  #" + 300 * "x"), "slide", "text cut off by"),
    (new_markdown_cell("<small><small>tiny</small></small>"), "slide", "letters of"),
    (new_code_cell("softmax_bars()"), "slide", "panel cut off by"),
    (new_markdown_cell("\n\n".join(20 * ["a line"])), "fragment", ""),
]


@pytest.mark.browser
def test_what_an_audience_cannot_see_or_read_is_found(run_cells):
    for number, (cell, slide_type, _) in enumerate(SLIDES):
        cell.id, cell.metadata = f"cell-{number}", {"slideshow": {"slide_type": slide_type}}
    lab = run_cells(*(cell for cell, _, _ in SLIDES))
    lab.page.set_viewport_size({"width": 1920, "height": 1080})
    deck = Deck(lab).start()
    found = deck.walk(SMALLEST_LETTERS)
    deck.stop()
    for cell, _, words in SLIDES:
        place = f"slide {cell.id}, cell {cell.id}: {words}"
        assert not words or any(place in said for said in found), found
    assert not any("slide cell-0" in said or "slide cell-2" in said for said in found), found
