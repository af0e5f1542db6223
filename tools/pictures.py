"""Keep a stored picture when a new run drew the same one, so that a commit shows real changes."""

import base64
import io

import numpy as np
from PIL import Image

# Letters are drawn a shade differently from one machine to the next. Measured in shades of 255,
# and in the part of all pixels that may differ by more than that.
SHADES = 16
PART_OF_PIXELS = 0.002


def keep_old_pictures(old, new):
    """Put the old PNG bytes back into `new` where a cell's code, text and picture are the same.

    Both are notebooks in normal form.
    """
    before = {cell.id: cell for cell in old.cells}
    for cell in new.cells:
        was = before.get(cell.id)
        if was and was.source == cell.source and _words(was) == _words(cell):
            for one, other in zip(_pictures(was), _pictures(cell)):
                if same_picture(one["image/png"], other["image/png"]):
                    other["image/png"] = one["image/png"]


def same_picture(one, other):
    """Return whether two base64 PNGs show the same to the eye."""
    first, second = _pixels(one), _pixels(other)
    if first.shape != second.shape:
        return False
    apart = np.abs(first - second).max(axis=-1)
    return float((apart > SHADES).mean()) <= PART_OF_PIXELS


def _pixels(png):
    picture = Image.open(io.BytesIO(base64.b64decode(png)))
    return np.asarray(picture.convert("RGBA")).astype(int)


def _pictures(cell):
    outputs = cell.get("outputs", [])
    return [output.data for output in outputs if "image/png" in output.get("data", {})]


def _words(cell):
    """Return all that the cell said: its streams, and of its other outputs what is text."""
    return [
        output.get("text")
        or {kind: said for kind, said in output.get("data", {}).items() if kind[:5] == "text/"}
        for output in cell.get("outputs", [])
    ]
