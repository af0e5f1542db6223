"""Draw changing texts from remembered ink: setting a text anew is most of a move's time."""

import numpy as np
from matplotlib.colors import to_rgba
from matplotlib.text import Text

from helpers.live.ink import Sheet
from helpers.live.memory import Memory
from helpers.live.numerals import Numerals

STEPS = 4  # places per pixel at which a text can stand: none is off by more than an eighth
CAPACITY = 1_000_000  # bytes of texts; a word at 1 pixel to the CSS pixel takes 2000


class Lettering:
    """Texts of one canvas, each distinct one rendered by matplotlib once; numbers not even that.

    Parameters
    ----------
    canvas : FigureCanvasAgg
        An opaque canvas to write on.
    """

    def __init__(self, canvas):
        self._canvas = canvas
        self._sheet = Sheet(canvas.figure)
        self._numerals = Numerals(self._sheet, STEPS)
        self._texts = Memory(CAPACITY)

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
        ink = self._numerals.compose(artist, x, y)
        if ink is not None:
            colour = to_rgba(artist.get_color(), artist.get_alpha())
        else:
            away = x / STEPS - place[0], y / STEPS - place[1]
            key = x, y, *_appearance(artist)
            ink, colour = self._texts.get(key, lambda: self._set(artist, *away)), None
            if ink is None:
                return False  # too large: such texts are few
        pixels = np.asarray(self._canvas.buffer_rgba())
        first, top = ink.at(left, bottom, len(pixels))
        height, width = ink.pixels.shape[:2]
        if first < 0 or top < 0 or top + height > len(pixels) or first + width > pixels.shape[1]:
            return False  # over the edge: leave the cutting to matplotlib
        part = pixels[top : top + height, first : first + width, :3]
        if colour is None:
            paint, alpha = ink.pixels[:, :, :3], ink.pixels[:, :, 3:].astype(np.uint16)
        else:
            *paint, opaque = (round(255 * v) for v in colour)
            paint, alpha = np.array(paint, np.uint16), ink.pixels[:, :, None]
            alpha = alpha if opaque == 255 else (alpha * np.uint16(opaque) + 127) // 255
        part[...] = (part * (255 - alpha) + paint * alpha + 127) // 255
        return True

    def _set(self, artist, x, y):
        ink = self._sheet.set(artist, x, y)
        return ink, 0 if ink is None else ink.pixels.nbytes


def _plain(artist):
    return (
        type(artist) is Text  # an annotation places itself
        and not (artist.get_clip_on() and (artist.get_clip_box() or artist.get_clip_path()))
        and not artist.get_wrap()
        and not artist.get_path_effects()
        and artist.get_agg_filter() is None
    )


def _appearance(artist):
    """Return all that a plain text's ink depends on."""
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
