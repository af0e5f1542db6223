"""P log p, with 0 log 0 = 0."""

import numpy as np

from helpers.exercises.checker.exercise import Exercise, Mistake, Tolerance
from helpers.exercises.content.exercises.ways import EPS, f32, f64, whole


def _reference(p):
    return p * np.log(np.where(p > 0, p, 1.0))


def _clipped(e):
    """Both habits: log of the clipped p, and the clipped p throughout; two limits or one."""
    return (
        lambda p: p * np.log(np.clip(p, e, 1 - e)),
        lambda p: np.clip(p, e, 1 - e) * np.log(np.clip(p, e, 1 - e)),
        lambda p: p * np.log(np.maximum(p, e)),
        lambda p: np.maximum(p, e) * np.log(np.maximum(p, e)),
    )


EXERCISE = Exercise(
    name="plogp",
    statement=(
        "Given probabilities `p` of shape (K,), from 0 to 1, as float64, float32 or whole numbers, "
        "return p * log(p) for each entry, shape (K,), with 0 log 0 = 0 and without nan."
    ),
    shown="0 log 0 is the limit of p log p, and you reach it without moving any other entry.",
    reference=_reference,
    cases=[
        (f64(1),),
        (f64(0),),
        (f64(0.5, 0.5),),
        (f64(0, 1),),
        (whole(0, 1, 0),),
        (f32(0, 0.25, 0.75),),
        (f32(1e-30, 1, 0),),
        (f64(1e-12, 0.25, 0.75),),
        (f64(0.0900305732, 0.2447284711, 0.6652409558),),
        (f64(1e-307, 1e-100, 1e-20, 1.0),),
        (f64(0.1, 0.2, 0, 0.3, 0.4, 0),),
        (f64(0.999, 1e-3, 1e-6, 1e-9, 0, 0.5, 0.75),),
        # Every size, so that each eps meets an entry near it.
        (10.0 ** -np.arange(0.0, 308, 7),),
    ],
    # Relative only: what eps does to p log p shows at tiny p, where the value is tiny as well.
    tolerance=Tolerance(float64=(1e-9, 0.0), float32=(1e-5, 0.0)),
    hints=(
        "Only the entries that are 0 make trouble: log gives -inf there, and 0 times -inf is nan. "
        "All the others must stay as they are.",
        "Give log an argument that is harmless wherever p is 0, for example 1, whose log is 0. "
        "`np.where` chooses entry by entry.",
        "`p * np.log(np.where(p > 0, p, 1))`: where p is 0 this is 0 * log 1 = 0.",
    ),
    solution="""
def plogp(p):
    return p * np.log(np.where(p > 0, p, 1))
""",
    why=(
        "The unsafe entry is replaced before log sees it, so there is no warning and no nan, and "
        "no other entry changes. Replacing the nan afterwards works too, with a warning."
    ),
    mistakes=(
        Mistake(
            "19-zero-log-zero",
            (lambda p: p * np.log(p),),
            "You rely on 0 * log 0 being 0. On paper that is the limit; in floats log 0 is -inf "
            "and 0 * -inf is nan. Treat the zeros before log sees them.",
            "AI SE 6622",
        ),
        Mistake(
            "21-eps-bias",
            tuple(lambda p, e=e: p * np.log(p + e) for e in EPS)
            + tuple(lambda p, e=e: (p + e) * np.log(p + e) for e in EPS),
            "You add a small number inside the log. The zeros come out right, but every other "
            "entry moves a little, and entries below eps move a lot.",
            "keras#17634",
        ),
        Mistake(
            "20-eps-no-op",
            tuple(code for e in EPS for code in _clipped(e)),
            "You clip p. Entries below the limit are changed, and the upper limit is in vain: "
            "1 - 1e-8 in float32 equals 1. Only the zeros need help.",
            "apex#358",
        ),
        Mistake(
            "log1p-for-log",
            (
                lambda p: p * np.log1p(p),
                lambda p: p * np.log(p + 1),
                lambda p: p * np.log1p(p - 1),
            ),
            "`np.log1p(p)` is log(1 + p): finite at 0, but another function. And log1p(p - 1) is "
            "log p again, -inf at 0, with less accuracy.",
        ),
        Mistake(
            "sign-flipped",
            (lambda p: -_reference(p),),
            "The sign is flipped: -p log p is the contribution to the entropy, and it is never "
            "negative. p log p itself is asked for.",
        ),
        Mistake(
            "log-only",
            (lambda p: np.log(np.where(p > 0, p, 1.0)),),
            "You return log p; the factor p in front is missing.",
        ),
        Mistake(
            "summed-up",
            (lambda p: _reference(p).sum(),),
            "You add the terms up. That is minus the entropy; here each term is asked for, shape "
            "(K,).",
        ),
        Mistake(
            "logarithm-to-base-2",
            (lambda p: p * np.log2(np.where(p > 0, p, 1.0)),),
            "You take the logarithm to base 2, which measures in bits. The natural logarithm "
            "`np.log` is asked for.",
        ),
    ),
)
