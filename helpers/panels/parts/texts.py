"""Texts that move or change while the axes stay where they are."""

from matplotlib.transforms import ScaledTranslation


def loose_text(axes, x=0, y=0, words="", **look):
    """Return a text that the figure's layout ignores: it may move and grow, and no axes move."""
    text = axes.text(x, y, words, **look)
    text.set_in_layout(False)
    return text


def paper(axes, **look):
    """Return a `bbox` in the colour of the axes, which keeps a text readable over lines."""
    return {"facecolor": axes.get_facecolor(), "edgecolor": "none", **look}


def tick_text(axes, text, *, x=None, y=None, size=10):
    """Return a text that stands where the tick label at x or at y does, and may change.

    A plain text rather than an annotation: those are not drawn from the glyph cache.
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


def choice_mark(axes, height=-0.12, *, va="top"):
    """Return a triangle that marks the chosen bar, at a height in shares of the axes."""
    return axes.text(0, height, "▲", ha="center", va=va, transform=axes.get_xaxis_transform())


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
