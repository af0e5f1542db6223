"""Lesson 05: binary cross-entropy, from the logit."""

import numpy as np

from helpers.exercises.catalogue.lesson05_binary_cross_entropy_mistakes import MISTAKES
from helpers.exercises.catalogue.ways import drawn, f32, f64, whole
from helpers.exercises.exercise import LOGARITHMS, Exercise

EXERCISE = Exercise(
    name="binary_cross_entropy",
    lesson="05",
    statement=(
        "Given labels `y`, each 0 or 1, and logits `z`, both of shape (n,), floats or whole "
        "numbers, z in the thousands included, return the n losses -(y log a + (1 - y) "
        "log(1 - a)) with a = sigmoid(z), shape (n,). For z = -1000 and y = 1 that is 1000."
    ),
    shown="Your loss goes on growing where the sigmoid has long been rounded to 0 or 1.",
    reference=lambda y, z: np.logaddexp(0.0, (1 - 2 * y) * z),
    cases=[
        (f64(1), f64(0)),
        (f64(0), f64(2)),
        (whole(1), f64(-1000)),
        (whole(0), f64(1000)),
        (whole(1), f64(-740)),
        (f64(1), f64(1000)),
        (f64(0), f64(-1000)),
        (whole(1, 0), f64(1.5, 1.5)),
        (whole(1, 0), whole(2, -3)),
        (f64(0, 1), f64(40, -40)),
        (f32(1, 0, 1), f32(0.5, -1, 100)),
        (whole(0, 0, 1), f64(1, 2, 3)),
        (whole(1, 0, 1, 0), f64(5, 5, -5, -5)),
        (whole(0, 1, 1, 0, 1), drawn(64, 5, 2.0)),
        (whole(1, 1, 0, 0, 0, 1, 0, 1), drawn(65, 8, 300.0)),
        # Losses of every size, so that each eps meets one near it.
        (whole(*[0] * 71), 10.0 * np.arange(71)),
    ],
    tolerance=LOGARITHMS,
    hints=(
        "-log a with a = 1 / (1 + exp(-z)) is log(1 + exp(-z)), and -log(1 - a) is "
        "log(1 + exp(z)). One function of one number: which sign for which label?",
        "The loss is log(1 + exp(s)), with s = -z for y = 1 and s = z for y = 0. For large s the "
        "exponential overflows; there the loss is s itself.",
        "log(exp(0) + exp(s)) is a logsumexp of (0, s): `np.logaddexp(0, s)` is stable. And "
        "`s = (1 - 2 * y) * z` has the right sign.",
    ),
    solution="""
def binary_cross_entropy(y, z):
    return np.logaddexp(0, (1 - 2 * y) * z)
""",
    why=(
        "Binary cross-entropy is the categorical one with the logits (0, z), so the loss is a "
        "logsumexp minus the logit of the true class, and the shift of lesson 02 is inside "
        "`np.logaddexp`."
    ),
    mistakes=MISTAKES,
)
