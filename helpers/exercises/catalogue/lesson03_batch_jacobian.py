"""Lesson 03: one Jacobian for each row of a batch."""

import numpy as np

from helpers.exercises.catalogue.jacobians import DERIVATIVES, jacobian
from helpers.exercises.catalogue.lesson03_batch_jacobian_mistakes import MISTAKES
from helpers.exercises.catalogue.ways import drawn, f32, f64, shifted, whole
from helpers.exercises.exercise import Exercise

EXERCISE = Exercise(
    name="batch_jacobian",
    lesson="03",
    statement=(
        "Given logits `Z` of shape (n, K), one example in each row, any finite floats or whole "
        "numbers, thousands included, return the Jacobians of softmax, one for each row: shape "
        "(n, K, K)."
    ),
    shown="Each example has its own Jacobian, and no example knows of the others.",
    reference=lambda Z: np.stack([jacobian(shifted(z)) for z in Z]),
    cases=[
        (f64([0]),),
        (f64([0, 1]),),
        (f64([1], [2]),),
        (f64([1, 2, 3]),),
        (f64([0, 1], [3, 1]),),
        (whole([0, 1], [3, 1]),),
        (f64([0, 1], [-1000, -1001]),),
        (f64([1, 2], [4, 3], [0, 0]),),
        (f64([1, 2, 3], [0, 0, 2]),),
        (f32([1, 2, 3], [0.5, -1, 2]),),
        (whole([1, 2, 3], [2, 2, 2], [-1, 0, 3]),),
        (f64([1, 2, 3], [1, 2, 3], [0, 0, 50]),),
        (f64([1000, 0, 999], [0, -1000, 0], [5, 5, 5], [1, 0, 0]),),
        (drawn(33, (4, 4), 2.0),),
        (drawn(34, (3, 6), 2.0),),
        (drawn(35, (7, 3), 1.0),),
    ],
    tolerance=DERIVATIVES,
    hints=(
        "Row by row it is the exercise before. A loop over the rows that fills an array of shape "
        "(n, K, K) is a good answer; then try without one.",
        "Softmax along axis 1 gives p of shape (n, K). All products p_i p_j within a row: "
        "`p[:, :, None] * p[:, None, :]`, shape (n, K, K).",
        "The diagonals: `p[:, :, None] * np.eye(K)`. Subtract the products from them.",
    ),
    solution="""
def batch_jacobian(Z):
    exps = np.exp(Z - Z.max(axis=1, keepdims=True))
    p = exps / exps.sum(axis=1, keepdims=True)
    return p[:, :, None] * np.eye(Z.shape[1]) - p[:, :, None] * p[:, None, :]
""",
    why=(
        "None makes an axis of length 1, which broadcasting repeats: [:, :, None] is p_i, "
        "[:, None, :] is p_j, and the first axis stays the example throughout."
    ),
    mistakes=MISTAKES,
)
