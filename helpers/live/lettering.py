"""Draw changing texts from remembered masks: setting a text anew is most of a move's time."""

from collections import OrderedDict

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

STEPS = 4  # places per pixel at which a text can stand: none is off by more than an eighth
CAPACITY = 1_500_000  # bytes of masks; a number at 1 pixel to the CSS pixel takes 4000
PAPER = (640, 120)  # pixels, at 1 to the CSS pixel, on which a text is set for its mask
MARGIN = 12  # of them, for a frame round the text


class Lettering:
    """Texts of one canvas, each distinct one rendered by matplotlib once.

    Parameters
    ----------
    canvas : FigureCanvasAgg
        An opaque canvas to write on.
    """

    def __init__(self, canvas):
        self._canvas = canvas
        self._masks = OrderedDict()
        self._size = 0
        self._scratch = None

    def draw(self, artist, renderer):
        """Draw any artist; a plain text from its mask, all else by its own method."""
        if not _plain(artist):
            artist.draw(renderer)
        elif artist.get_visible() and artist.get_text():
            self._write(artist, renderer)

    def _write(self, artist, renderer):
        place = artist.get_transform().transform(artist.get_unitless_position())
        if not np.all(np.isfinite(place)):
            return  # as matplotlib does
        snapped = np.round(place * STEPS)
        left, bottom = (int(v) for v in snapped // STEPS)
        key = (*(int(v) for v in snapped % STEPS), *_appearance(artist))
        if key not in self._masks:
            mask = self._mask(artist, snapped / STEPS - place, left, bottom)
            if mask is None:
                artist.draw(renderer)  # larger than the paper: such texts are few
                return
            self._masks[key] = mask
            self._size += self._masks[key][0].nbytes
            while self._size > CAPACITY and len(self._masks) > 1:
                self._size -= self._masks.popitem(last=False)[1][0].nbytes
        self._masks.move_to_end(key)
        mask, across, up = self._masks[key]
        pixels = np.asarray(self._canvas.buffer_rgba())
        x, y = left + across, pixels.shape[0] - bottom - up
        height, width = mask.shape[:2]
        if x < 0 or y < 0 or y + height > pixels.shape[0] or x + width > pixels.shape[1]:
            artist.draw(renderer)  # over the edge: leave the cutting to matplotlib
            return
        part = pixels[y : y + height, x : x + width, :3]
        part[...] = (part * (255 - mask[:, :, 3:]) + mask[:, :, :3] + 127) // 255

    def _mask(self, artist, shift, left, bottom):
        """Return the ink of each pixel (colour x alpha, alpha) and its corner from the place."""
        # A small paper: clearing and searching one of the picture's size takes longer than to
        # set the text.
        ratio = self._canvas.figure.dpi / 100
        width, height = (int(side * ratio) for side in PAPER)
        if self._scratch is None:
            self._scratch = RendererAgg(width, height, self._canvas.figure.dpi)
        extent = artist.get_window_extent(self._scratch)
        half = width / 2 - MARGIN * ratio, height / 2 - MARGIN * ratio
        if extent.width > half[0] or extent.height > half[1]:
            return None  # aligned to one side it would not be whole
        self._scratch.clear()
        transform = artist.get_transform()
        # Onto the snapped place, in the middle of the paper: a text is whole there, to whichever
        # side it is aligned.
        onto = np.array([width // 2 - left, height // 2 - bottom])
        artist.set_transform(transform + Affine2D().translate(*(shift + onto)))
        try:
            artist.draw(self._scratch)
        finally:
            artist.set_transform(transform)
        drawn = np.asarray(self._scratch.buffer_rgba())
        inked = drawn[:, :, 3]
        rows, columns = np.flatnonzero(inked.any(1)), np.flatnonzero(inked.any(0))
        if not rows.size:
            return np.zeros((0, 0, 4), np.uint16), 0, 0
        top, first = rows[0], columns[0]
        mask = drawn[top : rows[-1] + 1, first : columns[-1] + 1].astype(np.uint16)
        mask[:, :, :3] *= mask[:, :, 3:]
        return mask, int(first) - width // 2, height - int(top) - height // 2


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
