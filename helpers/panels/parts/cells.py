"""A heat map with its number in every cell."""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap, to_rgb
from matplotlib.patches import Rectangle

from helpers.panels.parts.words import signed

# Negative, positive: no class has these colours, and their lightness differs, so that the two are
# told apart in greyscale too. The sign stands in the cell besides.
LIGHT_ENDS = ("#D9A457", "#00564D")
DARK_ENDS = ("#8A5A1B", "#6FD0C4")


def colours_on(axes, *, signed=True):
    """Return the colours of numbers, 0 being the paper; what is no number lets it through."""
    face = to_rgb(axes.get_facecolor())
    negative, positive = LIGHT_ENDS if _lightness(face) > 0.5 else DARK_ENDS
    ends = [negative, face, positive] if signed else [face, axes.title.get_color()]
    return LinearSegmentedColormap.from_list("numbers", ends).with_extremes(bad=(*face, 0))


def frame(axes, x, y, width, height):
    """Return a thick frame for what is chosen."""
    look = {"facecolor": "none", "edgecolor": axes.title.get_color(), "linewidth": 3}
    return axes.add_patch(Rectangle((x, y), width, height, clip_on=False, **look))


class Cells:
    """A matrix as coloured cells with their numbers; row 0 is at the top.

    The colours end at plus and minus `limit`: no derivative of a softmax is larger than 1/4, as
    p(1 - p) and p_i p_j end there. `say` turns a number into what stands in its cell.
    """

    def __init__(self, axes, rows, columns, *, size=10.5, limit=0.25, say=signed):
        self.axes, self.rows, self.columns, self._say = axes, rows, columns, say
        axes.grid(False)
        axes.tick_params(length=0)
        axes.set(xlim=(-0.5, columns - 0.5), ylim=(rows - 0.5, -0.5), xticks=(), yticks=())
        axes.spines[:].set_visible(False)
        edges = np.arange(columns + 1) - 0.5, np.arange(rows + 1) - 0.5
        look = {"cmap": colours_on(axes), "edgecolors": "0.6", "linewidth": 0.8}
        zeros = np.zeros((rows, columns))
        self.mesh = axes.pcolormesh(*edges, zeros, vmin=-limit, vmax=limit, **look)
        self.numbers = [
            [axes.text(j, i, "", ha="center", va="center", fontsize=size) for j in range(columns)]
            for i in range(rows)
        ]
        self.frame = frame(axes, 0, 0, 1, 1)
        self.artists = [self.mesh, self.numbers, self.frame]

    def show(self, values, *, framed):
        """Set the cells; `framed` is (row, column, rows, columns) of what the frame surrounds."""
        values = np.asarray(values, dtype=float)
        self.mesh.set_array(values)
        colours = self.mesh.to_rgba(values)
        for (i, j), value in np.ndenumerate(values):
            ink = "#111" if _lightness(colours[i, j]) > 0.5 else "#fff"
            self.numbers[i][j].set(text=self._say(value), color=ink)
        row, column, tall, wide = framed
        self.frame.set(xy=(column - 0.5, row - 0.5), width=wide, height=tall)

    def at(self, x, y):
        """Return the row and column of the cell nearest to data coordinates, as control values."""
        return {
            "row": min(max(round(y), 0), self.rows - 1),
            "column": min(max(round(x), 0), self.columns - 1),
        }


def _lightness(colour):
    """Return how light a colour looks, 0 to 1 (weights of ITU-R BT.709)."""
    return float(np.dot(colour[:3], (0.2126, 0.7152, 0.0722)))
