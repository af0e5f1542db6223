"""Pieces that several panels draw: a row of class bars, numbers as words, checked logits."""

import math

import numpy as np
from matplotlib.transforms import ScaledTranslation

from helpers.live import Slider, class_style

SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
THIN, GAP = "\u202f", "\u2003"  # spaces inside a formula; browsers drop plain ones there
SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def sub(name, k):
    """Return the name with the index of class k below it, counted from 1: 'z₁' for k = 0."""
    return name + str(k + 1).translate(SUBSCRIPTS)


def vector(values, digits):
    """Return '(1.0, 2.0, 3.0)'."""
    return "(" + ", ".join(number(v, digits) for v in values) + ")"


def number(x, digits=2):
    """Return x with a real minus sign; very large and very small ones as a power of ten.

    Only an exact 0 is written as 0, so that the reader can tell it from a number near it.
    """
    x = float(x)
    if x == 0:
        return "0"
    if not math.isfinite(x):
        return str(x).replace("-", "−")
    if 0.5 * 10.0**-digits <= abs(x) < 1e5:
        if abs(x) >= 1000:
            digits = 0  # nobody reads the cents of a thousand
        return f"{x:.{digits}f}".replace("-", "−")
    mantissa, power = f"{x:.1e}".split("e")
    return f"{mantissa}·10{str(int(power)).translate(SUPERSCRIPTS)}".replace("-", "−")


def logits(z, *, least=2, most=6):
    """Return z as a tuple of plain numbers, or say what a panel can show.

    Raises
    ------
    ValueError
        If z is not one-dimensional, has too few or too many classes, or has a logit that is not
        finite.
    """
    z = np.asarray(z, dtype=float)
    if z.ndim != 1 or not least <= z.size <= most:
        count = f"{least}" if least == most else f"{least} to {most}"
        raise ValueError(f"z must be {count} logits in one dimension, got shape {z.shape}")
    if not np.isfinite(z).all():
        raise ValueError(f"z must be finite so that it can be drawn, got {z}")
    return tuple(z.tolist())


def logit_sliders(z, *, reach=5.0, step=0.1):
    """Return one slider a logit, wide enough for all of them."""
    low = min(-reach, math.floor(min(z)))
    high = max(reach, math.ceil(max(z)))
    return {f"z{k + 1}": Slider(sub("z", k), z[k], low, high, step) for k in range(len(z))}


def read_logits(values):
    """Return the logits among a panel's values, shape (K,)."""
    count = sum(name[0] == "z" and name[1:].isdigit() for name in values)
    return np.array([values[f"z{k + 1}"] for k in range(count)])


def nearest_class(x, count):
    """Return the class whose bar stands nearest to x."""
    return min(max(round(x), 0), count - 1)


def tick_text(axes, text, *, x=None, y=None, size=10):
    """Return a text that stands where the tick label at x or at y does, and may change.

    A plain text rather than an annotation: `helpers.live` draws those from memory.
    """
    left, down = (0, -5 / 72) if y is None else (-6 / 72, 0)
    base = axes.get_xaxis_transform() if y is None else axes.get_yaxis_transform()
    return axes.text(
        0 if x is None else x,
        0 if y is None else y,
        text,
        ha="center" if y is None else "right",
        va="top" if y is None else "center",
        fontsize=size,
        transform=base + ScaledTranslation(left, down, axes.figure.dpi_scale_trans),
    )


class Bars:
    """One bar a class, with its number on it; the numbers take part in the animation."""

    def __init__(self, axes, count, *, names=None, size=10):
        self.axes = axes
        self.bars = [axes.bar(k, 0.0, width=0.7, **class_style(k))[0] for k in range(count)]
        self.labels = [
            axes.text(k, 0, "", ha="center", va="bottom", fontsize=size) for k in range(count)
        ]
        axes.set_xticks(range(count), names or [str(k + 1) for k in range(count)])
        axes.set_xlim(-0.6, count - 0.4)
        axes.tick_params(axis="x", length=0)
        self.artists = [*self.bars, *self.labels]

    def show(self, heights, texts):
        """Set the bars' heights and what stands at their ends."""
        low, high = self.axes.get_ylim()
        gap = 0.02 * (high - low)
        for bar, label, height, text in zip(self.bars, self.labels, heights, texts, strict=True):
            bar.set_height(height)
            down = height < 0
            label.set(
                y=min(max(height, low), high) + (-gap if down else gap),
                va="top" if down else "bottom",
                text=text,
            )


def spread(heights, gap, low, high):
    """Return heights for two labels, as near to theirs as can be, at least `gap` apart."""
    first, second = (min(max(float(v), low), high) for v in heights)
    missing = gap - abs(first - second)
    if missing > 0:
        down, up = (first, second) if first < second else (second, first)
        down, up = down - missing / 2, up + missing / 2
        shift = max(low - down, 0.0) - max(up - high, 0.0)
        down, up = down + shift, up + shift
        first, second = (down, up) if first < second else (up, down)
    return first, second


def lowest_step(value, low, step):
    """Return where a log slider begins, at `low` or a little above, so that it can stand at value.

    A browser moves a slider that starts between two of its steps.
    """
    steps = math.floor((math.log10(value) - math.log10(low)) / step + 1e-9)
    return min(10 ** (math.log10(value) - steps * step), value)
