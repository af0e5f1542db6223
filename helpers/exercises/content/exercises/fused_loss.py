"""The loss and its gradient from the logits, in one function."""

import numpy as np

from helpers.exercises.checker.exercise import Exercise, Mistake, Tolerance
from helpers.exercises.content.exercises.batch_loss import (
    EPS_IN_P,
    exps,
    log_softmax,
    picked,
    softmax,
)
from helpers.exercises.content.exercises.jacobians import merged, put_to_use
from helpers.exercises.content.exercises.ways import FAR_ROWS, drawn, f32, f64, whole
from helpers.exercises.content.exercises.wrong_rows import P_MINUS_Y, PROBABILITIES


def loss(Z, labels):
    """Give the mean loss."""
    return -picked(labels, log_softmax(Z)).mean()


def one_hot(Z, labels):
    """Give the targets as rows."""
    return np.eye(Z.shape[1])[labels]


def gradient(Z, labels):
    """Give the gradient of the mean loss."""
    return (softmax(Z) - one_hot(Z, labels)) / len(Z)


def _with_log(log_p):
    """Give the right gradient beside the loss from wrong log-probabilities."""
    return lambda Z, labels: (-picked(labels, log_p(Z)).mean(), gradient(Z, labels))


def _with_gradient(wrong):
    """Give the right loss beside a wrong gradient, a function of p, y and z."""
    return lambda Z, labels: (
        loss(Z, labels),
        wrong(softmax(Z), one_hot(Z, labels), Z) / len(Z),
    )


def _with_p(softmax_of):
    """Give both from a wrong softmax, the loss by its logarithm."""

    def code(Z, labels):
        P = softmax_of(Z)
        return -picked(labels, np.log(P)).mean(), (P - one_hot(Z, labels)) / len(Z)

    return code


def _with_p_in_the_gradient(softmax_of):
    return lambda Z, labels: (
        loss(Z, labels),
        (softmax_of(Z) - one_hot(Z, labels)) / len(Z),
    )


def _then(change):
    """Change the right answers; `change` takes both of them and the shape of Z."""
    return lambda Z, labels: change(loss(Z, labels), gradient(Z, labels), *Z.shape)


def _columns(p, y, Z):
    p = p.copy()
    p[:, y.argmax(axis=1)] -= 1
    return p


def _after_the_subtraction(Z, labels):
    P = softmax(Z) - one_hot(Z, labels)
    return -picked(labels, np.log(P)).mean(), P / len(Z)


_WRONG_LOGS = {
    "1-double-softmax": (lambda Z: log_softmax(softmax(Z)),),
    "17-shift-by-batch-max": (
        lambda Z: Z - Z.max() - np.log(np.exp(Z - Z.max()).sum(axis=1, keepdims=True)),
    ),
    "22-wrong-axis": (lambda Z: log_softmax(Z, axis=0),),
    "23-no-keepdims": (
        lambda Z: Z - np.log(np.exp(Z).sum(axis=1)),
        lambda Z: (d := Z - Z.max(axis=1)) - np.log(np.exp(d).sum(axis=1)),
        lambda Z: (d := Z - Z.max(axis=1, keepdims=True)) - np.log(np.exp(d).sum(axis=1)),
    ),
    "sum-of-the-whole-batch": (lambda Z: (d := Z - Z.max()) - np.log(np.exp(d).sum()),),
    "no-shift": (lambda Z: Z - np.log(np.exp(Z).sum(axis=1, keepdims=True)),),
}

MISTAKES = (
    Mistake(
        "log-after-the-subtraction",
        (_after_the_subtraction,),
        "The gradient is right. The loss takes the log of p after 1 has been subtracted in the "
        "same array, and the log of a number below 0 is nan. The loss comes first.",
    ),
    Mistake(
        "labels-for-one-hot",
        (
            _with_gradient(lambda p, y, Z: p - y.argmax(axis=1)[:, None]),
            lambda Z, labels: (loss(Z, labels), (softmax(Z) - labels) / len(Z)),
        ),
        "The loss is right. The gradient subtracts the labels themselves, the number 2 from every "
        "entry of a row of class 2. What belongs there is 1 at the class and 0 elsewhere.",
    ),
    Mistake(
        "18-shift-cures-log-0",
        (_with_p(softmax),),
        "The gradient is right. The loss is the log of a softmax, in two steps: a small "
        "probability is stored as 0, and the loss is inf. Compute log p from the logits.",
        "chainer#584, cs231n assignment 1",
    ),
    Mistake(
        "25-sum-for-mean",
        (
            _then(lambda L, S, n, K: (L * n, S)),
            _then(lambda L, S, n, K: (L, S * n)),
            _then(lambda L, S, n, K: (L * n, S * n)),
        ),
        "A 1/n is missing, in the loss, in the gradient or in both. If one is a mean and the "
        "other a sum, a gradient check is off by exactly n.",
        "Stack Overflow 62420501",
    ),
    *merged(
        *put_to_use(_with_p, of=PROBABILITIES),
        *put_to_use(_with_p_in_the_gradient, of=PROBABILITIES),
        *(
            Mistake(name, tuple(_with_log(code) for code in codes), "")
            for name, codes in _WRONG_LOGS.items()
        ),
        *(
            Mistake(
                name,
                tuple(
                    lambda Z, labels, code=code: (
                        -picked(labels, code(Z)).mean(),
                        (np.exp(code(Z)) - one_hot(Z, labels)) / len(Z),
                    )
                    for code in codes
                ),
                "",
            )
            for name, codes in _WRONG_LOGS.items()
        ),
        Mistake(
            "23-no-keepdims",
            (_with_p(lambda Z: exps(Z) / exps(Z).sum(axis=1)),),
            "",
        ),
    ),
    *put_to_use(_with_gradient, of=P_MINUS_Y),
    Mistake(
        "3-nll-of-probabilities",
        (_with_log(softmax),),
        "The gradient is right, but the loss picks p where log p belongs, so it is negative.",
        "pytorch PR 12703 (its documentation)",
    ),
    Mistake(
        "21-eps-bias",
        tuple(_with_log(code) for code in EPS_IN_P["added"]),
        "You add a small number inside the log. The loss then stops at -log(eps), and no longer "
        "is what your gradient is the gradient of.",
        "keras#17634",
    ),
    Mistake(
        "20-eps-no-op",
        tuple(_with_log(code) for code in EPS_IN_P["clipped"]),
        "You clip the probabilities. The lower limit caps the loss, and the upper one, 1 - "
        "1e-8 in float32, equals 1. From the logits the loss needs no limits.",
        "apex#358",
    ),
    Mistake(
        "stopped-at-p",
        (_with_gradient(lambda p, y, z: -y / p),),
        "The loss is right. Your gradient is -y/p, that with respect to the probabilities; "
        "with respect to the logits it is p - y.",
    ),
    Mistake(
        "mean-over-all-entries",
        (
            _then(lambda L, S, n, K: (L, S / K)),
            _then(lambda L, S, n, K: (L / K, S / K)),
            _then(lambda L, S, n, K: (L, S * n / K)),
            _then(lambda L, S, n, K: (L / K, S)),
        ),
        "You divide by the number of classes. The mean is over the n examples; over the "
        "classes the loss is a sum.",
    ),
    Mistake(
        "columns-for-entries",
        (_with_gradient(_columns),),
        "`P[:, labels]` are whole columns. To subtract 1 at one entry in each row, give row "
        "numbers too: `P[np.arange(n), labels] -= 1`.",
    ),
    Mistake(
        "minus-sign-forgotten",
        (
            _then(lambda L, S, n, K: (-L, S)),
            _then(lambda L, S, n, K: (-L, -S)),
        ),
        "The loss lacks its minus sign. The log of a probability is never positive; the loss "
        "is never negative.",
    ),
    Mistake(
        "each-its-own-loss",
        (
            lambda Z, labels: (-picked(labels, log_softmax(Z)), gradient(Z, labels)),
            lambda Z, labels: (-picked(labels, log_softmax(Z)), gradient(Z, labels) * len(Z)),
        ),
        "You return the n losses. Their mean is asked for, one number.",
    ),
    Mistake(
        "gradient-averaged",
        (_then(lambda L, S, n, K: (L, S.sum(axis=0))),),
        "You sum the gradient over the examples. Each row of Z has a gradient of its own, so "
        "the shape is that of Z; only the bias and the weights collect them.",
    ),
    Mistake(
        "results-exchanged",
        (_then(lambda L, S, n, K: (S, L)),),
        "Both are right, but in the other order. The loss comes first, its gradient second.",
    ),
    Mistake(
        "only-one-of-two",
        (_then(lambda L, S, n, K: L), _then(lambda L, S, n, K: S)),
        "One of the two is missing. Both are asked for: `return loss, gradient`. They share the "
        "exponentials, which is why they are computed together.",
    ),
    Mistake(
        "24-integer-dtype",
        (lambda Z, labels: (loss(Z, labels), gradient(Z, labels).astype(Z.dtype)),),
        "Your gradient is stored in an array made like `Z`. When `Z` holds whole numbers, so "
        "does that array, and the gradient is cut to whole numbers. Make it a float array.",
        "Stack Overflow 36738754",
    ),
)


EXERCISE = Exercise(
    name="fused_loss",
    statement=(
        "Given logits `Z` of shape (n, K), any finite floats or whole numbers, thousands "
        "included, and `labels` of shape (n,), whole numbers from 0 to K - 1, return the mean "
        "cross-entropy of softmax(Z), a number, and its gradient with respect to Z, shape (n, K)."
    ),
    shown="You have the fused operation of the big libraries, and it is finite everywhere.",
    reference=lambda Z, labels: (loss(Z, labels), gradient(Z, labels)),
    cases=[
        (f64([5]), whole(0)),
        (f64([0, 0]), whole(0)),
        (f64([1000, 0]), whole(1)),
        (f64([1], [2]), whole(0, 0)),
        (f64([1, 2, 3]), whole(2)),
        (f64([1, 2], [0, 3]), whole(0, 1)),
        (whole([1, 2], [0, 3]), whole(1, 0)),
        (f64([0, -1], [-1000, -1002]), whole(1, 1)),
        (f64([1, 2], [0, 3], [1, 1]), whole(1, 0, 1)),
        (f32([1, 2, 3], [0.5, -1, 2]), whole(0, 2)),
        (f64([1, 2, 3], [1, 2, 3], [1, 2, 3]), whole(2, 2, 2)),
        (f64([0, 40, 0], [3, 1, 3], [1, 2, 0]), whole(0, 1, 2)),
        (f64([700, 0, 1], [0, 0, 0], [-1, 2, 1], [2, 3, 1]), whole(0, 0, 1, 2)),
        (drawn(98, (4, 4), 2.0), whole(3, 0, 1, 1)),
        (drawn(99, (3, 6), 3.0), whole(1, 5, 0)),
        (drawn(100, (7, 3), 300.0), whole(2, 1, 0, 2, 0, 1, 1)),
        # Losses of every size, so that each eps meets one near it.
        (np.outer(np.arange(71), [0.0, 10.0]), whole(*[0] * 71)),
        (FAR_ROWS, whole(1, 0, 1)),
    ],
    tolerance=Tolerance(float64=(1e-9, 1e-9), float32=(1e-4, 1e-5)),
    parts=("loss", "gradient"),
    hints=(
        "Two results that share their exponentials. For the loss you need log p of the true "
        "classes, for the gradient p of all classes. Both come from `d = Z - max` of each row.",
        "`log_p = d - np.log(np.exp(d).sum(axis=1, keepdims=True))`. The loss picks from it, as "
        "in lesson 04. And p is `np.exp(log_p)`: that direction is safe.",
        "The gradient is `(P - Y) / n`, since the loss is a mean: `S = np.exp(log_p)`, "
        "`S[np.arange(n), labels] -= 1`, `S /= n`.",
    ),
    solution="""
def fused_loss(Z, labels):
    n = len(Z)
    d = Z - Z.max(axis=1, keepdims=True)
    log_p = d - np.log(np.exp(d).sum(axis=1, keepdims=True))
    gradient = np.exp(log_p)
    gradient[np.arange(n), labels] -= 1
    return -log_p[np.arange(n), labels].mean(), gradient / n
""",
    why=(
        "From log p to p nothing can go wrong: at worst a tiny number becomes 0. The other way "
        "round, log 0 is -inf. So the loss comes from the logits, and p is a by-product."
    ),
    mistakes=MISTAKES,
)
