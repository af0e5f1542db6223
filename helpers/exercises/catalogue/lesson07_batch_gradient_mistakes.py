"""Lesson 07: known wrong answers for the gradients of a batch."""

import numpy as np

from helpers.exercises.catalogue.batch_loss import softmax
from helpers.exercises.catalogue.jacobians import merged, put_to_use
from helpers.exercises.catalogue.wrong_rows import DELTAS, PROBABILITIES
from helpers.exercises.exercise import Mistake


def _one_hot(labels, Z):
    return np.eye(Z.shape[1])[labels]


def _from_delta(delta):
    """Give both gradients from P - Y as a function of Z and labels."""

    def code(W, b, X, labels):
        D = delta(X @ W.T + b, labels)
        return D.T @ X / len(X), D.mean(axis=0)

    return code


def _right(Z, labels):
    return softmax(Z) - _one_hot(labels, Z)


gradients = _from_delta(_right)


def _then(change):
    """Change the right gradients; `change` takes both of them and n."""
    return lambda W, b, X, labels: change(*gradients(W, b, X, labels), len(X))


def _delta(W, b, X, labels):
    return _right(X @ W.T + b, labels)


def _columns(Z, labels):
    P = softmax(Z)
    P[:, labels] -= 1
    return P


def _last(W, b, X, labels):
    D = _delta(W, b, X, labels)
    return np.outer(D[-1], X[-1]), D[-1]


MISTAKES = (
    Mistake(
        "25-sum-for-mean",
        (
            _then(lambda dW, db, n: (dW * n, db * n)),
            _then(lambda dW, db, n: (dW * n, db)),
            _then(lambda dW, db, n: (dW, db * n)),
        ),
        "The 1/n is missing, in one gradient or in both. The loss is a mean, so its gradient "
        "is one too; a gradient check would be off by exactly n.",
        "Stack Overflow 62420501",
    ),
    *merged(
        *put_to_use(
            lambda code: _from_delta(lambda Z, labels: code(Z) - _one_hot(labels, Z)),
            of=PROBABILITIES,
        ),
        *put_to_use(
            lambda code: _from_delta(lambda Z, labels: code(softmax(Z), _one_hot(labels, Z), Z)),
            of=DELTAS,
        ),
    ),
    Mistake(
        "transposed-gradient",
        (_then(lambda dW, db, n: (dW.T, db)),),
        "dW is transposed, shape (d, K). For K = d nothing fails, and the training goes "
        "astray. A gradient has the shape of what it belongs to: `(P - Y).T @ X`.",
    ),
    Mistake(
        "transposed-weights",
        (
            lambda W, b, X, labels: (
                (D := _right(X @ W + b, labels)).T @ X / len(X),
                D.mean(axis=0),
            ),
        ),
        "Your logits are `X @ W + b`: an error when K and d differ, and silently wrong when "
        "K = d. One class is one row of W here: `X @ W.T + b`.",
    ),
    Mistake(
        "bias-left-out",
        (lambda W, b, X, labels: gradients(W, 0.0 * b, X, labels),),
        "Your logits have no bias: they are X W^T + b.",
    ),
    Mistake(
        "columns-for-entries",
        (_from_delta(_columns),),
        "`P[:, labels]` are whole columns. To subtract 1 at one entry in each row, give row "
        "numbers too: `P[np.arange(n), labels] -= 1`.",
    ),
    Mistake(
        "mean-over-all-entries",
        (
            _then(lambda dW, db, n: (dW / len(db), db / len(db))),
            _then(lambda dW, db, n: (dW * n / len(db), db * n / len(db))),
        ),
        "You divide by the number of classes. The mean is over the n examples; over the "
        "classes the loss is a sum.",
    ),
    Mistake(
        "bias-not-summed",
        (lambda W, b, X, labels: (gradients(W, b, X, labels)[0], _delta(W, b, X, labels)),),
        "The gradient for b has one row for each example. All of them share one bias, so "
        "take the mean over axis 0.",
    ),
    Mistake(
        "bias-summed-over-classes",
        (
            lambda W, b, X, labels: (
                gradients(W, b, X, labels)[0],
                _delta(W, b, X, labels).mean(axis=1),
            ),
            lambda W, b, X, labels: (
                gradients(W, b, X, labels)[0],
                _delta(W, b, X, labels).mean(),
            ),
            lambda W, b, X, labels: (
                gradients(W, b, X, labels)[0],
                _delta(W, b, X, labels).sum(axis=1),
            ),
        ),
        "For b you sum over the classes, and each row of P - Y sums to 0. The mean is over "
        "the examples: `mean(axis=0)`, shape (K,).",
        "deeplearning4j PR 364",
    ),
    Mistake(
        "bias-gradient-forgotten",
        (
            _then(lambda dW, db, n: dW),
            _then(lambda dW, db, n: (dW, 0.0 * db)),
        ),
        "The gradient for b is missing, so the bias would never learn. It is the mean of the "
        "rows of P - Y.",
    ),
    Mistake(
        "7-overwritten-row",
        (_last, lambda *args: tuple(g / len(args[2]) for g in _last(*args))),
        "Only the last example counts: the loop over the examples writes each gradient over "
        "the one before. Add them up: `dW += …`.",
        "the question of lesson 03",
    ),
    Mistake(
        "results-exchanged",
        (_then(lambda dW, db, n: (db, dW)),),
        "Both gradients are right, but in the other order. dW comes first, db second.",
    ),
    Mistake(
        "24-integer-dtype",
        (
            lambda W, b, X, labels: tuple(
                g.astype(a.dtype) for g, a in zip(gradients(W, b, X, labels), (W, b))
            ),
        ),
        "Your gradients are stored in arrays made like `W` and `b`. When those hold whole "
        "numbers, the gradients are cut to whole numbers. Make them float arrays.",
        "Stack Overflow",
    ),
)
