"""The forward pass of a network with one hidden layer."""

import numpy as np

from helpers.exercises.checker.exercise import Exercise, Mistake
from helpers.exercises.content.exercises.batch_loss import softmax
from helpers.exercises.content.exercises.jacobians import DERIVATIVES, put_to_use
from helpers.exercises.content.exercises.three_layers import NETWORKS, sigmoid
from helpers.exercises.content.exercises.wrong_rows import PROBABILITIES


def _network(
    *,
    first=lambda X, W, b: X @ W.T + b,
    bend=sigmoid,
    second=lambda H, W, b: H @ W.T + b,
    finish=softmax,
):
    """Give a forward pass with one or another of its pieces exchanged."""

    def code(X, W1, b1, W2, b2):
        H = bend(first(X, W1, b1))
        return H, finish(second(H, W2, b2))

    return code


_reference = _network()

EXERCISE = Exercise(
    name="network_forward",
    statement=(
        "Given inputs `X` of shape (n, d), `W1` of shape (M, d), `b1` of shape (M,), `W2` of "
        "shape (K, M) and `b2` of shape (K,), floats or whole numbers, return the outputs of both "
        "layers: H of shape (n, M), sigmoids of its sums, and the probabilities P of shape (n, K), "
        "the softmax of each row. Both layers' sums may be in the thousands."
    ),
    shown="You have written a whole network, as far as it runs forward.",
    reference=_reference,
    cases=list(NETWORKS),
    tolerance=DERIVATIVES,
    parts=("H", "P"),
    hints=(
        "Twice the same: a matrix product, plus the bias, then a function. One example is one row "
        "of X, one unit is one row of W1. Which of the two must be transposed?",
        "`H = sigmoid(X @ W1.T + b1)`, shape (n, M), and `Z = H @ W2.T + b2`, shape (n, K).",
        "The sigmoid is 1 / (1 + exp(-z)); softmax row by row with the shift is `exps = np.exp(Z "
        "- Z.max(axis=1, keepdims=True))`, divided by its sums, `keepdims=True` again.",
    ),
    solution="""
def network_forward(X, W1, b1, W2, b2):
    with np.errstate(over="ignore"):  # exp(1000) is inf, and 1 / (1 + inf) is 0, which is right
        H = 1 / (1 + np.exp(-(X @ W1.T + b1)))
    Z = H @ W2.T + b2
    exps = np.exp(Z - Z.max(axis=1, keepdims=True))
    return H, exps / exps.sum(axis=1, keepdims=True)
""",
    why=(
        "A layer is a matrix product, a bias and a bend. H is returned too, because the way back "
        "needs it: the derivative of the sigmoid is H(1 - H)."
    ),
    mistakes=(
        *put_to_use(lambda code: _network(finish=code), of=PROBABILITIES),
        Mistake(
            "27-one-output-softmax",
            (_network(finish=sigmoid),),
            "Your output layer has a sigmoid for each class, so the rows of P do not sum to 1. "
            "Classes that exclude each other compete: softmax.",
            "Stack Overflow 53628622",
            called="sigmoids for a softmax",
        ),
        Mistake(
            "softmax-in-the-hidden-layer",
            (_network(bend=softmax),),
            "Your hidden layer has a softmax, so its units compete: one that rises pushes the "
            "others down. They are no classes; each goes through a sigmoid of its own.",
        ),
        Mistake(
            "not-bent",
            (_network(bend=lambda z: z),),
            "Your hidden layer has no sigmoid. Two matrix products in a row are one product, "
            "and the network can do no more than softmax regression.",
        ),
        Mistake(
            "sum-for-output",
            (
                lambda X, W1, b1, W2, b2: (
                    X @ W1.T + b1,
                    _reference(X, W1, b1, W2, b2)[1],
                ),
            ),
            "P is right, but the first result is the sum before the sigmoid. The way back needs "
            "H, the sigmoid of it.",
        ),
        Mistake(
            "another-bend",
            (
                _network(bend=np.tanh),
                _network(bend=lambda z: np.maximum(z, 0)),
                _network(bend=lambda z: sigmoid(-z)),
            ),
            "Your hidden layer goes through another function. The sigmoid 1 / (1 + exp(-z)) is "
            "asked for.",
        ),
        Mistake(
            "bent-twice",
            (_network(bend=lambda z: sigmoid(sigmoid(z))),),
            "Your hidden layer goes through the sigmoid twice. One sigmoid is asked for.",
        ),
        Mistake(
            "exp-overflows",
            (_network(bend=lambda z: np.exp(z) / (1 + np.exp(z))),),
            "Your sigmoid is exp(z) / (1 + exp(z)): for large z that is inf/inf, nan. Written as "
            "1 / (1 + exp(-z)) the worst that comes is 1/inf, which is 0.",
        ),
        Mistake(
            "softmax-left-out",
            (_network(finish=lambda Z: Z),),
            "Your second result are the logits. Their softmax, row by row, is asked for.",
        ),
        Mistake(
            "bias-left-out",
            (
                _network(first=lambda X, W, b: X @ W.T),
                _network(second=lambda H, W, b: H @ W.T),
                _network(first=lambda X, W, b: X @ W.T, second=lambda H, W, b: H @ W.T),
            ),
            "A bias is missing, in one layer or in both.",
        ),
        Mistake(
            "bias-down-the-rows",
            (
                _network(first=lambda X, W, b: X @ W.T + b[:, None]),
                _network(second=lambda H, W, b: H @ W.T + b[:, None]),
                _network(
                    first=lambda X, W, b: X @ W.T + b[:, None],
                    second=lambda H, W, b: H @ W.T + b[:, None],
                ),
            ),
            "A bias is added down the rows, one number for each example: an error for most "
            "shapes, silently wrong for n = M. Each unit has its own, so `+ b` is right.",
        ),
        Mistake(
            "transposed-weights",
            (
                _network(first=lambda X, W, b: X @ W + b),
                _network(second=lambda H, W, b: H @ W + b),
                _network(first=lambda X, W, b: X @ W + b, second=lambda H, W, b: H @ W + b),
            ),
            "A weight matrix is not transposed: an error for most shapes, and silently wrong for "
            "a square one. One unit is one row of W here: `X @ W1.T`, `H @ W2.T`.",
        ),
        Mistake(
            "results-exchanged",
            (lambda X, W1, b1, W2, b2: _reference(X, W1, b1, W2, b2)[::-1],),
            "Both are right, but in the other order. H comes first, P second.",
        ),
        Mistake(
            "only-one-of-two",
            (
                lambda X, W1, b1, W2, b2: _reference(X, W1, b1, W2, b2)[1],
                lambda X, W1, b1, W2, b2: _reference(X, W1, b1, W2, b2)[0],
            ),
            "One of the two is missing: `return H, P`. The way back needs H as well.",
        ),
    ),
)
