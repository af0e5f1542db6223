"""Lesson 07: the loss and its gradient from the logits, in one function."""

import numpy as np

from helpers.exercises.catalogue.lesson07_fused_loss_mistakes import MISTAKES, gradient, loss
from helpers.exercises.catalogue.ways import drawn, f32, f64, whole
from helpers.exercises.exercise import Exercise, Tolerance

EXERCISE = Exercise(
    name="fused_loss",
    lesson="07",
    statement=(
        "Given logits `Z` of shape (n, K), any finite floats or whole numbers, thousands "
        "included, and `labels` of shape (n,), whole numbers from 0 to K - 1, return the mean "
        "cross-entropy of softmax(Z), a number, and its gradient with respect to Z, shape (n, K)."
    ),
    shown="You have the fused operation of the big libraries, and it is finite everywhere.",
    reference=lambda Z, labels: (loss(Z, labels), gradient(Z, labels)),
    cases=[
        (f64([5]), whole(0)),
        (f64([0, 0]), whole(0)),
        (f64([1000, 0]), whole(1)),
        (f64([1], [2]), whole(0, 0)),
        (f64([1, 2, 3]), whole(2)),
        (f64([1, 2], [0, 3]), whole(0, 1)),
        (whole([1, 2], [0, 3]), whole(1, 0)),
        (f64([0, -1], [-1000, -1002]), whole(1, 1)),
        (f64([1, 2], [0, 3], [1, 1]), whole(1, 0, 1)),
        (f32([1, 2, 3], [0.5, -1, 2]), whole(0, 2)),
        (f64([1, 2, 3], [1, 2, 3], [1, 2, 3]), whole(2, 2, 2)),
        (f64([0, 40, 0], [3, 1, 3], [1, 2, 0]), whole(0, 1, 2)),
        (f64([700, 0, 1], [0, 0, 0], [-1, 2, 1], [2, 3, 1]), whole(0, 0, 1, 2)),
        (drawn(98, (4, 4), 2.0), whole(3, 0, 1, 1)),
        (drawn(99, (3, 6), 3.0), whole(1, 5, 0)),
        (drawn(100, (7, 3), 300.0), whole(2, 1, 0, 2, 0, 1, 1)),
        # Losses of every size, so that each eps meets one near it.
        (np.outer(np.arange(71), [0.0, 10.0]), whole(*[0] * 71)),
    ],
    tolerance=Tolerance(float64=(1e-9, 1e-9), float32=(1e-4, 1e-5)),
    parts=("loss", "gradient"),
    hints=(
        "Two results that share their exponentials. For the loss you need log p of the true "
        "classes, for the gradient p of all classes. Both come from `d = Z - max` of each row.",
        "`log_p = d - np.log(np.exp(d).sum(axis=1, keepdims=True))`. The loss picks from it, as "
        "in lesson 05. And p is `np.exp(log_p)`: that direction is safe.",
        "The gradient is `(P - Y) / n`, since the loss is a mean: `G = np.exp(log_p)`, "
        "`G[np.arange(n), labels] -= 1`, `G /= n`.",
    ),
    solution="""
def fused_loss(Z, labels):
    n = len(Z)
    d = Z - Z.max(axis=1, keepdims=True)
    log_p = d - np.log(np.exp(d).sum(axis=1, keepdims=True))
    gradient = np.exp(log_p)
    gradient[np.arange(n), labels] -= 1
    return -log_p[np.arange(n), labels].mean(), gradient / n
""",
    why=(
        "From log p to p nothing can go wrong: at worst a tiny number becomes 0. The other way "
        "round, log 0 is -inf. So the loss comes from the logits, and p is a by-product."
    ),
    mistakes=MISTAKES,
)
