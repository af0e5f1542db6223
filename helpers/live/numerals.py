"""Compose numbers from remembered characters: a number that changes is a new text every time."""

from itertools import accumulate

import numpy as np
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from helpers.live.ink import Ink
from helpers.live.memory import Memory

# No two of them stand closer together, or further apart, than their own widths say (a test asks
# matplotlib about every pair), so a text of them is its characters side by side.
PLAIN = "0123456789.+−"  # in nearly every number; the others are seldom needed
ALL = PLAIN + "·%=pz₁₂₃₄⁻⁰¹²³⁴⁵⁶⁷⁸⁹"
COMPOSED = frozenset(ALL + " ")
CAPACITY = 1_000_000  # bytes; a row of all characters takes 9000 at 1 pixel to the CSS pixel
SHARES = {"left": 0.0, "center": 0.5, "right": 1.0}  # of the width that is left of the place


class Numerals:
    """The numbers of one figure; a row of all characters is set by matplotlib for each look.

    Parameters
    ----------
    sheet : Sheet
        Where the rows are set.
    steps : int
        Places per pixel at which a text can stand.
    """

    def __init__(self, sheet, steps):
        self._sheet, self._steps = sheet, steps
        self.rows = Memory(CAPACITY)

    def compose(self, artist, x, y):
        """Return how much of each pixel a number inks, or None for any other text.

        Parameters
        ----------
        artist : matplotlib Text
            Plain, as `Lettering` means it.
        x, y : int
            Where in the pixel it stands, in steps.

        Returns
        -------
        Ink or None
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
                # Characters share no ink, so where two meet in a pixel their parts of it add up.
                pixels[:, stop : stop + widths[character] + gap] += characters[character]
        return Ink(pixels, pixel + across, up)

    def _widths(self, font):
        """Return how far every character brings the pen, or None if not by whole pixels."""
        widths = {c: self._sheet.width(c, font) for c in COMPOSED}
        if not all(float(width).is_integer() for width in widths.values()):
            return None
        return {c: int(width) for c, width in widths.items()}

    def _row(self, artist, key, widths):
        """Return (ink of each character, first column, height above the place), and its bytes."""
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
        ink = self._sheet.set(row, x / self._steps, y / self._steps)
        if ink is None:
            return None, 0
        # Each character with half a space on either side.
        gap = widths[" "]
        before, after = gap // 2, gap - gap // 2
        end = sum(widths[c] + gap for c in among)
        whole = np.zeros((ink.pixels.shape[0], before + end + gap), np.uint16)
        first = before + ink.across
        whole[:, first : first + ink.pixels.shape[1]] = ink.pixels[:, :, 3]
        stops = accumulate((widths[c] + gap for c in among), initial=0)
        found = {
            c: whole[:, stop : stop + before + widths[c] + after]
            for c, stop in zip(among, stops, strict=False)
        }
        return (found, -before, ink.up), whole.nbytes


def _upright(artist):
    return (
        artist.get_rotation() == 0
        and artist.get_bbox_patch() is None
        and artist.get_antialiased()
        and not artist.get_usetex()
    )
