"""The gradients of one sigmoid neuron with squared error."""

from helpers.exercises.checker.exercise import Exercise, Mistake
from helpers.exercises.content.exercises.jacobians import DERIVATIVES
from helpers.exercises.content.exercises.neuron import NEURONS, around, gradients, sigmoid, slope


def _s(z, y):
    return (sigmoid(z) - y) * slope(z)


_OF_THIS_LOSS = (
    Mistake(
        "10-a-y-with-mse",
        (gradients(lambda z, y: sigmoid(z) - y),),
        "You use a - y as dL/dz. With squared error a - y is dL/da; on its way to z it is "
        "multiplied by the sigmoid's derivative a(1 - a). It cancels with cross-entropy only.",
        "AI SE 24020 (confuses d/da with d/dz), Bot-Academy/NeuralNetworkFromScratch PR 3",
        called="a - y with squared error",
    ),
    Mistake(
        "stopped-at-the-output",
        (
            lambda w, b, x, y: (sigmoid(w * x + b) - y,) * 2,
            lambda w, b, x, y: sigmoid(w * x + b) - y,
        ),
        "This is dL/da, the first factor of the chain rule only. Two more follow: a answers to z "
        "with a(1 - a), and z answers to w with x and to b with 1.",
        "a well-known demo that uses dC/da where dC/dw is meant",
    ),
    Mistake(
        "6-inputs-for-outputs",
        (gradients(lambda z, y: (sigmoid(z) - y) * z * (1 - z)),),
        "You use z(1 - z) as the derivative of the sigmoid. Written with the output it is "
        "a(1 - a).",
        "the question of lesson 03, Data Science SE 64746",
    ),
    Mistake(
        "half-forgotten",
        (gradients(lambda z, y: 2 * _s(z, y)),),
        "Everything is twice too large: you differentiate (a - y)^2. The loss here has a half in "
        "front of it, which cancels the 2.",
    ),
    Mistake(
        "half-left-over",
        (gradients(lambda z, y: _s(z, y) / 2),),
        "Everything is half too small. The half in front of the loss cancels against the 2 that "
        "the square brings down.",
    ),
    Mistake(
        "square-kept",
        (
            gradients(lambda z, y: (sigmoid(z) - y) ** 2 / 2 * slope(z)),
            gradients(lambda z, y: (sigmoid(z) - y) ** 2 * slope(z)),
        ),
        "You carry the square along. Its derivative is 2 (a - y), which the half makes a - y.",
    ),
    Mistake(
        "derivative-at-the-output",
        (gradients(lambda z, y: (sigmoid(z) - y) * slope(sigmoid(z))),),
        "You take the derivative of the sigmoid at a instead of at z. A function that computes "
        "sigmoid(z) (1 - sigmoid(z)) wants z; with the output at hand it is a(1 - a).",
        "DeepLearnToolbox#165, gophernet#6, libBrain#78",
    ),
    Mistake(
        "half-of-the-slope",
        (
            gradients(lambda z, y: (sigmoid(z) - y) * sigmoid(z)),
            gradients(lambda z, y: (sigmoid(z) - y) * (1 - sigmoid(z))),
        ),
        "Only one half of a(1 - a) is there. The derivative of the sigmoid vanishes at both "
        "ends, so it needs both factors.",
    ),
    Mistake(
        "slope-twice",
        (gradients(lambda z, y: _s(z, y) * slope(z)),),
        "The factor a(1 - a) is there twice. The chain rule meets the sigmoid once.",
    ),
    Mistake(
        "sigmoid-forgotten",
        (gradients(lambda z, y: z - y), gradients(lambda z, y: (z - y) * slope(z))),
        "You use z as the output. The output is a = sigmoid(z).",
    ),
    Mistake(
        "gradient-of-cross-entropy-in-a",
        (gradients(lambda z, y: (sigmoid(z) - y) / slope(z)),),
        "You divide by a(1 - a) where it must be multiplied. (a - y) / (a (1 - a)) is dL/da of "
        "cross-entropy.",
        called="the gradient of cross-entropy in a",
    ),
)

EXERCISE = Exercise(
    name="squared_error_gradient",
    statement=(
        "One neuron: a = sigmoid(w x + b), and the loss L = (a - y)^2 / 2. Given the numbers "
        "`w`, `b`, `x` and `y`, with logits from -40 to 40, return both gradients: dL/dw and "
        "dL/db, in this order."
    ),
    shown="You have the factor in your hands that makes squared error stall.",
    reference=gradients(_s),
    cases=list(NEURONS),
    tolerance=DERIVATIVES,
    parts=("dw", "db"),
    hints=(
        "The chain rule has three factors: how L answers to a, how a answers to z, and how z "
        "answers to w, or to b.",
        "They are a - y, then a(1 - a), then x for w and 1 for b. The first two are the same "
        "for both gradients: compute them once, and call them s.",
        "`s = (a - y) * a * (1 - a)`, then `return s * x, s`.",
    ),
    solution="""
def squared_error_gradient(w, b, x, y):
    a = 1 / (1 + np.exp(-(w * x + b)))
    s = (a - y) * a * (1 - a)
    return s * x, s
""",
    why=(
        "The factor a(1 - a) is at most 1/4, and nearly 0 where the neuron is sure. So a neuron "
        "that is sure and wrong has next to no gradient."
    ),
    mistakes=around(_s, _OF_THIS_LOSS),
)
