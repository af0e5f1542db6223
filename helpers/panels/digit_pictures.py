"""Still pictures: digits with captions, and the weights of every class as pictures."""

import numpy as np
from matplotlib.patches import Rectangle

from helpers.live import picture
from helpers.panels.parts.cells import colours_on
from helpers.panels.parts.digits import Tiles, read_digit_weights, read_images
from helpers.panels.parts.words import number, read_names

WIDTH = 8.0  # inches


def digit_gallery(images, titles=None):
    """Show small digits in rows, each with a caption.

    Parameters
    ----------
    images : array_like, shape (n, 8, 8) or (n, 64)
        Pictures, from 0 (paper) to 1 (ink); at least one.
    titles : sequence, length n, optional
        What stands above each; anything that can be written.

    Raises
    ------
    ValueError, TypeError
        If the images have another shape or are no finite numbers, or the titles are not n.

    Examples
    --------
    >>> from helpers.digits import load_digits
    >>> digits = load_digits()
    >>> digit_gallery(digits.images[:3], digits.labels[:3]).text
    '3 digits of 8 x 8 pixels: 0, 1, 2'
    """
    X = read_images(images)
    columns = min(10, len(X))
    names = [] if titles is None else read_names(titles, len(X), "titles")
    alt = f"{len(X)} digit{'s' * (len(X) != 1)} of 8 x 8 pixels"
    alt += f": {', '.join(' '.join(name.split()) for name in names)}" if names else ""
    rows = -(-len(X) // columns)
    lines = max((name.count("\n") + 1 for name in names), default=0)
    side = min(WIDTH / columns, 1.3)  # few digits do not become posters

    def draw(figure):
        axes = figure.subplots()
        Tiles(axes, len(X), columns, signed=False, names=names, lines=lines).show(X)

    return picture(draw, alt=alt, size=(WIDTH, 0.2 + rows * (side + 0.18 * lines)))


def evidence(W):
    """Show what each class looks for: its weights as a picture, for and against.

    Parameters
    ----------
    W : array_like, shape (K, 64)
        Weights of softmax regression on 8 x 8 pictures, K from 2 to 10. Finite.

    Raises
    ------
    ValueError, TypeError
        If `W` has another shape or does not hold finite real numbers.

    Notes
    -----
    One scale for all: the same colour is the same weight. Ink on a teal pixel speaks for the
    class, ink on an amber pixel with a dash against it.

    Examples
    --------
    >>> import numpy as np
    >>> evidence(np.eye(2, 64)).text
    'the weights of 2 classes as pictures of 8 x 8 pixels, colours from −1.00 to +1.00'
    """
    W, _ = read_digit_weights(W)
    scale = float(np.abs(W).max()) or 1.0
    end = number(scale, 2)
    alt = f"the weights of {len(W)} classes as pictures of 8 x 8 pixels"
    alt += f", colours from −{end} to +{end}"

    def draw(figure):
        left, right = figure.subplots(1, 2, width_ratios=(6, 1))
        tiles = Tiles(left, len(W), 5, gap=2, names=range(len(W)), lines=1, size=12)
        tiles.show(W, scale=scale)
        _sign_key(right, scale)

    return picture(draw, alt=alt, size=(WIDTH, 3.4 if len(W) > 5 else 2.2))


def _sign_key(axes, scale):
    """Say which colour means for and which against."""
    colours = colours_on(axes)
    axes.set(xlim=(0, 4), ylim=(8, 0), aspect="equal")
    axes.set_axis_off()
    for y, colour, words in (
        (1.6, colours(1.0), f"for:\n+{number(scale, 2)}"),
        (3.4, axes.get_facecolor(), "0"),
        (5.2, colours(0.0), f"against:\n−{number(scale, 2)}"),
    ):
        axes.add_patch(Rectangle((0, y), 1, 1, facecolor=colour, edgecolor="0.6"))
        axes.text(1.3, y + 0.5, words, va="center", fontsize=10)
    look = {"color": axes.title.get_color(), "markersize": 9, "markeredgewidth": 1.6}
    axes.plot([0.5], [5.7], "_", **look)
