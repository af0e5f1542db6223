"""Wrong Jacobians of softmax, which lessons 03 and 07 put to one use after another."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product

import numpy as np

from helpers.exercises.checker.exercise import Mistake, Tolerance
from helpers.exercises.content.exercises.ways import naive, shifted

#: Entries are at most 1/4, and differences of numbers near 1. Accurate finite differences pass.
DERIVATIVES = Tolerance(float64=(1e-9, 1e-9), float32=(1e-4, 2e-6))


def jacobian(p):
    """Give the right one, from the probabilities."""
    return np.diag(p) - np.outer(p, p)


def two_cases(same: Callable, other: Callable) -> Callable:
    """Give the matrix with same(p, z) on the diagonal and other(p, z) beside it."""

    def code(z):
        p = shifted(z)
        matrix = np.array(other(p, z), np.float64)
        np.fill_diagonal(matrix, same(p, z))
        return matrix

    return code


_SAME = (
    lambda p, z: p * (1 - p),
    lambda p, z: p * (1 - z),
    lambda p, z: z * (1 - p),
    lambda p, z: z * (1 - z),
)
_OTHER = (
    lambda p, z: -np.outer(p, p),
    lambda p, z: -np.outer(p, z),
    lambda p, z: -np.outer(z, p),
    lambda p, z: -np.outer(z, z),
)
#: The right matrix first, then every mixture of inputs and outputs.
MIXTURES = tuple(two_cases(same, other) for same, other in product(_SAME, _OTHER))

#: Their codes take logits of shape (K,) and give a matrix of shape (K, K).
MATRICES = (
    Mistake(
        "4-diagonal-only",
        (lambda z: np.diag(shifted(z) * (1 - shifted(z))),),
        "You use p(1 - p) alone, as if softmax worked entry by entry like the sigmoid. That is "
        "the diagonal; every p_i also answers to every other z_j, with -p_i p_j.",
        "libnd4j#440, Cross Validated 235528",
    ),
    Mistake(
        "6-inputs-for-outputs",
        MIXTURES[1:],
        "You use the inputs z where the outputs p belong: z(1 - z), p_i(1 - z_i) or -p_i z_j in "
        "place of p(1 - p) and -p_i p_j. Rows that do not sum to 0 give it away.",
        "the question of lesson 03, Data Science SE 64746",
    ),
    Mistake(
        "11-p-1-for-p(1-p)",
        (
            lambda z: np.diag(shifted(z) - 1),
            two_cases(lambda p, z: p - 1, lambda p, z: -np.outer(p, p)),
            lambda z: shifted(z)[None, :] - np.eye(len(z)),
            lambda z: shifted(z)[:, None] - np.eye(len(z)),
        ),
        "You use p - 1 on the diagonal. That is the derivative of the loss -log p with respect "
        "to its own logit; the derivative of softmax is p(1 - p).",
        "mantasu/cs231n#10",
        called="p - 1 for p(1 - p)",
    ),
    Mistake(
        "12-zero-by-quotient-rule",
        (lambda z: np.zeros((len(z), len(z))),),
        "Everything is 0. Either the array of the result is never filled, or all terms cancel, as "
        "they do in the quotient rule with one symbol for all classes; each class has a logit, and "
        "a row of weights, of its own.",
        "the question of lesson 07",
    ),
    Mistake(
        "13-forgot-the-denominator",
        (lambda z: np.diag(shifted(z)),),
        "You differentiate the exponential above the line and treat the sum below it as a "
        "constant. Every logit is in that sum, so -p_i p_j is missing everywhere.",
        "an answer to the question of lesson 07",
    ),
    Mistake(
        "off-diagonal-positive",
        (two_cases(lambda p, z: p * (1 - p), lambda p, z: np.outer(p, p)),),
        "The entries beside the diagonal have the wrong sign. When another logit goes up, p_i "
        "goes down: -p_i p_j. With your sign the rows do not sum to 0.",
    ),
    Mistake(
        "plus-the-outer-product",
        (lambda z: np.diag(shifted(z)) + np.outer(shifted(z), shifted(z)),),
        "You add the outer product to diag(p). It must be subtracted: p_i(1 - p_i) on the "
        "diagonal, and -p_i p_j beside it.",
    ),
    Mistake(
        "sign-flipped",
        (lambda z: -jacobian(shifted(z)),),
        "All signs are flipped. Your own logit goes up, you gain: p_i(1 - p_i) is never negative.",
    ),
    Mistake(
        "dot-for-outer",
        (lambda z: np.diag(shifted(z)) - shifted(z) @ shifted(z).T,),
        "You subtract the single number p · p. For an array with one axis `p.T` is p again, so "
        "`p @ p.T` is a number; the matrix of all p_i p_j is `np.outer(p, p)`.",
    ),
    Mistake(
        "elementwise-for-outer",
        (lambda z: np.diag(shifted(z)) - shifted(z) * shifted(z),),
        "You subtract p * p, which is a vector: NumPy repeats it in every row. The matrix of all "
        "p_i p_j is `np.outer(p, p)`.",
    ),
    Mistake(
        "diagonal-forgotten",
        (lambda z: -np.outer(shifted(z), shifted(z)),),
        "You use -p_i p_j everywhere, for i = j too. There the logit is above the line as well, "
        "which adds p_i: the diagonal is p_i - p_i p_i = p_i(1 - p_i).",
    ),
    Mistake(
        "delta-always-1",
        (
            lambda z: np.outer(shifted(z), 1 - shifted(z)),
            lambda z: np.outer(1 - shifted(z), shifted(z)),
        ),
        "You use p_i(1 - p_j) everywhere. The 1 stands there only for i = j, where the logit is "
        "above the line too; for i different from j the derivative is -p_i p_j.",
    ),
    Mistake(
        "factor-p-forgotten",
        (lambda z: np.eye(len(z)) - shifted(z),),
        "The bracket (1 if i = j, else 0) - p_j is right, but the factor p_i in front of it is "
        "missing.",
    ),
    Mistake(
        "1-double-softmax",
        (lambda z: jacobian(shifted(shifted(z))),),
        "You apply softmax twice: the formula is right, but it is evaluated at softmax(p) where p "
        "belongs.",
        "CGES#1, tflearn PR 562, llama-from-scratch#5",
    ),
    Mistake(
        "no-shift",
        (lambda z: jacobian(naive(z)), lambda z: jacobian(naive(np.float64(z)))),
        "The derivative is right where softmax is, but yours has no shift: exp overflows for "
        "large logits, and inf/inf is nan. Subtract the maximum first (lesson 02).",
    ),
)


def put_to_use(use: Callable, *leave: str, of: tuple[Mistake, ...] = MATRICES):
    """Give the same mistakes as another exercise meets them, leaving some out by id.

    `use` takes a code of z and gives a code with the other exercise's parameters.
    """
    kept = [m for m in of if m.id not in leave]
    return tuple(replace(m, codes=tuple(use(c) for c in m.codes)) for m in kept)


def merged(*mistakes: Mistake) -> tuple[Mistake, ...]:
    """Put the codes of mistakes with one id together, under the words of the first.

    Those that come after it may leave their words empty.
    """
    found: dict[str, Mistake] = {}
    for m in mistakes:
        first = found.setdefault(m.id, m)
        if first is not m:
            found[m.id] = replace(first, codes=first.codes + m.codes)
    return tuple(found.values())
