"""Softmax of each row of a matrix."""

import numpy as np

from helpers.exercises.checker.exercise import PROBABILITIES, Exercise, Mistake
from helpers.exercises.content.exercises.ways import FAR_ROWS, as_like, drawn, f32, f64, whole


def _rows(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def _exps(z, axis=1):
    return np.exp(z - z.max(axis=axis, keepdims=True))


def _matrix(*rows):
    return np.array(rows, np.float64)


_INF = np.inf

EXERCISE = Exercise(
    name="softmax_rows",
    statement=(
        "Given a matrix `z` of shape (n, K), one example in each row, return the matrix of the "
        "same shape whose row r is softmax(z[r]). Any finite logits, thousands included; -inf for "
        "a class that is ruled out; floats or whole numbers."
    ),
    shown="Each row has its own maximum and its own sum, and no row knows of the others.",
    reference=_rows,
    tolerance=PROBABILITIES,
    cases=[
        (_matrix([0]),),
        (_matrix([2, 1]),),
        (_matrix([1], [2]),),
        (_matrix([1, 2, 3]),),
        (_matrix([1, 2], [4, 3]),),
        (_matrix([0, 1], [-1000, -1001]),),
        (_matrix([1000, 0], [0, -1000]),),
        (whole([1, 2], [3, 5]),),
        (_matrix([1, 2, 3], [0, 0, 3]),),
        (_matrix([1, 2], [3, 4], [0, -1]),),
        (_matrix([0, -_INF, 1], [2, 2, -_INF]),),
        (f32([1, 2, 3], [99, 98, 90], [0, 0, 0]),),
        (whole([1, 2, 3], [7, 7, 7], [-1, 0, 2]),),
        (_matrix([1], [2], [3], [900]),),
        (drawn(9, (4, 4), 3.0),),
        (drawn(10, (5, 7), 3.0),),
        (f64(*drawn(11, (6, 3), 400.0)),),
        (FAR_ROWS,),
    ],
    hints=(
        "Each row is a problem of its own: it needs its own maximum and its own sum. Along which "
        "axis do the classes lie?",
        "Reduce over `axis=1`, and look at the shapes: `z.max(axis=1)` has shape (n,), but to be "
        "subtracted from every entry of its row it must have shape (n, 1).",
        "`keepdims=True` keeps that axis: `exps = np.exp(z - z.max(axis=1, keepdims=True))`, and "
        "the same for the sum.",
    ),
    solution="""
def softmax_rows(z):
    exps = np.exp(z - z.max(axis=1, keepdims=True))
    return exps / exps.sum(axis=1, keepdims=True)
""",
    why=(
        "With keepdims the maximum and the sum have shape (n, 1), and broadcasting repeats them "
        "along the row they belong to."
    ),
    mistakes=(
        Mistake(
            "17-shift-by-batch-max",
            (lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum(axis=1, keepdims=True),),
            "You subtract one maximum, that of the whole batch. A row far below it underflows to "
            "0, and 0/0 is nan. Take each row's own maximum: `z.max(axis=1, keepdims=True)`.",
        ),
        Mistake(
            "22-wrong-axis",
            (
                lambda z: _exps(z, 0) / _exps(z, 0).sum(axis=0),
                lambda z: np.exp(z) / np.exp(z).sum(axis=0),
                lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum(axis=0),
                lambda z: _exps(z, 1) / _exps(z, 1).sum(axis=0),
            ),
            "You sum over the batch (axis 0), so the columns sum to 1; with one row everything "
            "is 1. The classes lie along axis 1.",
            "pytorchfundamentals#21 (a course)",
        ),
        Mistake(
            "23-no-keepdims",
            (
                lambda z: _exps(z) / _exps(z).sum(axis=1),
                lambda z: np.exp(z - z.max(axis=1)) / np.exp(z - z.max(axis=1)).sum(axis=1),
                lambda z: (e := np.exp(z - z.max(axis=1))) / e.sum(axis=1, keepdims=True),
                lambda z: np.exp(z) / np.exp(z).sum(axis=1),
                lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum(axis=1),
            ),
            "The maximum or the sum has shape (n,), without `keepdims=True`. NumPy lines it up "
            "with the columns: an error when n and K differ, and silently wrong when n = K, which "
            "is worse.",
            "HandyRL PR 209",
        ),
        Mistake(
            "sum-of-the-whole-batch",
            (
                lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum(),
                lambda z: np.exp(z) / np.exp(z).sum(),
                lambda z: _exps(z) / _exps(z).sum(),
            ),
            "You divide by the sum over the whole matrix, so all n rows together sum to 1. Each "
            "row must sum to 1: `sum(axis=1, keepdims=True)`.",
        ),
        Mistake(
            "no-shift",
            (lambda z: np.exp(z) / np.exp(z).sum(axis=1, keepdims=True),),
            "The axes are right, but there is no shift: large logits overflow to inf, and inf/inf "
            "is nan. Subtract each row's maximum first.",
        ),
        Mistake(
            "shift-by-column-max",
            (lambda z: _exps(z, 0) / _exps(z, 0).sum(axis=1, keepdims=True),),
            "You subtract the maximum of each column. Then the entries of one row are shifted by "
            "different amounts, and that does change softmax. The shift must be one number a row.",
        ),
        Mistake(
            "24-integer-dtype",
            (lambda z: as_like(z, _rows(z)),),
            "Your result is stored in an array made like `z`. When `z` holds whole numbers, so "
            "does that array, and every probability below 1 is cut to 0. Make it a float array.",
            "Stack Overflow 36738754",
        ),
    ),
)
