"""The gradient with a smoothed label."""

import numpy as np

from helpers.exercises.checker.exercise import Exercise, Mistake
from helpers.exercises.content.exercises.jacobians import DERIVATIVES, merged, put_to_use
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


def _one_hot(z, label):
    return np.eye(len(z))[label]


def _even(z):
    return np.full(len(z), 1 / len(z))


def _smooth(z, label, eps):
    return (1 - eps) * _one_hot(z, label) + eps * _even(z)


def _target(code):
    """Give p - y with a wrong y, a function of z, label and eps."""
    return lambda z, label, eps: shifted(z) - code(z, label, eps)


_reference = _target(_smooth)


def _shared_among_the_others(z, label, eps):
    others = 1 - _one_hot(z, label)
    return (1 - eps) * _one_hot(z, label) + eps / (len(z) - 1) * others


def _overwritten(z, label, eps):
    y = eps * _even(z)
    y[label] = 1 - eps
    return y


EXERCISE = Exercise(
    name="smoothed_gradient",
    statement=(
        "Given logits `z` of shape (K,), any finite floats or whole numbers, thousands included, "
        "a `label` from 0 to K - 1, and a number `eps` from 0 to 1, return the gradient with "
        "respect to z of the cross-entropy of softmax(z), shape (K,), when the target is smoothed: "
        "a share eps of it is dealt out evenly to all K classes, the true one included."
    ),
    shown="You see that p - y needs no one-hot target: any distribution will do.",
    reference=_reference,
    cases=[
        (f64(2), 0, 0.1),
        (f64(1, 0), 1, 0.0),
        (f64(1, 0), 1, 0.2),
        (f64(2, 2), 0, 1.0),
        (f64(-900, -901), 0, 0.5),
        (f64(1, 2, 3), 2, 0.1),
        (whole(1, 2, 3), 0, 0.3),
        (whole(2, 0, 1), 1, 0.5),
        (f32(0.5, -1, 2), 1, 0.1),
        (f64(1000, 0, 999), 0, 0.05),
        (f64(1, 0, 0, 1), 3, 0.4),
        (drawn(101, 6, 1.0), 4, 0.1),
        (drawn(102, 10, 1.5), 0, 0.9),
        *((z, 0, 0.1) for z in FAR),
    ],
    tolerance=DERIVATIVES,
    hints=(
        "The gradient is p - y whatever distribution y is. So all the work is in the target: "
        "what are its K entries, and do they sum to 1?",
        "Take the share eps off the one-hot target, which leaves (1 - eps) at the true class, "
        "and add eps/K to every class.",
        "`y = np.full(K, eps / K)`, `y[label] += 1 - eps`, then p - y.",
    ),
    solution="""
def smoothed_gradient(z, label, eps):
    exps = np.exp(z - z.max())
    y = np.full(len(z), eps / len(z))
    y[label] += 1 - eps
    return exps / exps.sum() - y
""",
    why=(
        "The true class gets 1 - eps + eps/K, each other class eps/K, together 1. The gradient is "
        "0 where p equals that, so the network need not drive its logits to infinity."
    ),
    mistakes=(
        Mistake(
            "eps-forgotten",
            (_target(lambda z, label, eps: _one_hot(z, label)),),
            "Your target is one-hot: eps has no effect.",
        ),
        Mistake(
            "shared-among-the-others",
            (_target(_shared_among_the_others),),
            "You deal eps out among the K - 1 other classes. Some books do; here, as in the paper "
            "it comes from, all K classes get a share, the true one included.",
            "fastai PR 1814, pytorch-loss PR 19",
        ),
        Mistake(
            "share-overwritten",
            (_target(_overwritten),),
            "The true class has 1 - eps where it should have 1 - eps + eps/K, so your target sums "
            "to less than 1. It keeps its share like every other class.",
        ),
        Mistake(
            "nothing-taken-off",
            (_target(lambda z, label, eps: _one_hot(z, label) + eps * _even(z)),),
            "You add eps/K everywhere and take nothing off the true class, so your target sums to "
            "1 + eps.",
        ),
        Mistake(
            "nothing-dealt-out",
            (_target(lambda z, label, eps: (1 - eps) * _one_hot(z, label)),),
            "You take the share eps off the true class and give it to nobody: your target sums "
            "to 1 - eps, and then p - y is not the gradient either.",
        ),
        Mistake(
            "even-share-without-eps",
            (_target(lambda z, label, eps: (1 - eps) * _one_hot(z, label) + _even(z)),),
            "You add 1/K to every class where it is eps/K: your target sums to 2 - eps.",
            "ConvE#55",
        ),
        Mistake(
            "too-little-taken-off",
            (_target(lambda z, label, eps: np.maximum(_one_hot(z, label), eps * _even(z))),),
            "You take eps/K off the true class and add it again, so it keeps all of its 1. The "
            "share that is dealt out is eps, so 1 - eps must be left before the dealing.",
            "pytorch-randaugment#30",
        ),
        Mistake(
            "not-divided-by-K",
            (
                _target(lambda z, label, eps: (1 - eps) * _one_hot(z, label) + eps),
                _target(lambda z, label, eps: np.where(_one_hot(z, label) == 1, 1 - eps, eps)),
            ),
            "Every class gets the whole of eps. It is dealt out: eps/K for each.",
        ),
        Mistake(
            "eps-for-its-complement",
            (_target(lambda z, label, eps: _smooth(z, label, 1 - eps)),),
            "You have eps and 1 - eps exchanged: a small eps gives a target that is nearly even.",
        ),
        Mistake(
            "prediction-smoothed",
            (lambda z, label, eps: (1 - eps) * shifted(z) + eps * _even(z) - _one_hot(z, label),),
            "You smooth the prediction. It is the target that gives away the share eps.",
        ),
        Mistake(
            "gradient-shrunk",
            (lambda z, label, eps: (1 - eps) * (shifted(z) - _one_hot(z, label)),),
            "You shrink the whole gradient by 1 - eps. The part of the even target, eps times "
            "(p - 1/K), is missing.",
        ),
        *merged(
            *put_to_use(
                lambda code: lambda z, label, eps: code(shifted(z), _smooth(z, label, eps), z),
                of=P_MINUS_Y,
            ),
        ),
        Mistake(
            "two-steps",
            (
                lambda z, label, eps: back(
                    p := shifted(z),
                    -_smooth(z, label, eps) / p,
                ),
            ),
            "The formula is right, but it goes through -y/p. Where p is rounded to 0, that is "
            "-inf, and inf times 0 is nan. On paper the p cancels.",
            called="in two steps",
        ),
        Mistake(
            "1-double-softmax",
            (lambda z, label, eps: shifted(shifted(z)) - _smooth(z, label, eps),),
            "You apply softmax twice. p is softmax(z), once.",
            "CGES#1, tflearn PR 562, llama-from-scratch#5",
        ),
        Mistake(
            "no-shift",
            (lambda z, label, eps: naive(z) - _smooth(z, label, eps),),
            "p - y is right, but your softmax has no shift: exp overflows for large logits, and "
            "inf/inf is nan. Subtract the maximum first (lesson 02).",
        ),
        Mistake(
            "24-integer-dtype",
            (
                lambda z, label, eps: as_like(z, _reference(z, label, eps)),
                lambda z, label, eps: shifted(z) - as_like(z, _smooth(z, label, eps)),
            ),
            "Your target or your result is stored in an array made like `z`. When `z` holds whole "
            "numbers, so does that array, and 0.1 is cut to 0. Make it a float array.",
            "Stack Overflow 36738754",
        ),
    ),
)
