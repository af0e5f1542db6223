"""What a hand sets: sliders, shares of a distribution, and what the arrow keys choose."""

import math

import numpy as np

from helpers.arguments import read_probabilities
from helpers.live import Slider, State


def log_slider(label, name, value, low, high, step, **look):
    """Return a slider in powers of ten that can stand at its start value.

    It begins at `low` or a little above: a browser moves a slider that starts between two of its
    steps.
    """
    value = Slider(label, high, low, high).check(name, value)
    steps = math.floor((math.log10(value) - math.log10(low)) / step + 1e-9)
    start = min(10 ** (math.log10(value) - steps * step), value)
    return Slider(label, value, start, high, step, log=True, **look)


ACROSS = ("ArrowLeft", "ArrowRight")
DOWN = ("ArrowUp", "ArrowDown")
UP = DOWN[::-1]


def step(key, values, name, size, keys=ACROSS):
    """Make a number smaller by the first of two keys, larger by the second."""
    return {name: values[name] + (-size, size)[keys.index(key)]} if key in keys else None


def choose(key, values, name, count, keys=ACROSS):
    """Choose the neighbour before or after, round the end."""
    chosen = step(key, values, name, 1, keys)
    return chosen and {name: chosen[name] % count}


class DistributionState(State):
    """The shares of one distribution, as many as at the start; they are made to sum to 1."""

    def check(self, name, value):
        shares, count = read_probabilities(value, name).astype(float), len(self.value)
        if shares.shape != (count,):
            raise ValueError(f"{name}: expected {count} shares, got shape {shares.shape}")
        return tuple((shares / shares.sum()).tolist())


def with_share(shares, k, share):
    """Return the shares with share k set; the others keep their proportions, or are equal."""
    share = min(max(float(share), 0.0), 1.0)
    others = np.delete(shares, k)
    others = others / others.sum() if others.any() else np.full(others.size, 1 / others.size)
    return tuple(np.insert(others * (1 - share), k, share).tolist())
