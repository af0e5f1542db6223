"""From a pointer on the picture to data coordinates in the axes where the drag began."""

from typing import Any, NamedTuple


class Start(NamedTuple):
    """Where a drag began: data coordinates, and the control values at that moment."""

    x: float
    y: float
    values: dict


class Drag(NamedTuple):
    """A drag under way: its number, the axes it began in (None: beside them all), its start."""

    number: int
    axes: Any
    start: Start | None


def begin(figure, canvas, pointer, values):
    """Return the drag that this pointer report begins.

    Parameters
    ----------
    figure, canvas : matplotlib Figure and its canvas
        What the pointer moves over.
    pointer : dict
        `id`, and `x0`, `y0` as fractions of the picture from its top left corner.
    values : dict
        The control values at this moment.

    Returns
    -------
    Drag
    """
    x, y = _display(figure, pointer["x0"], pointer["y0"])
    axes = canvas.inaxes((x, y))
    if axes is None:
        return Drag(pointer["id"], None, None)
    return Drag(pointer["id"], axes, Start(*_data(axes, x, y), dict(values)))


def position(figure, drag, pointer):
    """Return where the pointer is, in data coordinates of the drag's axes, clipped to them.

    Parameters
    ----------
    figure : matplotlib Figure
        What the pointer moves over.
    drag : Drag
        With axes.
    pointer : dict
        `x`, `y` as fractions of the picture from its top left corner.

    Returns
    -------
    tuple of float
        x and y.
    """
    return _data(drag.axes, *_display(figure, pointer["x"], pointer["y"]))


def hot_areas(areas):
    """Return rectangles, as fractions of the picture, with the cursor each should show.

    Parameters
    ----------
    areas : dict
        From axes to the name of a CSS cursor.

    Returns
    -------
    list of dict
        `left`, `top`, `width`, `height`, `cursor`.
    """
    found = []
    for axes, cursor in areas.items():
        box = axes.get_window_extent().transformed(axes.figure.transFigure.inverted())
        found.append(
            {
                "left": round(float(box.x0), 5),
                "top": round(float(1 - box.y1), 5),
                "width": round(float(box.width), 5),
                "height": round(float(box.height), 5),
                "cursor": cursor,
            }
        )
    return found


def _display(figure, x, y):
    return x * figure.bbox.width, (1 - y) * figure.bbox.height


def _data(axes, x, y):
    box = axes.bbox
    inside = min(max(x, box.x0), box.x1), min(max(y, box.y0), box.y1)
    return tuple(float(v) for v in axes.transData.inverted().transform(inside))
