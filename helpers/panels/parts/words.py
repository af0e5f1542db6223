"""Numbers, names and vectors as words, and the texts of a picture that move or change."""

import math

from matplotlib.transforms import ScaledTranslation

SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
THIN, GAP = "\u202f", "\u2003"  # spaces inside a formula; browsers drop plain ones there


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


def signed(x, digits=3):
    """Return x with its sign, a real minus sign for negative numbers; an exact 0 is '0'."""
    if x == 0:
        return "0"
    if x != x:
        return "nan"  # which has no sign
    return f"{x:+.{digits}f}".replace("-", "−")


def read_names(names, count, name):
    """Return `count` names as a list of strings, or raise the error that names the argument."""
    try:
        names = [str(each) for each in names]
    except TypeError:
        raise TypeError(f"{name}: expected a sequence of {count} names, got {names!r}") from None
    if len(names) != count:
        raise ValueError(f"{name}: expected {count} names, got {len(names)}: {names}")
    return names


def loose_text(axes, x=0, y=0, words="", **look):
    """Return a text that the figure's layout ignores: it may move and grow, and no axes move."""
    text = axes.text(x, y, words, **look)
    text.set_in_layout(False)
    return text


def beside(artist, x, gap, *, right, **look):
    """Put a text to the right of x, or to the left."""
    artist.set(x=x + gap if right else x - gap, ha="left" if right else "right", **look)


def paper(axes, **look):
    """Return a `bbox` in the colour of the axes, which keeps a text readable over lines."""
    return {"facecolor": axes.get_facecolor(), "edgecolor": "none", **look}


def tick_text(axes, text, *, x=None, y=None, size=10):
    """Return a text that stands where the tick label at x or at y does, and may change.

    A plain text rather than an annotation: those are not drawn from the glyph cache.
    """
    left, down, ha, va = (0, -5, "center", "top") if y is None else (-6, 0, "right", "center")
    base = axes.get_xaxis_transform() if y is None else axes.get_yaxis_transform()
    place = base + ScaledTranslation(left / 72, down / 72, axes.figure.dpi_scale_trans)
    return axes.text(x or 0, y or 0, text, ha=ha, va=va, fontsize=size, transform=place)


def choice_mark(axes, height=-0.12, *, va="top"):
    """Return a triangle that marks the chosen bar, at a height in shares of the axes."""
    return axes.text(0, height, "▲", ha="center", va=va, transform=axes.get_xaxis_transform())
