"""Lesson 05: cross-entropy between two distributions."""

import numpy as np

from helpers.exercises.catalogue.lesson05_cross_entropy_mistakes import MISTAKES
from helpers.exercises.catalogue.ways import f32, f64, whole
from helpers.exercises.exercise import Exercise, Tolerance

EXERCISE = Exercise(
    name="cross_entropy",
    lesson="05",
    statement=(
        "Given two distributions of shape (K,), the target `y` and the prediction `p`, in this "
        "order, floats or whole numbers, return the cross-entropy, a single number in nats. "
        "Entries of y may be 0, and p may be 0 there too; nowhere else."
    ),
    shown="You know what believing p costs somebody to whom y happens.",
    reference=lambda y, p: 0.0 - (y * np.log(np.where(y > 0, p, 1.0))).sum(),
    cases=[
        (f64(1), f64(1)),
        (f64(1, 0), f64(1, 0)),
        (f64(0, 1), f64(0.25, 0.75)),
        (f64(0.5, 0.5), f64(0.1, 0.9)),
        (f64(0.5, 0.5), f64(0.5, 0.5)),
        (f64(1, 0), f64(1e-9, 1)),
        (f64(0.5, 0.5), f64(1, 1e-300)),
        (f64(0.5, 0.5), f64(1e-20, 1)),
        (whole(0, 0, 1), f64(0.0900305732, 0.2447284711, 0.6652409557)),
        (whole(0, 0, 1), whole(0, 0, 1)),
        (f64(1, 0, 0), f64(0.5, 0.4, 0.1)),
        (f64(0.2, 0.3, 0.5), f64(0.0900305732, 0.2447284711, 0.6652409557)),
        (f32(0.25, 0.75, 0), f32(0.5, 0.25, 0.25)),
        (f64(0.4, 0, 0.6, 0), f64(0.3, 0, 0.2, 0.5)),
        (f64(0.1, 0.2, 0.3, 0.15, 0.25), f64(0.3, 0.1, 0.2, 0.15, 0.25)),
        (f64(*[0.1] * 10), f64(0.55, *[0.05] * 9)),
        # Every size, so that each eps meets an entry near it.
        (f64(*[1 / 44] * 44), 10.0 ** -np.arange(0.0, 308, 7)),
    ],
    tolerance=Tolerance(float64=(1e-9, 1e-14), float32=(1e-5, 1e-6)),
    hints=(
        "The events come as y says, the surprises are those of somebody who believes p: the mean "
        "of -log p_k, weighed with y_k. Which of the two stands inside the logarithm?",
        "-(y * log p) summed, where y is above 0. Where y_k = 0 the term is 0, whatever p_k is; "
        "NumPy makes 0 * log 0 nan.",
        "`-(y * np.log(np.where(y > 0, p, 1))).sum()`.",
    ),
    solution="""
def cross_entropy(y, p):
    return -(y * np.log(np.where(y > 0, p, 1))).sum()
""",
    why=(
        "Where y_k is 0 the class never comes, so p_k there is replaced by 1, whose log is 0, "
        "before log sees it. No eps, and no other term moves."
    ),
    mistakes=MISTAKES,
)
