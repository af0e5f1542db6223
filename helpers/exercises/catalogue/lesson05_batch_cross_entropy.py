"""Lesson 05: the mean loss of a batch, from labels and logits."""

import numpy as np

from helpers.exercises.catalogue.batch_loss import log_softmax, picked
from helpers.exercises.catalogue.lesson05_batch_cross_entropy_mistakes import MISTAKES
from helpers.exercises.catalogue.ways import drawn, f32, f64, whole
from helpers.exercises.exercise import LOGARITHMS, Exercise

EXERCISE = Exercise(
    name="batch_cross_entropy",
    lesson="05",
    statement=(
        "Given `labels` of shape (n,), whole numbers from 0 to K - 1, and logits `Z` of shape "
        "(n, K), any finite floats or whole numbers, thousands included, return the mean over the "
        "n examples of -log p of the true class, a single number."
    ),
    shown="You have the loss that classifiers are trained with, and no logit makes it overflow.",
    reference=lambda labels, Z: -picked(labels, log_softmax(Z)).mean(),
    cases=[
        (whole(0), f64([5])),
        (whole(0), f64([0, 0])),
        (whole(1), f64([1000, 0])),
        (whole(0, 0), f64([1], [2])),
        (whole(2), f64([1, 2, 3])),
        (whole(0, 1), f64([1, 2], [0, 3])),
        (whole(1, 0), whole([1, 2], [0, 3])),
        (whole(1, 1), f64([0, -1], [-1000, -1002])),
        (whole(1, 0, 1), f64([1, 2], [0, 3], [1, 1])),
        (whole(0, 2), f32([1, 2, 3], [0.5, -1, 2])),
        (whole(2, 2, 2), f64([1, 2, 3], [1, 2, 3], [1, 2, 3])),
        (whole(0, 1, 2), f64([0, 40, 0], [3, 1, 3], [1, 2, 0])),
        (whole(0, 0, 1, 2), f64([700, 0, 1], [0, 0, 0], [-1, 2, 1], [2, 3, 1])),
        (whole(3, 0, 1, 1), drawn(61, (4, 4), 2.0)),
        (whole(1, 5, 0), drawn(62, (3, 6), 3.0)),
        (whole(2, 1, 0, 2, 0, 1, 1), drawn(63, (7, 3), 300.0)),
        # Losses of every size, so that each eps meets one near it.
        (whole(*[0] * 71), np.outer(np.arange(71), [0.0, 10.0])),
    ],
    tolerance=LOGARITHMS,
    hints=(
        "Log-softmax row by row gives log p of shape (n, K). From each row one entry is needed: "
        "that of the true class. How do you pick one entry a row?",
        "`log_p[np.arange(len(labels)), labels]`: row numbers and column numbers, in pairs. Then "
        "minus, and the mean.",
        "`d = Z - Z.max(axis=1, keepdims=True)`, then "
        "`log_p = d - np.log(np.exp(d).sum(axis=1, keepdims=True))`. No probability is ever "
        "computed.",
    ),
    solution="""
def batch_cross_entropy(labels, Z):
    d = Z - Z.max(axis=1, keepdims=True)
    log_p = d - np.log(np.exp(d).sum(axis=1, keepdims=True))
    return -log_p[np.arange(len(labels)), labels].mean()
""",
    why=(
        "Log-softmax is finite for all finite logits, and picking is the sum over classes with a "
        "one-hot target, without the zeros. Log-softmax of log-softmax would do no harm."
    ),
    mistakes=MISTAKES,
)
