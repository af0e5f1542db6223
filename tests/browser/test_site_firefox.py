"""The live pages in Firefox: a panel moves, and every lesson says what is stored."""

import json
import re
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.firefox import new_firefox
from tests.browser.live_page import ALL_HAVE_RUN, SAID
from tests.browser.site import LESSONS, differences

pytestmark = pytest.mark.browser

ARROW_RIGHT = "\ue014"
PANEL = ".live:not(.waiting) img.sx-picture"
# What Firefox says of a page that is only half there, or that is left while something is on its way
# (a file that is kept for offline). Were it true of a whole page, the tests above would fail: each
# looks at all such elements and at what every cell says.
CHILDREN = dict.fromkeys(("mfrac", "mroot", "msub", "msup", "munder", "mover"), 2)
CHILDREN |= {"msubsup": 3, "munderover": 3}
NO_FAULT = re.compile(
    rf"Invalid markup: Incorrect number of children for <({'|'.join(CHILDREN)})/> tag"
    r"|Failed to load ‘[^’]*’. A ServiceWorker intercepted the request and encountered an un"
)
READY = "document.querySelector('.live-status[data-step=ready]')"
# A page that is left while the typesetter is on its way complains of it.
TYPESET = r"![...document.querySelectorAll('.live')].some((e) => /\$[^$\n]+\$/.test(e.textContent))"


@pytest.fixture(scope="module")
def firefox(tmp_path_factory):
    """Return a session with a Firefox that was never on the site."""
    with new_firefox(tmp_path_factory.mktemp("firefox")) as session:
        yield session


def open_lesson(firefox, site, lesson):
    firefox.wait(TYPESET)  # of the page that is left
    firefox.go(f"{site.url}/read/{Path(lesson).stem}.html")
    firefox.wait(READY)


def test_a_panel_moves(firefox, site):
    start = time.perf_counter()
    open_lesson(firefox, site, LESSONS[1])
    cell = "document.querySelector('.cell:has(figure)')"
    firefox.evaluate(f"{cell}.scrollIntoView({{block: 'center'}})")
    picture = f"document.querySelector({json.dumps(PANEL)})?.src"
    firefox.wait(picture)
    before = firefox.evaluate(picture)
    firefox.evaluate("document.querySelector('.live .noUi-handle').focus()")
    firefox.press(ARROW_RIGHT)
    firefox.wait(f"{picture} !== {json.dumps(before)}")
    print(f"\nFirefox: {time.perf_counter() - start:.1f} s")


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_text_output_in_firefox_equals_the_stored_one(firefox, site, lesson):
    open_lesson(firefox, site, lesson)
    run_all = "[...document.querySelectorAll('.live-status button')]"
    firefox.evaluate(f"{run_all}.find((b) => b.textContent === 'Run all').click()")
    firefox.wait(ALL_HAVE_RUN)
    assert differences(lesson, firefox.evaluate(SAID)) == []
    assert firefox.evaluate(
        f"Object.entries({json.dumps(CHILDREN)}).every(([tag, count]) =>"
        " [...document.querySelectorAll(tag)].every((m) => m.children.length === count))"
    )


def test_firefox_was_sent_nowhere_else_and_met_no_fault(firefox, site):
    firefox.wait(TYPESET)  # and all that it reported before is here then
    asked = [urlsplit(sent["request"]["url"]) for sent in told(firefox, "beforeRequestSent")]
    assert len(asked) > 10
    here = urlsplit(site.url).netloc
    within = ("data", "blob", "about", "resource", "chrome", "moz-extension")
    assert [p for p in asked if p.scheme not in within and p.netloc != here] == []
    errors = [entry for entry in told(firefox, "entryAdded") if entry["level"] == "error"]
    faults = [error for error in errors if not NO_FAULT.match(error["text"])]
    assert not faults, "\n".join(map(str, faults))


def told(firefox, what):
    """Return what Firefox reported of one kind."""
    return [event["params"] for event in firefox.events if event["method"].endswith(f".{what}")]
