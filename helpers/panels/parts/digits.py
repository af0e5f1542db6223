"""What the panels about one digit share: weights, pictures with labels, and which one is shown."""

from functools import cache
from typing import NamedTuple

import numpy as np

from helpers.arguments import read_finite, read_labels
from helpers.digits import split_digits
from helpers.live import Panel
from helpers.network import Training, forward
from helpers.panels.parts.controls import choose, whole_slider
from helpers.panels.parts.tiles import PIXELS, SIDE


def read_images(images, name="images"):
    """Return one or more pictures as rows of pixels, shape (n, 64), or say what is wrong."""
    images = read_finite(images, name)
    if images.ndim == 3 and images.shape[1:] == (SIDE, SIDE):
        images = images.reshape(-1, PIXELS)
    if images.ndim != 2 or images.shape[1] != PIXELS or len(images) == 0:
        raise ValueError(
            f"{name}: expected pictures of 8 x 8 pixels, shape (n, 8, 8) or (n, 64) with n at "
            f"least 1, got shape {images.shape}"
        )
    return images


def read_digit_weights(W, b=None):
    """Return weights and biases of softmax regression on digits, checked; b may be left out."""
    W = read_finite(W, "W")
    if W.ndim != 2 or W.shape[1] != PIXELS or not 2 <= len(W) <= 10:
        raise ValueError(f"W: expected shape (K, 64) with K from 2 to 10, got shape {W.shape}")
    b = np.zeros(len(W)) if b is None else read_finite(b, "b")
    if b.shape != W.shape[:1]:
        raise ValueError(f"b: expected shape {W.shape[:1]}, one for each class, got {b.shape}")
    return W, b


#: As in lessons 08 and 09. With seed 0 the validation digits happen to be easier than those of
#: the training set.
COURSE_SEED = 4


@cache
def course_digits():
    """Return the training and the validation digits of the course, split once for all panels."""
    known, _ = split_digits()  # the test digits are no panel's
    return split_digits(known, seed=COURSE_SEED)


@cache
def trained():
    """Return W and b of a softmax regression trained for ten epochs, for panels given none."""
    train = course_digits().train
    training = Training(train.X, train.labels, hidden=(), learning_rate=0.5)
    for _ in range(10):
        training.run_epoch()
    (layer,) = training.layers
    for array in layer:
        array.flags.writeable = False  # one for all panels: nobody changes it in passing
    return layer


class DigitWeights(NamedTuple):
    """Pictures with their classes, and the weights that look at them."""

    W: np.ndarray  # (K, 64)
    b: np.ndarray  # (K,)
    X: np.ndarray  # (n, 64)
    labels: np.ndarray  # (n,)


def read_digits(W, b, images, labels):
    """Return the arguments checked; what is None stands for the course's own."""
    if W is None and b is not None:
        raise ValueError("W: expected weights beside b, got None")
    if (images is None) != (labels is None):
        raise ValueError("images: expected images and labels together, got one alone")
    W, b = trained() if W is None else read_digit_weights(W, b)
    held_out = course_digits().held_out
    X, labels = (held_out.X, held_out.labels) if images is None else (read_images(images), labels)
    return DigitWeights(W, b, X, read_labels(labels, len(W), X.shape[:1]))


def digit_slider(digit, digits):
    """Return a slider over the pictures; it needs two ends, even for one picture."""
    last = len(digits.X) - 1
    slider = whole_slider("digit", "digit", digit, 0, max(last, 1))
    if slider.value > last:
        raise ValueError(f"digit: expected 0, the only one, got {digit!r}")
    return slider


class DigitPanel(Panel):
    """A panel about one of n pictures, chosen by the slider `digit` and the arrow keys."""

    def __init__(self, digits, controls):
        self.digits, self.count = digits, len(digits.W)
        super().__init__(controls)

    def ends(self):
        """Return the smallest and the largest logit of all pictures, with 0 well between them.

        A step of training can bring logits of the other sign, whose numbers need room too.
        """
        logits = forward([self.digits[:2]], self.digits.X)[-1]
        least = 0.1 * float(np.abs(logits).max()) or 0.5
        return min(float(logits.min()), -least), max(float(logits.max()), least)

    def chosen(self, values):
        """Return the number of the shown picture, its pixels and its class."""
        i = min(values["digit"], len(self.digits.X) - 1)
        return i, self.digits.X[i], int(self.digits.labels[i])

    def on_key(self, key, values):
        return choose(key, values, "digit", len(self.digits.X))


def a_digit(label):
    """Return 'a 3' or 'an 8'."""
    return f"an {label}" if label == 8 else f"a {label}"
