"""How every probability answers to every weight, as one array with three axes."""

import numpy as np

from helpers.exercises.checker.exercise import Exercise, Mistake
from helpers.exercises.content.exercises.jacobians import (
    DERIVATIVES,
    MIXTURES,
    jacobian,
    put_to_use,
)
from helpers.exercises.content.exercises.row_derivative import (
    OTHER_WORDS,
    STOPPED_AT_ITS_OWN_LOGIT,
)
from helpers.exercises.content.exercises.ways import drawn, f32, f64, shifted, whole


def _tensor(code):
    return lambda W, x: np.multiply.outer(code(W @ x), x)


_reference = _tensor(lambda z: jacobian(shifted(z)))

EXERCISE = Exercise(
    name="weight_derivative",
    statement=(
        "Given weights `W` of shape (K, d) and an input `x` of shape (d,), floats or whole "
        "numbers, return all derivatives of p = softmax(W @ x) with respect to W, shape "
        "(K, K, d): the entry [i, k, j] is that of p_i with respect to W[k, j]. There is no bias."
    ),
    shown="You have every answer of every output to every weight, and see why nobody stores it.",
    reference=_reference,
    cases=[
        (f64([2]), f64(3)),
        (f64([1], [0]), f64(2)),
        (f64([1, -1]), f64(2, 1)),
        (f64([1, 2], [0, -1]), f64(0.5, 1)),
        (whole([1, 0], [2, 1]), whole(1, -1)),
        (f64([900, 0], [0, 901]), f64(1, 2)),
        (f64([1, -0.5], [0, 0.8], [-0.6, 0.3]), f64(0.7, -1.2)),
        (f32([1, 0.5, -1], [0, 1, 0.25]), f32(1, -1, 2)),
        (f64([1, 2, 0], [1, 2, 0], [0, 0, 1]), f64(1, 0, -1)),
        (f64([1, -0.5], [0, 0.8], [-0.6, 0.3], [0.2, 0.1]), f64(0.7, -1.2)),
        (drawn(45, (3, 3), 1.0), drawn(46, 3, 1.0)),
        (drawn(47, (4, 6), 0.4), drawn(48, 6, 1.0)),
    ],
    tolerance=DERIVATIVES,
    hints=(
        "[i, k] is a vector of length d, the one of the exercise before. Two loops that fill an "
        "array of shape (K, K, d) are a good answer.",
        "Every entry is an entry of the Jacobian times an entry of x: D[i, k, j] = J[i, k] * x[j].",
        '`J[:, :, None] * x` lines them up, and so does `np.einsum("ik,j->ikj", J, x)`.',
    ),
    solution="""
def weight_derivative(W, x):
    z = W @ x
    exps = np.exp(z - z.max())
    p = exps / exps.sum()
    J = np.diag(p) - np.outer(p, p)
    return J[:, :, None] * x
""",
    why=(
        "The weight W[k, j] reaches the outputs through z_k only, which answers to it with x[j], "
        "and p_i answers to z_k with J[i, k]. There is no sum left."
    ),
    mistakes=(
        *put_to_use(_tensor, *OTHER_WORDS),
        *put_to_use(_tensor, of=(STOPPED_AT_ITS_OWN_LOGIT,)),
        Mistake(
            "5-gradient-vector",
            (lambda W, x: _reference(W, x).sum(axis=0),),
            "You add the outputs up, and get 0 for all weights. The zero says that probabilities "
            "sum to 1. Each of the K outputs has a derivative of its own, along axis 0.",
            "Stack Overflow 36279904",
        ),
        Mistake(
            "7-overwritten-row",
            tuple(
                lambda W, x, code=code: np.multiply.outer(code(W @ x)[:, -1], x)
                for code in MIXTURES
            )
            + (
                lambda W, x: np.repeat(_reference(W, x)[:, -1:], len(W), axis=1),
                lambda W, x: np.repeat(_reference(W, x)[-1:], len(W), axis=0),
            ),
            "Only the last class survives: the inner loop writes every row to the same place, or "
            "one row's derivative is taken for all. There are K * K places: `D[i, k]`.",
            "the question of lesson 03",
        ),
        Mistake(
            "transposed-weights",
            (lambda W, x: np.multiply.outer(jacobian(shifted(W.T @ x)), x),),
            "You compute `W.T @ x` (or `x @ W`): an error when K and d differ, and silently wrong "
            "when K = d. One class is one row of W here, so the logits are `W @ x`.",
        ),
        Mistake(
            "input-forgotten",
            (
                lambda W, x: jacobian(shifted(W @ x)),
                lambda W, x: np.multiply.outer(jacobian(shifted(W @ x)), np.ones(len(x))),
            ),
            "You stop at the derivatives with respect to the logits. The chain rule goes on: each "
            "logit answers to its row of weights with x.",
        ),
        Mistake(
            "weights-for-input",
            (
                lambda W, x: jacobian(shifted(W @ x))[:, :, None] * W,
                lambda W, x: jacobian(shifted(W @ x))[:, :, None] * W[:, None],
                lambda W, x: jacobian(shifted(W @ x)) @ W,
            ),
            "You multiply by W where x belongs. z_k = w_k · x: its derivative with respect to w_k "
            "is x; W comes out if you move x.",
        ),
        Mistake(
            "axes-in-another-order",
            (
                lambda W, x: np.moveaxis(_reference(W, x), 2, 0),
                lambda W, x: np.moveaxis(_reference(W, x), 2, 1),
            ),
            "The numbers are right, the order of the axes is not: axis 0 is the output i, axis 1 "
            "the row k, axis 2 the input j.",
        ),
        Mistake(
            "laid-out-in-a-row",
            (
                lambda W, x: _reference(W, x).reshape(len(W), -1),
                lambda W, x: _reference(W, x).reshape(-1, len(x)),
            ),
            "The numbers are right, but two of the axes are laid out in a row. Return shape "
            "(K, K, d): `.reshape(K, K, d)` folds them back.",
        ),
        Mistake(
            "24-integer-dtype",
            (lambda W, x: _reference(W, x).astype(W.dtype),),
            "Your result is stored in an array with the format of `W` or `x`. When that holds "
            "whole numbers, the derivatives are cut to whole numbers. Make it a float array.",
            "Stack Overflow 36738754",
        ),
    ),
)
