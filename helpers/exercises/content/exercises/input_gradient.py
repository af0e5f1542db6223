"""The gradient of a loss with respect to the input of the layer."""

import numpy as np

from helpers.exercises.checker.exercise import Exercise, Mistake
from helpers.exercises.content.exercises.jacobians import (
    DERIVATIVES,
    jacobian,
    merged,
    put_to_use,
)
from helpers.exercises.content.exercises.softmax_vjp import PRODUCTS
from helpers.exercises.content.exercises.ways import as_like, shifted
from helpers.exercises.content.exercises.weight_gradient import CASES, through_p, through_z


def _s(W, x, upstream):
    return upstream @ jacobian(shifted(W @ x))


def _reference(W, x, upstream):
    return W.T @ _s(W, x, upstream)


def _finish(W, x, s):
    return W.T @ s


EXERCISE = Exercise(
    name="input_gradient",
    statement=(
        "Given weights `W` of shape (K, d), an input `x` of shape (d,), floats or whole numbers, "
        "and the gradient `upstream` of a loss with respect to p = softmax(W @ x), shape (K,), "
        "return the gradient of the loss with respect to x, shape (d,). There is no bias."
    ),
    shown="You hand the gradient on to the layer below, as every layer of a network does.",
    reference=_reference,
    cases=list(CASES),
    tolerance=DERIVATIVES,
    hints=(
        "The way back to the logits is that of the exercise before: s, shape (K,). But x goes "
        "into every logit, so the chain rule now sums over all of them.",
        "z_k answers to x with row k of W. So the gradient is the sum over k of s_k times row k.",
        "`W.T @ s`, or `s @ W`, with `s = p * (upstream - (upstream * p).sum())`.",
    ),
    solution="""
def input_gradient(W, x, upstream):
    z = W @ x
    exps = np.exp(z - z.max())
    p = exps / exps.sum()
    s = p * (upstream - (upstream * p).sum())
    return W.T @ s
""",
    why=(
        "Forward, W takes d numbers to K. Backward, its transpose takes K numbers to d: entry j "
        "collects s_k W[k, j] from every class k that x_j went into."
    ),
    mistakes=(
        *merged(
            *put_to_use(through_z(_finish), "4-diagonal-only"),
            *put_to_use(through_p(_finish), of=PRODUCTS),
        ),
        Mistake(
            "7-overwritten-row",
            (
                lambda W, x, g: _s(W, x, g)[-1] * W[-1],
                lambda W, x, g: _s(W, x, g)[0] * W[0],
            ),
            "Only one class sends its share back: the loop writes each over the one before, or "
            "returns too early. x goes into all K logits, so add: `gradient += …`.",
            "the question of lesson 03",
        ),
        Mistake(
            "weights-not-transposed",
            (lambda W, x, g: W @ _s(W, x, g),),
            "You use `W @ s`: an error when K and d differ, and silently wrong when K = d. "
            "The sum is over the classes, the rows of W.",
        ),
        Mistake(
            "transposed-weights",
            (
                lambda W, x, g: W.T @ (g @ jacobian(shifted(W.T @ x))),
                lambda W, x, g: W @ (g @ jacobian(shifted(W.T @ x))),
            ),
            "You compute the logits as `W.T @ x` (or `x @ W`): an error when K and d differ, and "
            "silently wrong when K = d. One class is one row of W here: `W @ x`.",
        ),
        Mistake(
            "softmax-left-out",
            (lambda W, x, g: W.T @ g,),
            "You use the upstream gradient as if it were the gradient with respect to the "
            "logits. It belongs to p; softmax stands between, with its Jacobian.",
        ),
        Mistake(
            "weights-forgotten",
            (_s,),
            "You stop at the gradient with respect to the logits, shape (K,). The chain rule goes "
            "on: z_k answers to x with row k of W.",
        ),
        Mistake(
            "gradient-of-the-weights",
            (lambda W, x, g: np.outer(_s(W, x, g), x),),
            "This is the gradient with respect to W, of the exercise before. Here x is what "
            "moves, and the rows of W are the factors.",
        ),
        Mistake(
            "not-summed",
            (
                lambda W, x, g: _s(W, x, g)[:, None] * W,
                lambda W, x, g: jacobian(shifted(W @ x)) @ W,
            ),
            "You have one row for each class. x goes into all of them, so sum over the classes, "
            "each weighed with its entry of s.",
        ),
        Mistake(
            "24-integer-dtype",
            (lambda W, x, g: as_like(x, _reference(W, x, g)),),
            "Your result is stored in an array made like `x`. When `x` holds whole numbers, so "
            "does that array, and the gradient is cut to whole numbers. Make it a float array.",
            "Stack Overflow 36738754",
        ),
    ),
)
