"""The entropy of a distribution."""

import numpy as np

from helpers.exercises.checker.exercise import Exercise, Mistake, Tolerance
from helpers.exercises.content.exercises.ways import EPS, f32, f64, shifted, whole

# A smaller one moves the entropy by less than rounding does: log K minus a divergence is as right.
SEEN = tuple(e for e in EPS if e > 1e-13)


def _terms(p, log=np.log):
    return p * log(np.where(p > 0, p, 1.0))


def _reference(p):
    return 0.0 - _terms(p).sum()


def _total(log):
    """Give both habits: log of the changed p, and the changed p throughout."""
    return (lambda p: -(p * np.log(log(p))).sum(), lambda p: -(log(p) * np.log(log(p))).sum())


EXERCISE = Exercise(
    name="entropy",
    statement=(
        "Given a distribution `p` of shape (K,), probabilities from 0 to 1 with sum 1, as "
        "float64, float32 or whole numbers, return its entropy, a single number in nats (natural "
        "logarithm), with 0 log 0 = 0."
    ),
    shown="You can say how much surprise a distribution holds for somebody who knows it.",
    reference=_reference,
    cases=[
        (f64(1),),
        (f64(1, 0),),
        (f64(0.5, 0.5),),
        (f64(0.25, 0.75),),
        (f64(1 - 1e-13, 1e-13),),
        *((f64(1, 10.0**-k),) for k in (16, 24, 300)),
        (whole(0, 1, 0),),
        (f32(0, 0.25, 0.75),),
        (f64(0.0900305732, 0.2447284711, 0.6652409557),),
        (f64(0.25, 0.25, 0.25, 0.25),),
        (f64(0.5, 0, 0.5, 0),),
        (f64(0.7, 0.2, 0.1 - 1e-6, 1e-6, 0),),
        (f64(*[0.1] * 10),),
    ],
    tolerance=Tolerance(float64=(1e-9, 1e-15), float32=(1e-5, 1e-6)),
    hints=(
        "Entropy is the mean surprise: each class's surprise -log p_k, weighed with how often the "
        "class comes, p_k. What does NumPy make of p_k = 0?",
        "log 0 is -inf, and 0 * -inf is nan. Give the logarithm something harmless there, or "
        "leave these classes out: they never come.",
        "`p = p[p > 0]` leaves them out; then `-(p * np.log(p)).sum()`.",
    ),
    solution="""
def entropy(p):
    p = p[p > 0]
    return -(p * np.log(p)).sum()
""",
    why=(
        "p log p goes to 0 as p does, so classes that never come add nothing. All others enter as "
        "they are: no eps moves them."
    ),
    mistakes=(
        Mistake(
            "19-zero-log-zero",
            (lambda p: -(p * np.log(p)).sum(), lambda p: (p * -np.log(p)).sum()),
            "You rely on 0 * log 0 being 0. On paper that is the limit; in floats log 0 is -inf "
            "and 0 * -inf is nan. Leave the zeros out before log sees them.",
            "AI SE 6622",
        ),
        Mistake(
            "21-eps-bias",
            tuple(code for e in SEEN for code in _total(lambda p, e=e: p + e)),
            "You add a small number inside the log. The nan is gone, but every term moves: a sure "
            "class has no surprise, and yours has a negative one, -log(1 + eps).",
            "keras#17634",
        ),
        Mistake(
            "20-eps-no-op",
            tuple(
                code
                for e in SEEN
                for change in (
                    lambda p, e=e: np.clip(p, e, 1 - e),
                    lambda p, e=e: np.maximum(p, e),
                )
                for code in _total(change)
            ),
            "You clip p. Entries below the limit count too much, and the upper limit is either in "
            "vain (1 - 1e-8 in float32 equals 1) or gives a sure class a surprise.",
            "apex#358",
        ),
        Mistake(
            "minus-sign-forgotten",
            (lambda p: _terms(p).sum(), lambda p: (p * np.log(p)).sum()),
            "The minus sign is missing. Logarithms of probabilities are never positive, so the "
            "surprise is -log p, and entropy is never negative.",
        ),
        Mistake(
            "bits-for-nats",
            (lambda p: -_terms(p, np.log2).sum(), lambda p: -(p * np.log2(p)).sum()),
            "You take the logarithm to base 2, which measures in bits. Here it is the natural one: "
            "multiply by log 2, or use `np.log`.",
        ),
        Mistake(
            "logarithm-to-base-10",
            (lambda p: -_terms(p, np.log10).sum(), lambda p: -(p * np.log10(p)).sum()),
            "You take the logarithm to base 10. The natural one, `np.log`, is asked for.",
        ),
        Mistake(
            "mean-over-classes",
            (lambda p: -_terms(p).mean(), lambda p: -(p * np.log(p)).mean()),
            "You divide by the number of classes. The mean is there already: each surprise is "
            "weighed with p_k, and these weights sum to 1. Use a sum.",
        ),
        Mistake(
            "weights-forgotten",
            (
                lambda p: -np.log(p).sum(),
                lambda p: -np.log(p[p > 0]).sum(),
                lambda p: -np.log(p).mean(),
            ),
            "You add the surprises up without weighing them. A class that comes with the "
            "probability p_k adds p_k times its surprise.",
        ),
        Mistake(
            "3-nll-of-probabilities",
            (lambda p: -(p * p).sum(), lambda p: 1 - (p * p).sum(), lambda p: (p * p).sum()),
            "There is no logarithm: you add up p * p. The surprise at a class is -log p_k, not "
            "p_k. (1 minus that sum is another measure, named after Gini.)",
            "pytorch PR 12703 (its documentation)",
        ),
        Mistake(
            "1-double-softmax",
            (lambda p: _reference(shifted(p)),),
            "You apply softmax to p first. p is a distribution already; softmax takes it for "
            "logits and flattens it, so the entropy comes out too large.",
            "CGES#1, tflearn PR 562, llama-from-scratch#5",
        ),
        Mistake(
            "two-classes-each",
            (
                lambda p: -(_terms(p) + _terms(1 - p)).sum(),
                lambda p: -(p * np.log(p) + (1 - p) * np.log(1 - p)).sum(),
            ),
            "You add (1 - p_k) log(1 - p_k) for every class. That belongs to a single number p "
            "with two classes; here the other classes have terms of their own.",
        ),
        Mistake(
            "not-summed",
            (lambda p: -_terms(p), lambda p: -p * np.log(p)),
            "You return one term for each class. The entropy is their sum, a single number.",
        ),
        Mistake(
            "perplexity",
            (lambda p: np.exp(_reference(p)),),
            "You return exp of the entropy, the perplexity: how many equally probable classes "
            "would surprise as much. Leave the exp out.",
        ),
        Mistake(
            "divided-by-log-K",
            (lambda p: _reference(p) / np.log(len(p)),),
            "You divide by log K, so that the largest value is 1. The entropy itself is asked for, "
            "in nats.",
        ),
    ),
)
