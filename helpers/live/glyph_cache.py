"""Glyph cache: texts and characters are rendered by matplotlib once and then copied.

Laying out and rasterising a text is most of a move's time. `GlyphCache` keeps the mask of every
distinct text; a number, which is a new text at every move, is put together from the masks of its
characters. Median of a move with the cache and without any of it: collapse 10 and 35 ms,
one_digit 13 and 36, colour_network 9 and 30, batch_gradient 7 and 23, surprise_curve 4 and 5. With
whole texts alone, at values that were not shown before: collapse 31 ms, one_digit 36.
"""

from itertools import accumulate
from typing import NamedTuple

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, IdentityTransform

from helpers.live.lru_cache import LRUCache

STEPS = 4  # places per pixel at which a text can stand: none is off by more than an eighth
CAPACITY = 1_000_000  # bytes; a word takes 2000 at 1 pixel to the CSS pixel
SHEET = (640, 120)  # pixels, at 1 to the CSS pixel
MARGIN = 12  # of them, for a frame round the text
# No two of them stand closer together, or further apart, than their own widths say (a test asks
# matplotlib about every pair), so a text of them is its characters side by side.
PLAIN = "0123456789.+−"  # in nearly every number; the others are seldom needed
ALL = PLAIN + "·%=pz₁₂₃₄⁻⁰¹²³⁴⁵⁶⁷⁸⁹"
COMPOSED = frozenset(ALL + " ")
SHARES = {"left": 0.0, "center": 0.5, "right": 1.0}  # of the width that is left of the place


class GlyphCache:
    """Texts of one canvas, each distinct one rendered by matplotlib once; numbers not even that.

    Parameters
    ----------
    canvas : FigureCanvasAgg
        An opaque canvas to write on.
    """

    def __init__(self, canvas):
        self._canvas = canvas
        self._masks = MaskRenderer(canvas.figure)
        self._characters = CharacterCache(self._masks, STEPS)
        self._texts = LRUCache(CAPACITY)

    def draw(self, artist, renderer):
        """Draw a plain text and return True, or return False: the artist is for others."""
        if not _plain(artist):
            return False
        if artist.get_visible() and artist.get_text() and not self._write(artist):
            artist.draw(renderer)
        return True

    def _write(self, artist):
        place = artist.get_transform().transform(artist.get_unitless_position())
        if not np.all(np.isfinite(place)):
            return True  # as matplotlib does
        x, y = (round(v * STEPS) for v in place.tolist())
        (left, x), (bottom, y) = divmod(x, STEPS), divmod(y, STEPS)
        mask = self._characters.compose(artist, x, y)
        if mask is not None:
            colour = to_rgba(artist.get_color(), artist.get_alpha())
        else:
            away = x / STEPS - place[0], y / STEPS - place[1]
            key = x, y, *_appearance(artist)
            mask, colour = self._texts.get(key, lambda: self._set(artist, *away)), None
            if mask is None:
                return False  # too large: such texts are few
        pixels = np.asarray(self._canvas.buffer_rgba())
        first, top = mask.at(left, bottom, len(pixels))
        height, width = mask.pixels.shape[:2]
        if first < 0 or top < 0 or top + height > len(pixels) or first + width > pixels.shape[1]:
            return False  # over the edge: leave the cutting to matplotlib
        part = pixels[top : top + height, first : first + width, :3]
        if colour is None:
            paint, alpha = mask.pixels[:, :, :3], mask.pixels[:, :, 3:].astype(np.uint16)
        else:
            *paint, opaque = (round(255 * v) for v in colour)
            paint, alpha = np.array(paint, np.uint16), mask.pixels[:, :, None]
            alpha = alpha if opaque == 255 else (alpha * np.uint16(opaque) + 127) // 255
        part[...] = (part * (255 - alpha) + paint * alpha + 127) // 255
        return True

    def _set(self, artist, x, y):
        mask = self._masks.set(artist, x, y)
        return mask, 0 if mask is None else mask.pixels.nbytes


class CharacterCache:
    """The numbers of one figure; a row of all characters is set by matplotlib for each look.

    Parameters
    ----------
    renderer : MaskRenderer
        Where the rows are set.
    steps : int
        Places per pixel at which a text can stand.
    """

    def __init__(self, renderer, steps):
        self._masks, self._steps = renderer, steps
        self.rows = LRUCache(CAPACITY)

    def compose(self, artist, x, y):
        """Return how much of each pixel a number inks, or None for any other text.

        Parameters
        ----------
        artist : matplotlib Text
            Plain, as `GlyphCache` means it.
        x, y : int
            Where in the pixel it stands, in steps.

        Returns
        -------
        Mask or None
            Whose pixels are 0 to 255, shape (height, width).
        """
        text, font = artist.get_text(), artist.get_fontproperties()
        if not COMPOSED.issuperset(text) or not _upright(artist):
            return None
        font = font.copy()  # it can be changed in place
        widths = self.rows.get(font, lambda: (self._widths(font), 4 * len(COMPOSED)))
        if widths is None:
            return None
        stops = list(accumulate((widths[c] for c in text), initial=0))
        x -= round(SHARES[artist.get_horizontalalignment()] * stops[-1] * self._steps)
        pixel, x = divmod(x, self._steps)
        among = PLAIN if all(c in PLAIN or c == " " for c in text) else ALL
        key = among, font, artist.get_verticalalignment(), x, y
        row = self.rows.get(key, lambda: self._row(artist, key, widths))
        if row is None:
            return None
        characters, across, up = row
        gap = widths[" "]
        some = characters["0"]
        pixels = np.zeros((len(some), stops[-1] + gap), some.dtype)
        for character, stop in zip(text, stops, strict=False):
            if character != " ":
                # Characters share no mask, so where two meet in a pixel their parts of it add up.
                pixels[:, stop : stop + widths[character] + gap] += characters[character]
        return Mask(pixels, pixel + across, up)

    def _widths(self, font):
        """Return how far every character brings the pen, or None if not by whole pixels."""
        widths = {c: self._masks.width(c, font) for c in COMPOSED}
        if not all(float(width).is_integer() for width in widths.values()):
            return None
        return {c: int(width) for c, width in widths.items()}

    def _row(self, artist, key, widths):
        """Return (mask of each character, first column, height above the place), and its bytes."""
        among, font, vertical, x, y = key
        row = Text(
            text=" ".join(among),
            fontproperties=font,
            color="k",
            ha="left",
            va=vertical,
            figure=artist.figure,
            transform=IdentityTransform(),
        )
        mask = self._masks.set(row, x / self._steps, y / self._steps)
        if mask is None:
            return None, 0
        # Each character with half a space on either side.
        gap = widths[" "]
        before, after = gap // 2, gap - gap // 2
        end = sum(widths[c] + gap for c in among)
        whole = np.zeros((mask.pixels.shape[0], before + end + gap), np.uint16)
        first = before + mask.across
        whole[:, first : first + mask.pixels.shape[1]] = mask.pixels[:, :, 3]
        stops = accumulate((widths[c] + gap for c in among), initial=0)
        found = {
            c: whole[:, stop : stop + before + widths[c] + after]
            for c, stop in zip(among, stops, strict=False)
        }
        return (found, -before, mask.up), whole.nbytes


class Mask(NamedTuple):
    """The pixels of a text, and where they stand from the pixel that the text is set at."""

    pixels: np.ndarray  # uint8, shape (height, width, 4), not multiplied by alpha
    across: int  # from the place to the first column
    up: int  # from the place to above the first row

    def at(self, left, bottom, height):
        """Return the first column and row in a picture of that height, for a place in it."""
        return left + self.across, height - bottom - self.up


class MaskRenderer:
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
        """Return the mask of a text that is moved by (x, y) pixels, or None if it is too large.

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
        covered = drawn[:, :, 3]
        rows, columns = np.flatnonzero(covered.any(1)), np.flatnonzero(covered.any(0))
        if not rows.size:
            return Mask(np.zeros((0, 0, 4), np.uint8), 0, 0)
        top, first = int(rows[0]), int(columns[0])
        pixels = drawn[top : rows[-1] + 1, first : columns[-1] + 1].copy()
        return Mask(pixels, first - right, height - top - above)


def _plain(artist):
    return (
        type(artist) is Text  # an annotation places itself
        and not (artist.get_clip_on() and (artist.get_clip_box() or artist.get_clip_path()))
        and not artist.get_wrap()
        and not artist.get_path_effects()
        and artist.get_agg_filter() is None
    )


def _appearance(artist):
    """Return all that a plain text's mask depends on."""
    box = artist.get_bbox_patch()
    return (
        artist.get_text(),
        artist.get_fontproperties().copy(),  # it can be changed in place
        artist.get_rotation(),
        artist.get_rotation_mode(),
        artist.get_horizontalalignment(),
        artist.get_verticalalignment(),
        artist.get_alpha(),
        to_rgba(artist.get_color()),
        artist.get_antialiased(),
        artist.get_parse_math(),
        artist.get_usetex(),
        box and (box.get_facecolor(), box.get_edgecolor(), box.get_linewidth()),
        box and (box.get_linestyle(), box.get_boxstyle(), box.get_hatch()),
    )


def _upright(artist):
    return (
        artist.get_rotation() == 0
        and artist.get_bbox_patch() is None
        and artist.get_antialiased()
        and not artist.get_usetex()
    )
