"""What ink a text takes: a small sheet on which matplotlib sets one text at a time."""

from typing import NamedTuple

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.transforms import Affine2D

SHEET = (640, 120)  # pixels, at 1 to the CSS pixel
MARGIN = 12  # of them, for a frame round the text


class Ink(NamedTuple):
    """The pixels of a text, and where they stand from the pixel that the text is set at."""

    pixels: np.ndarray  # uint8, shape (height, width, 4), not multiplied by alpha
    across: int  # from the place to the first column
    up: int  # from the place to above the first row

    def at(self, left, bottom, height):
        """Return the first column and row in a picture of that height, for a place in it."""
        return left + self.across, height - bottom - self.up


class Sheet:
    """A sheet for the texts of one figure.

    Parameters
    ----------
    figure : matplotlib Figure
        Whose dots per inch count.
    """

    def __init__(self, figure):
        self._figure, self._made = figure, None

    @property
    def _renderer(self):
        if self._made is None:
            width, height = self._size()
            self._made = RendererAgg(width, height, self._figure.dpi)
        return self._made

    def _size(self):
        return tuple(int(side * self._figure.dpi / 100) for side in SHEET)

    def width(self, text, font):
        """Return how far a text brings the pen, in pixels."""
        return self._renderer.get_text_width_height_descent(text, font, ismath=False)[0]

    def set(self, artist, x, y):
        """Return the ink of a text that is moved by (x, y) pixels, or None if it is too large.

        Parameters
        ----------
        artist : matplotlib Text
            It is left as it was.
        x, y : float
            The result stands from pixel (0, 0), so these bring the text's place near it.
        """
        # A small sheet: clearing and searching one of the picture's size takes longer than to
        # set the text.
        extent = artist.get_window_extent(self._renderer)
        width, height = self._size()
        margin = MARGIN * self._figure.dpi / 100
        if extent.width > width - 2 * margin or extent.height > height - 2 * margin:
            return None
        self._renderer.clear()
        right, above = round(margin - extent.x0 - x), round(margin - extent.y0 - y)
        transform = artist.get_transform()
        artist.set_transform(transform + Affine2D().translate(x + right, y + above))
        try:
            artist.draw(self._renderer)
        finally:
            artist.set_transform(transform)
        drawn = np.asarray(self._renderer.buffer_rgba())
        inked = drawn[:, :, 3]
        rows, columns = np.flatnonzero(inked.any(1)), np.flatnonzero(inked.any(0))
        if not rows.size:
            return Ink(np.zeros((0, 0, 4), np.uint8), 0, 0)
        top, first = int(rows[0]), int(columns[0])
        pixels = drawn[top : rows[-1] + 1, first : columns[-1] + 1].copy()
        return Ink(pixels, first - right, height - top - above)
