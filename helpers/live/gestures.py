"""Places on the picture as data coordinates, and the areas in which one can drag."""

from typing import NamedTuple


class Start(NamedTuple):
    """Where a drag began: data coordinates, and the control values at that moment."""

    x: float
    y: float
    values: dict


def hot_areas(drags):
    """Return a panel's `drags` as rectangles in fractions of the picture, with their cursors."""
    found = []
    for axes, (cursor, _) in drags.items():
        box = axes.get_window_extent().transformed(axes.figure.transFigure.inverted())
        sides = {"left": box.x0, "top": 1 - box.y1, "width": box.width, "height": box.height}
        area = {name: round(float(side), 5) for name, side in sides.items()}
        found.append({**area, "cursor": cursor})
    return found


def display(figure, x, y):
    """Return a place in fractions from the top left corner as pixels from the bottom left."""
    return x * figure.bbox.width, (1 - y) * figure.bbox.height


def data(axes, x, y):
    """Return data coordinates of a pixel, clipped to the axes."""
    box = axes.bbox
    inside = min(max(x, box.x0), box.x1), min(max(y, box.y0), box.y1)
    return tuple(float(v) for v in axes.transData.inverted().transform(inside))
