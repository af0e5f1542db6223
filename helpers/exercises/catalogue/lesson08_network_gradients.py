"""Lesson 08: from the deltas to the gradients of all weights and biases."""

from helpers.exercises.catalogue.jacobians import DERIVATIVES
from helpers.exercises.catalogue.lesson08_network_gradients_mistakes import MISTAKES, gradients
from helpers.exercises.catalogue.three_layers import outputs
from helpers.exercises.catalogue.ways import drawn, f32, f64, whole
from helpers.exercises.exercise import Exercise

EXERCISE = Exercise(
    name="network_gradients",
    lesson="08",
    statement=(
        "Given inputs `X` of shape (n, d), hidden outputs `H` of shape (n, M), and for each "
        "example the gradient of its own loss with respect to the sums of both layers, `delta1` "
        "of shape (n, M) and `delta2` of shape (n, K), floats or whole numbers, return the "
        "gradients of the mean loss: dW1 (M, d), db1 (M,), dW2 (K, M), db2 (K,), in this order."
    ),
    shown="You have everything that training a network needs but the step.",
    reference=gradients,
    cases=[
        (f64([3]), f64([0.5]), f64([0.25]), f64([-0.5])),
        (f64([2, 1]), f64([0.5]), f64([0.25]), f64([0.5, -0.5])),
        (
            f64([1, 2], [0, -1]),
            f64([0.5, 0.9], [0.1, 0.3]),
            f64([0.5, 1], [-1, 0.25]),
            f64([1, -1], [0.5, 0.25]),
        ),
        (
            whole([1, 2], [0, -1]),
            f64([0.5, 0.9], [0.1, 0.3]),
            whole([1, 0], [0, -1]),
            whole([1, -1], [0, 2]),
        ),
        (
            f32([1, 2, 0], [0, -1, 1]),
            f32([0.5, 0.9], [0.1, 0.3]),
            f32([0.5, 1], [-1, 0.25]),
            f32([1, -1], [0.5, 0.25]),
        ),
        (
            drawn(135, (4, 2), 1.0),
            outputs(136, (4, 3)),
            drawn(137, (4, 3), 1.0),
            drawn(138, (4, 5), 1.0),
        ),
        (
            drawn(139, (3, 3), 1.0),
            outputs(140, (3, 3)),
            drawn(141, (3, 3), 1.0),
            drawn(142, (3, 3), 1.0),
        ),
        (
            drawn(143, (5, 3), 1.0),
            outputs(144, (5, 3)),
            drawn(145, (5, 3), 1.0),
            drawn(146, (5, 3), 1.0),
        ),
        (
            drawn(147, (2, 4), 1.0),
            outputs(148, (2, 3)),
            drawn(149, (2, 3), 1.0),
            drawn(150, (2, 2), 1.0),
        ),
    ],
    tolerance=DERIVATIVES,
    parts=("dW1", "db1", "dW2", "db2"),
    hints=(
        "Both layers do the same: a gradient for the weights from the layer's delta and what came "
        "into it, and one for the bias from the delta alone. What came into each layer?",
        "Into the first came X, into the second H. Row k of W receives, from each example, "
        "delta of unit k times the input: a product of two matrices, as in lesson 07.",
        "`delta1.T @ X / n`, `delta1.mean(axis=0)`, `delta2.T @ H / n`, `delta2.mean(axis=0)`.",
    ),
    solution="""
def network_gradients(X, H, delta1, delta2):
    n = len(X)
    dW1, db1 = delta1.T @ X / n, delta1.mean(axis=0)
    dW2, db2 = delta2.T @ H / n, delta2.mean(axis=0)
    return dW1, db1, dW2, db2
""",
    why=(
        "The gradient of a weight is always the delta of the unit it leads to, times what it "
        "carries. So the same two lines serve every layer of every such network."
    ),
    mistakes=MISTAKES,
)
