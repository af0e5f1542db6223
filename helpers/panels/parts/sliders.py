"""Sliders for whole numbers and for powers of ten, checked by the name of the option."""

import math

from helpers.live import Slider


def whole_slider(label, name, value, low, high):
    """Return a slider for whole numbers; a value of 3.0 becomes 3."""
    return Slider(label, low, low, high, 1).at(name, value)


def log_slider(label, name, value, low, high, step, **look):
    """Return a slider in powers of ten that can stand at its start value.

    It begins at `low` or a little above: a browser moves a slider that starts between two of its
    steps.
    """
    value = Slider(label, high, low, high).check(name, value)
    steps = math.floor((math.log10(value) - math.log10(low)) / step + 1e-9)
    start = min(10 ** (math.log10(value) - steps * step), value)
    return Slider(label, value, start, high, step, log=True, **look)
