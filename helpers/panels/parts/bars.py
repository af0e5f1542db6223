"""One bar a class with its number, standing or lying; and logits: read, as sliders, as bars."""

import math

import numpy as np

from helpers.arguments import read_finite
from helpers.live import Slider, class_style
from helpers.panels.parts.words import sub


class Bars:
    """One bar a class, with its number on it; the numbers take part in the animation."""

    def __init__(self, axes, count, *, names=None, size=10):
        self.axes, self.count = axes, count
        self.bars = [axes.bar(k, 0.0, width=0.7, **class_style(k))[0] for k in range(count)]
        self.labels = [
            axes.text(k, 0, "", ha="center", va="bottom", fontsize=size) for k in range(count)
        ]
        axes.set_xticks(range(count), names or [str(k + 1) for k in range(count)])
        axes.set_xlim(-0.6, count - 0.4)
        axes.tick_params(axis="x", length=0)
        self.artists = [*self.bars, *self.labels]

    def show(self, heights, texts):
        low, high = self.axes.get_ylim()
        gap = 0.02 * (high - low)
        for bar, label, height, text in zip(self.bars, self.labels, heights, texts, strict=True):
            bar.set_height(height)
            down = height < 0
            label.set_y(min(max(height, low), high) + (-gap if down else gap))
            label.set_va("top" if down else "bottom")
            label.set_text(text)

    def nearest(self, x):
        return min(max(round(x), 0), self.count - 1)


def scale_end(top):
    """Return the first of 1, 2, 5, 10, 20, … that is not below top."""
    power = 10.0 ** math.floor(math.log10(top))
    return next(m * power for m in (1, 2, 5, 10, 20) if m * power >= top)


def share_bars(axes, count, *, title="probabilities $p$", **look):
    """Return bars for probabilities, with room above 1 for their numbers."""
    axes.set(title=title, ylim=(0, 1.17), yticks=(0, 0.5, 1))
    return Bars(axes, count, **look)


class LyingBars:
    """One bar a class, lying, class 0 at the top, with its number beyond its end.

    The scale is made for numbers between the two `ends`, 0 between them. With `names` the class
    stands before its bar.
    """

    def __init__(self, axes, count, *, title, ends, names=True):
        self.low, self.high = ends
        ink = axes.title.get_color()
        self.bars = [axes.barh(k, 0.0, height=0.72, **class_style(k))[0] for k in range(count)]
        self.labels = [axes.text(0, k, "", va="center", fontsize=9) for k in range(count)]
        (self.marks,) = axes.plot([], [], "|", color=ink, markersize=13, markeredgewidth=2)
        span = self.high - self.low
        room = 0.45 * span  # for the numbers beyond the bars' ends
        self._gap = 0.1 * room
        left = self.low - (room if self.low < 0 else 0.02 * span)
        axes.set(title=title, xlim=(left, self.high + room), ylim=(count - 0.4, -0.6))
        axes.set_yticks(range(count), [str(k) if names else "" for k in range(count)])
        axes.set_xticks(())
        axes.grid(False)
        axes.tick_params(length=0)
        axes.axvline(0, color="0.5", linewidth=1)
        axes.spines[["left", "bottom"]].set_visible(False)
        self.artists = [*self.bars, self.marks, *self.labels]

    def show(self, lengths, texts, *, marks=None):
        """Set the bars' lengths and their numbers; a scale too short for them is stretched.

        `marks` are other numbers, each a thin line on its bar.
        """
        self.marks.set_visible(marks is not None)
        lengths = np.asarray(lengths, dtype=float)
        marks = np.zeros_like(lengths) if marks is None else np.asarray(marks, dtype=float)
        every = np.concatenate([lengths, marks])
        stretch = min(
            self.low / min(every.min(), self.low) if self.low < 0 else 1.0,
            self.high / max(every.max(), self.high),
        )
        for k, (bar, label, length) in enumerate(zip(self.bars, self.labels, lengths, strict=True)):
            bar.set_width(length * stretch)
            outer, gap = (min, -self._gap) if length < 0 else (max, self._gap)
            label.set_x(outer(length, marks[k]) * stretch + gap)
            label.set_ha("right" if length < 0 else "left")
            label.set_text(texts[k])
        self.marks.set_data(marks * stretch, range(len(marks)))

    def nearest(self, y):
        return min(max(round(y), 0), len(self.bars) - 1)


def logit_sliders(z, *, most=6, reach=5.0, step=0.1, digits=None):
    """Return one slider a logit, each wide enough for all, or raise the error that fits `z`."""
    z = read_finite(z, "z")
    if z.ndim != 1 or not 2 <= z.size <= most:
        raise ValueError(f"z: expected 2 to {most} logits in one dimension, got shape {z.shape}")
    ends = min(-reach, math.floor(z.min())), max(reach, math.ceil(z.max()))
    return {
        f"z{k + 1}": Slider(sub("z", k), value, *ends, step, digits=digits)
        for k, value in enumerate(z.tolist())
    }


def logits_of(values):
    """Return the logits among a panel's values, shape (K,)."""
    return np.array([v for name, v in values.items() if name[0] == "z" and name[1:].isdigit()])


class LogitBars(Bars):
    """The logits of a panel's sliders z1, z2, … as bars over a line at 0, to drag.

    A bar can go beyond the sliders' ends by `lift`; `room` is for the numbers beyond that, as a
    share of the sliders' length.
    """

    def __init__(self, axes, panel, *, title="logits $z$", room=0.18, lift=0.0, **look):
        slider, count = panel.specs["z1"], logits_of(panel.values).size
        beyond = lift + room * (slider.high - slider.low)
        axes.set(title=title, ylim=(slider.low - beyond, slider.high + beyond))
        axes.axhline(0, color=axes.spines["left"].get_edgecolor(), linewidth=1)
        super().__init__(axes, count, **look)
        self.drags = {axes: ("ns-resize", self.moved)}

    def moved(self, x, y, start, values):
        return {f"z{self.nearest(start.x) + 1}": y}
