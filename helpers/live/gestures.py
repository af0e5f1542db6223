"""What the browser reports, pointer moves, keys and a link, turned into control values."""

from helpers.live import drag


class Gestures:
    """The reader's hand on one panel's picture.

    Parameters
    ----------
    panel : Panel
        Its `on_drag` and `on_key` are asked what to set.
    """

    def __init__(self, panel):
        self._panel = panel
        self._drag = None
        self._finished = 0  # number of the last drag that ended
        panel.view.observe(lambda change: self.pointer(change.new), "pointer")
        panel.view.on_msg(self._message)

    def pointer(self, report, *, done=False):
        """Answer a report of a whole drag up to now."""
        if not report or report["id"] <= self._finished:
            return  # a move that waited while the end of its drag overtook it
        if done:
            self._finished = report["id"]
        panel = self._panel
        stage = panel.stage
        if self._drag is None or self._drag.number != report["id"]:
            self._drag = drag.begin(stage.figure, stage.canvas, report, panel.values)
        axes, start = self._drag.axes, self._drag.start
        if axes is None:
            return
        if axes.figure is not stage.figure:
            self._finished = report["id"]  # rebuilt in mid-drag: for another theme or screen
            return
        if axes not in panel.draggable(stage.figure):
            return
        x, y = drag.position(stage.figure, self._drag, report)
        panel.answer(lambda values: panel.on_drag(axes, x, y, start, values))

    def _message(self, view, content, buffers):
        if content.get("kind") == "drag":
            self.pointer(content["pointer"], done=True)
        elif content.get("kind") == "link":
            self._panel.follow(content["values"])
        elif content.get("kind") == "key":
            panel = self._panel
            panel.answer(lambda values: panel.on_key(content["key"], values))
