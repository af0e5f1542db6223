"""The panels about float formats: a line with a format's two ends, and a table of steps."""

import math

import numpy as np

from helpers.arguments import read_finite, require
from helpers.floats import limits
from helpers.live import CLASS_MARKERS, class_colour
from helpers.panels.parts.bars import logit_sliders
from helpers.panels.parts.words import number, paper, sub, tick_text

REACH = 1.5  # the line goes half as far again as the format does, on both sides
LOWEST, RISE = 0.18, 0.2  # points stand one above the other, so that equal logits stay apart
BAD = "#D55E00"  # vermillion; the words inf, 0 and nan say the same


def wide_sliders(z):
    """Return one slider for each of 2 or 3 logits, that reaches beyond the ends of every format."""
    z = read_finite(z, "z")
    require(np.abs(z) <= 1000.0, z, "z", "logits from -1000 to 1000")
    return logit_sliders(z, most=3, reach=1000.0, step=0.5, digits=2)


class FormatLine:
    """A number line on which every format has its two ends at the same places."""

    def __init__(self, axes, count, *, title, zones=("$e^z$ is 0", "$e^z$ is inf")):
        axes.set(title=title, xlim=(-REACH, REACH), ylim=(0, 1), yticks=())
        axes.set_xticks((-1, 0, 1), ("", "", ""))
        axes.spines["left"].set_visible(False)
        if zones:
            for left, right, words in ((-REACH, -1, zones[0]), (1, REACH, zones[1])):
                axes.axvspan(left, right, facecolor="none", edgecolor=BAD, hatch="///", alpha=0.5)
                look = {"ha": "center", "va": "center", "fontsize": 9}
                axes.text((left + right) / 2, 0.86, words, bbox=paper(axes, pad=1.5), **look)
        self.ticks = [tick_text(axes, "", x=place) for place in (-1, 0, 1)]
        look = {"linestyle": "", "markersize": 11, "clip_on": False}
        self.points = [
            axes.plot([], [], marker=CLASS_MARKERS[k], color=class_colour(k), **look)[0]
            for k in range(count)
        ]
        self.names = [axes.text(0, 0, "", ha="left", va="center") for _ in range(count)]
        self.artists = [*self.ticks, *self.points, *self.names]

    def show(self, exponents, name):
        """Put one point a class at its exponent and write the format's ends below the line."""
        ends = limits(name)
        for tick, x in zip(self.ticks, (ends.exp_to_zero, 0, ends.exp_overflow), strict=True):
            tick.set_text(number(x, 2))
        for k, place in enumerate(self.places(exponents, name)):
            height = LOWEST + RISE * k
            self.points[k].set_data([place], [height])
            self.names[k].set(x=place + 0.07, y=height, text=sub("z", k))

    def places(self, x, name):
        """Return where x lies on the line: +1 is where exp overflows, -1 where it becomes 0."""
        ends, x = limits(name), np.asarray(x, dtype=float)
        scaled = np.where(x > 0, x / ends.exp_overflow, x / -ends.exp_to_zero)
        return np.clip(scaled, -REACH, REACH)

    def number_at(self, place, name):
        ends = limits(name)
        return place * (ends.exp_overflow if place > 0 else -ends.exp_to_zero)

    def nearest(self, y):
        return min(max(round((y - LOWEST) / RISE), 0), len(self.points) - 1)


class StepTable:
    """The steps of a softmax in one format, a column a class; what went wrong is framed."""

    ROWS = ("$z$", "$z + C$", "$e^{z+C}$", "sum", "$p$")

    def __init__(self, axes, count, *, title):
        axes.axis("off")
        axes.set(title=title, xlim=(-1.0, count - 0.4), ylim=(-0.5, len(self.ROWS) - 0.1))
        top = len(self.ROWS) - 1
        for row, words in enumerate(self.ROWS):
            axes.text(-1.0, top - row, words, va="center", fontsize=11)
        frame = {"boxstyle": "round,pad=0.25", "linewidth": 1.5, "facecolor": "none"}
        look = {"ha": "center", "va": "center", "fontsize": 10.5}
        places = [[(count - 1) / 2] if words == "sum" else range(count) for words in self.ROWS]
        self.artists = [
            [axes.text(x, top - row, "", bbox=dict(frame), **look) for x in across]
            for row, across in enumerate(places)
        ]

    def show(self, trace):
        rows = (trace.z, trace.shifted, trace.exps, [trace.total], trace.probabilities)
        for row, (cells, values) in enumerate(zip(self.artists, rows, strict=True)):
            for cell, value in zip(cells, np.asarray(values, dtype=float), strict=True):
                bad = not math.isfinite(value) or (row in (2, 3, 4) and value == 0)
                cell.set_text(number(value, 3 if row == 4 else 2))
                cell.get_bbox_patch().set_edgecolor(BAD if bad else "none")
                cell.set_fontweight("bold" if bad else "normal")


def verdict(trace):
    """Say in words how this softmax came out."""
    if np.isnan(trace.probabilities).any():
        cause = "the sum is inf" if np.isinf(trace.total) else "the sum is 0"
        return f"nan, because {cause}"
    if np.isinf(trace.total):
        return "all 0, because the sum is inf"
    if (trace.probabilities == 0).any():
        return "some p are stored as 0"
    return "it works"
