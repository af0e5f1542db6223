"""The built site in Firefox: it starts, a panel moves, a lesson says what is stored."""

import json
import time
from urllib.parse import urlsplit

import pytest

from tests.browser.firefox import Firefox, find_firefox
from tests.browser.site import LESSONS, differences
from tools.lite import visit

ARROW_RIGHT = "\ue014"
PATIENCE = 180
PICTURE = f"document.querySelector({json.dumps(visit.PANEL)})?.src"
KERNEL = f"{visit.NOTEBOOK}?.sessionContext?.session?.kernel"


def test_firefox_that_is_not_there_is_an_error_with_a_remedy():
    with pytest.raises(FileNotFoundError, match="apt install firefox-esr"):
        find_firefox({}, which=lambda name: None, applications=())
    with pytest.raises(FileNotFoundError, match="no-such.*\n.*none on this machine"):
        find_firefox({"FIREFOX": "/no-such"}, which=lambda name: None, applications=())


@pytest.fixture(scope="module")
def firefox():
    """Return a session with a Firefox that was never on the site; it notes every request."""
    with Firefox() as session:
        session.listen("network.beforeRequestSent", "log.entryAdded")
        yield session


def open_lesson(firefox, site, lesson):
    firefox.go("about:blank")
    firefox.wait("location.href === 'about:blank'", PATIENCE)
    firefox.go(visit.address(site.url, lesson))
    firefox.wait(f"document.querySelector('.jp-NotebookPanel .jp-Cell') && {KERNEL}", PATIENCE)


def wait_idle(firefox):
    firefox.wait(f"{KERNEL}.status === 'idle'", PATIENCE)


def first_move(firefox, site):
    start = time.perf_counter()
    open_lesson(firefox, site, visit.LESSON)
    firefox.evaluate(f"({visit.RUN_TO_FIRST_PANEL})()")
    firefox.wait(PICTURE, PATIENCE)
    before = firefox.evaluate(PICTURE)
    firefox.evaluate("document.querySelector('.jupyter-widgets .noUi-handle').focus()")
    firefox.press(ARROW_RIGHT)
    firefox.wait(f"{PICTURE} !== {json.dumps(before)}", PATIENCE)
    return time.perf_counter() - start


@pytest.mark.browser
def test_a_panel_moves_at_the_first_visit_and_at_the_second(firefox, site):
    first = first_move(firefox, site)
    firefox.wait(f"({visit.SETTLED})()", PATIENCE)
    second = first_move(firefox, site)
    print(f"\nFirefox: first start {first:.1f} s, second start {second:.1f} s")
    assert firefox.evaluate("window.lessonsAgain") is True


@pytest.mark.browser
@pytest.mark.parametrize("lesson", LESSONS)
def test_every_text_output_in_firefox_equals_the_stored_one(firefox, site, lesson):
    open_lesson(firefox, site, lesson)
    firefox.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
    wait_idle(firefox)
    cells = firefox.evaluate(f"{visit.NOTEBOOK}.model.sharedModel.toJSON().cells")
    assert all(cell["execution_count"] for cell in cells if cell["cell_type"] == "code")
    assert differences(lesson, cells) == []


@pytest.mark.browser
def test_firefox_was_sent_nowhere_else_and_met_no_fault(firefox, site):
    firefox.evaluate("1")
    asked = [
        event["params"]["request"]["url"]
        for event in firefox.events
        if event["method"] == "network.beforeRequestSent"
    ]
    assert len(asked) > 10
    here = urlsplit(site.url).netloc
    within = ("data", "blob", "about", "resource", "chrome", "moz-extension")
    parts = map(urlsplit, asked)
    assert [p for p in parts if p.scheme not in within and p.netloc != here] == []
    faults = [
        event["params"]["text"]
        for event in firefox.events
        if event["method"] == "log.entryAdded" and event["params"]["level"] == "error"
    ]
    assert faults == []
