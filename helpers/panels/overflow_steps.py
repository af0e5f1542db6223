"""A softmax followed step by step in a float format, to inf, 0 and nan."""

from helpers.arguments import FORMATS
from helpers.floats import trace_softmax
from helpers.live import Choice, Panel, Toggle
from helpers.panels.parts.bars import logits_of
from helpers.panels.parts.format_line import FormatLine, StepTable, verdict, wide_sliders
from helpers.panels.parts.words import number, vector


class OverflowSteps(Panel):
    title = "Where softmax breaks"
    size = (8.0, 3.0)

    def build(self, figure):
        left, right = figure.subplots(1, 2, width_ratios=(5, 4))
        count = logits_of(self.values).size
        self.line = FormatLine(left, count, title="where the exponents lie")
        self.drags = {left: ("ew-resize", self._moved)}
        self.table = StepTable(right, count, title="step by step")
        return [self.line.artists, self.table.artists]

    def update(self, values):
        z, name, shift = logits_of(values), values["format"], _shift(values)
        trace = trace_softmax(z, name, shift=shift)
        self.line.show(trace.shifted, name)
        self.table.show(trace)
        return (
            f"{name}, z = {vector(z, 2)}, C = {number(shift, 2)}: "
            f"powers {vector(trace.exps, 2)}, sum {number(trace.total, 2)}, "
            f"p = {vector(trace.probabilities, 3)}: {verdict(trace)}"
        )

    def _moved(self, x, y, start, values):
        name = f"z{self.line.nearest(start.y) + 1}"
        return {name: self.line.number_at(x, values["format"]) - _shift(values)}


def _shift(values):
    return float(-logits_of(values).max()) if values["shift"] else 0.0


def overflow_steps(z=(1.0, 2.0, 3.0), *, format="float16"):
    """Show what becomes of e^z, the sum and the ratio in a float format.

    Parameters
    ----------
    z : sequence of float, shape (2,) or (3,)
        The logits at the start.
    format : {"float16", "float32", "float64"}
        The float format at the start.

    Raises
    ------
    ValueError
        If `z` has another shape or is not finite, or the format is unknown.

    Examples
    --------
    >>> panel = overflow_steps(z=(1, 2, 12))
    >>> print(panel.text.partition(": ")[2])
    powers (2.72, 7.39, inf), sum inf, p = (0, 0, nan): nan, because the sum is inf
    """
    return OverflowSteps(
        {
            **wide_sliders(z),
            "format": Choice("format", format, FORMATS),
            "shift": Toggle("shift by C = −max z"),
        }
    )
