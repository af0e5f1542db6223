"""Pieces of the panels about digits: rows of 8 x 8 pictures, bars lying down, checked weights."""

from functools import cache

import numpy as np
from matplotlib.colors import LinearSegmentedColormap, to_rgb
from matplotlib.patches import Rectangle

from helpers._layers import read_finite, read_layers
from helpers.digits import split_digits
from helpers.live import class_style
from helpers.network import Training
from helpers.panels.cells import ends_for

SIDE = 8
PIXELS = SIDE * SIDE
ROOM = 0.45  # of a scale's length, for numbers beside the bars
STRONG = 0.25  # of the scale: from here on a negative pixel has its dash


def read_images(images, name="images"):
    """Return one or more pictures as rows of pixels, shape (n, 64), or say what is wrong."""
    images = read_finite(images, name)
    if images.ndim == 3 and images.shape[1:] == (SIDE, SIDE):
        images = images.reshape(-1, PIXELS)
    if images.ndim != 2 or images.shape[1] != PIXELS or len(images) == 0:
        raise ValueError(
            f"{name} must be pictures of 8 x 8 pixels, shape (n, 8, 8) or (n, 64) with n at "
            f"least 1, got shape {images.shape}"
        )
    return images


def read_weights(W, b=None):
    """Return the weights and biases of softmax regression on digits, checked; b may be left out."""
    W = np.asarray(W)
    if b is None:
        b = np.zeros(W.shape[:1])
    ((W, b),) = read_layers([(W, b)])
    if W.shape[1] != PIXELS or not 2 <= len(W) <= 10:
        raise ValueError(f"W must have shape (K, 64) with K from 2 to 10, got shape {W.shape}")
    return W, b


@cache
def trained():
    """Return W and b of a softmax regression trained for ten epochs, for panels given none."""
    training = Training(*_train(), hidden=(), learning_rate=0.5)
    for _ in range(10):
        training.run_epoch()
    (layer,) = training.layers
    for array in layer:
        array.flags.writeable = False  # one for all panels: nobody changes it in passing
    return layer


@cache
def examples():
    """Return held-out pictures, shape (n, 64), and their labels, for panels given none."""
    held_out = split_digits().held_out
    return held_out.X, held_out.labels


def _train():
    train = split_digits().train
    return train.X, train.labels


class Tiles:
    """Pictures of 8 x 8 pixels in rows, as one image: ink on paper, or signed numbers.

    Signed ones are amber for negative, teal for positive; a dash on every strongly negative
    pixel says the same without colour.
    """

    def __init__(self, axes, count, columns, *, signed=True, gap=1, names=None, lines=1, size=9):
        self.signed, self._count = signed, count
        self.columns, self.rows = columns, -(-count // columns)
        self._step = SIDE + gap
        face, ink = to_rgb(axes.get_facecolor()), axes.title.get_color()
        negative, positive = ends_for(face)
        ends = [negative, face, positive] if signed else [face, ink]
        colours = LinearSegmentedColormap.from_list("tiles", ends)
        # The gaps let the names through, which stand in the background.
        colours = colours.with_extremes(bad=(0, 0, 0, 0))
        lead = gap if names is None else gap + 2 * lines  # room for the names
        self._rise = SIDE + lead
        shape = self.rows * self._rise, columns * self._step - gap
        self._canvas = np.full(shape, np.nan)
        self.image = axes.imshow(
            self._canvas, cmap=colours, vmin=-1 if signed else 0, vmax=1, interpolation="nearest"
        )
        (self.dashes,) = axes.plot([], [], "_", color=ink, markersize=3.2, markeredgewidth=0.9)
        axes.set_axis_off()
        frames = []
        for k in range(count):
            x, y = self.corner(k)
            frames.append(
                Rectangle((x - 0.5, y - 0.5), SIDE, SIDE, fill=False, color="0.6", clip_on=False)
            )
            axes.add_patch(frames[-1])
            if names is not None:
                axes.text(x + 3.5, y - 0.9, names[k], ha="center", va="bottom", fontsize=size)
        self.frame = Rectangle(
            (0, 0), SIDE, SIDE, fill=False, color=ink, linewidth=3, visible=False
        )
        axes.add_patch(self.frame)
        self.artists = [self.image, self.dashes, frames, self.frame]

    def corner(self, k):
        """Return the column and row of the top left pixel of picture k."""
        row, column = divmod(k, self.columns)
        return column * self._step, row * self._rise + self._rise - SIDE

    def show(self, pictures, *, scale=1.0, framed=None):
        """Set the pictures, shape (n, 64); a pixel of size `scale` has the full colour."""
        for k, picture in enumerate(np.asarray(pictures).reshape(-1, SIDE, SIDE)):
            x, y = self.corner(k)
            self._canvas[y : y + SIDE, x : x + SIDE] = picture / scale
        self.image.set_data(self._canvas)
        if self.signed:
            with np.errstate(invalid="ignore"):
                rows, columns = np.nonzero(self._canvas < -STRONG)
            self.dashes.set_data(columns, rows)
        self.frame.set_visible(framed is not None)
        if framed is not None:
            x, y = self.corner(framed)
            self.frame.set_xy((x - 0.5, y - 0.5))

    def at(self, x, y):
        """Return the picture nearest to data coordinates."""
        column = min(max(int((x + 0.5) // self._step), 0), self.columns - 1)
        row = min(max(int((y + 0.5) // self._rise), 0), self.rows - 1)
        return min(row * self.columns + column, self._count - 1)


class LyingBars:
    """One bar a class, lying, class 0 at the top, with its number beyond its end.

    Parameters
    ----------
    axes : matplotlib Axes
        Where they lie.
    count : int
        How many.
    title : str
        What stands above them.
    ends : tuple of float
        The smallest and the largest number the scale is made for, 0 between them.
    names : bool
        Whether the class stands before its bar.
    marks : bool
        Whether a thin line can mark another number on every bar.
    """

    def __init__(self, axes, count, *, title, ends, names=True, marks=False, size=9):
        self.low, self.high = ends
        ink = axes.title.get_color()
        self.bars = [axes.barh(k, 0.0, height=0.72, **class_style(k))[0] for k in range(count)]
        self.labels = [axes.text(0, k, "", va="center", fontsize=size) for k in range(count)]
        (self.marks,) = axes.plot([], [], "|", color=ink, markersize=13, markeredgewidth=2)
        self.marks.set_visible(marks)
        span = self.high - self.low
        room = ROOM * span  # for the numbers beyond the bars' ends
        self._gap = 0.1 * room
        left = self.low - (room if self.low < 0 else 0.02 * span)
        axes.set(title=title, xlim=(left, self.high + room), ylim=(count - 0.4, -0.6))
        axes.set_yticks(range(count), [str(k) if names else "" for k in range(count)])
        axes.set_xticks(())
        axes.grid(False)
        axes.tick_params(length=0)
        axes.axvline(0, color="0.5", linewidth=1)
        axes.spines[["left", "bottom"]].set_visible(False)
        self.artists = [*self.bars, self.marks, *self.labels]

    def show(self, lengths, texts, *, marks=None):
        """Set the bars' lengths and their numbers; a scale too short for them is stretched."""
        lengths = np.asarray(lengths, dtype=float)
        every = lengths if marks is None else np.concatenate([lengths, marks])
        stretch = min(
            self.low / min(every.min(), self.low) if self.low < 0 else 1.0,
            self.high / max(every.max(), self.high),
        )
        beyond = np.zeros_like(lengths) if marks is None else np.asarray(marks, dtype=float)
        for k, (bar, label, length) in enumerate(zip(self.bars, self.labels, lengths, strict=True)):
            bar.set_width(length * stretch)
            if length < 0:
                place = {"x": min(length, beyond[k]) * stretch - self._gap, "ha": "right"}
            else:
                place = {"x": max(length, beyond[k]) * stretch + self._gap, "ha": "left"}
            label.set(text=texts[k], **place)
        if marks is not None:
            self.marks.set_data(beyond * stretch, range(len(beyond)))
