"""Logits that a hand can move: read from an argument, as sliders, as bars to drag."""

import math

import numpy as np

from helpers.arguments import read_finite
from helpers.live import Slider
from helpers.panels.parts.bars import Bars
from helpers.panels.parts.words import sub


def read_logits(z, *, least=2, most=6):
    """Return the logits of one example as plain numbers, or raise the error that fits."""
    z = read_finite(z, "z")
    if z.ndim != 1 or not least <= z.size <= most:
        count = f"{least}" if least == most else f"{least} to {most}"
        raise ValueError(f"z: expected {count} logits in one dimension, got shape {z.shape}")
    return tuple(z.tolist())


def logit_sliders(z, *, reach=5.0, step=0.1):
    """Return one slider a logit, wide enough for all of them."""
    low = min(-reach, math.floor(min(z)))
    high = max(reach, math.ceil(max(z)))
    return {f"z{k + 1}": Slider(sub("z", k), z[k], low, high, step) for k in range(len(z))}


def logits_of(values):
    """Return the logits among a panel's values, shape (K,)."""
    count = sum(name[0] == "z" and name[1:].isdigit() for name in values)
    return np.array([values[f"z{k + 1}"] for k in range(count)])


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
        """Return the control value that a drag from `start` to the height y sets."""
        return {f"z{self.nearest(start.x) + 1}": y}
