"""A reader's hand and eye for tests: drags on a picture, presses keys, reads numbers."""

from itertools import count

import numpy as np

NUMBERS = count(1)


def drag(panel, axes, start, end, number=None):
    """Drag on the picture from one point to another, both in data coordinates of the axes.

    Reports with one number belong to one drag.
    """

    def fraction(point):
        x, y = axes.transData.transform(point)
        box = panel.stage.figure.bbox
        return x / box.width, 1 - y / box.height

    (x0, y0), (x, y) = fraction(start), fraction(end)
    panel.view.pointer = {"id": number or next(NUMBERS), "x0": x0, "y0": y0, "x": x, "y": y}


def press(panel, *keys):
    """Press keys while the picture has the focus."""
    for key in keys:
        panel.answer(lambda values, key=key: panel.on_key(key, values))


def numbers(rows):
    """Return the numbers that stand in the cells of a map, as floats."""
    return np.array([[float(text.get_text().replace("−", "-")) for text in row] for row in rows])
