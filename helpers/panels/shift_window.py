"""Which shifts C keep a softmax working, drawn as a window."""

from helpers.arguments import FORMATS
from helpers.floats import safe_shifts, trace_softmax
from helpers.live import Choice, Panel, Slider
from helpers.panels.parts.bars import logits_of
from helpers.panels.parts.format_line import FormatLine, StepTable, verdict, wide_sliders
from helpers.panels.parts.words import number, vector

GOOD = "#009E73"


class ShiftWindow(Panel):
    title = "Which shifts C work"
    size = (8.0, 3.4)

    def build(self, figure):
        grid = figure.add_gridspec(2, 2, width_ratios=(5, 4))
        count = logits_of(self.values).size
        top = figure.add_subplot(grid[0, 0])
        self.window = FormatLine(top, 0, title="the shift C and its window", zones=None)
        self.drags = {top: ("ew-resize", self._moved)}
        line = figure.add_subplot(grid[1, 0])
        self.line = FormatLine(line, count, title="the exponents z + C", zones=("0", "inf"))
        self.table = StepTable(figure.add_subplot(grid[:, 1]), count, title="step by step")
        ink = top.title.get_color()
        look = {"color": GOOD, "edgecolor": GOOD, "alpha": 0.35}
        (self.band,) = top.barh(0, 0, height=0.42, align="edge", **look)
        (self.shift,) = top.plot([], [], "v-", color=ink, markersize=10, markevery=[1])
        (self.minus_max,) = top.plot([], [], color=ink, linewidth=2, linestyle=":")
        self.words = [top.text(0, y, "", va="center", fontsize=10) for y in (0.93, 0.55)]
        parts = (self.window, self.line, self.table)
        moving = [self.band, self.minus_max, self.shift, self.words]
        return [*moving, *(part.artists for part in parts)]

    def update(self, values):
        z, name, shift = logits_of(values), values["format"], values["c"]
        low, high = self.window_ends = safe_shifts(z, name)
        trace = trace_softmax(z, name, shift=shift)
        left, right, place, best = self.line.places([low, high, shift, -z.max()], name)
        self.band.set(x=left, width=right - left)
        self.shift.set_data([place, place], [0, 0.76])
        self.minus_max.set_data([best, best], [0, 0.5])
        side = "left" if place < -1 else "right" if place > 1 else "center"
        self.words[0].set(x=place, text=f"C = {number(shift, 2)}", ha=side)
        # Beside its mark, away from C.
        side = "right" if (place > best and best > -0.7) or best > 0.7 else "left"
        self.words[1].set(x=best, text=f" −max z = {number(-z.max(), 2)} ", ha=side)
        self.window.show([], name)
        self.line.show(trace.shifted, name)
        self.table.show(trace)
        inside = "inside" if low <= shift <= high else "outside"
        return (
            f"{name}, z = {vector(z, 2)}: C = {number(shift, 2)} is {inside} the window from "
            f"{number(low, 2)} to {number(high, 2)}; p = {vector(trace.probabilities, 3)}: "
            f"{verdict(trace)}"
        )

    def _moved(self, x, y, start, values):
        return {"c": self.window.number_at(x, values["format"])}


def shift_window(z=(1.0, 2.0, 3.0), *, c=0.0, format="float16"):
    """Show which shifts C keep exp(z + C) and its sum inside a float format.

    Parameters
    ----------
    z : sequence of float, shape (2,) or (3,)
        The logits at the start.
    c : float
        The shift at the start, between -2000 and 2000.
    format : {"float16", "float32", "float64"}
        The float format at the start.

    Raises
    ------
    ValueError, TypeError
        If `z` has another shape or kind or is not finite, or the format is unknown.

    Examples
    --------
    >>> panel = shift_window(z=(1, 2, 3), c=20)
    >>> "C = 20.00 is outside the window" in panel.text
    True
    """
    return ShiftWindow(
        {
            "c": Slider("C", c, -2000.0, 2000.0, 0.5, digits=2),
            **wide_sliders(z),
            "format": Choice("format", format, FORMATS),
        }
    )
