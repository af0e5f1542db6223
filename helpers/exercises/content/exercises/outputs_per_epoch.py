"""The loop of gradient descent on one neuron."""

import numpy as np

from helpers.exercises.checker.exercise import Exercise, Mistake, Tolerance
from helpers.exercises.content.exercises.neuron import sigmoid, slope


def _loss(a, y):
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))


def _run(
    *,
    s=lambda z, y: sigmoid(z) - y,
    dw=lambda s, x, w: s * x,
    db=lambda s, x: s,
    rate=lambda learning_rate: learning_rate,
    noted=lambda w, b, x, y: sigmoid(w * x + b),
    extra=0,
    kept=slice(None),
):
    """Give the loop with one or another of its pieces exchanged."""

    def code(w, b, x, y, learning_rate, epochs):
        found = []
        for _ in range(epochs + 1 + extra):
            found.append(noted(w, b, x, y))
            now = s(w * x + b, y)
            w, b = w - rate(learning_rate) * dw(now, x, w), b - rate(learning_rate) * db(now, x)
        return np.array(found)[kept]

    return code


def _one_after_the_other(w, b, x, y, learning_rate, epochs):
    found = [sigmoid(w * x + b)]
    for _ in range(epochs):
        w = w - learning_rate * (sigmoid(w * x + b) - y) * x
        b = b - learning_rate * (sigmoid(w * x + b) - y)
        found.append(sigmoid(w * x + b))
    return np.array(found)


def _never_stored(w, b, x, y, learning_rate, epochs):
    after = _run()(w, b, x, y, learning_rate, 1)
    return np.concatenate([after[:1], np.full(epochs, after[1])])


_reference = _run()

EXERCISE = Exercise(
    name="outputs_per_epoch",
    statement=(
        "One neuron, a = sigmoid(w x + b), learns by gradient descent on cross-entropy from one "
        "example. Given the start `w` and `b`, the input `x`, the target `y`, the "
        "`learning_rate` and the number of `epochs`, return its outputs: the one at the start, "
        "then the one after each epoch, shape (epochs + 1,)."
    ),
    shown="You have written the loop that every network of this course learns with.",
    reference=_reference,
    cases=[
        (0.6, 0.9, 1.0, 0.0, 0.15, 0),
        (0.6, 0.9, 1.0, 0.0, 0.15, 1),
        (2.0, -1.0, -2.0, 1.0, 0.5, 2),
        (2, 1, 3, 0, 0.25, 4),
        (0.5, -0.4, 0.7, 0.3, 2.0, 6),
        (-1.0, 3.0, 2.5, 1.0, 0.0, 3),
        (2.0, 2.0, 1.0, 0.0, 0.15, 50),
        (0.6, 0.9, 1.0, 0.0, 0.15, 120),
    ],
    # Rounding in another order is carried on through a hundred steps.
    tolerance=Tolerance(float64=(1e-8, 1e-10)),
    hints=(
        "Begin with a list that holds the first output. In each epoch: the gradients, a step, "
        "the new output into the list.",
        "dL/dz = a - y; call it s. The gradients are s x for w and s for b. Both are computed "
        "before either number moves. A step goes against the gradient.",
        "`w = w - learning_rate * s * x`, `b = b - learning_rate * s`, then append the "
        "new a. At the end `return np.array(outputs)`.",
    ),
    solution="""
def outputs_per_epoch(w, b, x, y, learning_rate, epochs):
    a = 1 / (1 + np.exp(-(w * x + b)))
    outputs = [a]
    for _ in range(epochs):
        s = a - y
        w = w - learning_rate * s * x
        b = b - learning_rate * s
        a = 1 / (1 + np.exp(-(w * x + b)))
        outputs.append(a)
    return np.array(outputs)
""",
    why=(
        "An epoch is one pass over the examples; here there is one, so an epoch is one step. The "
        "start belongs to the curve, hence epochs + 1 outputs."
    ),
    mistakes=(
        Mistake(
            "9-missing-a(1-a)",
            (_run(s=lambda z, y: (sigmoid(z) - y) * slope(z)),),
            "This is the race of squared error: your dL/dz has a factor a(1 - a), which is at "
            "most 1/4. With cross-entropy it has cancelled: dL/dz = a - y.",
            "DeepLearnToolbox#113",
            called="an extra a(1 - a)",
        ),
        Mistake(
            "start-missing",
            (_run(kept=slice(1, None)),),
            "The output at the start is missing. Note it before the first step.",
        ),
        Mistake(
            "end-missing",
            (_run(kept=slice(None, -1)),),
            "The output after the last epoch is missing: you note each output before the step. "
            "With the start there are epochs + 1 of them.",
        ),
        Mistake(
            "one-epoch-too-many",
            (_run(extra=1), _run(extra=1, kept=slice(1, None))),
            "You take one step more than there are epochs.",
        ),
        Mistake(
            "uphill",
            (_run(rate=lambda rate: -rate),),
            "You go along the gradient, and the loss grows. Gradient *descent* subtracts.",
        ),
        Mistake(
            "bias-never-moves",
            (_run(db=lambda s, x: 0.0),),
            "The weight learns and the bias stays. Both take a step in every epoch.",
        ),
        Mistake(
            "weight-never-moves",
            (_run(dw=lambda s, x, w: 0.0),),
            "The bias learns and the weight stays. Both take a step in every epoch.",
        ),
        Mistake(
            "one-after-the-other",
            (_one_after_the_other,),
            "You move w, then compute the output again for the step of b. Both gradients belong "
            "to the same point: compute a - y once, then move both.",
        ),
        Mistake(
            "input-forgotten",
            (_run(dw=lambda s, x, w: s),),
            "The step of w lacks the factor x: its gradient is (a - y) x.",
        ),
        Mistake(
            "weight-for-input",
            (_run(dw=lambda s, x, w: s * w),),
            "The step of w has the factor w where x belongs: its gradient is (a - y) x.",
        ),
        Mistake(
            "input-in-the-bias",
            (_run(db=lambda s, x: s * x),),
            "The step of b has the factor x. Its gradient is a - y alone.",
        ),
        Mistake(
            "rate-forgotten",
            (_run(rate=lambda rate: 1.0),),
            "You step by the whole gradient. It is multiplied by the learning rate first.",
        ),
        Mistake(
            "never-stored",
            (_never_stored,),
            "All epochs give the same output: each starts from the first w and b again. Keep the "
            "moved ones for the next epoch.",
        ),
        Mistake(
            "losses-for-outputs",
            (_run(noted=lambda w, b, x, y: _loss(sigmoid(w * x + b), y)),),
            "You note the losses. The outputs a are asked for.",
        ),
        Mistake(
            "logits-for-outputs",
            (_run(noted=lambda w, b, x, y: w * x + b),),
            "You note the logits z. The outputs a = sigmoid(z) are asked for.",
        ),
        Mistake(
            "last-only",
            (_run(kept=-1),),
            "You return the last output only. The whole curve is asked for, the start included.",
        ),
    ),
)
