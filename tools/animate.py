"""Draw the moving picture of README.md from the real panel (`make picture`).

    python -m tools.animate      writes docs/panel.webp and docs/panel.png, prints the alt text

The pictures are the panel's own, and it is moved the way a reader's mouse moves it: by reports of
the pointer. Added are the pointer and, below, the line of text that the panel says. The same
machine makes the same bytes every time.
"""

import io
import sys
from pathlib import Path

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image, ImageDraw

from helpers.live import style
from helpers.panels import softmax_bars
from tools.storyboard import frames

DOCS = Path(__file__).resolve().parent.parent / "docs"
RATE = 20  # pictures a second
RATIO = 2  # README.md shows them at half their size, so that they are sharp on dense screens too
MOST_BYTES = 1_000_000
TEXT_HEIGHT = 0.34  # inches, of 100 CSS pixels
# An arrow, its tip at (0, 0), and a ring about it: in CSS pixels.
ARROW = ((0, 0), (0, 22), (5.2, 17.2), (8.6, 25.2), (12, 23.7), (8.7, 15.9), (15.6, 15.9))
RING = 9
FINE = 4  # the pointer is drawn so many times larger, then made smooth by shrinking


class Film:
    """The real panel, a pointer that drags in it, and what it says.

    Parameters
    ----------
    ratio : float
        Pixels a CSS pixel.
    """

    def __init__(self, ratio=RATIO):
        self.ratio = ratio
        self.panel = softmax_bars()
        self.panel.view.pixel_ratio = float(ratio)
        self._drags, self._from = 0, None

    def top_of(self, k, z):
        """Return where to take logit k's bar when it is z: beside its number, as fractions."""
        x, y = self.panel.z_bars.axes.transData.transform((k + 0.3, z))
        width, height = self.panel.stage.figure.bbox.size
        return float(x / width), float(1 - y / height)

    def frame(self, place, pressed):
        """Return the picture with the pointer at this place, the panel having answered."""
        if not pressed:
            self._from = None
        else:
            if self._from is None:
                self._from, self._drags = place, self._drags + 1
            (x0, y0), (x, y) = self._from, place
            report = {"id": self._drags, "x0": x0, "y0": y0, "x": x, "y": y, "done": False}
            self.panel.view.pointer = report
        whole = self.still()
        width, height = self.panel.stage.figure.bbox.size
        draw_pointer(whole, (place[0] * width, place[1] * height), pressed, self.ratio)
        return whole

    def still(self):
        """Return the panel's picture and its line of text."""
        picture = Image.open(io.BytesIO(self.panel.png)).convert("RGB")
        words = text_line(self.panel.text, picture.width, self.ratio)
        whole = Image.new("RGB", (picture.width, picture.height + words.height))
        whole.paste(picture, (0, 0))
        whole.paste(words, (0, picture.height))
        return whole

    def alt(self):
        """Return what README.md says to those who do not see the film."""
        return (
            "A pointer drags one bar of a chart of three logits up and down; the bars of their "
            f"powers and of their probabilities follow at once. At rest: {self.panel.text}."
        )


def text_line(text, width, ratio):
    """Return the text as a picture so many pixels wide."""
    with style():
        dpi = 100 * ratio
        figure = Figure(figsize=(width / dpi, TEXT_HEIGHT), dpi=dpi, layout="none")
        canvas = FigureCanvasAgg(figure)
        # To the left: in the middle it would shiver whenever a digit comes or goes.
        figure.text(0.028, 0.5, text, va="center", fontsize=11.5)
        canvas.draw()
        return Image.fromarray(np.asarray(canvas.buffer_rgba())[:, :, :3].copy())


def draw_pointer(picture, place, pressed, ratio):
    """Draw an arrow on the picture, its tip at the pixel `place`, ringed when it drags."""
    side = round(28 * ratio)  # around the tip
    left, top = (round(at) - side for at in place)
    scale = FINE * ratio
    over = Image.new("RGBA", (2 * side * FINE, 2 * side * FINE), (255, 255, 255, 0))
    pen = ImageDraw.Draw(over)
    x, y = (place[0] - left) * FINE, (place[1] - top) * FINE
    if pressed:
        ring = RING * scale
        box = (x - ring, y - ring, x + ring, y + ring)
        pen.ellipse(box, fill=(213, 94, 0, 70), outline=(213, 94, 0, 255), width=round(2 * scale))
    arrow = [(x + a * scale, y + b * scale) for a, b in ARROW]
    pen.polygon(arrow, fill="black", outline="white", width=round(1.5 * scale))
    over = over.resize((2 * side, 2 * side), Image.Resampling.LANCZOS)
    picture.paste(over, (left, top), over)


def encode(pictures):
    """Return the pictures as one animated WebP that plays for ever."""
    # Half the bytes: 128 colours are enough for a chart, and without dithering flat stays flat.
    sample = np.vstack([np.asarray(picture) for picture in pictures[::30]])
    palette = Image.fromarray(sample).quantize(128, method=Image.Quantize.MAXCOVERAGE)
    plain = Image.Dither.NONE
    first, *rest = (p.quantize(palette=palette, dither=plain).convert("RGB") for p in pictures)
    # No key frames after the first: a reader sees a README from the beginning.
    how = {"lossless": True, "quality": 60, "method": 4, "kmin": 0, "kmax": 0}
    out = io.BytesIO()
    timing = {"duration": round(1000 / RATE), "loop": 0}
    first.save(out, "WEBP", save_all=True, append_images=rest, **timing, **how)
    return out.getvalue()


def main():
    """Write both pictures; return 1 if the film is too large for a README."""
    film = Film()
    still = film.still()
    pictures = [film.frame(*step) for step in frames(film.top_of, RATE)]
    film_bytes = encode(pictures)
    DOCS.mkdir(exist_ok=True)
    (DOCS / "panel.webp").write_bytes(film_bytes)
    still.save(DOCS / "panel.png", optimize=True)
    seconds, (width, height) = len(pictures) / RATE, still.size
    print(f"docs/panel.webp: {len(film_bytes) / 1000:.0f} kB, {seconds:g} s, {width}x{height},")
    print(f'to be shown as <img src="docs/panel.webp" width="{width // RATIO}">')
    print(f"docs/panel.png: the same at rest\nalt text: {film.alt()}")
    if len(film_bytes) > MOST_BYTES:
        print(f"panel.webp must stay below {MOST_BYTES / 1000:.0f} kB", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
