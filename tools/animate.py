"""Draw the moving picture of README.md from the real panel (`make picture`).

    python -m tools.animate      writes docs/panel.webp and docs/panel.png, prints the words below

The pictures are the panel's own, and it is moved the way a reader's mouse moves it: by reports of
the pointer. Added are the pointer and, below, the line of text that the panel says. The same
machine makes the same bytes every time.
"""

import io
import math
from pathlib import Path

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Polygon
from matplotlib.transforms import Affine2D
from PIL import Image

from helpers.live import style
from helpers.panels import softmax_bars

DOCS = Path(__file__).resolve().parent.parent / "docs"
RATE = 20  # pictures a second
RATIO = 2  # README.md shows them at half their size, so that they are sharp on dense screens too
HOME = (0.2, 0.68)  # under the second bar, where the pointer hides nothing
# Seconds, then where the pointer has gone by their end: to the top of which logit's bar when that
# logit is how much (None: home), and whether it drags. The end is the beginning, z = (1, 2, 3).
SHOTS = (
    (0.6, None, 0.0, False),
    (0.6, 0, 1.0, False),
    (0.15, 0, 1.0, True),
    (1.3, 0, 4.4, True),
    (0.6, 0, 4.4, True),
    (1.3, 0, -2.5, True),
    (0.5, 0, -2.5, True),
    (0.8, 0, 1.0, True),
    (0.7, 2, 3.0, False),
    (0.15, 2, 3.0, True),
    (1.1, 2, 0.0, True),
    (0.5, 2, 0.0, True),
    (0.9, 2, 3.0, True),
    (0.6, None, 0.0, False),
)
# An arrow, its tip at (0, 0), in CSS pixels.
ARROW = ((0, 0), (0, 22), (5.2, 17.2), (8.6, 25.2), (12, 23.7), (8.7, 15.9), (15.6, 15.9))


def film(panel, rate=RATE):
    """Yield picture after picture, while the pointer drags bars of the panel."""
    width, height = panel.stage.figure.bbox.size
    here = HOME
    for drag, (seconds, k, z, pressed) in enumerate(SHOTS):
        there = HOME
        if k is not None:
            x, y = panel.z_bars.axes.transData.transform((k + 0.3, z))  # beside the bar's number
            there = float(x / width), float(1 - y / height)
        count = max(1, round(seconds * rate))
        for i in range(1, count + 1):
            part = round((1 - math.cos(math.pi * i / count)) / 2, 12)  # slow, fast, slow
            x, y = (a + part * (b - a) for a, b in zip(here, there))
            if pressed:
                panel.view.pointer = {"id": drag, "x0": here[0], "y0": here[1], "x": x, "y": y}
            yield still(panel, (x * width, y * height), pressed)
        here = there


def still(panel, pointer=None, pressed=False):
    """Return the panel's picture, its line of text below and, in pixels, an arrow at `pointer`."""
    picture = np.asarray(Image.open(io.BytesIO(panel.png)).convert("RGB"))
    height, width, _ = picture.shape
    dpi, below = 100 * RATIO, 34 * RATIO
    with style():
        figure = Figure(figsize=(width / dpi, (height + below) / dpi), dpi=dpi, layout="none")
        canvas = FigureCanvasAgg(figure)
        figure.figimage(picture, yo=below)
        # To the left: in the middle it would shiver whenever a digit comes or goes.
        line = below / 2 / (height + below)
        figure.text(0.028, line, panel.text, va="center", fontsize=11.5)
        if pointer:
            at = Affine2D().scale(RATIO, -RATIO).translate(pointer[0], height + below - pointer[1])
            if pressed:
                ring = Circle((0, 0), 9, transform=at, fc="#d55e0046", ec="#d55e00", lw=1.5)
                figure.add_artist(ring)
            figure.add_artist(Polygon(ARROW, fc="black", ec="white", lw=0.7, transform=at))
        canvas.draw()
    return Image.fromarray(np.asarray(canvas.buffer_rgba())[:, :, :3])


def encode(pictures):
    """Return the pictures as one animated WebP that plays for ever."""
    # Half the bytes: 128 colours are enough for a chart, and without dithering flat stays flat.
    sample = Image.fromarray(np.vstack(pictures[::30]))
    palette = sample.quantize(128, method=Image.Quantize.MAXCOVERAGE)
    plain = Image.Dither.NONE
    first, *rest = (p.quantize(palette=palette, dither=plain).convert("RGB") for p in pictures)
    # No key frames after the first: a reader sees a README from the beginning.
    how = {"lossless": True, "quality": 60, "method": 4, "kmin": 0, "kmax": 0}
    out, duration = io.BytesIO(), round(1000 / RATE)
    first.save(out, "WEBP", append_images=rest, save_all=True, duration=duration, loop=0, **how)
    return out.getvalue()


def main():
    """Write both pictures."""
    panel = softmax_bars()
    panel.view.pixel_ratio = float(RATIO)
    still(panel).save(DOCS / "panel.png", optimize=True)
    data = encode(list(film(panel)))
    (DOCS / "panel.webp").write_bytes(data)
    print(f"docs/panel.webp: {len(data) / 1000:.0f} kB. In the alt texts: At rest: {panel.text}.")


if __name__ == "__main__":
    main()
