"""A heat map with its number in every cell."""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap, to_rgb
from matplotlib.patches import Rectangle

from helpers.panels.parts.words import signed

# Negative, positive: no class has these colours, and their lightness differs, so that the two are
# told apart in greyscale too. The sign stands in the cell besides.
LIGHT_ENDS = ("#D9A457", "#00564D")
DARK_ENDS = ("#8A5A1B", "#6FD0C4")
LIMIT = 0.25  # no derivative of a softmax is larger: p(1 - p) and p_i p_j end at 1/4


def ends_for(face):
    """Return the colours of the most negative and the most positive number on this paper."""
    return LIGHT_ENDS if _lightness(to_rgb(face)) > 0.5 else DARK_ENDS


class Cells:
    """A matrix as coloured cells with their numbers; row 0 is at the top.

    The colours end at plus and minus `limit`; what is no number has the colour of 0.
    """

    def __init__(self, axes, rows, columns, *, size=10.5, limit=LIMIT):
        self.axes, self.rows, self.columns, self.limit = axes, rows, columns, limit
        face = to_rgb(axes.get_facecolor())
        negative, positive = ends_for(face)
        self._colours = LinearSegmentedColormap.from_list(
            "signed", [negative, face, positive]
        ).with_extremes(bad=face)
        axes.grid(False)
        axes.set(xlim=(-0.5, columns - 0.5), ylim=(rows - 0.5, -0.5), xticks=(), yticks=())
        axes.spines[:].set_visible(False)
        edges = np.arange(columns + 1) - 0.5, np.arange(rows + 1) - 0.5
        look = {"cmap": self._colours, "edgecolors": "0.6", "linewidth": 0.8}
        zeros = np.zeros((rows, columns))
        self.mesh = axes.pcolormesh(*edges, zeros, vmin=-limit, vmax=limit, **look)
        self.numbers = [
            [axes.text(j, i, "", ha="center", va="center", fontsize=size) for j in range(columns)]
            for i in range(rows)
        ]
        ink = axes.title.get_color()
        look = {"facecolor": "none", "edgecolor": ink, "linewidth": 3, "clip_on": False}
        self.frame = axes.add_patch(Rectangle((0, 0), 1, 1, **look))
        self.artists = [self.mesh, self.numbers, self.frame]

    def show(self, values, *, framed, say=signed):
        """Set the cells; `framed` is (row, column, rows, columns) of what the frame surrounds.

        `say` turns a number into what stands in its cell.
        """
        values = np.asarray(values, dtype=float)
        self.mesh.set_array(values)
        colours = self._colours((values + self.limit) / (2 * self.limit))
        for colour, texts, row in zip(colours, self.numbers, values, strict=True):
            for rgba, text, value in zip(colour, texts, row, strict=True):
                text.set(text=say(value), color="#111" if _lightness(rgba) > 0.5 else "#fff")
        row, column, tall, wide = framed
        self.frame.set(xy=(column - 0.5, row - 0.5), width=wide, height=tall)

    def at(self, x, y):
        """Return the row and column of the cell nearest to data coordinates, as control values."""
        row, column = min(max(round(y), 0), self.rows - 1), min(max(round(x), 0), self.columns - 1)
        return {"row": row, "column": column}


def _lightness(colour):
    """Return how light a colour looks, 0 to 1 (weights of ITU-R BT.709)."""
    return float(np.dot(colour[:3], (0.2126, 0.7152, 0.0722)))
