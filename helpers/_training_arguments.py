"""Read what training is given, and say what is wrong with the bad."""

import contextlib
import math

import numpy as np

from helpers._layers import read_finite
from helpers._network_loss import LOSSES
from helpers._targets import read_labels


def read_pair(held_out):
    """Take `held_out` apart."""
    try:
        X, labels = held_out
    except (TypeError, ValueError):
        raise ValueError(
            f"held_out: expected the pair (X, labels), got {type(held_out).__name__}"
        ) from None
    return X, labels


def count_classes(*label_sets):
    """Give the largest label and 1; what is no array of labels is left to `read_labels`."""
    tops = [1]
    for labels in label_sets:
        with contextlib.suppress(ValueError):
            labels = np.asarray(labels)
            if labels.size and labels.dtype.kind in "iu":
                tops.append(int(labels.max()) + 1)
    return max(tops)


def read_examples(X, labels, classes, inputs=None, names=("X", "labels")):
    """Read and copy `X`, to float64 of shape (n, d), and `labels`, (n,); at least one of them."""
    X = read_finite(X, names[0]).copy()  # the caller may write into the original before it is used
    expected = "(n, d)" if inputs is None else f"(n, {inputs})"
    if X.ndim != 2 or X.shape[1] == 0 or (inputs is not None and X.shape[1] != inputs):
        raise ValueError(f"{names[0]}: expected shape {expected}, got shape {X.shape}")
    if len(X) == 0:
        raise ValueError(f"{names[0]}: expected at least one example, got n = 0")
    return X, read_labels(labels, classes, X.shape[:1], names[1])


def read_held_out(held_out, classes, inputs):
    """Read the pair (X, labels) likewise."""
    X, labels = read_pair(held_out)
    return read_examples(X, labels, classes, inputs, ("held_out X", "held_out labels"))


def read_loss(loss):
    """Check the name of a loss."""
    if loss not in LOSSES:
        expected = " or ".join(f'"{name}"' for name in LOSSES)
        raise ValueError(f"loss: expected {expected}, got {loss!r}")
    return loss


def read_l2(l2):
    """`l2` as a Python float, finite and at least 0."""
    value = _number(l2, "l2")
    if not 0.0 <= value < math.inf:
        raise ValueError(f"l2: expected a finite number of at least 0, got {l2!r}")
    return value


def read_learning_rate(learning_rate):
    """`learning_rate` as a Python float, finite and above 0."""
    value = _number(learning_rate, "learning_rate")
    if not 0.0 < value < math.inf:
        raise ValueError(f"learning_rate: expected a finite number above 0, got {learning_rate!r}")
    return value


def _number(value, name):
    try:
        return float(value)
    except (TypeError, ValueError):
        raise TypeError(f"{name}: expected a number, got {value!r}") from None
