"""The log of a softmax breaks off where log-softmax goes on."""

from functools import cache

import numpy as np

from helpers.arguments import FORMATS
from helpers.floats import limits, trace_softmax
from helpers.functions import log_softmax
from helpers.information import surprise
from helpers.live import Choice, Panel, Slider, class_colour
from helpers.panels.parts.format_line import BAD
from helpers.panels.parts.words import number, tick_text

BEYOND = 1.3  # how far past the format's end the picture goes


class LogOfSoftmax(Panel):
    title = "Two roads to a log-probability"
    size = (8.0, 3.2)

    def build(self, figure):
        figure.get_layout_engine().set(w_pad=0.12)
        axes = figure.subplots()
        axes.set(title="log of the smaller probability, for the logits (gap, 0)")
        axes.set(xlim=(0, 1), ylim=(-1.08, 0.08), xlabel="gap", ylabel="log p₂")
        axes.set_xticks((0, 1 / BEYOND), ("0", ""))
        axes.set_yticks((0, -1 / BEYOND), ("0", ""))
        blue = class_colour(0)
        (self.straight,) = axes.plot([], [], color=blue, label="log_softmax(z)")
        dashed = {"color": class_colour(1), "linewidth": 3.5, "linestyle": (0, (4, 1.2))}
        (self.broken,) = axes.plot([], [], label="log(softmax(z))", **dashed)
        (self.end,) = axes.plot([], [], "X", color=BAD, markersize=11)
        self.end_word = axes.text(0, 0, "", ha="left", va="bottom")
        (self.now,) = axes.plot([], [], color="0.5", linestyle="--", linewidth=1.2)
        (self.point,) = axes.plot([], [], "o", color=blue, markersize=10)
        axes.legend(loc="upper right")
        places = ({"x": 1 / BEYOND}, {"y": -1 / BEYOND})
        self.ticks = [tick_text(axes, "−745.1", size=11, **place) for place in places]
        self.drags = {axes: ("ew-resize", _gap_at)}
        lines = [self.straight, self.broken, self.end, self.end_word, self.now, self.point]
        return [*lines, self.ticks]

    def update(self, values):
        gap, name = values["gap"], values["format"]
        size = BEYOND * -limits(name).exp_to_zero
        gaps, through_p, in_log_space = _roads(name)
        self.straight.set_data(gaps / size, in_log_space / size)
        alive = np.isfinite(through_p)
        self.broken.set_data(gaps[alive] / size, through_p[alive] / size)
        x, y = gaps[alive][-1], through_p[alive][-1]
        self.end.set_data([x / size], [y / size])
        words = f"−inf beyond a gap of {number(x, 1)}"
        self.end_word.set(x=x / size + 0.015, y=y / size + 0.02, text=words)
        for tick, sign in zip(self.ticks, (1, -1), strict=True):
            tick.set_text(number(sign * size / BEYOND, 1))
        lost, kept = _logs(gap, name)
        place = min(gap / size, 1.0)
        self.now.set_data([place, place], [-1.08, 0.08])
        self.point.set_data([place], [kept / size])
        return (
            f"{name}, z = ({number(gap, 2)}, 0): log(softmax(z)) gives {number(lost, 3)} "
            f"for class 2, log_softmax(z) gives {number(kept, 3)}"
        )


def _gap_at(x, y, start, values):
    return {"gap": x * BEYOND * -limits(values["format"]).exp_to_zero}


def _logs(gap, name):
    """Return log p₂ by both roads, computed in the format."""
    z = np.array([gap, 0.0], dtype=name)
    p = trace_softmax(z, name, shift=-gap).probabilities
    return -surprise(p)[1], log_softmax(z)[1]


@cache
def _roads(name):
    end = -limits(name).exp_to_zero
    # Close together near the end, so that the place where the road breaks off is exact.
    gaps = np.union1d(np.linspace(0, BEYOND * end, 400), np.linspace(0.98 * end, 1.02 * end, 400))
    logs = np.array([_logs(gap, name) for gap in gaps], dtype=float)
    return gaps, logs[:, 0], logs[:, 1]


def log_of_softmax(gap=12.0, *, format="float16"):
    """Show log p by two roads: the logarithm of a softmax, and log-softmax.

    Parameters
    ----------
    gap : float
        How far the second logit lies below the first at the start, 0 to 1000.
    format : {"float16", "float32", "float64"}
        The float format at the start.

    Raises
    ------
    ValueError, TypeError
        If the gap is not within its slider or the format is unknown.

    Examples
    --------
    >>> print(log_of_softmax(gap=1000, format="float64").text.partition(": ")[2])
    log(softmax(z)) gives −inf for class 2, log_softmax(z) gives −1000
    """
    slider = Slider("gap between the logits", gap, 0.0, 1000.0, 0.5, digits=2)
    return LogOfSoftmax({"gap": slider, "format": Choice("format", format, FORMATS)})
