"""From S1 and S2 to the gradients of all weights and biases."""

import numpy as np

from helpers.exercises.checker.exercise import Exercise, Mistake
from helpers.exercises.content.exercises.jacobians import DERIVATIVES
from helpers.exercises.content.exercises.three_layers import outputs
from helpers.exercises.content.exercises.ways import drawn, f32, f64, whole


def _layer(inputs, S):
    return S.T @ inputs / len(inputs), S.mean(axis=0)


def gradients(X, H, S1, S2):
    """Give the right ones."""
    return *_layer(X, S1), *_layer(H, S2)


def _each(layer):
    """Give the four gradients with another way of getting those of one layer."""
    return lambda X, H, S1, S2: (*layer(X, S1), *layer(H, S2))


def _then(change):
    """Change the right gradients; `change` takes them and n."""
    return lambda X, H, S1, S2: change(*gradients(X, H, S1, S2), len(X))


MISTAKES = (
    Mistake(
        "25-sum-for-mean",
        (
            _each(lambda X, S: (S.T @ X, S.sum(axis=0))),
            _each(lambda X, S: (S.T @ X / len(X), S.sum(axis=0))),
            _each(lambda X, S: (S.T @ X, S.mean(axis=0))),
            _then(lambda A, a, B, b, n: (A * n, a * n, B, b)),
            _then(lambda A, a, B, b, n: (A, a, B * n, b * n)),
        ),
        "A 1/n is missing, in all four gradients or in some. The loss is a mean over the "
        "examples; a gradient check would be off by exactly n.",
        "Stack Overflow 62420501",
    ),
    Mistake(
        "divided-by-n-twice",
        (
            _then(lambda A, a, B, b, n: (A / n, a / n, B / n, b / n)),
            _each(lambda X, S: (S.T @ X / len(X), S.mean(axis=0) / len(X))),
        ),
        "You divide by n twice. A mean has the 1/n in it already.",
    ),
    Mistake(
        "mean-over-all-entries",
        (
            _each(lambda X, S: (S.T @ X / S.size, S.mean(axis=0) / S.shape[1])),
            _each(lambda X, S: (S.T @ X / len(X), np.full(S.shape[1], S.mean()))),
        ),
        "You average over the units too. The mean is over the n examples; each unit has a "
        "gradient of its own.",
    ),
    Mistake(
        "transposed-gradient",
        (
            _each(lambda X, S: (X.T @ S / len(X), S.mean(axis=0))),
            _then(lambda A, a, B, b, n: (A.T, a, B, b)),
            _then(lambda A, a, B, b, n: (A, a, B.T, b)),
        ),
        "A gradient of weights is transposed. Where the layer is square nothing fails, and "
        "the training goes astray. It has the shape of its weights: `S.T @ inputs`.",
    ),
    Mistake(
        "another-layers-input",
        (
            lambda X, H, S1, S2: (*_layer(X, S1), *_layer(X, S2)),
            lambda X, H, S1, S2: (*_layer(H, S1), *_layer(H, S2)),
            lambda X, H, S1, S2: (*_layer(H, S1), *_layer(X, S2)),
        ),
        "A gradient meets the input of another layer: S1 belongs with X, S2 with H. "
        "Where the shapes happen to fit, nothing fails.",
    ),
    Mistake(
        "bias-over-the-units",
        (
            _each(lambda X, S: (S.T @ X / len(X), S.mean(axis=1))),
            _each(lambda X, S: (S.T @ X / len(X), S.sum(axis=1))),
            _each(lambda X, S: (S.T @ X / len(X), S.mean())),
        ),
        "For the biases you average over the units. Each unit has a bias of its own, shared "
        "by the examples: `mean(axis=0)`.",
    ),
    Mistake(
        "bias-with-two-axes",
        (_each(lambda X, S: (S.T @ X / len(X), S.mean(axis=0, keepdims=True))),),
        "The gradients of the biases have two axes, (1, M) and (1, K). A gradient has the "
        "shape of what it belongs to: leave out `keepdims=True`.",
    ),
    Mistake(
        "bias-not-summed",
        (
            _each(lambda X, S: (S.T @ X / len(X), S)),
            _each(lambda X, S: (S.T @ X / len(X), S / len(X))),
        ),
        "The gradients of the biases have one row for each example. All of them share one "
        "bias, so take the mean over axis 0.",
    ),
    Mistake(
        "7-overwritten-row",
        (
            _each(lambda X, S: (np.outer(S[-1], X[-1]), S[-1])),
            _each(lambda X, S: (np.outer(S[-1], X[-1]) / len(X), S[-1] / len(X))),
        ),
        "Only the last example counts: the loop over the examples writes each gradient over "
        "the one before. Add them up: `dW1 += …`.",
        "the question of lesson 03",
    ),
    Mistake(
        "9-missing-a(1-a)",
        (
            lambda X, H, S1, S2: (*_layer(X, S1 * H * (1 - H)), *_layer(H, S2)),
            lambda X, H, S1, S2: (*_layer(X, S1 * H * (1 - H)), *_layer(H, S2 * H * (1 - H))),
        ),
        "There is a factor H(1 - H) too many: the derivative of the sigmoid is in S1 already.",
        "DeepLearnToolbox#113",
        called="an extra H(1 - H)",
    ),
    Mistake(
        "sign-flipped",
        (_then(lambda A, a, B, b, n: (-A, -a, -B, -b)),),
        "All signs are flipped. The minus of gradient descent belongs to the step.",
    ),
    Mistake(
        "results-exchanged",
        (
            _then(lambda A, a, B, b, n: (B, b, A, a)),
            _then(lambda A, a, B, b, n: (A, B, a, b)),
            _then(lambda A, a, B, b, n: (a, A, b, B)),
            _then(lambda A, a, B, b, n: (B, A, b, a)),
        ),
        "All four are right, but in another order: dW1, db1, dW2, db2.",
    ),
    Mistake(
        "24-integer-dtype",
        (
            lambda X, H, S1, S2: tuple(
                g.astype(d.dtype) for g, d in zip(gradients(X, H, S1, S2), (S1, S1, S2, S2))
            ),
            lambda X, H, S1, S2: tuple(
                g.astype(d.dtype) for g, d in zip(gradients(X, H, S1, S2), (X, S1, H, S2))
            ),
        ),
        "Your gradients are stored in arrays made like S1, S2 or the inputs. When those "
        "hold whole numbers, the gradients are cut to whole numbers. Make them float arrays.",
        "Stack Overflow 36738754",
    ),
)


EXERCISE = Exercise(
    name="network_gradients",
    statement=(
        "Given inputs `X` of shape (n, d), hidden outputs `H` of shape (n, M), and for each "
        "example r the gradient of its own loss L_r with respect to the sums of both layers, row "
        "r of `S1`, shape (n, M), and of `S2`, shape (n, K), floats or whole numbers, return the "
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
        "Both layers do the same: a gradient for the weights from the layer's S and what came "
        "into it, and one for the bias from S alone. What came into each layer?",
        "Into the first came X, into the second H. Row i of W receives, from each example r, "
        "S[r, i] times the input: a product of two matrices, as in lesson 07.",
        "`S1.T @ X / n`, `S1.mean(axis=0)`, `S2.T @ H / n`, `S2.mean(axis=0)`.",
    ),
    solution="""
def network_gradients(X, H, S1, S2):
    n = len(X)
    dW1, db1 = S1.T @ X / n, S1.mean(axis=0)
    dW2, db2 = S2.T @ H / n, S2.mean(axis=0)
    return dW1, db1, dW2, db2
""",
    why=(
        "The gradient of a weight is always the s of the unit it leads to, times what it "
        "carries. So the same two lines serve every layer of every such network."
    ),
    mistakes=MISTAKES,
)
