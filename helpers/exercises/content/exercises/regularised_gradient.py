"""The gradient with the term that is so often forgotten."""

import numpy as np

from helpers.exercises.checker.exercise import Exercise, Mistake
from helpers.exercises.content.exercises.batch_loss import softmax
from helpers.exercises.content.exercises.jacobians import DERIVATIVES, merged, put_to_use
from helpers.exercises.content.exercises.ways import as_like, drawn, f32, f64, whole
from helpers.exercises.content.exercises.wrong_rows import P_MINUS_Y, PROBABILITIES


def _data(W, X, Y):
    return (softmax(X @ W.T) - Y).T @ X / len(X)


def _with(term):
    """Give the gradient with another term for the weights; `term` takes W, l2, n."""
    return lambda W, X, Y, l2: _data(W, X, Y) + term(W, l2, len(X))


def _from_difference(difference):
    return lambda W, X, Y, l2: difference(X @ W.T, Y).T @ X / len(X) + l2 * W


_reference = _with(lambda W, l2, n: l2 * W)

EXERCISE = Exercise(
    name="regularised_gradient",
    statement=(
        "Given weights `W` of shape (K, d), inputs `X` of shape (n, d), floats or whole numbers, "
        "targets `Y` of shape (n, K), one-hot or soft, and a number `l2`, return the gradient "
        "with respect to W, shape (K, d), of the mean cross-entropy of P = softmax of the rows "
        "of X W^T, plus l2/2 times the sum of the squares of W. There is no bias."
    ),
    shown="Your gradient belongs to the whole loss, the price of large weights included.",
    reference=_reference,
    cases=[
        (f64([2]), f64([3]), f64([1]), 0.5),
        (f64([1], [-1]), f64([2]), f64([1, 0]), 0.1),
        (f64([1, 2], [0, -1]), f64([0.5, 1]), f64([0, 1]), 0.0),
        (f64([900], [901]), f64([1]), f64([1, 0]), 0.001),
        (f64([1, 2], [0, -1]), f64([0.5, 1], [2, -1]), f64([0, 1], [0.5, 0.5]), 2.0),
        (whole([1, 0], [2, 1]), whole([1, -1], [0, 2]), f64([1, 0], [1, 0]), 0.25),
        (whole([2, 0], [1, 3]), f64([1, -1], [0.5, 2]), whole([0, 1], [1, 0]), 1),
        (f64([900, 0], [0, 901]), f64([1, 1], [-1, -2]), f64([1, 0], [0, 1]), 0.001),
        (f64([1], [0.5]), f64([1], [-1], [2], [0.5]), np.eye(2)[[0, 1, 1, 0]], 0.2),
        (f32([1, 0.5], [0, -1], [2, 1]), f32([1, 2], [-1, 0.5]), f32([0, 0, 1], [1, 0, 0]), 0.5),
        (drawn(90, (3, 2), 1.0), drawn(91, (4, 2), 1.0), np.eye(3)[[0, 2, 2, 1]], 0.01),
        (drawn(92, (3, 3), 1.0), drawn(93, (3, 3), 1.0), np.eye(3)[[1, 2, 2]], 0.3),
        (drawn(94, (3, 3), 1.0), drawn(95, (5, 3), 1.0), np.full((5, 3), 1 / 3), 1.5),
        (drawn(96, (4, 2), 1.0), drawn(97, (4, 2), 1.0), np.eye(4)[[3, 1, 0, 3]], 0.7),
    ],
    tolerance=DERIVATIVES,
    hints=(
        "The loss is a sum of two terms, so the gradient is one too. The first is that of the "
        "exercise before, without the bias. What is the derivative of l2/2 times w^2?",
        "It is l2 times w: the 2 of the square cancels the half. It holds for every entry of W.",
        "`(P - Y).T @ X / n + l2 * W`. The n belongs to the data only.",
    ),
    solution="""
def regularised_gradient(W, X, Y, l2):
    Z = X @ W.T
    exps = np.exp(Z - Z.max(axis=1, keepdims=True))
    P = exps / exps.sum(axis=1, keepdims=True)
    return (P - Y).T @ X / len(X) + l2 * W
""",
    why=(
        "The data pulls each weight where it helps, and the second term pulls it towards 0, the "
        "harder the larger it is. With l2 times W^2 in the loss it would be 2 l2 W: say which."
    ),
    mistakes=(
        Mistake(
            "forgotten-regularisation",
            (_with(lambda W, l2, n: 0.0),),
            "The term of the weights is missing. It is in the loss, so it is in the gradient: "
            "l2 times W. Without it the gradient check fails, and training looks healthy.",
            "opennn#241; source 000 of this course warns of it",
            called="the forgotten λ",
        ),
        Mistake(
            "26-half-reg",
            (_with(lambda W, l2, n: l2 / 2 * W), _with(lambda W, l2, n: 2 * l2 * W)),
            "The term of the weights is off by the factor 2. With l2/2 times W^2 in the loss it "
            "is l2 W in the gradient; 2 l2 W belongs to l2 times W^2.",
            "CS231n-Spring-2017#3, cs231n.github.io#89",
        ),
        Mistake(
            "regularised-by-the-mean",
            (_with(lambda W, l2, n: l2 * W / n),),
            "You divide the term of the weights by n too. The mean is over the examples' losses; "
            "the weights are there once.",
        ),
        Mistake(
            "regularised-for-each-example",
            (_with(lambda W, l2, n: l2 * W * n),),
            "The term of the weights is there n times: added once for each example. It belongs "
            "behind the mean, once.",
        ),
        Mistake(
            "pulled-away-from-0",
            (_with(lambda W, l2, n: -l2 * W),),
            "The term of the weights has the wrong sign: a step against your gradient makes large "
            "weights larger.",
            "chainer#261, andersbll/nnet#4",
        ),
        Mistake(
            "loss-for-gradient",
            (
                _with(lambda W, l2, n: l2 / 2 * (W**2).sum()),
                _with(lambda W, l2, n: l2 * (W**2).sum()),
                _with(lambda W, l2, n: l2 / 2 * W**2),
                _with(lambda W, l2, n: l2 * W**2),
            ),
            "You add the term of the loss itself. Its derivative with respect to each weight is "
            "l2 times that weight.",
            "CS231nAssignment#10 (a reader's question)",
        ),
        Mistake(
            "sum-of-the-weights",
            (_with(lambda W, l2, n: l2 * W.sum()), _with(lambda W, l2, n: l2 * W.sum(axis=0))),
            "You add a sum over the weights, the same for each of them. The square of a weight "
            "answers to that weight only.",
        ),
        Mistake(
            "sign-of-the-weights",
            (_with(lambda W, l2, n: l2 * np.sign(W)),),
            "You add l2 times the sign of each weight. That belongs to the sum of the absolute "
            "values; the sum of the squares gives l2 W.",
        ),
        Mistake(
            "square-root-taken",
            (_with(lambda W, l2, n: l2 * W / np.sqrt((W**2).sum())),),
            "You divide by the length of W, as if the loss held the length itself. It holds half "
            "its square, which gives l2 W.",
        ),
        Mistake(
            "25-sum-for-mean",
            (lambda W, X, Y, l2: _data(W, X, Y) * len(X) + l2 * W,),
            "The 1/n of the data is missing. The loss is a mean over the examples, so this part "
            "of the gradient is one too; a gradient check would be off by n.",
            "Stack Overflow 62420501",
        ),
        *merged(
            *put_to_use(
                lambda code: _from_difference(lambda Z, Y: code(Z) - Y),
                of=PROBABILITIES,
            ),
            *put_to_use(
                lambda code: _from_difference(lambda Z, Y: code(softmax(Z), Y, Z)),
                of=P_MINUS_Y,
            ),
        ),
        Mistake(
            "transposed-gradient",
            (
                lambda W, X, Y, l2: _data(W, X, Y).T + l2 * W,
                lambda W, X, Y, l2: _reference(W, X, Y, l2).T,
            ),
            "The gradient of the data is transposed, shape (d, K): an error when K and d differ, "
            "and silently wrong when K = d. `(P - Y).T @ X` has the shape of W.",
        ),
        Mistake(
            "transposed-weights",
            (lambda W, X, Y, l2: (softmax(X @ W) - Y).T @ X / len(X) + l2 * W,),
            "Your logits are `X @ W`: an error when K and d differ, and silently wrong when "
            "K = d. One class is one row of W here: `X @ W.T`.",
        ),
        Mistake(
            "mean-over-all-entries",
            (lambda W, X, Y, l2: _data(W, X, Y) / len(W) + l2 * W,),
            "You divide by n K. The mean is over the n examples; over the classes the loss is a "
            "sum.",
        ),
        Mistake(
            "24-integer-dtype",
            (lambda W, X, Y, l2: as_like(W, _reference(W, X, Y, l2)),),
            "Your gradient is stored in an array made like `W`. When `W` holds whole numbers, so "
            "does that array, and the gradient is cut to whole numbers. Make it a float array.",
            "Stack Overflow 36738754",
        ),
    ),
)
