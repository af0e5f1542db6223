"""Pieces of wrong losses of a batch."""

import numpy as np

from helpers.exercises.content.exercises.ways import EPS


def exps(Z, axis=1):
    """Give the shifted exponentials."""
    return np.exp(Z - Z.max(axis=axis, keepdims=True))


def softmax(Z, axis=1):
    """Give the probabilities, row by row."""
    return exps(Z, axis) / exps(Z, axis).sum(axis=axis, keepdims=True)


def log_softmax(Z, axis=1):
    """Give their logarithms, from the logits."""
    d = Z - Z.max(axis=axis, keepdims=True)
    return d - np.log(np.exp(d).sum(axis=axis, keepdims=True))


def picked(labels, values):
    """Pick the entry of the true class in each row."""
    return values[np.arange(len(labels)), labels]


def mean_picked(log_p):
    """Give the loss that uses this for the log-probabilities, from Z."""
    return lambda labels, Z: -picked(labels, log_p(Z)).mean()


#: Two ways of keeping away from log 0.
EPS_IN_P = {
    "added": tuple(lambda Z, e=e: np.log(softmax(Z) + e) for e in EPS),
    "clipped": tuple(
        code
        for e in EPS
        for code in (
            lambda Z, e=e: np.log(np.clip(softmax(Z), e, 1 - e)),
            lambda Z, e=e: np.log(np.maximum(softmax(Z), e)),
        )
    ),
}
