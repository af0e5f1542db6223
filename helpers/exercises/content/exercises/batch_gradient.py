"""The gradients of a batch, with their 1/n."""

import numpy as np

from helpers.exercises.checker.exercise import Exercise, Mistake
from helpers.exercises.content.exercises.batch_loss import softmax
from helpers.exercises.content.exercises.jacobians import DERIVATIVES, merged, put_to_use
from helpers.exercises.content.exercises.ways import drawn, f32, f64, whole
from helpers.exercises.content.exercises.wrong_rows import P_MINUS_Y, PROBABILITIES


def _one_hot(labels, Z):
    return np.eye(Z.shape[1])[labels]


def _from_difference(difference):
    """Give both gradients from P - Y as a function of Z and labels."""

    def code(W, b, X, labels):
        D = difference(X @ W.T + b, labels)
        return D.T @ X / len(X), D.mean(axis=0)

    return code


def _right(Z, labels):
    return softmax(Z) - _one_hot(labels, Z)


gradients = _from_difference(_right)


def _then(change):
    """Change the right gradients; `change` takes both of them and n."""
    return lambda W, b, X, labels: change(*gradients(W, b, X, labels), len(X))


def _difference(W, b, X, labels):
    return _right(X @ W.T + b, labels)


def _columns(Z, labels):
    P = softmax(Z)
    P[:, labels] -= 1
    return P


def _last(W, b, X, labels):
    D = _difference(W, b, X, labels)
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
            lambda code: _from_difference(lambda Z, labels: code(Z) - _one_hot(labels, Z)),
            of=PROBABILITIES,
        ),
        *put_to_use(
            lambda code: _from_difference(
                lambda Z, labels: code(softmax(Z), _one_hot(labels, Z), Z)
            ),
            of=P_MINUS_Y,
        ),
    ),
    Mistake(
        "labels-for-one-hot",
        (
            _from_difference(lambda Z, labels: softmax(Z) - labels[:, None]),
            _from_difference(lambda Z, labels: softmax(Z) - labels),
        ),
        "You subtract the labels themselves, the number 2 from every entry of a row of class 2. "
        "What belongs there is 1 at the class and 0 elsewhere.",
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
        (_from_difference(_columns),),
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
        (lambda W, b, X, labels: (gradients(W, b, X, labels)[0], _difference(W, b, X, labels)),),
        "The gradient for b has one row for each example. All of them share one bias, so "
        "take the mean over axis 0.",
    ),
    Mistake(
        "bias-summed-over-classes",
        (
            lambda W, b, X, labels: (
                gradients(W, b, X, labels)[0],
                _difference(W, b, X, labels).mean(axis=1),
            ),
            lambda W, b, X, labels: (
                gradients(W, b, X, labels)[0],
                _difference(W, b, X, labels).mean(),
            ),
            lambda W, b, X, labels: (
                gradients(W, b, X, labels)[0],
                _difference(W, b, X, labels).sum(axis=1),
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
        "Stack Overflow 36738754",
    ),
)


EXERCISE = Exercise(
    name="batch_gradient",
    statement=(
        "Given weights `W` of shape (K, d), a bias `b` of shape (K,), inputs `X` of shape (n, d), "
        "floats or whole numbers, and `labels` of shape (n,), return the gradients of the mean "
        "cross-entropy of P = softmax of the rows of X W^T + b: dW of shape (K, d) and db of "
        "shape (K,), in this order. The logits may be in the thousands."
    ),
    shown="You can train softmax regression: nothing else is in its gradient.",
    reference=gradients,
    cases=[
        (f64([2]), f64(1), f64([3]), whole(0)),
        (f64([1], [-1]), f64(0, 0.5), f64([2]), whole(0)),
        (f64([1, 2], [0, -1]), f64(0.5, 0), f64([0.5, 1]), whole(1)),
        (f64([900], [901]), f64(1, 0), f64([1]), whole(0)),
        (f64([1, 2], [0, -1]), f64(0.5, -0.5), f64([0.5, 1], [2, -1]), whole(1, 0)),
        (whole([1, 0], [2, 1]), whole(1, 0), whole([1, -1], [0, 2]), whole(0, 0)),
        (f64([900, 0], [0, 901]), f64(1, 0), f64([1, 1], [-1, -2]), whole(0, 1)),
        (f64([1, 0], [0, 1], [1, 1]), f64(0, 1, 0), f64([3, 1]), whole(2)),
        (f64([1], [0.5]), f64(0, 0.2), f64([1], [-1], [2], [0.5]), whole(0, 1, 1, 0)),
        (f32([1, 0.5], [0, -1], [2, 1]), f32(0, 0.5, 1), f32([1, 2], [-1, 0.5]), whole(2, 0)),
        (drawn(75, (3, 2), 1.0), drawn(76, 3, 1.0), drawn(77, (4, 2), 1.0), whole(0, 2, 2, 1)),
        (drawn(78, (3, 3), 1.0), drawn(79, 3, 1.0), drawn(80, (3, 3), 1.0), whole(1, 2, 2)),
        (drawn(81, (2, 4), 1.0), drawn(82, 2, 1.0), drawn(83, (2, 4), 1.0), whole(1, 0)),
        (drawn(84, (3, 3), 1.0), drawn(85, 3, 1.0), drawn(86, (5, 3), 1.0), whole(0, 1, 2, 0, 0)),
        (drawn(87, (4, 2), 1.0), drawn(88, 4, 1.0), drawn(89, (4, 2), 1.0), whole(3, 1, 0, 3)),
        (f64([2000], [0]), f64(0, 0), f64([1], [-1]), whole(1, 0)),
        (f64([-2000], [-2001]), f64(0, 0), f64([1]), whole(0)),
    ],
    tolerance=DERIVATIVES,
    parts=("dW", "db"),
    hints=(
        "The logits of all rows at once are `X @ W.T + b`, shape (n, K). Their softmax row by "
        "row, minus the one-hot targets, is the gradient of each row's own loss.",
        "Row i of W receives, from every example r, (p - y) of class i times the input x_r. "
        "Summed over the examples, that is a product of two matrices: which one is transposed?",
        "`D = P - Y`, then `return D.T @ X / n, D.mean(axis=0)`. Y is `np.eye(K)[labels]`.",
    ),
    solution="""
def batch_gradient(W, b, X, labels):
    Z = X @ W.T + b
    exps = np.exp(Z - Z.max(axis=1, keepdims=True))
    D = exps / exps.sum(axis=1, keepdims=True)
    D[np.arange(len(labels)), labels] -= 1
    return D.T @ X / len(X), D.mean(axis=0)
""",
    why=(
        "Entry [i, j] of D.T @ X is the sum over the examples of D[r, i] X[r, j]: all examples "
        "contribute to all entries. The bias is a weight whose input is always 1."
    ),
    mistakes=MISTAKES,
)
