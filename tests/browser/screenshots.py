"""Pictures of what a test saw, for human eyes."""

from pathlib import Path

from playwright.sync_api import Error

FOLDER = Path(__file__).resolve().parents[2] / "dist" / "screenshots"
ATTEMPTS = 4


def take(page, name, what=None, **options):
    """Save what is seen of a page (or one locator) as dist/screenshots/<name>.png; return the path.

    Chromium refuses a picture now and then while it is busy with others, and draws the very same
    one a moment later. Only then is it asked again.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{name}.png"
    for attempt in range(1, ATTEMPTS + 1):
        try:
            (what or page).screenshot(path=path, **options)
            return path
        except Error as error:
            if "Unable to capture screenshot" not in str(error) or attempt == ATTEMPTS:
                raise
            page.wait_for_timeout(500 * attempt)
