"""One step of gradient descent, with the pull of the weights towards 0."""

import numpy as np

from helpers.exercises.checker.exercise import Exercise, Mistake, Tolerance
from helpers.exercises.content.exercises.ways import as_like, drawn, f32, f64, whole


def _reference(W, dW, learning_rate, l2):
    return W - learning_rate * (dW + l2 * W)


EXERCISE = Exercise(
    name="sgd_step",
    statement=(
        "Given weights `W` of shape (K, d), floats or whole numbers, the gradient `dW` of the "
        "data's loss, of the same shape, a `learning_rate` and a number `l2`, return the weights "
        "after one step of gradient descent on that loss plus l2/2 times the sum of the squares "
        "of W, as a new array: `W` itself stays as it is."
    ),
    shown="You can take a step that remembers the whole loss, and forgets no weights.",
    reference=_reference,
    cases=[
        (f64([2]), f64([3]), 0.5, 0.1),
        (f64([1], [-1]), f64([0.5], [2]), 0.1, 0.0),
        (f64([1, -0.5]), f64([-1, 2]), 1.0, 0.25),
        (f64([1, 2], [0, -1]), f64([0.5, 1], [2, -1]), 0.0, 0.5),
        (whole([1, 2], [0, -1]), f64([0.5, 1], [2, -1]), 0.5, 0.5),
        (whole([3, -2], [1, 4]), whole([1, 0], [-1, 2]), 0.25, 1),
        (f32([1, 0.5, 2], [0, -1, 1]), f32([0.5, 1, 0], [2, -1, 1]), 0.125, 0.5),
        (f64([1e6, -1e-6], [0, 3]), f64([1, 1], [-2, 0.5]), 0.01, 0.001),
        (drawn(151, (3, 3), 1.0), drawn(152, (3, 3), 1.0), 0.3, 0.02),
        (drawn(153, (5, 2), 1.0), drawn(154, (5, 2), 1.0), 2.0, 0.1),
    ],
    tolerance=Tolerance(float64=(1e-9, 1e-12), float32=(1e-4, 1e-6)),
    hints=(
        "First the gradient of the whole loss: dW, plus that of l2/2 times W^2. Then the step "
        "against it.",
        "The gradient of the second term is l2 W. The learning rate multiplies the sum of both.",
        "`return W - learning_rate * (dW + l2 * W)`. With `W -= …` the caller's array would "
        "change too.",
    ),
    solution="""
def sgd_step(W, dW, learning_rate, l2):
    return W - learning_rate * (dW + l2 * W)
""",
    why=(
        "It is the same as (1 - learning_rate l2) W - learning_rate dW: each step first shrinks "
        "the weights a little, hence the name weight decay."
    ),
    mistakes=(
        Mistake(
            "uphill",
            (
                lambda W, dW, rate, l2: W + rate * (dW + l2 * W),
                lambda W, dW, rate, l2: W + rate * dW,
            ),
            "You go along the gradient, and the loss grows. Gradient *descent* subtracts.",
        ),
        Mistake(
            "forgotten-regularisation",
            (lambda W, dW, rate, l2: W - rate * dW,),
            "The term of the weights is missing: its gradient is l2 W, and it belongs to the "
            "step as well.",
            "opennn#241; source 000 of this course warns of it",
            called="the forgotten λ",
        ),
        Mistake(
            "26-half-reg",
            (
                lambda W, dW, rate, l2: W - rate * (dW + l2 / 2 * W),
                lambda W, dW, rate, l2: W - rate * (dW + 2 * l2 * W),
            ),
            "The term of the weights is off by the factor 2. With l2/2 times W^2 in the loss it "
            "is l2 W in the gradient; 2 l2 W belongs to l2 times W^2.",
            "CS231n-Spring-2017#3, cs231n.github.io#89",
        ),
        Mistake(
            "decay-without-the-rate",
            (
                lambda W, dW, rate, l2: W - rate * dW - l2 * W,
                lambda W, dW, rate, l2: (1 - l2) * (W - rate * dW),
            ),
            "The weights shrink by l2, whatever the learning rate is. Both terms belong to one "
            "loss, so the rate multiplies both.",
        ),
        Mistake(
            "shrunk-after-the-step",
            (lambda W, dW, rate, l2: (1 - rate * l2) * (W - rate * dW),),
            "You shrink the weights after the step. The gradient of both terms belongs to the "
            "point where the step begins.",
        ),
        Mistake(
            "grown-not-shrunk",
            (lambda W, dW, rate, l2: W - rate * (dW - l2 * W),),
            "The term of the weights has the wrong sign: the weights are pushed away from 0.",
            "chainer#261, andersbll/nnet#4",
        ),
        Mistake(
            "rate-forgotten",
            (
                lambda W, dW, rate, l2: W - (dW + l2 * W),
                lambda W, dW, rate, l2: W - (dW + rate * l2 * W),
                lambda W, dW, rate, l2: W - dW,
            ),
            "The learning rate is missing, in front of the gradient or of a part of it.",
        ),
        Mistake(
            "step-for-weights",
            (
                lambda W, dW, rate, l2: rate * (dW + l2 * W),
                lambda W, dW, rate, l2: -rate * (dW + l2 * W),
            ),
            "You return the step. The weights after it are asked for.",
        ),
        Mistake(
            "loss-for-gradient",
            (
                lambda W, dW, rate, l2: W - rate * (dW + l2 / 2 * W**2),
                lambda W, dW, rate, l2: W - rate * (dW + l2 * W**2),
                lambda W, dW, rate, l2: W - rate * (dW + l2 / 2 * (W**2).sum()),
                lambda W, dW, rate, l2: W - rate * (dW + l2 * (W**2).sum()),
            ),
            "You add the term of the loss itself to the gradient. Its derivative with respect to "
            "each weight is l2 times that weight.",
            "CS231nAssignment#10 (a reader's question)",
        ),
        Mistake(
            "sign-of-the-weights",
            (lambda W, dW, rate, l2: W - rate * (dW + l2 * np.sign(W)),),
            "You add l2 times the sign of each weight. That belongs to the sum of the absolute "
            "values; the sum of the squares gives l2 W.",
        ),
        Mistake(
            "gradient-shrunk",
            (lambda W, dW, rate, l2: W - rate * (dW + l2 * dW),),
            "l2 multiplies the gradient of the data. It belongs to the weights: dW + l2 W.",
        ),
        Mistake(
            "nothing-moves",
            (lambda W, dW, rate, l2: W.copy(),),
            "You return the weights as they came. They must move against the gradient.",
        ),
        Mistake(
            "24-integer-dtype",
            (lambda W, dW, rate, l2: as_like(W, _reference(W, dW, rate, l2)),),
            "Your result is stored in an array made like `W`. When `W` holds whole numbers, so "
            "does that array, and the step is cut off. Make it a float array.",
            "Stack Overflow 36738754",
        ),
    ),
)
