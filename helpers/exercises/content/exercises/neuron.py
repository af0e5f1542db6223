"""One sigmoid neuron with one input, and what goes wrong with its two gradients (lesson 05)."""

import numpy as np

from helpers.exercises.checker.exercise import Mistake

#: Numbers w, b, x, y. The last ones are saturated, at z = 40 and z = -40: a is rounded to 1 there.
NEURONS = (
    (0.6, 0.9, 1.0, 0.0),
    (2.0, 2.0, 1.0, 0.0),
    (0.5, -1.0, 2.0, 1.0),
    (-1.5, 0.25, 0.5, 1.0),
    (1.0, 0.0, -2.0, 0.0),
    (2, -1, 3, 1),
    (0.8, 0.3, -0.7, 0.3),
    (0.0, 0.0, 1.5, 1.0),
    (1.0, 0.5, 0.0, 1.0),
    (5.0, 5.0, 7.0, 0.0),
    (5.0, 5.0, 7.0, 1.0),
    (-5.0, -5.0, 7.0, 1.0),
)


def sigmoid(z):
    """Give the output; the logits here are small enough for the plain formula."""
    return 1 / (1 + np.exp(-z))


def slope(z):
    """Give the derivative of the sigmoid."""
    return sigmoid(z) * (1 - sigmoid(z))


def gradients(s):
    """Turn s, dL/dz as a function of z and y, into both gradients."""
    return lambda w, b, x, y: (s(w * x + b, y) * x, s(w * x + b, y))


def around(s, others):
    """Give the mistakes that are made around s, whatever the loss.

    `others` are those that belong to this loss alone; a mistake is recognised around the right s
    only, so that no other has two names.
    """
    right = gradients(s)
    return (
        *others,
        Mistake(
            "sign-flipped",
            (gradients(lambda z, y: -s(z, y)),),
            "Both signs are flipped: the gradient of the loss has a - y in it, output minus "
            "target. A step against yours would go uphill.",
        ),
        Mistake(
            "results-exchanged",
            (lambda w, b, x, y: right(w, b, x, y)[::-1],),
            "Both gradients are right, but in the other order. That for w comes first, that for "
            "b second.",
        ),
        Mistake(
            "input-forgotten",
            (lambda w, b, x, y: (right(w, b, x, y)[1],) * 2,),
            "The gradient for w lacks the factor x: z = w x + b answers to w with x, and to b "
            "with 1.",
        ),
        Mistake(
            "weight-for-input",
            (lambda w, b, x, y: (right(w, b, x, y)[1] * w, right(w, b, x, y)[1]),),
            "You multiply by w where x belongs. z = w x + b answers to w with x; with w it "
            "answers to x.",
        ),
        Mistake(
            "input-in-the-bias",
            (lambda w, b, x, y: (right(w, b, x, y)[0],) * 2,),
            "The gradient for b has the factor x too. z = w x + b answers to b with 1, whatever "
            "the input is.",
        ),
        Mistake(
            "bias-gradient-forgotten",
            (
                lambda w, b, x, y: right(w, b, x, y)[0],
                lambda w, b, x, y: (right(w, b, x, y)[0], 0.0),
            ),
            "The gradient for b is missing, so the bias would never learn. It is the one for w "
            "without the factor x.",
        ),
        Mistake(
            "bias-left-out",
            (lambda w, b, x, y: right(w, 0.0, x, y),),
            "The bias is missing in your z, which is w x + b.",
        ),
    )
