"""Cross-entropy between two distributions."""

import numpy as np

from helpers.exercises.checker.exercise import Exercise, Mistake, Tolerance
from helpers.exercises.content.exercises.ways import EPS, f32, f64, shifted, whole


def _safe(y, p, log=np.log):
    """Terms y log p, with 0 where y is 0."""
    return y * log(np.where(y > 0, p, 1.0))


def _reference(y, p):
    return 0.0 - _safe(y, p).sum()


def _raw(y, p):
    return -(y * np.log(p)).sum()


def _of_changed(change):
    return lambda y, p: _raw(y, change(p))


MISTAKES = (
    Mistake(
        "19-zero-log-zero",
        (_raw,),
        "You rely on 0 * log 0 being 0. On paper that is the limit; in floats log 0 is -inf "
        "and 0 * -inf is nan. Treat the classes with y_k = 0 before log sees them.",
        "AI SE 6622",
    ),
    Mistake(
        "21-eps-bias",
        tuple(_of_changed(lambda p, e=e: p + e) for e in EPS)
        + tuple(_of_changed(lambda p, e=e: (p + e) / (p + e).sum()) for e in EPS),
        "You add a small number to p. The nan is gone, but the loss can no longer exceed "
        "-log(eps), and beyond that point it has no gradient.",
        "keras#17634",
    ),
    Mistake(
        "20-eps-no-op",
        tuple(_of_changed(lambda p, e=e: np.clip(p, e, 1 - e)) for e in EPS)
        + tuple(_of_changed(lambda p, e=e: np.maximum(p, e)) for e in EPS),
        "You clip p. Probabilities below the limit all cost the same, and the upper limit is "
        "either in vain (1 - 1e-8 in float32 equals 1) or makes a sure class cost something.",
        "apex#358",
    ),
    Mistake(
        "29-y-and-p-swapped",
        (
            lambda y, p: _raw(p, y),
            lambda y, p: _reference(p, y),
            lambda y, p: -_safe(p, np.where(y > 0, y, 1.0)).sum(),
        ),
        "The two are exchanged: you take the log of the target. For a one-hot y that is log 0, "
        "infinite. The prediction p stands inside the logarithm, y in front.",
        "Nielsen ch. 3, exercise",
    ),
    Mistake(
        "guard-on-the-prediction",
        (
            lambda y, p: -(y * np.log(np.where(p > 0, p, 1.0))).sum(),
            lambda y, p: -(y[p > 0] * np.log(p[p > 0])).sum(),
        ),
        "What was held to be impossible happens, and the loss is finite: terms are left out where "
        "p is 0. A term is 0 only where y is; the loss of an impossible event is infinite.",
    ),
    Mistake(
        "3-nll-of-probabilities",
        (lambda y, p: -(y * p).sum(),),
        "There is no logarithm: you add up y * p, and the loss comes out negative. The "
        "surprise is -log p. (A function that expects log p and is fed p does the same.)",
        "pytorch PR 12703 (its documentation)",
    ),
    Mistake(
        "1-double-softmax",
        (lambda y, p: _reference(y, shifted(p)),),
        "You apply softmax to p first. p is a distribution already; softmax takes it for "
        "logits and flattens it, and the loss can no longer come near 0.",
        "CGES#1, tflearn PR 562, llama-from-scratch#5",
    ),
    Mistake(
        "minus-sign-forgotten",
        (lambda y, p: _safe(y, p).sum(), lambda y, p: -_raw(y, p)),
        "The minus sign is missing. Logarithms of probabilities are never positive, so the "
        "surprise is -log p, and the loss is never negative.",
    ),
    Mistake(
        "bits-for-nats",
        (
            lambda y, p: -_safe(y, p, np.log2).sum(),
            lambda y, p: -(y * np.log2(p)).sum(),
        ),
        "You take the logarithm to base 2, which measures in bits. Here it is the natural one: "
        "multiply by log 2, or use `np.log`.",
    ),
    Mistake(
        "mean-over-classes",
        (lambda y, p: -_safe(y, p).mean(), lambda y, p: -(y * np.log(p)).mean()),
        "You divide by the number of classes. The mean is there already: each surprise is "
        "weighed with y_k, and these weights sum to 1. Use a sum.",
    ),
    Mistake(
        "divergence-instead",
        (
            lambda y, p: _reference(y, p) - _reference(y, y),
            lambda y, p: (y * np.log(y / p)).sum(),
        ),
        "This is the Kullback-Leibler divergence: the cross-entropy minus the entropy of y. "
        "For a one-hot y the two are equal; for others they are not.",
    ),
    Mistake(
        "entropy-of-one",
        (
            lambda y, p: _reference(y, y),
            lambda y, p: _reference(p, p),
            lambda y, p: _raw(y, y),
            lambda y, p: _raw(p, p),
        ),
        "Only one of the two distributions enters: this is its entropy. The weights are those "
        "of y, the surprises those of p.",
    ),
    Mistake(
        "log-outside-the-sum",
        (lambda y, p: -np.log((y * p).sum()),),
        "You take the log of the sum of y * p. For a one-hot y that is the same; for a soft "
        "target it is not: each surprise is taken first, then their mean.",
    ),
    Mistake(
        "largest-class-only",
        (lambda y, p: -np.log(p[np.argmax(y)]), lambda y, p: -np.log(p[np.argmax(p)])),
        "You count one class only, as if y were one-hot (or as if the prediction were the "
        "truth). A soft target gives every class its share.",
    ),
    Mistake(
        "two-classes-each",
        (
            lambda y, p: _reference(y, p) + _reference(1 - y, 1 - p),
            lambda y, p: -(y * np.log(p) + (1 - y) * np.log(1 - p)).sum(),
            lambda y, p: -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean(),
        ),
        "You add (1 - y_k) log(1 - p_k) for every class. That is the binary loss, of a single "
        "number p; here the other classes have terms of their own.",
    ),
    Mistake(
        "not-summed",
        (lambda y, p: -_safe(y, p), lambda y, p: -y * np.log(p)),
        "You return one term for each class. The cross-entropy is their sum, a single number.",
    ),
    Mistake(
        "squared-error",
        (lambda y, p: ((y - p) ** 2).sum(), lambda y, p: ((y - p) ** 2).mean()),
        "This is the squared error. It has its minimum at p = y too, but it is another loss, "
        "and lesson 05 shows what is wrong with its gradient.",
    ),
)


EXERCISE = Exercise(
    name="cross_entropy",
    statement=(
        "Given two distributions of shape (K,), the target `y` and the prediction `p`, in this "
        "order, floats or whole numbers, return the cross-entropy, a single number in nats. "
        "Entries of y may be 0, and p may be 0 there too. Where p is 0 and y is not, the loss is "
        "inf."
    ),
    shown="You know what believing p costs somebody to whom y happens.",
    reference=lambda y, p: 0.0 - (y * np.log(np.where(y > 0, p, 1.0))).sum(),
    cases=[
        (f64(1), f64(1)),
        (f64(1, 0), f64(1, 0)),
        (f64(0, 1), f64(0.25, 0.75)),
        (f64(0.5, 0.5), f64(0.1, 0.9)),
        (f64(0.5, 0.5), f64(0.5, 0.5)),
        (f64(1, 0), f64(1e-9, 1)),
        (f64(1, 0), f64(0, 1)),
        (f64(0.5, 0.5), f64(1, 0)),
        (f64(0.5, 0.5), f64(1, 1e-300)),
        (f64(0.5, 0.5), f64(1e-20, 1)),
        (whole(0, 0, 1), f64(0.0900305732, 0.2447284711, 0.6652409557)),
        (whole(0, 0, 1), whole(0, 0, 1)),
        (f64(1, 0, 0), f64(0.5, 0.4, 0.1)),
        (f64(0.2, 0.3, 0.5), f64(0.0900305732, 0.2447284711, 0.6652409557)),
        (f32(0.25, 0.75, 0), f32(0.5, 0.25, 0.25)),
        (f64(0.4, 0, 0.6, 0), f64(0.3, 0, 0.2, 0.5)),
        (f64(0.1, 0.2, 0.3, 0.15, 0.25), f64(0.3, 0.1, 0.2, 0.15, 0.25)),
        (f64(*[0.1] * 10), f64(0.55, *[0.05] * 9)),
        # Every size, so that each eps meets an entry near it.
        (f64(*[1 / 44] * 44), 10.0 ** -np.arange(0.0, 308, 7)),
    ],
    tolerance=Tolerance(float64=(1e-9, 1e-14), float32=(1e-5, 1e-6)),
    hints=(
        "The events come as y says, the surprises are those of somebody who believes p: the mean "
        "of -log p_k, weighed with y_k. Which of the two stands inside the logarithm?",
        "-(y * log p) summed, where y is above 0. Where y_k = 0 the term is 0, whatever p_k is; "
        "NumPy makes 0 * log 0 nan.",
        "`-(y * np.log(np.where(y > 0, p, 1))).sum()`.",
    ),
    solution="""
def cross_entropy(y, p):
    return -(y * np.log(np.where(y > 0, p, 1))).sum()
""",
    why=(
        "Where y_k is 0 the class never comes, so p_k there is replaced by 1, whose log is 0, "
        "before log sees it. No eps, and no other term moves."
    ),
    mistakes=MISTAKES,
)
