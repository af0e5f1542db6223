"""Lesson 07: the gradients of a batch, with their 1/n."""

from helpers.exercises.catalogue.jacobians import DERIVATIVES
from helpers.exercises.catalogue.lesson07_batch_gradient_mistakes import MISTAKES, gradients
from helpers.exercises.catalogue.ways import drawn, f32, f64, whole
from helpers.exercises.exercise import Exercise

EXERCISE = Exercise(
    name="batch_gradient",
    lesson="07",
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
    ],
    tolerance=DERIVATIVES,
    parts=("dW", "db"),
    hints=(
        "The logits of all rows at once are `X @ W.T + b`, shape (n, K). Their softmax row by "
        "row, minus the one-hot targets, is the gradient of each row's own loss.",
        "Row k of W receives, from every example i, (p - y) of class k times the input x_i. "
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
        "Entry [k, m] of D.T @ X is the sum over the examples of D[i, k] X[i, m]: all examples "
        "contribute to all entries. The bias is a weight whose input is always 1."
    ),
    mistakes=MISTAKES,
)
