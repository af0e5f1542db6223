"""The Jacobian of softmax at one vector of logits."""

import numpy as np

from helpers.exercises.checker.exercise import Exercise, Mistake
from helpers.exercises.content.exercises.jacobians import (
    DERIVATIVES,
    MATRICES,
    MIXTURES,
    jacobian,
    merged,
)
from helpers.exercises.content.exercises.ways import FAR, drawn, f32, f64, shifted, whole


def _reference(z):
    return jacobian(shifted(z))


def _last_column(code):
    return lambda z: code(z)[:, -1]


def _last_column_everywhere(code):
    return lambda z: np.repeat(code(z)[:, -1:], len(z), axis=1)


#: What comes out as a vector, or as one written over a matrix; the batch meets these too.
VECTORS = (
    Mistake("4-diagonal-only", (lambda z: shifted(z) * (1 - shifted(z)),), ""),
    Mistake(
        "5-gradient-vector",
        (lambda z: _reference(z).sum(axis=1),),
        "Your derivatives are added up, and 0 for all logits. Rows sum to 0 because one number "
        "added to all logits changes nothing, columns because the probabilities sum to 1; nothing "
        "has vanished. K outputs have a matrix of derivatives.",
        "Stack Overflow 36279904",
    ),
    Mistake(
        "7-overwritten-row",
        tuple(_last_column(code) for code in MIXTURES)
        + tuple(_last_column_everywhere(code) for code in MIXTURES),
        "The inner loop writes every j to the same place, so only the last one survives. K * K "
        "derivatives need K * K places: `J[i, j]`. Look too whether p stands everywhere, not z.",
        "the question of lesson 03",
    ),
    Mistake("11-p-1-for-p(1-p)", (lambda z: shifted(z) - 1,), ""),
    Mistake(
        "softmax-itself",
        (lambda z: shifted(z),),
        "You return the probabilities. Asked is how each of them answers when a logit moves.",
    ),
)

EXERCISE = Exercise(
    name="softmax_jacobian",
    statement=(
        "Given logits `z` of shape (K,), any finite floats or whole numbers, thousands included, "
        "return the Jacobian of softmax, shape (K, K): the entry [i, j] is the derivative of p_i "
        "with respect to z_j."
    ),
    shown="You have all K * K answers of the probabilities to the logits, in one matrix.",
    reference=_reference,
    cases=[
        (f64(0),),
        (f64(-3.5),),
        (f64(0, 0),),
        (f64(1, 3),),
        (f64(-800, -801),),
        (f64(1, 2, 3),),
        (whole(1, 2, 3),),
        (f64(2, 2, 2),),
        (f64(0.5, -1, 0.5),),
        (f32(0.5, -1, 2),),
        (f64(0, 0, 50),),
        (f64(1000, 0, -1000),),
        (whole(1000, 1000, 999),),
        (f64(3, 1, 3, 1),),
        (drawn(31, 6, 1.0),),
        (drawn(32, 10, 3.0),),
        *((z,) for z in FAR),
    ],
    tolerance=DERIVATIVES,
    hints=(
        "Compute p = softmax(z) first: no z is needed after that. What is the derivative of p_i "
        "with respect to its own logit, and what with respect to another?",
        "p_i(1 - p_i) for i = j, and -p_i p_j for i different from j. Fill a (K, K) array with two "
        "loops, or look for the matrix of all the products p_i p_j.",
        "`np.diag(p) - np.outer(p, p)`: the products with a minus everywhere, and p_i added on "
        "the diagonal.",
    ),
    solution="""
def softmax_jacobian(z):
    exps = np.exp(z - z.max())
    p = exps / exps.sum()
    return np.diag(p) - np.outer(p, p)
""",
    why=(
        "Beside the diagonal it is 0 - p_i p_j, on it p_i - p_i p_i = p_i(1 - p_i): both cases of "
        "the quotient rule. The shift keeps large logits from overflowing."
    ),
    mistakes=(
        *merged(*MATRICES, *VECTORS),
        Mistake(
            "24-integer-dtype",
            (lambda z: _reference(z).astype(z.dtype),),
            "Your result is stored in an array with the format of `z`. When `z` holds whole "
            "numbers, every derivative is cut to 0. Make it a float array.",
            "Stack Overflow 36738754",
        ),
    ),
)
