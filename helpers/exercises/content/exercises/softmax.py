"""Softmax of a vector of moderate logits."""

import numpy as np

from helpers.exercises.checker.exercise import PROBABILITIES, Exercise, Mistake
from helpers.exercises.content.exercises.ways import as_like, drawn, f32, f64, naive, whole


def _reference(z):
    e = np.exp(z - np.max(z))
    return e / e.sum()


def _one_hot(z):
    return np.where(np.arange(len(z)) == np.argmax(z), 1.0, 0.0)


EXERCISE = Exercise(
    name="softmax",
    statement=(
        "Given a vector `z` of shape (K,) with logits between -100 and 100, floats or whole "
        "numbers, return the K probabilities softmax(z)."
    ),
    shown=(
        "You have turned any K scores into K positive numbers that sum to 1 and keep the order "
        "of the scores."
    ),
    reference=_reference,
    tolerance=PROBABILITIES,
    cases=[
        (f64(0),),
        (f64(-2.5),),
        (f64(0, 0),),
        (f64(2, -2),),
        (f64(1, 2, 3),),
        (whole(1, 2, 3),),
        (f64(-1, 0, 1),),
        (f64(3, 1, 2),),
        (f32(0.1, 2.5, -1),),
        (f64(0.5, 0.5, -2),),
        (whole(-3, 0, 4, 4),),
        (f64(100, -50, 30, 99),),
        (f64(-100, -99, -98, -97),),
        (f64(1, 1, 2, 4, 6, 8),),
        (drawn(1, 10, 2.0),),
        (drawn(2, 25, 10.0),),
    ],
    hints=(
        "Two steps. First make every score positive, in a way that keeps their order. Then make "
        "the positive numbers sum to 1.",
        "The first step is `np.exp(z)`: K positive numbers. What must you divide them all by, so "
        "that their sum becomes 1?",
        "`exps = np.exp(z)` and then `exps / exps.sum()`. The sum is over the exponentials, not "
        "over the logits.",
    ),
    solution="""
def softmax(z):
    exps = np.exp(z)
    return exps / exps.sum()
""",
    why=(
        "exp makes every score positive and keeps the order; dividing by the sum of the "
        "exponentials makes the numbers sum to 1. Large logits overflow: lesson 02 cures that."
    ),
    mistakes=(
        Mistake(
            "divided-by-the-sum",
            (lambda z: z / z.sum(),),
            "You divide each logit by the sum of the logits, without exp. Negative logits then "
            "give negative “probabilities”, and logits that sum to 0 give inf or nan.",
        ),
        Mistake(
            "divided-by-the-max",
            (lambda z: np.exp(z) / np.exp(z).max(),),
            "Your largest entry is always 1: the exponentials are divided by the largest of them, "
            "or shifted by the maximum and not divided at all. All together must sum to 1.",
        ),
        Mistake(
            "1-double-softmax",
            (lambda z: naive(naive(z)),),
            "You apply softmax twice. The second one takes probabilities for logits, which lie "
            "between 0 and 1, and flattens them towards 1/K.",
            "CGES#1, tflearn PR 562, llama-from-scratch#5",
        ),
        Mistake(
            "24-integer-dtype",
            (lambda z: as_like(z, naive(z)),),
            "Your result is stored in an array made like `z`. When `z` holds whole numbers, so "
            "does that array, and every probability below 1 is cut to 0. Make it a float array.",
            "Stack Overflow 36738754",
        ),
        Mistake(
            "powers-of-2",
            (lambda z: 2.0**z / (2.0**z).sum(), lambda z: 2**z / (2**z).sum()),
            "You raise 2 to the logits; softmax raises e. Powers of 2 are a softmax too, of the "
            "logits times log 2, so the result looks plausible but is flatter.",
        ),
        Mistake(
            "sigmoid-of-each",
            (lambda z: 1 / (1 + np.exp(-z)),),
            "You take the sigmoid of each logit on its own. Each is between 0 and 1, but they do "
            "not sum to 1: nothing ties the classes together.",
        ),
        Mistake(
            "exp-without-dividing",
            (lambda z: np.exp(z),),
            "You return the exponentials. They are positive and in the right order; they still "
            "have to be divided by their sum.",
        ),
        Mistake(
            "sign-flipped",
            (lambda z: naive(-z),),
            "You use exp(-z), so the lowest score gets the highest probability. A logit is a "
            "score: more is more likely.",
        ),
        Mistake(
            "argmax-instead",
            (_one_hot,),
            "You give everything to the largest logit. That is the limit of softmax when the "
            "temperature goes to 0, not softmax itself.",
        ),
    ),
)
