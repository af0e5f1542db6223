"""The one look of every picture: colours, hatches and markers by class, light and dark style."""

from contextlib import contextmanager
from functools import cache
from pathlib import Path

import matplotlib

# Okabe and Ito's colours (2008), ordered so that the first three, which every lesson uses, are
# far apart for every kind of colour vision. Eight and above exist for the ten digits.
CLASS_COLOURS = (
    "#0072B2",  # blue
    "#E69F00",  # orange
    "#009E73",  # bluish green
    "#CC79A7",  # reddish purple
    "#D55E00",  # vermillion
    "#56B4E9",  # sky blue
    "#F0E442",  # yellow
    "#999999",  # grey
    "#785EF0",  # violet
    "#8C6D46",  # brown
)
CLASS_HATCHES = ("", "//", ".", "xx", "\\\\", "--", "||", "oo", "++", "**")
CLASS_MARKERS = ("o", "s", "^", "D", "v", "P", "X", "<", ">", "*")


def class_style(k):
    """Return the fill, hatch and edge that class k has in every lesson, for `axes.bar(..., **it)`.

    The edge, and with it the hatch, takes the text colour of the style in force. From 10 on the
    styles repeat.

    Examples
    --------
    >>> class_style(1)["color"], class_style(1)["hatch"]
    ('#E69F00', '//')
    """
    return {
        "color": class_colour(k),
        "hatch": CLASS_HATCHES[k % len(CLASS_HATCHES)],
        "edgecolor": matplotlib.rcParams["text.color"],
    }


def class_colour(k):
    """Return the colour of class k as '#rrggbb', as `class_style` does."""
    return CLASS_COLOURS[k % len(CLASS_COLOURS)]


@contextmanager
def style(dark=False):
    """Draw in the lessons' style, for a light or a dark page, inside a `with` block.

    Starts from matplotlib's defaults, not from the reader's own settings, so a stored picture is
    the same on every machine. Afterwards the reader's settings are back, whatever happened.

    Examples
    --------
    >>> with style(dark=True):
    ...     matplotlib.rcParams["figure.facecolor"]
    '#111111'
    """
    wanted, present = _settings(bool(dark)), dict.items(matplotlib.rcParams)
    # Only what differs: all 300 settings are validated one by one when they are set.
    with matplotlib.rc_context({k: wanted[k] for k, v in present if wanted.get(k, v) != v}):
        yield


@cache
def _settings(dark):
    names = ["lesson.mplstyle", "lesson_dark.mplstyle"] if dark else ["lesson.mplstyle"]
    keep = {"backend", "backend_fallback", "interactive", "toolbar", "webagg.port"}
    settings = {k: v for k, v in matplotlib.rcParamsDefault.items() if k not in keep}
    for name in names:
        path = Path(__file__).parents[1] / name
        settings |= matplotlib.rc_params_from_file(path, use_default_template=False)
    if settings["text.hinting_factor"]:
        # Before 3.11 (in the browser) letters stand at eighths of a pixel, and a number could not
        # be put together from its characters (glyph_cache.py).
        settings["text.hinting_factor"] = 1
    return settings
