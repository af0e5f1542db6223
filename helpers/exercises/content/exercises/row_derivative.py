"""How one probability answers to one row of weights."""

import numpy as np

from helpers.exercises.checker.exercise import Exercise, Mistake
from helpers.exercises.content.exercises.jacobians import (
    DERIVATIVES,
    jacobian,
    merged,
    put_to_use,
)
from helpers.exercises.content.exercises.ways import as_like, drawn, f32, f64, shifted, whole


def _entry(z, j, i):
    return jacobian(shifted(z))[j, i]


def _reference(W, x, j, i):
    return _entry(W @ x, j, i) * x


def _row(code):
    return lambda W, x, j, i: code(W @ x)[j, i] * x


#: In the words of lesson 04; the codes take z and give a matrix.
STOPPED_AT_ITS_OWN_LOGIT = Mistake(
    "13-forgot-the-denominator",
    (
        lambda z: np.diag(shifted(z)),
        lambda z: np.diag(shifted(z) * (1 - shifted(z))),
    ),
    "You follow the path through z_j only, and get 0 for all other rows. Every z_i is in the "
    "denominator of p_j as well: for i different from j the derivative is -p_j p_i x.",
    "an answer to the question of lesson 04",
)
#: Left out of the matrices here, because STOPPED_AT_ITS_OWN_LOGIT says both.
OTHER_WORDS = ("4-diagonal-only", "13-forgot-the-denominator")

_W3 = f64([1, -0.5], [0, 0.8], [-0.6, 0.3])

EXERCISE = Exercise(
    name="row_derivative",
    statement=(
        "Given weights `W` of shape (K, d), an input `x` of shape (d,), floats or whole numbers, "
        "and two indices `j` and `i`, counted from 0, return the derivative of p_j with respect "
        "to row i of W, shape (d,), where p = softmax(W @ x). There is no bias."
    ),
    shown="You know how any one output answers to any one row of weights.",
    reference=_reference,
    cases=[
        (f64([2]), f64(3), 0, 0),
        (f64([1], [0]), f64(2), 0, 0),
        (f64([1], [0]), f64(2), 0, 1),
        (f64([1, 2], [0, -1]), f64(0.5, 1), 1, 1),
        (f64([1, 2], [0, -1]), f64(0.5, 1), 1, 0),
        (whole([1, 0], [2, 1]), whole(1, -1), 0, 1),
        (whole([1, 0], [2, 1]), whole(1, -1), 1, 1),
        (f64([900, 0], [0, 901]), f64(1, 1), 0, 1),
        (_W3, f64(0.7, -1.2), 0, 0),
        (_W3, f64(0.7, -1.2), 2, 0),
        (_W3, f64(0.7, -1.2), 1, 2),
        (f32([1, 0.5, -1], [0, 1, 0.25]), f32(1, -1, 2), 1, 0),
        (f64([1, 2, 0], [1, 2, 0], [0, 0, 1]), f64(1, 0, -1), 0, 1),
        (drawn(41, (3, 3), 1.0), drawn(42, 3, 1.0), 2, 1),
        (drawn(43, (5, 4), 0.5), drawn(44, 4, 1.0), 3, 3),
        (drawn(43, (5, 4), 0.5), drawn(44, 4, 1.0), 4, 0),
    ],
    tolerance=DERIVATIVES,
    hints=(
        "Row i of W makes one logit only, z_i. So the chain rule has two factors: how p_j answers "
        "to z_i, and how z_i answers to its row.",
        "The first is p_j(1 - p_j) if i = j and -p_j p_i otherwise: an entry of the Jacobian of "
        "lesson 03. The second is the input x.",
        "`p[j] * ((i == j) - p[i]) * x`, with p the softmax of `W @ x`.",
    ),
    solution="""
def row_derivative(W, x, j, i):
    z = W @ x
    exps = np.exp(z - z.max())
    p = exps / exps.sum()
    return p[j] * ((i == j) - p[i]) * x
""",
    why=(
        "Of the sum over all logits one term survives, k = i, because z_k = w_k · x holds row i "
        "only then. Python counts True as 1 and False as 0."
    ),
    mistakes=(
        *merged(
            *put_to_use(_row, *OTHER_WORDS),
            *put_to_use(_row, of=(STOPPED_AT_ITS_OWN_LOGIT,)),
        ),
        Mistake(
            "transposed-weights",
            (lambda W, x, j, i: _entry(W.T @ x, j, i) * x,),
            "You compute `W.T @ x` (or `x @ W`): an error when K and d differ, and silently wrong "
            "when K = d. One class is one row of W here, so the logits are `W @ x`.",
        ),
        Mistake(
            "input-forgotten",
            (
                lambda W, x, j, i: _entry(W @ x, j, i),
                lambda W, x, j, i: _entry(W @ x, j, i) * np.ones(len(x)),
            ),
            "You stop at the derivative with respect to the logit z_i. The chain rule goes on: "
            "z_i answers to its row of weights with x. (Without x it is the bias's.)",
        ),
        Mistake(
            "weights-for-input",
            (
                lambda W, x, j, i: _entry(W @ x, j, i) * W[i],
                lambda W, x, j, i: _entry(W @ x, j, i) * W[j],
            ),
            "You multiply by a row of W where x belongs. z_i = w_i · x: its derivative with "
            "respect to w_i is x; W would come out if you moved x.",
        ),
        Mistake(
            "counted-from-1",
            (lambda W, x, j, i: _entry(W @ x, j - 1, i - 1) * x,),
            "You take the classes before the ones that are asked for. The indices count from 0, "
            "as Python does, and -1 silently means the last.",
        ),
        Mistake(
            "24-integer-dtype",
            (
                lambda W, x, j, i: as_like(x, _reference(W, x, j, i)),
                lambda W, x, j, i: as_like(W[i], _reference(W, x, j, i)),
            ),
            "Your result is stored in an array made like `x` or `W`. When that holds whole "
            "numbers, the derivatives are cut to whole numbers. Make it a float array.",
            "Stack Overflow",
        ),
    ),
)
