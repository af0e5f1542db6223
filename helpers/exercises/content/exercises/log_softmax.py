"""The logarithm of softmax, where the shift alone is not enough."""

import numpy as np

from helpers.exercises.checker.exercise import LOGARITHMS, Exercise, Mistake
from helpers.exercises.content.exercises.ways import (
    EPS,
    FAR,
    drawn,
    f32,
    f64,
    naive,
    shifted,
    whole,
)


def _reference(z):
    d = z - np.max(z)
    return d - np.log(np.sum(np.exp(d)))


_EPS = (*EPS, 1e-307, float(np.finfo(np.float64).tiny))

EXERCISE = Exercise(
    name="log_softmax",
    statement=(
        "Given a vector `z` of shape (K,) with any logits, thousands and a common offset of 1e16 "
        "included (-inf allowed, one logit is finite; floats or whole numbers), return "
        "log(softmax(z)), shape (K,). For (1000, 0) that is (0, -1000)."
    ),
    shown="Your log-probabilities stay finite where the probabilities themselves are 0.",
    reference=_reference,
    cases=[
        (f64(0),),
        (f64(7),),
        (f64(0, 0),),
        (f64(1000, 0),),
        (f64(-1000, -1002),),
        (f64(1e16, 1e16),),
        (f64(-300, 400),),
        (f64(1, 2, 3),),
        (whole(1, 2, 3),),
        (f64(-np.inf, 0, 1),),
        (f32(100, 0, -5),),
        (f32(1, -1, 0.5),),
        (whole(800, 0, 799),),
        (f64(1e4, -1e4, 9999, 0),),
        (f64(0, -30, -40, -50),),
        (drawn(14, 10, 3.0),),
        (drawn(15, 30, 300.0),),
        # Probabilities of every size, so that each eps meets one near it.
        (-10.0 * np.arange(71),),
        *((z,) for z in FAR),
    ],
    tolerance=LOGARITHMS,
    hints=(
        "The shift makes softmax right, but a probability below about 2.5e-324 is stored as 0, and "
        "its log is -inf. Can you reach log p without ever making p?",
        "log(exp(d) / sum) = d - log(sum), where d is the shifted logit. The exponential of a "
        "single logit never has to be computed and logged again.",
        "`d = z - z.max()` and then `d - np.log(np.exp(d).sum())`.",
    ),
    solution="""
def log_softmax(z):
    d = z - z.max()
    return d - np.log(np.exp(d).sum())
""",
    why=(
        "The sum of the shifted exponentials lies between 1 and K, so its log is harmless, and d "
        "enters as it is: a class 1000 below the top has log p = -1000, not log 0. Applying "
        "log_softmax a second time changes nothing."
    ),
    mistakes=(
        Mistake(
            "18-shift-cures-log-0",
            (lambda z: np.log(shifted(z)),),
            "You take the log of a softmax that is itself right. But a small probability is "
            "stored as 0, and log 0 is -inf: the shift cures overflow, not log 0. Subtract the log "
            "of the sum instead of dividing by the sum.",
            "chainer#584, cs231n assignment 1",
        ),
        Mistake(
            "log-of-unshifted-softmax",
            (lambda z: np.log(naive(z)),),
            "You take the log of a softmax without a shift: inf/inf is nan for large logits, and "
            "log 0 is -inf for small probabilities.",
        ),
        Mistake(
            "21-eps-bias",
            tuple(lambda z, e=e: np.log(shifted(z) + e) for e in _EPS),
            "You add a small number inside the log. That hides log 0 and puts a floor under log p "
            "at log(eps), -27.6 for 1e-12: (1000, 0) must give -1000. The loss is capped there, "
            "and its gradient is 0.",
            "keras#17634",
        ),
        Mistake(
            "20-eps-no-op",
            tuple(lambda z, e=e: np.log(np.clip(shifted(z), e, 1 - e)) for e in _EPS)
            + tuple(lambda z, e=e: np.log(np.maximum(shifted(z), e)) for e in _EPS),
            "You clip the probabilities before the log. The lower limit puts a floor under log p; "
            "an upper limit such as 1 - 1e-8 does nothing in float32, where it equals 1, and moves "
            "a certain class away from 0 elsewhere.",
            "apex#358",
        ),
        Mistake(
            "no-shift",
            (
                lambda z: z - np.log(np.exp(z).sum()),
                lambda z: z - np.log(np.exp(z.astype(np.float64)).sum()),
            ),
            "You subtract the log of the sum, which is the right idea, but the sum is not shifted: "
            "exp overflows for large logits. Use the shifted logits in both places.",
        ),
        Mistake(
            "logarithm-lost-in-the-offset",
            (lambda z: z - (z.max() + np.log(np.exp(z - z.max()).sum())),),
            "You subtract logsumexp(z), the right thing on paper. For (1e16, 1e16) it is 1e16 + "
            "log 2, which is stored as 1e16, and the log 2 is gone. Shift first, then subtract the "
            "log of the sum of the shifted exponentials.",
        ),
        Mistake(
            "log-of-the-sum-twice",
            (
                lambda z: np.log(shifted(z)) - np.log(np.exp(z).sum()),
                lambda z: np.log(shifted(z)) - np.log(np.exp(z - z.max()).sum()),
            ),
            "You take the log of the probabilities and subtract the log of the sum besides. "
            "Either does it: log p = z - log of the sum.",
        ),
        Mistake(
            "log-forgotten",
            (shifted,),
            "You return the probabilities. Their logarithm is asked for.",
        ),
        Mistake(
            "log-of-the-sum-forgotten",
            (
                lambda z: z - z.max() - np.exp(z - z.max()).sum(),
                lambda z: z - z.max(),
            ),
            "The logarithm of the sum of exponentials must be subtracted; the sum itself, or the "
            "maximum alone, is not it.",
        ),
        Mistake(
            "shift-in-the-sum-only",
            (lambda z: z - np.log(np.exp(z - z.max()).sum()),),
            "You shift inside the sum but not the logit in front. The shift cancels only if it "
            "stands in both: write d = z - max(z) once and use d twice.",
        ),
        Mistake(
            "sign-flipped",
            (lambda z: -_reference(z),),
            "This is -log p, the surprise. log p itself is never above 0.",
        ),
    ),
)
