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


def _entry(z, i, k):
    return jacobian(shifted(z))[i, k]


def _reference(W, x, i, k):
    return _entry(W @ x, i, k) * x


def _row(code):
    return lambda W, x, i, k: code(W @ x)[i, k] * x


#: In the words of lesson 07; the codes take z and give a matrix.
STOPPED_AT_ITS_OWN_LOGIT = Mistake(
    "13-forgot-the-denominator",
    (
        lambda z: np.diag(shifted(z)),
        lambda z: np.diag(shifted(z) * (1 - shifted(z))),
    ),
    "You follow the path through z_i only, and get 0 for all other rows. Every z_k is in the "
    "denominator of p_i as well: for k different from i the derivative is -p_i p_k x.",
    "an answer to the question of lesson 07",
)
#: Left out of the matrices here, because STOPPED_AT_ITS_OWN_LOGIT says both.
OTHER_WORDS = ("4-diagonal-only", "13-forgot-the-denominator")

_W3 = f64([1, -0.5], [0, 0.8], [-0.6, 0.3])

EXERCISE = Exercise(
    name="row_derivative",
    statement=(
        "Given weights `W` of shape (K, d), an input `x` of shape (d,), floats or whole numbers, "
        "and two indices `i` and `k`, counted from 0, return the derivative of p_i with respect "
        "to row k of W, shape (d,), where p = softmax(W @ x). There is no bias."
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
        "Row k of W makes one logit only, z_k. So the chain rule has two factors: how p_i answers "
        "to z_k, and how z_k answers to its row.",
        "The first is p_i(1 - p_i) if k = i and -p_i p_k otherwise: an entry of the Jacobian of "
        "lesson 03. The second is the input x.",
        "`p[i] * ((i == k) - p[k]) * x`, with p the softmax of `W @ x`.",
    ),
    solution="""
def row_derivative(W, x, i, k):
    z = W @ x
    exps = np.exp(z - z.max())
    p = exps / exps.sum()
    return p[i] * ((i == k) - p[k]) * x
""",
    why=(
        "Of the sum over all logits one term survives, that of z_k = w_k · x: no other logit holds "
        "row k. Python counts True as 1 and False as 0."
    ),
    mistakes=(
        *merged(
            *put_to_use(_row, *OTHER_WORDS),
            *put_to_use(_row, of=(STOPPED_AT_ITS_OWN_LOGIT,)),
        ),
        Mistake(
            "transposed-weights",
            (lambda W, x, i, k: _entry(W.T @ x, i, k) * x,),
            "You compute `W.T @ x` (or `x @ W`): an error when K and d differ, and silently wrong "
            "when K = d. One class is one row of W here, so the logits are `W @ x`.",
        ),
        Mistake(
            "input-forgotten",
            (
                lambda W, x, i, k: _entry(W @ x, i, k),
                lambda W, x, i, k: _entry(W @ x, i, k) * np.ones(len(x)),
            ),
            "You stop at the derivative with respect to the logit z_k. The chain rule goes on: "
            "z_k answers to its row of weights with x. (Without x it is the bias's.)",
        ),
        Mistake(
            "weights-for-input",
            (
                lambda W, x, i, k: _entry(W @ x, i, k) * W[k],
                lambda W, x, i, k: _entry(W @ x, i, k) * W[i],
            ),
            "You multiply by a row of W where x belongs. z_k = w_k · x: its derivative with "
            "respect to w_k is x; W would come out if you moved x.",
        ),
        Mistake(
            "counted-from-1",
            (lambda W, x, i, k: _entry(W @ x, i - 1, k - 1) * x,),
            "You take the classes before the ones that are asked for. The indices count from 0, "
            "as Python does, and -1 silently means the last.",
        ),
        Mistake(
            "24-integer-dtype",
            (
                lambda W, x, i, k: as_like(x, _reference(W, x, i, k)),
                lambda W, x, i, k: as_like(W[k], _reference(W, x, i, k)),
            ),
            "Your result is stored in an array made like `x` or `W`. When that holds whole "
            "numbers, the derivatives are cut to whole numbers. Make it a float array.",
            "Stack Overflow 36738754",
        ),
    ),
)
