"""Two classes, one score: the sigmoid as a softmax."""

import numpy as np

from helpers.exercises.checker.exercise import PROBABILITIES, Exercise, Mistake
from helpers.exercises.content.exercises.ways import drawn, f32, f64, whole


def _reference(u):
    return np.exp(-np.logaddexp(0.0, -u))


def _both(u):
    u = np.asarray(u)
    e = np.exp(np.stack([np.zeros_like(u), u], axis=-1))
    return e / e.sum(axis=-1, keepdims=True)


EXERCISE = Exercise(
    name="sigmoid_as_softmax",
    statement=(
        "Given one score `u` (a number, or an array of shape (n,) with n independent scores, all "
        "between -30 and 30), return the probability of class 1 as a softmax over two logits. "
        "The shape of the result is the shape of `u`."
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
        "Give class 0 the logit 0 and class 1 the logit `u`. Softmax over those two has "
        "exp(0) + exp(u) below the line.",
        "`np.exp(u) / (np.exp(0) + np.exp(u))`: the probability of class 1, for a number and for "
        "an array alike.",
    ),
    solution="""
def sigmoid_as_softmax(u):
    return np.exp(u) / (np.exp(0) + np.exp(u))
""",
    why=(
        "Dividing above and below by exp(u) gives 1 / (exp(-u) + 1), the sigmoid. Any two logits "
        "whose difference is u give the same, for instance (-u/2, u/2)."
    ),
    mistakes=(
        Mistake(
            "27-one-output-softmax",
            (lambda u: np.exp(u) / np.exp(u),),
            "This is a softmax over one logit, and it is always 1: there is no other class to lose "
            "to. Give class 0 a logit of its own, 0.",
            "Stack Overflow 53628622",
        ),
        Mistake(
            "scores-as-classes",
            (lambda u: np.exp(u) / np.sum(np.exp(u)),),
            "You take the softmax over the n scores, as if they were n classes. They are n "
            "separate two-class questions; each has the logits (0, u).",
        ),
        Mistake(
            "symmetric-logits",
            (lambda u: np.exp(u) / (np.exp(u) + np.exp(-u)),),
            "You use the logits (-u, u). Their difference is 2u, so this is sigmoid(2u). Softmax "
            "sees the difference, and here it must be u.",
        ),
        Mistake(
            "other-class",
            (lambda u: 1 / (np.exp(u) + 1),),
            "You return the probability of class 0. Class 1 is the one whose logit is u.",
        ),
        Mistake(
            "one-minus-the-logit",
            (lambda u: np.exp(u) / (np.exp(u) + np.exp(1 - u)),),
            "You use the logits (1 - u, u). Probabilities sum to 1, logits need not. Their "
            "difference is 2u - 1, so u = 0 does not give one half.",
        ),
        Mistake(
            "both-classes",
            (_both, lambda u: np.moveaxis(_both(u), -1, 0)),
            "You return the probabilities of both classes. Only the one of class 1 is asked for.",
        ),
        Mistake(
            "both-classes-reversed",
            (lambda u: _both(u)[..., ::-1], lambda u: np.moveaxis(_both(u), -1, 0)[::-1]),
            "You return the probabilities of both classes, class 1 first. Only the one of class 1 "
            "is asked for.",
        ),
    ),
)
