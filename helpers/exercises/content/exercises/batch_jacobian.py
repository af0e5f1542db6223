"""One Jacobian for each row of a batch."""

import numpy as np

from helpers.exercises.checker.exercise import Exercise, Mistake
from helpers.exercises.content.exercises.jacobians import (
    DERIVATIVES,
    MATRICES,
    jacobian,
    merged,
    put_to_use,
)
from helpers.exercises.content.exercises.softmax_jacobian import VECTORS
from helpers.exercises.content.exercises.ways import FAR_ROWS, drawn, f32, f64, shifted, whole


def _rows(code):
    return lambda Z: np.stack([code(z) for z in Z])


_reference = _rows(lambda z: jacobian(shifted(z)))


def _from(probabilities):
    """Give right Jacobians of whatever these probabilities are."""
    return lambda Z: np.stack([jacobian(p) for p in probabilities(Z)])


def _exps(Z, axis=1):
    return np.exp(Z - Z.max(axis=axis, keepdims=True))


def _softmax_rows(Z):
    return _exps(Z) / _exps(Z).sum(axis=1, keepdims=True)


def _whole(Z):
    return np.exp(Z - Z.max()) / np.exp(Z - Z.max()).sum()


def _every_row_against_every_row(Z):
    n, K = Z.shape
    full = np.zeros((n, K, n, K))
    full[np.arange(n), :, np.arange(n), :] = _reference(Z)
    return full


MISTAKES = (
    *put_to_use(_rows, of=merged(*MATRICES, *VECTORS)),
    Mistake(
        "17-shift-by-batch-max",
        (_from(lambda Z: np.exp(Z - Z.max()) / np.exp(Z - Z.max()).sum(axis=1)[:, None]),),
        "You subtract one maximum, that of the whole batch. A row far below it underflows to "
        "0, and 0/0 is nan. Take each row's own maximum: `Z.max(axis=1, keepdims=True)`.",
    ),
    Mistake(
        "22-wrong-axis",
        (
            _from(lambda Z: _exps(Z, 0) / _exps(Z, 0).sum(axis=0)),
            _from(lambda Z: np.exp(Z) / np.exp(Z).sum(axis=0)),
            _from(lambda Z: _exps(Z) / _exps(Z).sum(axis=0)),
        ),
        "Your softmax sums over the batch (axis 0), so the columns of p sum to 1. The classes "
        "lie along axis 1.",
        "pytorchfundamentals#21 (a course)",
    ),
    Mistake(
        "23-no-keepdims",
        (
            _from(lambda Z: _exps(Z) / _exps(Z).sum(axis=1)),
            _from(lambda Z: np.exp(Z) / np.exp(Z).sum(axis=1)),
            _from(lambda Z: (e := np.exp(Z - Z.max(axis=1))) / e.sum(axis=1)),
            _from(lambda Z: (e := np.exp(Z - Z.max(axis=1))) / e.sum(axis=1, keepdims=True)),
        ),
        "The maximum or the sum has shape (n,), without `keepdims=True`. NumPy lines it up "
        "with the columns: an error when n and K differ, silently wrong when n = K.",
        "HandyRL PR 209",
    ),
    Mistake(
        "sum-of-the-whole-batch",
        (_from(_whole), _from(lambda Z: _exps(Z) / _exps(Z).sum())),
        "Your softmax runs over the whole matrix, so all n rows together sum to 1. Each row "
        "is a distribution of its own: `sum(axis=1, keepdims=True)`.",
    ),
    Mistake(
        "code-for-one-vector",
        (
            lambda Z: np.diag(p := _whole(Z)) - np.outer(p, p),
            lambda Z: np.diag(p := _softmax_rows(Z)) - np.outer(p, p),
        ),
        "This is the code for one vector, given a matrix. There `np.diag` takes a diagonal "
        "out instead of making one, and `np.outer` mixes all rows. Go row by row.",
    ),
    Mistake(
        "batch-summed-away",
        (lambda Z: _reference(Z).sum(axis=0), lambda Z: _reference(Z).mean(axis=0)),
        "You add the Jacobians of all examples up, or average them. (`p.T @ p` sums over the "
        "examples too.) Each example keeps its own: shape (n, K, K).",
    ),
    Mistake(
        "only-one-row-of-the-batch",
        tuple(
            code
            for at in (0, -1)
            for code in (
                lambda Z, at=at: _reference(Z)[at],
                lambda Z, at=at: np.repeat(_reference(Z)[at][None], len(Z), axis=0),
            )
        ),
        "Only the first or the last example counts: a loop that returns too early, or writes "
        "each Jacobian over the one before. Write to `J[r]`.",
    ),
    Mistake(
        "batch-axis-in-the-wrong-place",
        (
            lambda Z: np.moveaxis(_reference(Z), 0, -1),
            lambda Z: np.moveaxis(_reference(Z), 0, 1),
        ),
        "The Jacobians are right, but the examples must lie along axis 0: shape (n, K, K).",
    ),
    Mistake(
        "every-row-against-every-row",
        (
            _every_row_against_every_row,
            lambda Z: _every_row_against_every_row(Z).reshape(Z.size, Z.size),
        ),
        "You differentiate every probability of the batch with respect to every logit of the "
        "batch. Where the rows differ that is 0; only one (K, K) block for each row is asked.",
    ),
    Mistake(
        "24-integer-dtype",
        (lambda Z: _reference(Z).astype(Z.dtype),),
        "Your result is stored in an array with the format of `Z`. When `Z` holds whole "
        "numbers, every derivative is cut to 0. Make it a float array.",
        "Stack Overflow 36738754",
    ),
)


EXERCISE = Exercise(
    name="batch_jacobian",
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
        (FAR_ROWS,),
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
