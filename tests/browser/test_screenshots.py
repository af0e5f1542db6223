"""A refused picture is asked for again, every other error comes through."""

import pytest
from playwright.sync_api import Error

from tests.browser import screenshots


class Page:
    """Refuses the first pictures with a message, and notes what it was asked."""

    def __init__(self, refusals, message="Protocol error: Unable to capture screenshot"):
        self.refusals, self.message, self.asked, self.waited = refusals, message, 0, 0

    def screenshot(self, path, **options):
        self.asked += 1
        if self.asked <= self.refusals:
            raise Error(self.message)
        path.write_bytes(b"picture")

    def wait_for_timeout(self, milliseconds):
        self.waited += milliseconds


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    monkeypatch.setattr(screenshots, "FOLDER", tmp_path / "shots")


def test_a_picture_that_was_refused_is_there_at_the_next_attempt():
    page = Page(refusals=2)
    assert screenshots.take(page, "x").read_bytes() == b"picture"
    assert (page.asked, page.waited) == (3, 1500)


def test_a_picture_that_is_always_refused_is_an_error():
    page = Page(refusals=99)
    with pytest.raises(Error, match="Unable to capture"):
        screenshots.take(page, "x")
    assert page.asked == screenshots.ATTEMPTS


def test_another_error_is_not_tried_again():
    page = Page(refusals=99, message="the page crashed")
    with pytest.raises(Error, match="crashed"):
        screenshots.take(page, "x")
    assert page.asked == 1
