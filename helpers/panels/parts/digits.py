"""What the panels about digits share: weights and pictures, read, and drawn side by side."""

from functools import cache

import numpy as np
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from helpers.arguments import read_finite, read_labels
from helpers.digits import split_digits
from helpers.live import Panel, Slider
from helpers.network import Layer, Training, forward
from helpers.panels.parts.cells import colours_on
from helpers.panels.parts.controls import choose

SIDE = 8
PIXELS = SIDE * SIDE
STRONG = 0.25  # of the scale: from here on a negative pixel has its dash
#: As in lessons 08 and 09. With seed 0 the validation digits happen to be easier than those of
#: the training set.
COURSE_SEED = 4


def read_images(images):
    """Return one or more pictures as rows of pixels, shape (n, 64), or say what is wrong."""
    images = read_finite(images, "images")
    if images.ndim == 3 and images.shape[1:] == (SIDE, SIDE):
        images = images.reshape(-1, PIXELS)
    if images.ndim != 2 or images.shape[1] != PIXELS or len(images) == 0:
        raise ValueError(
            f"images: expected pictures of 8 x 8 pixels, shape (n, 8, 8) or (n, 64) with n at "
            f"least 1, got shape {images.shape}"
        )
    return images


def read_digit_weights(W, b=None):
    """Return a layer of softmax regression on digits, checked; b may be left out."""
    W = read_finite(W, "W")
    if W.ndim != 2 or W.shape[1] != PIXELS or not 2 <= len(W) <= 10:
        raise ValueError(f"W: expected shape (K, 64) with K from 2 to 10, got shape {W.shape}")
    b = np.zeros(len(W)) if b is None else read_finite(b, "b")
    if b.shape != W.shape[:1]:
        raise ValueError(f"b: expected shape {W.shape[:1]}, one for each class, got {b.shape}")
    return Layer(W, b)


@cache
def course_digits():
    """Return the training and the validation digits of the course, split once for all panels."""
    known, _ = split_digits()  # the test digits are no panel's
    return split_digits(known, seed=COURSE_SEED)


@cache
def trained():
    """Return a softmax regression trained for ten epochs, for panels given none."""
    train = course_digits().train
    training = Training(train.X, train.labels, hidden=(), learning_rate=0.5)
    for _ in range(10):
        training.run_epoch()
    return training.layers[0]


def read_digits(W, b, images, labels):
    """Return layer, pictures and labels, checked; what is None stands for the course's own."""
    layer = trained() if W is None and b is None else read_digit_weights(W, b)
    if images is None and labels is None:
        images, labels = course_digits().held_out
    X = read_images(images)
    return layer, X, read_labels(labels, len(layer.W), X.shape[:1])


class DigitPanel(Panel):
    """A panel about one of n pictures, chosen by the slider `digit` and the arrow keys."""

    def __init__(self, layer, X, labels, controls):
        self.layer, self.X, self.labels, self.count = layer, X, labels, len(layer.W)
        digit = Slider("digit", 0, 0, max(len(X) - 1, 1), 1)  # two ends, even for one picture
        super().__init__({"digit": digit, **controls})

    def ends(self):
        """Return the smallest and largest logit of all pictures; a step may change their signs."""
        logits = forward([self.layer], self.X)[-1]
        least = 0.1 * float(np.abs(logits).max()) or 0.5
        return min(float(logits.min()), -least), max(float(logits.max()), least)

    def chosen(self, values):
        """Return what is said of the shown picture, its pixels and its class."""
        i = min(values["digit"], len(self.X) - 1)
        label = int(self.labels[i])
        return f"digit {i} is {'an' if label == 8 else 'a'} {label}", self.X[i], label

    def on_key(self, key, values):
        return choose(key, values, "digit", len(self.X))


class Tiles:
    """Pictures of 8 x 8 pixels in rows, as one image: ink on paper, or signed numbers.

    A dash on every strongly negative pixel says without colour what the colour says. Over each
    picture is room for a name of so many `lines`; a row holds up to so many `columns`.
    """

    def __init__(self, axes, count, columns, *, signed=True, gap=1, names=(), lines=0, size=9):
        self.signed, self._count = signed, count
        self.columns = columns = min(columns, count)
        self.rows = -(-count // columns)
        self._step = SIDE + gap
        self._rise = SIDE + gap + 2 * lines
        self.canvas = np.full((self.rows * self._rise, columns * self._step - gap), np.nan)
        self._colours = colours_on(axes, signed=signed)
        # As colours: numbers would be coloured when they have been enlarged to the screen's pixels,
        # which takes 1 ms longer.
        first = self._colours(self.canvas, bytes=True)
        self.image = axes.imshow(first, interpolation="nearest")
        ink = axes.title.get_color()
        (self.dashes,) = axes.plot([], [], "_", color=ink, markersize=3.2, markeredgewidth=0.9)
        axes.set_axis_off()
        for k, name in enumerate(names):
            x, y = self.corner(k)
            axes.text(x + 3.5, y - 0.9, name, ha="center", va="bottom", fontsize=size)
        square = SIDE * Path.unit_rectangle().vertices - 0.5
        squares = [Path(square + self.corner(k), closed=True) for k in range(count)]
        # In one path: ten rectangles take 1 ms longer.
        every = PathPatch(Path.make_compound_path(*squares), fill=False, color="0.6", clip_on=False)
        axes.add_patch(every)
        look = {"fill": False, "color": ink, "linewidth": 3}
        self.frame = axes.add_patch(Rectangle((0, 0), SIDE, SIDE, **look))
        self.artists = [self.image, every, self.frame, self.dashes]

    def corner(self, k):
        """Return the column and row of the top left pixel of picture k."""
        row, column = divmod(k, self.columns)
        return column * self._step, row * self._rise + self._rise - SIDE

    def show(self, pictures, *, scale=1.0, framed=None):
        """Set the pictures, shape (n, 64); a pixel of size `scale` has the full colour."""
        for k, picture in enumerate(np.reshape(pictures, (-1, SIDE, SIDE))):
            x, y = self.corner(k)
            self.canvas[y : y + SIDE, x : x + SIDE] = picture / scale
        shares = self.canvas / 2 + 0.5 if self.signed else self.canvas
        self.image.set_data(self._colours(shares, bytes=True))
        if self.signed:
            rows, columns = np.nonzero(self.canvas < -STRONG)
            self.dashes.set_data(columns, rows)
        x, y = self.corner(framed or 0)
        self.frame.set(xy=(x - 0.5, y - 0.5), visible=framed is not None)

    def at(self, x, y):
        column = min(max(int((x + 0.5) // self._step), 0), self.columns - 1)
        row = min(max(int((y + 0.5) // self._rise), 0), self.rows - 1)
        return min(row * self.columns + column, self._count - 1)
