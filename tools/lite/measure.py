"""How large the site is, what is sent before the first panel moves, and how long that takes."""

from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.chromium import ARGUMENTS, find_chromium
from tools.lite.serve import SiteServer
from tools.lite.visit import first_move, settle

MEGABYTE = 1_000_000
LIMITS = {"disk_mb": 60, "sent_mb": 30}


def on_disk(dist):
    """Return the megabytes of all files together."""
    sizes = (path.stat().st_size for path in Path(dist).rglob("*") if path.is_file())
    return sum(sizes) / MEGABYTE


def measure(dist):
    """Visit the built site twice with one browser and return what both visits took.

    Returns
    -------
    dict
        `disk_mb`; `sent_mb`, what went over the wire, compressed, until the first panel of
        lesson 01 had moved; `first_start_s` and `second_start_s`, the seconds until then.
    """
    with SiteServer(dist) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        context = browser.new_context()
        page = context.new_page()
        first = first_move(page, server.url)
        sent = sum(size for _, size in server.asked) / MEGABYTE
        settle(page)
        page.close()
        second = first_move(context.new_page(), server.url)
        browser.close()
    measured = {
        "disk_mb": on_disk(dist),
        "sent_mb": sent,
        "first_start_s": first,
        "second_start_s": second,
    }
    return {name: round(number, 1) for name, number in measured.items()}


def report(measured):
    """Return the numbers in words."""
    return (
        f"on disk             {measured['disk_mb']} MB (limit {LIMITS['disk_mb']})\n"
        f"sent before a panel {measured['sent_mb']} MB (limit {LIMITS['sent_mb']})\n"
        f"first start         {measured['first_start_s']} s\n"
        f"second start        {measured['second_start_s']} s"
    )


def too_large(measured):
    """Return the limits that are passed, in words; an empty list means that all is well."""
    return [
        f"{name} is {measured[name]}, the limit is {limit}"
        for name, limit in LIMITS.items()
        if measured[name] > limit
    ]
