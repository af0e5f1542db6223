"""What the browser reports, pointer moves, keys and a link, turned into control values."""

from typing import NamedTuple


class Start(NamedTuple):
    """Where a drag began: data coordinates, and the control values at that moment."""

    x: float
    y: float
    values: dict


class Gestures:
    """The reader's hand on one panel's picture: asks its `drags` and `on_key` what to set."""

    def __init__(self, panel):
        self._panel = panel
        self._number = self._axes = self._start = None  # of the drag under way
        self._finished = 0  # number of the last drag that ended
        panel.view.observe(lambda change: self.pointer(change.new), "pointer")
        panel.view.on_msg(self._message)

    def pointer(self, report, *, done=False):
        """Answer a report of a whole drag up to now, or of all of it if it is `done`.

        `x0`, `y0` say where it began and `x`, `y` where the pointer is, as fractions of the picture
        from its top left corner.
        """
        if not report or report["id"] <= self._finished:
            return  # a move that waited while the end of its drag overtook it
        number, panel, stage = report["id"], self._panel, self._panel.stage
        if done:
            self._finished = number
        if number != self._number:
            at = _display(stage.figure, report["x0"], report["y0"])
            self._number, self._axes = number, stage.canvas.inaxes(at)
            self._start = self._axes and Start(*_data(self._axes, *at), panel.values)
        axes, start = self._axes, self._start
        if axes in panel.drags:  # no longer, if it was built anew in mid-drag for another theme
            x, y = _data(axes, *_display(stage.figure, report["x"], report["y"]))
            panel.answer(lambda values: panel.drags[axes][1](x, y, start, values))

    def _message(self, view, content, buffers):
        panel = self._panel
        if content.get("kind") == "drag":
            self.pointer(content["pointer"], done=True)
        elif content.get("kind") == "link":
            panel.follow(content["values"])
        elif content.get("kind") == "key":
            panel.answer(lambda values: panel.on_key(content["key"], values))


def hot_areas(drags):
    """Return a panel's `drags` as rectangles in fractions of the picture, with their cursors."""
    found = []
    for axes, (cursor, _) in drags.items():
        box = axes.get_window_extent().transformed(axes.figure.transFigure.inverted())
        sides = {"left": box.x0, "top": 1 - box.y1, "width": box.width, "height": box.height}
        area = {name: round(float(side), 5) for name, side in sides.items()}
        found.append({**area, "cursor": cursor})
    return found


def _display(figure, x, y):
    return x * figure.bbox.width, (1 - y) * figure.bbox.height


def _data(axes, x, y):
    """Return data coordinates of a point, clipped to the axes."""
    box = axes.bbox
    inside = min(max(x, box.x0), box.x1), min(max(y, box.y0), box.y1)
    return tuple(float(v) for v in axes.transData.inverted().transform(inside))
