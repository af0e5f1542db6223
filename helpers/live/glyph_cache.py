"""Glyph cache: texts and characters are rendered by matplotlib once and then copied.

Laying out and rasterising a text is most of a move's time. The mask of every distinct text is
kept; a number, which is a new text at every move, is put together from the masks of its
characters. Median of a move with the cache and without any of it: collapse 10 and 35 ms,
one_digit 13 and 36, colour_network 9 and 30, batch_gradient 7 and 23, surprise_curve 4 and 5. With
whole texts alone, at values that were not shown before: collapse 31 ms, one_digit 36.

A text stands at a whole pixel, as the edges of bars do: at quarters of one, each text was rendered
16 times before a drag ran smoothly.
"""

from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, IdentityTransform

# Texts, and rows of characters; one takes 2000 to 6000 bytes at 1 pixel to the CSS pixel.
MOST = 256
TEXTS = {}  # masks of whole texts
SHEET = (640, 120)  # pixels, at 1 to the CSS pixel
MARGIN = 12  # of them, for a frame round the text
# No two of them stand closer together, or further apart, than their own widths say (a test asks
# matplotlib about every pair), so a text of them is its characters side by side.
PLAIN = "0123456789.+−"  # in nearly every number; the others are seldom needed
ALL = PLAIN + "·%=pz₁₂₃₄⁻⁰¹²³⁴⁵⁶⁷⁸⁹"
COMPOSED = frozenset(ALL + " ")
SHARES = {"left": 0.0, "center": 0.5, "right": 1.0}  # of the width that is left of the place


class Mask(NamedTuple):
    """The pixels of a text, and where they stand from the pixel that the text is set at."""

    pixels: np.ndarray  # uint8, (height, width, 4), not multiplied by alpha; or alpha alone
    across: int  # from the place to the first column
    up: int  # from the place to above the first row


def draw_text(artist, renderer):
    """Draw a plain text on an opaque picture and return True, or False: it is for others."""
    if not _plain(artist):
        return False
    if artist.get_visible() and artist.get_text() and not _write(artist, renderer):
        artist.draw(renderer)
    return True


def _write(artist, renderer):
    place = artist.get_transform().transform(artist.get_unitless_position())
    if not np.all(np.isfinite(place)):
        return True  # as matplotlib does
    mask = compose(artist, renderer.dpi)
    composed = mask is not None
    if not composed:
        mask = _whole(artist, place, renderer.dpi)
    if mask is None:
        return False  # too large: such texts are few
    pixels = np.asarray(renderer.buffer_rgba())
    across, up = np.round(place).astype(int).tolist()
    first, top = across + mask.across, len(pixels) - up - mask.up
    height, width = mask.pixels.shape[:2]
    if first < 0 or top < 0 or top + height > len(pixels) or first + width > pixels.shape[1]:
        return False  # over the edge: leave the cutting to matplotlib
    part = pixels[top : top + height, first : first + width, :3]
    if composed:
        colour = to_rgba(artist.get_color(), artist.get_alpha())
        *paint, opaque = (round(255 * v) for v in colour)
        paint, alpha = np.array(paint, np.uint16), mask.pixels[:, :, None]
        alpha = alpha if opaque == 255 else (alpha * np.uint16(opaque) + 127) // 255
    else:
        paint, alpha = mask.pixels[:, :, :3], mask.pixels[:, :, 3:].astype(np.uint16)
    part[...] = (part * (255 - alpha) + paint * alpha + 127) // 255
    return True


def _whole(artist, place, dpi):
    key = dpi, *_appearance(artist)
    if key not in TEXTS:
        if len(TEXTS) >= MOST:
            TEXTS.clear()
        TEXTS[key] = render(artist, place, dpi)
    return TEXTS[key]


def compose(artist, dpi):
    """Return the mask of a number, put together from its characters, or None for other texts.

    Its pixels are how much of each is covered, 0 to 255, shape (height, width).
    """
    text = artist.get_text()
    if not COMPOSED.issuperset(text) or not _upright(artist):
        return None
    font = _font(artist)
    widths = _widths(font, dpi)
    if widths is None:
        return None
    stops = list(accumulate((widths[c] for c in text), initial=0))
    among = PLAIN if all(c in PLAIN or c == " " for c in text) else ALL
    row = character_row(among, font, artist.get_verticalalignment(), dpi)
    if row is None:
        return None
    characters, across, up = row
    across -= round(SHARES[artist.get_horizontalalignment()] * stops[-1])
    gap = widths[" "]
    pixels = np.zeros((len(characters["0"]), stops[-1] + gap), np.uint16)
    for character, stop in zip(text, stops, strict=False):
        if character != " ":
            # Characters share no mask, so where two meet in a pixel their parts of it add up.
            pixels[:, stop : stop + widths[character] + gap] += characters[character]
    return Mask(pixels, across, up)


@lru_cache(maxsize=64)
def _widths(font, dpi):
    """Return how far every character brings the pen, or None if not by whole pixels."""
    renderer, font = _sheet(dpi)[1], FontProperties(**dict(font))

    def width(text):
        return renderer.get_text_width_height_descent(text, font, ismath=False)[0]

    # Between two others: the width of a text alone may be that of its ink.
    widths = {c: width(f"0{c}0") - width("00") for c in COMPOSED}
    if not all(float(width).is_integer() for width in widths.values()):
        return None
    return {c: int(width) for c, width in widths.items()}


@lru_cache(maxsize=MOST)
def character_row(among, font, vertical, dpi):
    """Return (mask of each character, first column, height above the place), or None."""
    look = {"font": FontProperties(**dict(font)), "color": "k", "ha": "left", "va": vertical}
    row = Text(text=" ".join(among), figure=_sheet(dpi)[0], transform=IdentityTransform(), **look)
    mask = render(row, (0, 0), dpi)
    if mask is None:
        return None
    # Each character with half a space on either side.
    widths = _widths(font, dpi)
    gap = widths[" "]
    before, after = gap // 2, gap - gap // 2
    stops = list(accumulate((widths[c] + gap for c in among), initial=0))
    whole = np.zeros((mask.pixels.shape[0], before + stops[-1] + gap), np.uint16)
    first = before + mask.across
    whole[:, first : first + mask.pixels.shape[1]] = mask.pixels[:, :, 3]
    found = {
        c: whole[:, stop : stop + before + widths[c] + after]
        for c, stop in zip(among, stops, strict=False)
    }
    return found, -before, mask.up


@lru_cache(maxsize=4)
def _sheet(dpi):
    """Return a figure of these dots per inch, and a renderer with room for one text."""
    return Figure(dpi=dpi), RendererAgg(*(int(side * dpi / 100) for side in SHEET), dpi)


def render(artist, place, dpi):
    """Return the mask of a text, which stands at `place` in pixels, or None if it is too large."""
    # A small sheet: clearing and searching one of the picture's size takes longer than to set the
    # text.
    _, renderer = _sheet(dpi)
    extent = artist.get_window_extent(renderer)
    margin = MARGIN * dpi / 100
    if extent.width > renderer.width - 2 * margin or extent.height > renderer.height - 2 * margin:
        return None
    renderer.clear()
    x, y = place
    right, above = round(margin - extent.x0 + x), round(margin - extent.y0 + y)
    transform = artist.get_transform()
    artist.set_transform(transform + Affine2D().translate(right - x, above - y))
    try:
        artist.draw(renderer)
    finally:
        artist.set_transform(transform)
    drawn = np.asarray(renderer.buffer_rgba())
    covered = drawn[:, :, 3]
    rows, columns = np.flatnonzero(covered.any(1)), np.flatnonzero(covered.any(0))
    if not rows.size:
        return Mask(np.zeros((0, 0, 4), np.uint8), 0, 0)
    top, first = int(rows[0]), int(columns[0])
    pixels = drawn[top : rows[-1] + 1, first : columns[-1] + 1].copy()
    return Mask(pixels, first - right, int(renderer.height) - top - above)


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
        _font(artist),
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


def _font(artist):
    """Return what a text's font is made from, as a key.

    A FontProperties can be changed in place, and comparing two takes as long as composing a number.
    """
    font = artist.get_fontproperties()
    return (
        ("family", tuple(font.get_family())),
        ("style", font.get_style()),
        ("variant", font.get_variant()),
        ("weight", font.get_weight()),
        ("stretch", font.get_stretch()),
        ("size", font.get_size_in_points()),
        ("fname", font.get_file()),
        ("math_fontfamily", font.get_math_fontfamily()),
    )


def _upright(artist):
    return (
        artist.get_rotation() == 0
        and artist.get_bbox_patch() is None
        and artist.get_antialiased()
        and not artist.get_usetex()
    )
