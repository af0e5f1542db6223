"""Pictures of what a test saw, for human eyes."""

import os
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "dist" / "screenshots"
WANTED = bool(os.environ.get("SCREENSHOTS"))


def take(page, name, what=None, **options):
    """Save what is seen of a page (or one locator) as dist/screenshots/<name>.png, if WANTED.

    They take a tenth of the time of all browser tests.
    """
    if WANTED:
        FOLDER.mkdir(parents=True, exist_ok=True)
        (what or page).screenshot(path=FOLDER / f"{name}.png", **options)
