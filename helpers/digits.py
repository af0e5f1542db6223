"""1797 handwritten digits of 8 x 8 pixels, from inside the package: nothing is downloaded.

E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning
Repository, 1998, DOI 10.24432/C50P49, CC BY 4.0; see data/LICENSE-digits.md.
"""

from importlib.resources import files
from typing import NamedTuple

import numpy as np

from helpers.arguments import read_count

NUM_CLASSES = 10
HELD_OUT = 0.25


class Digits(NamedTuple):
    """Images, shape (n, 8, 8), from 0 (paper) to 1 (ink), and labels, shape (n,), from 0 to 9."""

    images: np.ndarray
    labels: np.ndarray

    @property
    def X(self):
        """Each image as one row of its 64 pixels, line after line: shape (n, 64)."""
        return self.images.reshape(len(self.images), 64)

    def __repr__(self):
        return f"<Digits: {len(self.labels)} images of 8 x 8 pixels>"


class DigitsSplit(NamedTuple):
    """The digits to learn from, and those to measure with."""

    train: Digits
    held_out: Digits


def load_digits():
    """Read all digits.

    Returns
    -------
    Digits
        images of shape (1797, 8, 8), float64, and labels of shape (1797,), integers. They are
        yours: change them as you like.

    Notes
    -----
    A pixel is one of 17 greys, k / 16: of 4 x 4 points of the scan, k were black.

    Examples
    --------
    >>> from helpers.digits import load_digits
    >>> digits = load_digits()
    >>> digits.X.shape
    (1797, 64)
    >>> for row in digits.images[0]:
    ...     print("".join("-.:#"[int(3.9 * pixel)] for pixel in row))
    --.#:---
    --##:#.-
    --#--:.-
    --:--..-
    -..--:.-
    --:--:.-
    --#.::--
    --.#:---
    """
    with files("helpers").joinpath("data", "digits.npz").open("rb") as stored:
        arrays = np.load(stored)
        return Digits(arrays["images"] / 16.0, arrays["labels"].astype(np.intp))


def split_digits(digits=None, *, seed=0):
    """Keep a quarter of every class back, to measure with and never to learn from.

    Parameters
    ----------
    digits : Digits, optional
        What to split, such as one side of an earlier split; all digits unless given.
    seed : int
        Which ones. 0 or more; the same seed gives the same split.

    Returns
    -------
    DigitsSplit
        train and held_out, each in the order in which they came: 450 of 1797 are held out.

    Raises
    ------
    ValueError
        If that leaves a class without a digit on one side, or `seed` is below 0.
    TypeError
        If `digits` are no Digits, or `seed` is not an integer.

    Examples
    --------
    >>> from helpers.digits import split_digits
    >>> split_digits()
    DigitsSplit(train=<Digits: 1347 images of 8 x 8 pixels>, \
held_out=<Digits: 450 images of 8 x 8 pixels>)
    >>> split_digits(split_digits().train)
    DigitsSplit(train=<Digits: 1010 images of 8 x 8 pixels>, \
held_out=<Digits: 337 images of 8 x 8 pixels>)
    """
    if digits is not None and not isinstance(digits, Digits):
        raise TypeError(f"digits: expected Digits, got {type(digits).__name__}")
    rng = np.random.default_rng(read_count(seed, "seed", at_least=0))
    images, labels = load_digits() if digits is None else digits
    order = rng.permutation(len(labels))
    kept_back = np.zeros(len(labels), dtype=bool)
    for label in range(NUM_CLASSES):
        members = order[labels[order] == label]
        count = round(len(members) * HELD_OUT)
        if not 0 < count < len(members):
            raise ValueError(
                f"digits: expected enough for some digits of every class on either side, "
                f"got {len(members)} of class {label}"
            )
        kept_back[members[:count]] = True
    return DigitsSplit(*(Digits(images[side], labels[side]) for side in (~kept_back, kept_back)))
