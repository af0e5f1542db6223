"""P - y, from the logits."""

import numpy as np

from helpers.exercises.checker.exercise import Exercise, Mistake
from helpers.exercises.content.exercises.jacobians import (
    DERIVATIVES,
    jacobian,
    merged,
    put_to_use,
)
from helpers.exercises.content.exercises.ways import (
    FAR,
    as_like,
    drawn,
    f32,
    f64,
    naive,
    shifted,
    whole,
)
from helpers.exercises.content.exercises.wrong_rows import P_MINUS_Y, back


def _reference(z, y):
    return shifted(z) - y


def _in_two_steps(z, y):
    return (-y / shifted(z)) @ jacobian(shifted(z))


_MIXED = ("6-inputs-for-outputs", "11-p-1-for-p(1-p)", "off-diagonal-positive")

EXERCISE = Exercise(
    name="logits_gradient",
    statement=(
        "Given logits `z` of shape (K,), any finite floats or whole numbers, thousands included, "
        "and a target distribution `y` of shape (K,), one-hot or soft, return the gradient with "
        "respect to z of the loss L = -(sum of y_k log p_k) with p = softmax(z), shape (K,)."
    ),
    shown="A matrix product has collapsed into one subtraction in your hands.",
    reference=_reference,
    cases=[
        (f64(0), f64(1)),
        (f64(1, 0), f64(0, 1)),
        (f64(2, 2), f64(0.3, 0.7)),
        (f64(-900, -901), f64(1, 0)),
        (f64(1000, 0), f64(0, 1)),
        (f64(1, 2, 3), f64(0, 0, 1)),
        (whole(1, 2, 3), f64(0.5, 0.25, 0.25)),
        (whole(2, 0, 1), whole(0, 1, 0)),
        (f32(0.5, -1, 2), f32(0, 1, 0)),
        (f64(0, 0, 4), f64(0.25, 0.5, 0.25)),
        (f64(1000, 0, 999), f64(0.1, 0.1, 0.8)),
        (f64(1, 0, 0, 1), f64(0, 0, 1, 0)),
        (drawn(73, 6, 1.0), f64(0, 0, 0, 0, 1, 0)),
        (drawn(74, 10, 1.5), np.full(10, 0.1)),
        *((z, np.eye(len(z))[0]) for z in FAR),
    ],
    tolerance=DERIVATIVES,
    hints=(
        "The long road is (-y/p) @ J. Do not walk it with numbers: where p is rounded to 0, it "
        "divides by 0. Walk it on paper, once.",
        "The sum over k of (-y_k / p_k) p_k ((1 if k = j, else 0) - p_j) is -y_j plus p_j times "
        "the sum of y. And y sums to 1.",
        "p - y, with the shifted softmax of lesson 02 for p.",
    ),
    solution="""
def logits_gradient(z, y):
    exps = np.exp(z - z.max())
    return exps / exps.sum() - y
""",
    why=(
        "The p_k below the line of the loss cancels against the p_k of the Jacobian, and the sum "
        "of y is 1. Or shorter: L = logsumexp(z) - y · z, and the gradient of logsumexp is p."
    ),
    mistakes=(
        Mistake(
            "two-steps",
            (_in_two_steps,),
            "The formula is right, but it goes through -y/p. Where p is rounded to 0, that is "
            "inf or nan, and inf times 0 is nan. On paper the p cancels; p - y divides nothing.",
            called="in two steps",
        ),
        *merged(
            *put_to_use(lambda code: lambda z, y: code(shifted(z), y, z), of=P_MINUS_Y),
            *(
                m
                for m in put_to_use(lambda code: lambda z, y: (-y / shifted(z)) @ code(z))
                if m.id in _MIXED
            ),
            Mistake("sign-flipped", (lambda z, y: -_in_two_steps(z, y),), ""),
            Mistake(
                "4-diagonal-only",
                (lambda z, y: -y / shifted(z) * shifted(z) * (1 - shifted(z)),),
                "",
            ),
            Mistake("squared-error", (lambda z, y: (shifted(z) - y) @ jacobian(shifted(z)),), ""),
        ),
        Mistake(
            "stopped-at-p",
            (lambda z, y: -y / shifted(z),),
            "You stop at -y/p, the gradient with respect to p. The Jacobian of softmax is still "
            "to come.",
        ),
        Mistake(
            "29-y-and-p-swapped",
            (
                lambda z, y: -np.log(y) @ jacobian(shifted(z)),
                lambda z, y: back(shifted(z), -np.log(y)),
                lambda z, y: y - np.log(shifted(z)),
            ),
            "You differentiate -(sum of p_k log y_k): log 0 is -inf. The prediction stands inside "
            "the logarithm, the target in front of it.",
            "Nielsen ch. 3, exercise",
        ),
        Mistake(
            "1-double-softmax",
            (
                lambda z, y: shifted(shifted(z)) - y,
                lambda z, y: back(shifted(z), shifted(shifted(z)) - y),
            ),
            "You apply softmax twice. With the loss in one function that takes logits, p must not "
            "go in where z belongs.",
            "CGES#1, tflearn PR 562, llama-from-scratch#5",
        ),
        Mistake(
            "15-shift-numerator-only",
            (lambda z, y: np.exp(z - z.max()) / np.exp(z).sum() - y,),
            "The shift is in the numerator only, so p does not sum to 1. Subtract the maximum "
            "once, before both use exp.",
            "public code on GitHub: five files hold the line",
        ),
        Mistake(
            "16-shift-by-max(0,max)",
            (lambda z, y: (e := np.exp(z - max(0, z.max()))) / e.sum() - y,),
            "Your shift is never below 0, so very negative logits all underflow to 0, and 0/0 is "
            "nan. Subtract the maximum itself.",
            "NNlib.jl PR 43",
        ),
        Mistake(
            "no-shift",
            (lambda z, y: naive(z) - y,),
            "p - y is right, but your softmax has no shift: exp overflows for large logits, and "
            "inf/inf is nan. Subtract the maximum first (lesson 02).",
        ),
        Mistake(
            "sigmoid-for-softmax",
            (lambda z, y: 1 / (1 + np.exp(-z)) - y,),
            "You use a sigmoid for each logit. It has a gradient of the same form, a - y, but "
            "then the classes do not compete, and the numbers are others.",
        ),
        Mistake(
            "log-probabilities-for-probabilities",
            (lambda z, y: np.log(shifted(z)) - y, lambda z, y: z - z.max() - y),
            "You subtract the target from logarithms. It is taken from the probabilities p.",
        ),
        Mistake(
            "mean-over-the-classes",
            (lambda z, y: (shifted(z) - y) / len(z),),
            "You divide by K. A mean is taken over examples, and here there is one; over the "
            "classes the loss is a sum.",
        ),
        Mistake(
            "24-integer-dtype",
            (
                lambda z, y: as_like(z, _reference(z, y)),
                lambda z, y: as_like(y, _reference(z, y)),
                lambda z, y: as_like(z, shifted(z)) - y,
            ),
            "Your result is stored in an array made like `z` or `y`. When that holds whole "
            "numbers, the gradient is cut to whole numbers. Make it a float array.",
            "Stack Overflow 36738754",
        ),
    ),
)
