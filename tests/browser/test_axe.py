"""axe-core finds nothing on a page before Python has started; test_live_pages.py asks it later."""

import pytest

from tests.browser.live_page import LivePage, violations
from tests.browser.site import LESSONS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson(page, site, lesson):
    page.route("**/live/worker.mjs", lambda route: route.abort())
    LivePage(page, site).open(lesson)
    page.locator(".live-status").wait_for()
    assert violations(page) == []


def test_the_page_for_teachers(page, site):
    page.goto(f"{site.url}/read/teaching.html")
    assert violations(page) == []
