"""Two curves that grow from epoch to epoch, told apart by colour, line style and marker."""

import numpy as np

from helpers.live import CLASS_MARKERS, class_colour
from helpers.panels.parts.words import loose_text, paper

LOSSES = {"cross_entropy": "cross-entropy", "squared_error": "squared error"}


def line(axes, k):
    """Return curve k, 0 or 1, still empty."""
    return axes.plot([], [], color=class_colour(k), linestyle=("-", "--")[k])[0]


def dot(axes, k, size=11, marker=None):
    """Return the marker of class k, or another, drawn whole where it reaches over the axes."""
    look = {"markersize": size, "markeredgecolor": axes.title.get_color(), "clip_on": False}
    return axes.plot([], [], marker or CLASS_MARKERS[k], color=class_colour(k), **look)[0]


class Curves:
    """Two curves over the epochs, with a marker at the end of each, its name and a number.

    `names` says of each name as which curve, 0 or 1, it is drawn.
    """

    def __init__(self, axes, names, total, *, size):
        self.names, self.total = names, total
        axes.set(xlabel="epoch", xlim=(0, 1.45 * total))  # with room for the words
        look = {"fontsize": 10.5, "va": "center", "bbox": paper(axes, pad=1, alpha=0.8)}
        self.lines = [line(axes, k) for k in names.values()]
        self.heads = [dot(axes, k, size) for k in names.values()]
        self.words = [loose_text(axes, **look) for _ in names]
        self.artists = [self.lines, self.heads, self.words]

    def show(self, curves, heights, numbers):
        """Set the curves, from epoch 0 on, and the heights and numbers of the words beside them."""
        for i, (name, curve) in enumerate(zip(self.names, curves)):
            done = len(curve) - 1
            self.lines[i].set_data(np.arange(done + 1), curve)
            self.heads[i].set_data([done], [curve[-1]])
            words = {"x": done + 0.045 * self.total, "y": heights[i]}
            self.words[i].set(text=f"{name} {numbers[i]}", **words)


def spread(heights, gap, low, high):
    """Return heights for two labels, as near to theirs as can be, at least `gap` apart."""
    first, second = (min(max(float(v), low), high) for v in heights)
    if abs(first - second) < gap:
        middle = min(max((first + second) / 2, low + gap / 2), high - gap / 2)
        half = -gap / 2 if first < second else gap / 2
        first, second = middle + half, middle - half
    return first, second
