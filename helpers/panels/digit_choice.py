"""What the panels about one digit share: weights, pictures with labels, and which one is shown."""

from dataclasses import replace

import numpy as np

from helpers._targets import read_labels
from helpers.live import Panel, Slider
from helpers.network import forward
from helpers.panels.digit_parts import examples, read_images, read_weights, trained

STEPS = {"ArrowLeft": -1, "ArrowRight": 1}


class DigitPanel(Panel):
    """A panel about one of n pictures, chosen by a slider and the arrow keys.

    A subclass calls `read` first, then `__init__` with its further controls.
    """

    def read(self, W, b, images, labels, digit):
        """Check the arguments and keep them; what is None stands for the course's own."""
        if W is None and b is not None:
            raise ValueError("b must come with W, got b alone")
        if (images is None) != (labels is None):
            raise ValueError("images and labels must come together, got one of them alone")
        self.W, self.b = trained() if W is None else read_weights(W, b)
        self.count = len(self.W)
        X, labels = examples() if images is None else (read_images(images), labels)
        self.X, self.labels = X, read_labels(labels, self.count, X.shape[:1])
        # A slider needs two ends, even for one picture.
        self._slider = Slider("digit", 0, 0, max(len(X) - 1, 1), 1)
        self.first = self._slider.check("digit", digit)
        if self.first >= len(X):
            raise ValueError(f"digit must be 0, the only one, got {digit!r}")

    def __init__(self, controls):
        super().__init__({"digit": replace(self._slider, value=self.first), **controls})

    def ends(self):
        """Return the smallest and the largest logit of all pictures, with 0 well between them.

        A step of training can bring logits of the other sign, whose numbers need room too.
        """
        logits = forward([(self.W, self.b)], self.X)[-1]
        least = 0.1 * float(np.abs(logits).max()) or 0.5
        return min(float(logits.min()), -least), max(float(logits.max()), least)

    def chosen(self, values):
        """Return the number of the shown picture, its pixels and its class."""
        i = min(values["digit"], len(self.X) - 1)
        return i, self.X[i], int(self.labels[i])

    def on_key(self, key, values):
        """Go to a neighbour; round the end."""
        if key not in STEPS:
            return None
        return {"digit": (values["digit"] + STEPS[key]) % len(self.X)}


def a_digit(label):
    """Return 'a 3' or 'an 8'."""
    return f"an {label}" if label == 8 else f"a {label}"


def say_class(k, label):
    """Say a class, and whether it is the true one."""
    return f"{k}, which is right" if k == label else f"{k}, which is wrong"
