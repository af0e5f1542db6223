"""Glyph cache: texts and characters are rendered by matplotlib once and then copied.

Laying out and rasterising a text is most of a move's time. The mask of every distinct text is
kept; a number, which is a new text at every move, is put together from the masks of its
characters. Median of a move with the cache and without any of it: collapse 10 and 35 ms,
one_digit 13 and 36, colour_network 9 and 30, batch_gradient 7 and 23, surprise_curve 4 and 5. With
whole texts alone, at values that were not shown before: collapse 31 ms, one_digit 36. With numbers
alone: collapse 14 ms, overflow_steps 18, training 18.

A text stands at a whole pixel, as the edges of bars do: at quarters of one, each text was rendered
16 times before a drag ran smoothly.
"""

from itertools import accumulate
from typing import NamedTuple

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgb
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, IdentityTransform

MOST = 256  # masks kept; one takes 2000 to 6000 bytes at 1 pixel to the CSS pixel
KEPT = {}
MARGIN = 12  # CSS pixels, for a frame round the text
# No two of them stand closer together, or further apart, than their own widths say, and those are
# whole pixels (a test asks matplotlib about every pair): a text of them is its characters in a row.
PLAIN = "0123456789.+− "  # in nearly every number; the others are seldom needed
COMPOSED = PLAIN + "·%=pz₁₂₃₄⁻⁰¹²³⁴⁵⁶⁷⁸⁹"
SHARES = {"left": 0.0, "center": 0.5, "right": 1.0}  # of the width that is left of the place


class Mask(NamedTuple):
    """The pixels of a text, and where they stand from the pixel that the text is set at."""

    paint: np.ndarray  # uint8, (height, width, 3), or one colour for all
    alpha: np.ndarray  # uint16, (height, width, 1), 0 to 255
    across: int  # from the place to the first column
    up: int  # from the place to above the first row


def draw_text(artist, renderer):
    """Draw a text on an opaque picture and return True, or False: it is for others.

    Texts of panels that move are not clipped, not wrapped and have no effects.
    """
    if type(artist) is not Text:  # an annotation places itself
        return False
    if not (artist.get_visible() and artist.get_text()):
        return True  # matplotlib draws nothing either
    place = artist.get_transform().transform(artist.get_unitless_position()).tolist()
    mask = compose(artist, renderer) or _kept(_whole(artist), _render, artist, renderer)
    pixels = np.asarray(renderer.buffer_rgba())
    first, top = round(place[0]) + mask.across, len(pixels) - round(place[1]) - mask.up
    height, width = mask.alpha.shape[:2]
    part = pixels[max(top, 0) : top + height, max(first, 0) : first + width, :3]
    if part.shape[:2] != (height, width):
        return False  # over the edge: leave the cutting to matplotlib
    part[...] = (part * (255 - mask.alpha) + mask.paint * mask.alpha + 127) // 255
    return True


def compose(artist, renderer):
    """Return the mask of a number, put together from its characters, or None for other texts."""
    text = artist.get_text()
    among = next((each for each in (PLAIN, COMPOSED) if set(each).issuperset(text)), None)
    if among is None or artist.get_rotation() or artist.get_bbox_patch():
        return None
    key = among, renderer.dpi, hash(artist.get_fontproperties()), artist.get_verticalalignment()
    masks, widths, across, up = _kept(key, _characters, artist, renderer, among)
    stops = list(accumulate((widths[c] for c in text), initial=0))
    across -= round(SHARES[artist.get_horizontalalignment()] * stops[-1])
    alpha = np.zeros((len(masks["0"]), stops[-1] + widths[" "]), np.uint16)
    for character, stop in zip(text, stops, strict=False):
        # Characters share no mask, so where two meet in a pixel their parts of it add up.
        alpha[:, stop : stop + widths[character] + widths[" "]] += masks[character]
    paint = np.array([round(255 * v) for v in to_rgb(artist.get_color())], np.uint8)
    return Mask(paint, alpha[:, :, None], across, up)


def _characters(artist, renderer, among):
    """Return each character's alpha and how far it brings the pen, the first column, the height."""
    font = artist.get_fontproperties()

    def width(text):
        return int(renderer.get_text_width_height_descent(text, font, ismath=False)[0])

    # Between two others: the width of a text alone may be that of its ink.
    widths = {c: width(f"0{c}0") - width("00") for c in among}
    look = {"font": font, "color": "k", "va": artist.get_verticalalignment()}
    row = Text(text=" ".join(among), figure=artist.figure, transform=IdentityTransform(), **look)
    mask = _render(row, renderer)
    # Each character with half a space on either side.
    gap = widths[" "]
    before = gap // 2
    stops = list(accumulate((widths[c] + gap for c in among), initial=0))
    whole = np.zeros((len(mask.alpha), before + stops[-1] + gap), np.uint16)
    first = before + mask.across
    whole[:, first : first + mask.alpha.shape[1]] = mask.alpha[:, :, 0]
    masks = {
        c: whole[:, stop : stop + widths[c] + gap] for c, stop in zip(among, stops, strict=False)
    }
    return masks, widths, -before, mask.up


def _render(artist, renderer):
    """Return the mask of a text as matplotlib draws it at a whole pixel."""
    # On a small sheet: searching one of the picture's size takes longer than to set the text.
    place = artist.get_transform().transform(artist.get_unitless_position())
    extent, margin = artist.get_window_extent(renderer), MARGIN * renderer.dpi / 100
    width, height = (int(side + 2 * margin) + 1 for side in extent.size)
    sheet = RendererAgg(width, height, renderer.dpi)
    right, above = np.round(margin - extent.p0 + place).astype(int).tolist()
    transform = artist.get_transform()
    artist.set_transform(transform + Affine2D().translate(*((right, above) - place)))
    try:
        artist.draw(sheet)
    finally:
        artist.set_transform(transform)
    drawn = np.asarray(sheet.buffer_rgba())
    rows, columns = _covered(drawn[:, :, 3].any(1)), _covered(drawn[:, :, 3].any(0))
    ink = drawn[rows, columns]
    alpha = ink[:, :, 3:].astype(np.uint16)
    return Mask(ink[:, :, :3].copy(), alpha, columns.start - right, height - rows.start - above)


def _covered(some):
    """Return the slice from the first place that is True to the last."""
    return slice(int(some.argmax()), len(some) - int(some[::-1].argmax()))


def _kept(key, make, *args):
    # The one used longest ago goes: a row of characters, which is used at every move, stays.
    KEPT[key] = found = KEPT.pop(key) if key in KEPT else make(*args)
    if len(KEPT) > MOST:
        del KEPT[next(iter(KEPT))]
    return found


def _whole(artist):
    """Return all that a text's mask depends on."""
    box = artist.get_bbox_patch()
    return (
        artist.figure.dpi,
        artist.get_text(),
        hash(artist.get_fontproperties()),  # which can be changed in place
        artist.get_rotation(),
        artist.get_horizontalalignment(),
        artist.get_verticalalignment(),
        artist.get_color(),
        box and (box.get_facecolor(), box.get_edgecolor(), box.get_linewidth()),
        box and box.get_boxstyle(),
    )
