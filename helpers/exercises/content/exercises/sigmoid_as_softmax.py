"""Two classes, one score: the sigmoid as a softmax."""

import numpy as np

from helpers.exercises.checker.exercise import PROBABILITIES, Exercise, Mistake
from helpers.exercises.content.exercises.ways import drawn, f32, f64, whole


def _reference(s):
    return np.exp(-np.logaddexp(0.0, -s))


def _both(s):
    s = np.asarray(s)
    e = np.exp(np.stack([np.zeros_like(s), s], axis=-1))
    return e / e.sum(axis=-1, keepdims=True)


EXERCISE = Exercise(
    name="sigmoid_as_softmax",
    statement=(
        "Given one score `s` (a number, or an array of shape (n,) with n independent scores, all "
        "between -30 and 30), return the probability of class 1 as a softmax over two logits. "
        "The shape of the result is the shape of `s`."
    ),
    shown="You have shown with your own code that the sigmoid is a softmax whose other logit is 0.",
    reference=_reference,
    tolerance=PROBABILITIES,
    cases=[
        (0.0,),
        (1.0,),
        (-2.0,),
        (0.5,),
        (3,),
        (f64(0),),
        (f64(1.5),),
        (f64(-1, 2),),
        (f64(-1, 0, 1),),
        (whole(-2, 0, 3),),
        (f32(0.5, -0.5, 2, 0),),
        (f64(30, -30, 10, -10),),
        (drawn(5, 9, 4.0),),
    ],
    hints=(
        "One score for two classes: the score says how much better class 1 is than class 0. "
        "Which two logits have that difference?",
        "Give class 0 the logit 0 and class 1 the logit `s`. Softmax over those two has "
        "exp(0) + exp(s) below the line.",
        "`np.exp(s) / (np.exp(0) + np.exp(s))`: the probability of class 1, for a number and for "
        "an array alike.",
    ),
    solution="""
def sigmoid_as_softmax(s):
    return np.exp(s) / (np.exp(0) + np.exp(s))
""",
    why=(
        "Dividing above and below by exp(s) gives 1 / (exp(-s) + 1), the sigmoid. Any two logits "
        "whose difference is s give the same, for instance (-s/2, s/2)."
    ),
    mistakes=(
        Mistake(
            "27-one-output-softmax",
            (lambda s: np.exp(s) / np.exp(s),),
            "This is a softmax over one logit, and it is always 1: there is no other class to lose "
            "to. Give class 0 a logit of its own, 0.",
            "Stack Overflow 53628622",
        ),
        Mistake(
            "scores-as-classes",
            (lambda s: np.exp(s) / np.sum(np.exp(s)),),
            "You take the softmax over the n scores, as if they were n classes. They are n "
            "separate two-class questions; each has the logits (0, s).",
        ),
        Mistake(
            "symmetric-logits",
            (lambda s: np.exp(s) / (np.exp(s) + np.exp(-s)),),
            "You use the logits (-s, s). Their difference is 2s, so this is sigmoid(2s). Softmax "
            "sees the difference, and here it must be s.",
        ),
        Mistake(
            "other-class",
            (lambda s: 1 / (np.exp(s) + 1),),
            "You return the probability of class 0. Class 1 is the one whose logit is s.",
        ),
        Mistake(
            "one-minus-the-logit",
            (lambda s: np.exp(s) / (np.exp(s) + np.exp(1 - s)),),
            "You use the logits (1 - s, s). Probabilities sum to 1, logits need not. Their "
            "difference is 2s - 1, so s = 0 does not give one half.",
        ),
        Mistake(
            "both-classes",
            (_both, lambda s: np.moveaxis(_both(s), -1, 0)),
            "You return the probabilities of both classes. Only the one of class 1 is asked for.",
        ),
        Mistake(
            "both-classes-reversed",
            (lambda s: _both(s)[..., ::-1], lambda s: np.moveaxis(_both(s), -1, 0)[::-1]),
            "You return the probabilities of both classes, class 1 first. Only the one of class 1 "
            "is asked for.",
        ),
    ),
)
