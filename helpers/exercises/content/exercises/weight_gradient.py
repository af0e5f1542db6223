"""The gradient of a loss with respect to the weights, without the big array."""

import numpy as np

from helpers.exercises.checker.exercise import Exercise, Mistake
from helpers.exercises.content.exercises.jacobians import (
    DERIVATIVES,
    jacobian,
    merged,
    put_to_use,
)
from helpers.exercises.content.exercises.softmax_vjp import PRODUCTS
from helpers.exercises.content.exercises.ways import as_like, drawn, f32, f64, shifted, whole


def _J(W, x):
    return jacobian(shifted(W @ x))


def _s(W, x, upstream):
    return upstream @ _J(W, x)


def _reference(W, x, upstream):
    return np.outer(_s(W, x, upstream), x)


CASES = [
    (f64([2]), f64(3), f64(1)),
    (f64([1], [0]), f64(2), f64(1, 0)),
    (f64([1, 2], [0, -1]), f64(0.5, 1), f64(1, -2)),
    (f64([1, 2], [0, -1]), f64(0.5, 1), f64(3, 3)),
    (whole([1, 0], [2, 1]), whole(1, -1), f64(2, 0.5)),
    (whole([1, 0], [2, 1]), whole(3, -1), whole(5, 1)),
    (f64([900, 0], [0, 901]), f64(1, 1), f64(1, 4)),
    (f64([1, -0.5], [0, 0.8], [-0.6, 0.3]), f64(0.7, -1.2), f64(0.3, -1, 2)),
    (f32([1, 0.5, -1], [0, 1, 0.25]), f32(1, -1, 2), f32(-1, 0.5)),
    (f64([1, 2, 0], [1, 2, 0], [0, 0, 1]), f64(1, 0, -1), f64(0, 0, -2)),
    (drawn(51, (3, 3), 1.0), drawn(52, 3, 1.0), drawn(53, 3, 2.0)),
    (drawn(54, (4, 4), 1.0), drawn(55, 4, 1.0), drawn(56, 4, 2.0)),
    (drawn(57, (5, 3), 1.0), drawn(58, 3, 1.0), drawn(59, 5, 1.0)),
]


def through_p(finish):
    """Turn codes of (p, g) that give s into codes of this exercise."""
    return lambda code: lambda W, x, g: finish(W, x, code(shifted(W @ x), g))


def through_z(finish):
    """Turn codes of z that give a matrix into codes of this exercise."""
    return lambda code: lambda W, x, g: finish(W, x, g @ code(W @ x))


def _finish(W, x, s):
    return np.outer(s, x)


EXERCISE = Exercise(
    name="weight_gradient",
    statement=(
        "Given weights `W` of shape (K, d), an input `x` of shape (d,), floats or whole numbers, "
        "and the gradient `upstream` of a loss with respect to p = softmax(W @ x), shape (K,), "
        "return the gradient of the loss with respect to W, shape (K, d). There is no bias."
    ),
    shown="You train the last layer of a network without ever building K * K * d numbers.",
    reference=_reference,
    cases=list(CASES),
    tolerance=DERIVATIVES,
    hints=(
        "Two steps. First bring the upstream gradient back through softmax to the logits: that is "
        "`softmax_vjp` of lesson 03. Call the result s, shape (K,).",
        "Row i of W makes z_i only, and z_i answers to it with x. So row i receives s_i "
        "times x. Which product of two vectors has these rows?",
        "`np.outer(s, x)`, with `s = p * (upstream - (upstream * p).sum())`.",
    ),
    solution="""
def weight_gradient(W, x, upstream):
    z = W @ x
    exps = np.exp(z - z.max())
    p = exps / exps.sum()
    s = p * (upstream - (upstream * p).sum())
    return np.outer(s, x)
""",
    why=(
        "The sum over i of g_i J[i, k] x_j has x_j outside the sum; what is left in it is s_k. "
        "So the array of shape (K, K, d) never has to exist."
    ),
    mistakes=(
        *merged(
            *put_to_use(through_z(_finish), "4-diagonal-only"),
            *put_to_use(through_p(_finish), of=PRODUCTS),
        ),
        Mistake(
            "transposed-outer-product",
            (lambda W, x, upstream: _reference(W, x, upstream).T,),
            "You have the outer product the other way round, shape (d, K). For K = d nothing "
            "fails, and the training goes astray. Row i of W belongs to class i.",
        ),
        Mistake(
            "transposed-weights",
            (lambda W, x, g: np.outer(g @ jacobian(shifted(W.T @ x)), x),),
            "You compute `W.T @ x` (or `x @ W`): an error when K and d differ, and silently wrong "
            "when K = d. One class is one row of W here, so the logits are `W @ x`.",
        ),
        Mistake(
            "softmax-left-out",
            (lambda W, x, g: np.outer(g, x),),
            "You use the upstream gradient as if it were the gradient with respect to the "
            "logits. It belongs to p; softmax stands between, with its Jacobian.",
        ),
        Mistake(
            "input-forgotten",
            (
                _s,
                lambda W, x, g: np.outer(_s(W, x, g), np.ones(len(x))),
            ),
            "You stop at the gradient with respect to the logits. (For the bias that would be "
            "all.) Each row of W receives x times its entry.",
        ),
        Mistake(
            "weights-for-input",
            (
                lambda W, x, g: _s(W, x, g)[:, None] * W,
                lambda W, x, g: _s(W, x, g) @ W,
            ),
            "You multiply by W where x belongs. That is for the gradient with respect to the "
            "input; row i of W receives s_i times x.",
        ),
        Mistake(
            "not-summed",
            (
                lambda W, x, g: np.multiply.outer(g[:, None] * _J(W, x), x),
                lambda W, x, g: np.multiply.outer(_J(W, x), x),
            ),
            "You return the array of shape (K, K, d). The loss is one number: weigh the outputs "
            "with `upstream` and sum over them, axis 0.",
        ),
        Mistake(
            "24-integer-dtype",
            (lambda W, x, g: as_like(W, _reference(W, x, g)),),
            "Your result is stored in an array made like `W`. When `W` holds whole numbers, so "
            "does that array, and the gradient is cut to whole numbers. Make it a float array.",
            "Stack Overflow 36738754",
        ),
    ),
)
