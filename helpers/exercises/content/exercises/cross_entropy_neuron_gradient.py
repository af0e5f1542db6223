"""The gradients of one sigmoid neuron with cross-entropy."""

import numpy as np

from helpers.exercises.checker.exercise import Exercise, Mistake
from helpers.exercises.content.exercises.jacobians import DERIVATIVES
from helpers.exercises.content.exercises.neuron import NEURONS, around, gradients, sigmoid, slope


def _s(z, y):
    return sigmoid(z) - y


def _by_terms(z, y):
    """Give dL/da as the sum of two fractions."""
    a = sigmoid(z)
    return -(y / a) + (1 - y) / (1 - a)


def _swapped(z, y):
    """Give dL/da of the loss with target and prediction exchanged."""
    y = np.float64(y)
    return np.log(1 - y) - np.log(y)


_OF_THIS_LOSS = (
    Mistake(
        "9-missing-a(1-a)",
        (gradients(lambda z, y: (sigmoid(z) - y) * slope(z)),),
        "There is a factor a(1 - a) that should have gone. It is the derivative of the sigmoid, "
        "and it cancels against the a(1 - a) below the line in dL/da. This is squared error.",
        "DeepLearnToolbox#113, neural-networks-and-deep-learning PR 77",
        called="an extra a(1 - a)",
    ),
    Mistake(
        "zero-by-zero",
        (
            gradients(lambda z, y: _by_terms(z, y) * slope(z)),
            gradients(lambda z, y: (sigmoid(z) - y) / slope(z) * slope(z)),
        ),
        "The formula is right, but it divides by a(1 - a) and multiplies by it again. At z = 40 "
        "the output is rounded to 1, and 0/0 is nan. Cancel on paper: a - y is left.",
    ),
    Mistake(
        "stopped-at-the-output",
        (
            gradients(lambda z, y: (sigmoid(z) - y) / slope(z)),
            gradients(_by_terms),
        ),
        "You stop at dL/da, which is (a - y) / (a (1 - a)). The factor a(1 - a) of the sigmoid "
        "is still to come, and then nothing of it is left.",
        "a well-known demo that uses dC/da where dC/dw is meant",
    ),
    Mistake(
        "one-term-only",
        (
            gradients(lambda z, y: -y * (1 - sigmoid(z))),
            gradients(lambda z, y: (1 - y) * sigmoid(z)),
        ),
        "Only one of the two terms of the loss is differentiated. y log a gives -y (1 - a), the "
        "other gives (1 - y) a, and their sum is a - y.",
    ),
    Mistake(
        "29-y-and-p-swapped",
        (
            gradients(lambda z, y: _swapped(z, y) * slope(z)),
            gradients(_swapped),
        ),
        "You differentiate the loss with a and y exchanged: log y is there, and log 0 is -inf. "
        "The output stands inside the logarithm, the target in front.",
        "Nielsen ch. 3, exercise",
    ),
    Mistake(
        "sigmoid-forgotten",
        (gradients(lambda z, y: z - y),),
        "You use z as the output. The output is a = sigmoid(z).",
    ),
    Mistake(
        "sigmoid-twice",
        (gradients(lambda z, y: sigmoid(sigmoid(z)) - y),),
        "The sigmoid is applied twice. The output is a = sigmoid(z), and that is all.",
    ),
    Mistake(
        "target-forgotten",
        (gradients(lambda z, y: sigmoid(z)), gradients(lambda z, y: sigmoid(z) - 1)),
        "Your result does not depend on the target. It is a - y for every y.",
    ),
)

EXERCISE = Exercise(
    name="cross_entropy_neuron_gradient",
    statement=(
        "One neuron: a = sigmoid(w x + b), and the loss L = -(y log a + (1 - y) log(1 - a)). "
        "Given the numbers `w`, `b`, `x` and `y`, the target from 0 to 1 and logits from -40 to "
        "40, return both gradients: dL/dw and dL/db, in this order. They are finite everywhere."
    ),
    shown="You have a gradient that is as large as the neuron is wrong.",
    reference=gradients(_s),
    cases=list(NEURONS),
    tolerance=DERIVATIVES,
    parts=("dw", "db"),
    hints=(
        "The same three factors as with squared error. Only the first is new: how does L answer "
        "to a? Bring both of its terms to one denominator.",
        "dL/da = (a - y) / (a (1 - a)), and the next factor is a(1 - a). What is left of the two?",
        "`s = a - y`, then `return s * x, s`. Nothing is divided, so nothing is nan.",
    ),
    solution="""
def cross_entropy_neuron_gradient(w, b, x, y):
    a = 1 / (1 + np.exp(-(w * x + b)))
    s = a - y
    return s * x, s
""",
    why=(
        "-y/a + (1 - y)/(1 - a) is (a - y) / (a (1 - a)), and its denominator is the derivative "
        "of the sigmoid. They cancel on paper, before any number is rounded."
    ),
    mistakes=around(_s, _OF_THIS_LOSS),
)
