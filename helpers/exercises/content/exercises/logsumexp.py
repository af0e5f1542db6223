"""Log of a sum of exponentials."""

import math

import numpy as np

from helpers.exercises.checker.exercise import LOGARITHMS, Exercise, Mistake
from helpers.exercises.content.exercises.ways import FAR, drawn, f16, f32, f64, whole


def _reference(z):
    m = np.max(z)
    return m + np.log(np.sum(np.exp(z - m)))


EXERCISE = Exercise(
    name="logsumexp",
    statement=(
        "Given a vector `z` of shape (K,) with any logits, thousands included (-inf allowed, one "
        "logit is finite; floats or whole numbers), return the single number log(sum(exp(z))), "
        "without overflow."
    ),
    shown=(
        "A constant added to all logits comes out again at the end: logsumexp(z + c) = "
        "logsumexp(z) + c."
    ),
    reference=_reference,
    cases=[
        (f64(0),),
        (f64(5),),
        (f64(0, 0),),
        (f64(1000, 1000),),
        (f64(-1000, -1000),),
        (f64(-5, -7),),
        (f64(1, 2, 3),),
        (whole(1, 2, 3),),
        (f64(-np.inf, 0, 1),),
        (f16(20, 20, 3),),
        (f32(100, 99, -5),),
        (f64(1e4, -1e4, 9999, 0),),
        (whole(2000, 1999, 0, 0),),
        (drawn(12, 10, 3.0),),
        (drawn(13, 50, 200.0),),
        *((z,) for z in FAR),
    ],
    tolerance=LOGARITHMS,
    hints=(
        "Shift by the maximum m as before. This time the shift does not cancel by itself: what "
        "happens to log(sum(exp(z - m)))?",
        "exp(z - m) = exp(z) / exp(m), so the factor exp(-m) comes out of the sum, and the "
        "logarithm turns it into -m.",
        "So add m again: `m + np.log(np.exp(z - m).sum())` with `m = z.max()`.",
    ),
    solution="""
def logsumexp(z):
    m = z.max()
    return m + np.log(np.exp(z - m).sum())
""",
    why=(
        "log(sum(exp(z))) = log(exp(m) sum(exp(z - m))) = m + log(sum(exp(z - m))). The largest "
        "term of the sum is 1, so it neither overflows nor vanishes."
    ),
    mistakes=(
        Mistake(
            "forgot-to-add-the-max",
            (lambda z: np.log(np.exp(z - z.max()).sum()),),
            "You shift by the maximum and do not add it again. Softmax is unchanged by a shift; "
            "logsumexp moves along with it: logsumexp(z + c) = logsumexp(z) + c.",
            "an exercise in circulation that asks to prove log-sum-exp translation invariant",
        ),
        Mistake(
            "no-shift",
            (
                lambda z: np.log(np.exp(z).sum()),
                lambda z: np.log(np.exp(z.astype(np.float64)).sum()),
                lambda z: math.log(sum(math.exp(v) for v in z)),
            ),
            "There is no shift: exp overflows to inf for large logits, and for very negative ones "
            "the sum is 0 and its logarithm -inf.",
            "a “more stable” version in well-known teaching material, without the maximum",
        ),
        Mistake(
            "max-subtracted-twice",
            (lambda z: np.log(np.exp(z - z.max()).sum()) - z.max(),),
            "You subtract the maximum at the end, where it has to be added: what was taken out of "
            "the exponent must come back.",
        ),
        Mistake(
            "log-of-the-mean",
            (
                lambda z: z.max() + np.log(np.exp(z - z.max()).mean()),
                lambda z: np.log(np.exp(z).mean()),
            ),
            "You take the mean of the exponentials. That is lower than the sum by log K.",
        ),
        Mistake(
            "max-only",
            (lambda z: z.max(),),
            "You return the maximum. logsumexp is a smooth maximum: it is above the largest logit "
            "by up to log K, most when all are equal.",
        ),
        Mistake(
            "log-forgotten",
            (
                lambda z: np.exp(z).sum(),
                lambda z: z.max() + np.exp(z - z.max()).sum(),
                lambda z: np.exp(z - z.max()).sum(),
            ),
            "The logarithm is missing: the sum of exponentials is not yet its log.",
        ),
        Mistake(
            "log-before-sum",
            (lambda z: np.log(np.exp(z)).sum(), lambda z: z.sum()),
            "You take the logarithm of each exponential and then add. log(exp(z)) is z, so this "
            "is the plain sum of the logits. First add, then take the log.",
        ),
    ),
)
