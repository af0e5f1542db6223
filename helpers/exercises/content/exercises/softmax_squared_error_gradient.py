"""Squared error after a softmax."""

import numpy as np

from helpers.exercises.checker.exercise import Exercise, Mistake
from helpers.exercises.content.exercises.jacobians import DERIVATIVES, jacobian, merged, put_to_use
from helpers.exercises.content.exercises.softmax_vjp import PRODUCTS
from helpers.exercises.content.exercises.ways import FAR, as_like, drawn, f32, f64, shifted, whole


def _reference(z, y):
    return jacobian(shifted(z)) @ (shifted(z) - y)


def _through_p(code):
    """Turn a code of (p, upstream) into one of (z, y), with the upstream gradient p - y."""
    return lambda z, y: code(shifted(z), shifted(z) - y)


#: p - y sums to 0, so these wrong Jacobians give what another mistake gives.
_AS_OTHERS = ("dot-for-outer", "elementwise-for-outer", "delta-always-1", "factor-p-forgotten")

EXERCISE = Exercise(
    name="softmax_squared_error_gradient",
    statement=(
        "Given logits `z` of shape (K,), any finite floats or whole numbers, thousands included, "
        "and a target distribution `y` of shape (K,), return the gradient with respect to z of "
        "the loss L = sum of (p_k - y_k)^2 / 2 with p = softmax(z), shape (K,)."
    ),
    shown="You see that softmax does not save squared error: it stalls in the same way.",
    reference=_reference,
    cases=[
        (f64(0), f64(1)),
        (f64(1, 0), f64(0, 1)),
        (f64(2, 2), f64(0.3, 0.7)),
        (f64(-900, -901), f64(1, 0)),
        (f64(1, 2, 3), f64(0, 0, 1)),
        (whole(1, 2, 3), f64(1, 0, 0)),
        (whole(2, 0, 1), whole(0, 1, 0)),
        (f32(0.5, -1, 2), f32(0, 1, 0)),
        (f64(0, 0, 4), f64(0.25, 0.5, 0.25)),
        (f64(1000, 0, 999), f64(0, 1, 0)),
        (f64(1, 0, 0, 1), f64(0, 0, 1, 0)),
        (drawn(71, 6, 1.0), f64(0, 0, 0, 0, 1, 0)),
        (drawn(72, 10, 1.5), np.full(10, 0.1)),
        *((z, np.eye(len(z))[0]) for z in FAR),
    ],
    tolerance=DERIVATIVES,
    hints=(
        "Two steps. First dL/dp: each term (p_k - y_k)^2 / 2 has the derivative p_k - y_k. Then "
        "back through softmax, as in lesson 03.",
        "With g = p - y it is the vector-Jacobian product g @ J of lesson 03. Nothing cancels "
        "this time.",
        "`g = p - y`, then `return p * (g - (g * p).sum())`.",
    ),
    solution="""
def softmax_squared_error_gradient(z, y):
    exps = np.exp(z - z.max())
    p = exps / exps.sum()
    g = p - y
    return p * (g - (g * p).sum())
""",
    why=(
        "The Jacobian of softmax is a matrix of products of probabilities. Where p is nearly "
        "one-hot, on the wrong class too, all of them are nearly 0."
    ),
    mistakes=(
        Mistake(
            "10-a-y-with-mse",
            (lambda z, y: shifted(z) - y,),
            "This is dL/dp, not dL/dz: p - y must still go back through the Jacobian of softmax. "
            "As dL/dz it belongs to cross-entropy.",
            "AI SE 24020 (confuses d/da with d/dz)",
            called="p - y with squared error",
        ),
        *merged(
            *put_to_use(
                lambda code: lambda z, y: (shifted(z) - y) @ code(z),
                "1-double-softmax",
                "4-diagonal-only",
                *_AS_OTHERS,
            ),
            *put_to_use(
                _through_p,
                "10-a-y-with-mse",
                "factor-p-forgotten",
                "mean-without-weights",
                of=PRODUCTS,
            ),
        ),
        Mistake(
            "factor-p-forgotten",
            (_through_p(lambda p, g: g - (g * p).sum()),),
            "The bracket g - (sum of g_k p_k) is right, but the factor p in front of it is "
            "missing.",
        ),
        Mistake(
            "1-double-softmax",
            (
                lambda z, y: _reference(shifted(z), y),
                lambda z, y: (shifted(z) - y) @ jacobian(shifted(shifted(z))),
            ),
            "You apply softmax twice: p goes where z belongs.",
            "CGES#1, tflearn PR 562, llama-from-scratch#5",
        ),
        Mistake(
            "half-forgotten",
            (lambda z, y: 2 * _reference(z, y),),
            "Everything is twice too large: you differentiate (p - y)^2. The loss here has a "
            "half in front of it, which cancels the 2.",
        ),
        Mistake(
            "mean-over-the-classes",
            (
                lambda z, y: _reference(z, y) / len(z),
                lambda z, y: 2 * _reference(z, y) / len(z),
            ),
            "You divide by K, as if the loss were the mean over the classes. It is half their sum.",
        ),
        Mistake(
            "gradient-of-cross-entropy-in-p",
            (
                lambda z, y: -y / shifted(z),
                lambda z, y: (-y / shifted(z)) @ jacobian(shifted(z)),
            ),
            "You start from -y/p, the derivative of cross-entropy. That of squared error is p - y.",
            called="the gradient of cross-entropy",
        ),
        Mistake(
            "logits-for-probabilities",
            (
                lambda z, y: (z - y) @ jacobian(shifted(z)),
                lambda z, y: z - y,
            ),
            "You compare the logits with the target. The loss compares p = softmax(z) with it.",
        ),
        Mistake(
            "24-integer-dtype",
            (lambda z, y: as_like(z, _reference(z, y)),),
            "Your result is stored in an array made like `z`. When `z` holds whole numbers, so "
            "does that array, and the gradient is cut to whole numbers. Make it a float array.",
            "Stack Overflow 36738754",
        ),
    ),
)
