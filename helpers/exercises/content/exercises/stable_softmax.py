"""Softmax of a vector that survives any finite logits."""

import math

import numpy as np

from helpers.exercises.checker.exercise import PROBABILITIES, Exercise, Mistake
from helpers.exercises.content.exercises.ways import (
    FAR,
    as_like,
    drawn,
    f16,
    f32,
    f64,
    naive,
    shifted,
    whole,
)


def _reference(z):
    e = np.exp(z - np.max(z))
    return e / e.sum()


def _by(shift):
    """Softmax with any shift in place of the maximum."""

    def code(z):
        e = np.exp(z - shift(z))
        return e / e.sum()

    return code


def _clipped(limit, then):
    return lambda z: then(np.clip(z, -limit, limit))


def _naive_with_math(z):
    e = np.array([math.exp(v) for v in z])
    return e / e.sum()


_LIMITS = (10, 11, 20, 30, 50, 80, 88, 100, 200, 300, 500, 600, 700, 709)

EXERCISE = Exercise(
    name="stable_softmax",
    statement=(
        "Given a vector `z` of shape (K,) with any logits, thousands included, as float64, "
        "float32, float16 or whole numbers, and -inf for a class that is ruled out, return "
        "softmax(z) without overflow and without nan. At least one logit is finite."
    ),
    shown="You have shown that the right shift keeps every exponential at most 1 and the sum >= 1.",
    reference=_reference,
    tolerance=PROBABILITIES,
    cases=[
        (f64(0),),
        (f64(1000),),
        (f64(-1000),),
        (f64(1, 2),),
        (f64(1000, 1001),),
        (f64(-1000, -1001),),
        (f64(-400, -400),),
        (f64(0, 1000),),
        (f64(-1000, 5),),
        (f64(1, 2, 3),),
        (whole(1, 2, 3),),
        (f64(-np.inf, 0, 1),),
        (f16(20, 20, 19),),
        (f16(1, -2, 0.5),),
        (f32(100, 90, 99),),
        (whole(1000, 0, 999),),
        (f64(1e4, -1e4, 9999, 0),),
        (f64(-745, -746, -800, -2000),),
        (drawn(6, 10, 3.0),),
        (drawn(7, 12, 300.0),),
        (drawn(8, 40, 1.0) + 5000,),
        *((z,) for z in FAR),
    ],
    hints=(
        "exp overflows when its argument is large. Which number may you subtract from all logits "
        "without changing softmax? Any. Which makes the largest exponential exactly 1?",
        "Subtract the maximum of z from every logit, before the first exp. The same shift must "
        "stand above and below the line.",
        "`shifted = z - z.max()`, then `exps = np.exp(shifted)`, then `exps / exps.sum()`.",
    ),
    solution="""
def stable_softmax(z):
    exps = np.exp(z - z.max())
    return exps / exps.sum()
""",
    why=(
        "The largest shifted logit is 0, so its exponential is 1: nothing overflows, and the sum "
        "is at least 1, so nothing is divided by 0. Underflow to 0 in the others is harmless."
    ),
    mistakes=(
        Mistake(
            "15-shift-numerator-only",
            (lambda z: np.exp(z - z.max()) / np.exp(z).sum(),),
            "You shift above the line but not below. The shift cancels only if it stands in both; "
            "(1, 2, 3) now sums to 0.0498. Sum the shifted exponentials.",
            "public code on GitHub: five files hold the line",
        ),
        Mistake(
            "shift-denominator-only",
            (lambda z: np.exp(z) / np.exp(z - z.max()).sum(),),
            "You shift below the line but not above. The shift cancels only if it stands in both.",
        ),
        Mistake(
            "16-shift-by-max(0,max)",
            (_by(lambda z: max(0, z.max())), _by(lambda z: np.maximum(z.max(), 0.0))),
            "You subtract max(0, max z), for instance because a running maximum starts at 0. When "
            "all logits are very negative nothing is shifted, every exponential is 0, and 0/0 is "
            "nan. Start from -inf, or from the first logit.",
            "NNlib.jl PR 43",
        ),
        Mistake(
            "no-shift",
            (naive, _naive_with_math, lambda z: naive(z.astype(np.float64))),
            "This is softmax without a shift: exp overflows to inf above 709.78 in float64, 88.72 "
            "in float32, 11.09 in float16, and inf/inf is nan.",
        ),
        Mistake(
            "clipped-logits",
            tuple(_clipped(c, then) for c in _LIMITS for then in (naive, shifted))
            + tuple(lambda z, c=c: naive(np.minimum(z, c)) for c in _LIMITS),
            "You clip the logits. Nothing overflows, but the answer changes: all logits beyond "
            "the limit become equal. A shift moves all logits alike and changes nothing.",
        ),
        Mistake(
            "shift-by-mean",
            (_by(lambda z: z.mean()),),
            "You subtract the mean. That changes nothing in exact arithmetic, but one logit far "
            "above the mean still overflows. Only the maximum bounds all of them.",
        ),
        Mistake(
            "shift-by-min",
            (_by(lambda z: z.min()),),
            "You subtract the minimum, so all exponents are positive: the large ones overflow. "
            "Subtract the maximum.",
        ),
        Mistake(
            "shift-by-largest-magnitude",
            (_by(lambda z: np.abs(z).max()),),
            "You subtract the largest magnitude, max |z|. When the logits are very negative that "
            "pushes them further down and every exponential becomes 0. Subtract max z.",
        ),
        Mistake(
            "shift-with-wrong-sign",
            (_by(lambda z: -z.max()),),
            "You add the maximum instead of subtracting it, so large logits grow twice as large. "
            "The shift C is -max(z), and it is added.",
        ),
        Mistake(
            "24-integer-dtype",
            (lambda z: as_like(z, shifted(z)),),
            "Your result is stored in an array made like `z`. When `z` holds whole numbers, so "
            "does that array, and every probability below 1 is cut to 0. Make it a float array.",
            "Stack Overflow 36738754",
        ),
        Mistake(
            "divided-by-the-max-logit",
            (lambda z: naive(z / z.max()), lambda z: shifted(z / z.max())),
            "You divide the logits by their maximum. That is a temperature, not a shift: it "
            "changes every difference between logits, and so the answer.",
        ),
    ),
)
