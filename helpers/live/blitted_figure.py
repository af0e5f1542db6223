"""A blitted figure: drawn once, and at a move only the artists that change, over that background.

Two axes of 800 x 320 pixels take 30 ms to draw in full, and 2 ms so.
"""

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.cbook import flatten
from matplotlib.figure import Figure

from helpers.live.glyph_cache import draw_text
from helpers.live.hatch_cache import draw_rectangle
from helpers.live.look import style
from helpers.live.png import encode_png

DPI = 100  # one inch of figure is 100 CSS pixels
NOTE = "run this cell to make it move"
NOTE_HEIGHT = 0.2  # inches


class BlittedFigure:
    """One figure of `size` inches, for a light or a dark page, of `ratio` pixels to the CSS pixel.

    `build(figure)` creates its axes and returns the artists that will change.
    """

    def __init__(self, build, size, *, dark=False, ratio=1.0):
        self.dark, self.ratio = dark, ratio
        self._background = None
        with style(dark):
            # Figure(), never pyplot: pyplot would keep every figure alive and show it twice.
            self.figure = Figure(figsize=size, dpi=DPI * ratio)
            self.canvas = FigureCanvasAgg(self.figure)
            # Lists, and containers such as the one `axes.bar` returns, as one list.
            self.moving = sorted(flatten([build(self.figure)]), key=Artist.get_zorder)

    def draw(self, *, note=False):
        """Return the present state of the artists as a PNG, `ratio` pixels to the CSS pixel.

        A `note` in a strip of 20 CSS pixels below says that it is a still.
        """
        with style(self.dark):
            if self._background is None:
                self._draw_background()
            self.canvas.restore_region(self._background)
            renderer = self.canvas.get_renderer()
            for artist in self.moving:
                if not (draw_text(artist, renderer) or draw_rectangle(artist, renderer)):
                    artist.draw(renderer)
            pixels = np.asarray(self.canvas.buffer_rgba())
            if note:
                pixels = np.vstack([pixels, self._note_strip()])
        return encode_png(pixels)

    def _note_strip(self):
        # A strip of its own below the picture: no corner is free in every picture.
        size = self.figure.get_figwidth(), NOTE_HEIGHT
        strip = FigureCanvasAgg(Figure(figsize=size, dpi=self.figure.dpi))
        strip.figure.text(0.995, 0.3, NOTE, ha="right", fontsize=8, style="italic", color="0.45")
        strip.draw()
        return np.asarray(strip.buffer_rgba())

    def _draw_background(self):
        # Lay out once, with the changing artists in it; afterwards nothing may jump.
        if self.figure.axes:
            self.figure.get_layout_engine().execute(self.figure)
        self.figure.set_layout_engine("none")
        shown = [artist for artist in self.moving if artist.get_visible()]
        # Hidden rather than `animated`: matplotlib's own full draw leaves out only those animated
        # artists that hang directly on the axes or figure, so tick labels would stay.
        for artist in shown:
            artist.set_visible(False)
        try:
            self.canvas.draw()
        finally:
            for artist in shown:
                artist.set_visible(True)
        self._background = self.canvas.copy_from_bbox(self.figure.bbox)
