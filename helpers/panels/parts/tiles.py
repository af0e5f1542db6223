"""Pictures of 8 x 8 pixels side by side."""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap, to_rgb
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from helpers.panels.parts.cells import ends_for

SIDE = 8
PIXELS = SIDE * SIDE
STRONG = 0.25  # of the scale: from here on a negative pixel has its dash


class Tiles:
    """Pictures of 8 x 8 pixels in rows, as one image: ink on paper, or signed numbers.

    Signed ones are amber for negative, teal for positive; a dash on every strongly negative
    pixel says the same without colour.
    """

    def __init__(self, axes, count, columns, *, signed=True, gap=1, names=None, lines=1, size=9):
        self.signed, self._count = signed, count
        self.columns, self.rows = columns, -(-count // columns)
        self._step = SIDE + gap
        face, ink = to_rgb(axes.get_facecolor()), axes.title.get_color()
        negative, positive = ends_for(face)
        ends = [negative, face, positive] if signed else [face, ink]
        colours = LinearSegmentedColormap.from_list("tiles", ends)
        # The gaps let the names through, which stand in the background.
        colours = colours.with_extremes(bad=(0, 0, 0, 0))
        lead = gap if names is None else gap + 2 * lines  # room for the names
        self._rise = SIDE + lead
        shape = self.rows * self._rise, columns * self._step - gap
        self.canvas = np.full(shape, np.nan)
        self._colours = colours
        # As colours: numbers would be coloured when they have been enlarged to the screen's pixels,
        # which takes 1 ms longer.
        self.image = axes.imshow(colours(self.canvas, bytes=True), interpolation="nearest")
        (self.dashes,) = axes.plot([], [], "_", color=ink, markersize=3.2, markeredgewidth=0.9)
        axes.set_axis_off()
        frames = []
        for k in range(count):
            x, y = self.corner(k)
            square = Affine2D.from_values(SIDE, 0, 0, SIDE, x - 0.5, y - 0.5)
            frames.append(Path.unit_rectangle().transformed(square))
            if names is not None:
                axes.text(x + 3.5, y - 0.9, names[k], ha="center", va="bottom", fontsize=size)
        # In one path: ten rectangles take 1 ms longer.
        every = PathPatch(Path.make_compound_path(*frames), fill=False, color="0.6", clip_on=False)
        axes.add_patch(every)
        look = {"fill": False, "color": ink, "linewidth": 3, "visible": False}
        self.frame = axes.add_patch(Rectangle((0, 0), SIDE, SIDE, **look))
        self.artists = [self.image, every, self.frame, *([self.dashes] if signed else [])]

    def corner(self, k):
        """Return the column and row of the top left pixel of picture k."""
        row, column = divmod(k, self.columns)
        return column * self._step, row * self._rise + self._rise - SIDE

    def show(self, pictures, *, scale=1.0, framed=None):
        """Set the pictures, shape (n, 64); a pixel of size `scale` has the full colour."""
        for k, picture in enumerate(np.asarray(pictures).reshape(-1, SIDE, SIDE)):
            x, y = self.corner(k)
            self.canvas[y : y + SIDE, x : x + SIDE] = picture / scale
        shares = self.canvas / 2 + 0.5 if self.signed else self.canvas
        self.image.set_data(self._colours(shares, bytes=True))
        if self.signed:
            with np.errstate(invalid="ignore"):
                rows, columns = np.nonzero(self.canvas < -STRONG)
            self.dashes.set_data(columns, rows)
        self.frame.set_visible(framed is not None)
        if framed is not None:
            x, y = self.corner(framed)
            self.frame.set_xy((x - 0.5, y - 0.5))

    def at(self, x, y):
        """Return the picture nearest to data coordinates."""
        column = min(max(int((x + 0.5) // self._step), 0), self.columns - 1)
        row = min(max(int((y + 0.5) // self._rise), 0), self.rows - 1)
        return min(row * self.columns + column, self._count - 1)


def scale_of(numbers):
    """Return the size of the largest number, 1 if all are 0."""
    return float(np.abs(numbers).max()) or 1.0
