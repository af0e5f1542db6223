"""How much surer a network is than it is right."""

import numpy as np

from helpers.exercises.checker.exercise import PROBABILITIES, Exercise, Mistake
from helpers.exercises.content.exercises.batch_loss import picked
from helpers.exercises.content.exercises.ways import f32, f64, whole


def _said(P, labels):
    return P.argmax(axis=1) == labels


def _reference(P, labels):
    return P.max(axis=1).mean() - _said(P, labels).mean()


EXERCISE = Exercise(
    name="overconfidence",
    statement=(
        "Given probabilities `P` of shape (n, K), no two in a row equally large, and `labels` of "
        "shape (n,), whole numbers from 0 to K - 1, return how much surer the network is than it "
        "is right: the mean of the largest probability of each row, minus the accuracy (the share "
        "of the rows whose largest probability is at the label)."
    ),
    shown=(
        "You can tell whether a network's probabilities may be believed: above 0 it is surer than "
        "it is right, below 0 it is less sure."
    ),
    reference=_reference,
    tolerance=PROBABILITIES,
    cases=[
        (f64([1]), whole(0)),
        (f64([0.4, 0.6]), whole(0)),
        (f64([0.4, 0.6]), whole(1)),
        (f64([0.5, 0.3, 0.2]), whole(2)),
        (f64([0.2, 0.8], [0.7, 0.3]), whole(1, 1)),
        (f64([0.9, 0.1], [0.6, 0.4]), whole(0, 0)),
        (f64([0.9, 0.1], [0.6, 0.4]), whole(1, 1)),
        (f32([0.2, 0.5, 0.3], [0.6, 0.1, 0.3]), whole(1, 2)),
        (f64([0.9, 0.1], [0.6, 0.4], [0.3, 0.7], [0.2, 0.8]), whole(0, 0, 1, 0)),
        (f64([0.4, 0.35, 0.25], [0.2, 0.3, 0.5], [0.1, 0.6, 0.3]), whole(0, 1, 1)),
        (
            f64(
                [0.97, 0.02, 0.01],
                [0.05, 0.05, 0.9],
                [0.1, 0.85, 0.05],
                [0.8, 0.15, 0.05],
                [0.3, 0.2, 0.5],
            ),
            whole(0, 1, 1, 2, 0),
        ),
        (
            f64(
                [0.3, 0.1, 0.15, 0.25, 0.05, 0.15],
                [0.1, 0.2, 0.4, 0.1, 0.05, 0.15],
                [0.05, 0.05, 0.1, 0.1, 0.2, 0.5],
                [0.02, 0.9, 0.02, 0.02, 0.02, 0.02],
            ),
            whole(0, 2, 5, 1),
        ),
    ],
    hints=(
        "Two numbers are wanted, and their difference: how sure the network is on average, and "
        "how often it is right. The first one does not look at the labels.",
        "How sure it is of one example is the largest probability of its row, whether that class "
        "is the true one or not: `P.max(axis=1)`, shape (n,).",
        "`P.max(axis=1).mean()` minus the accuracy, `(P.argmax(axis=1) == labels).mean()`.",
    ),
    solution="""
def overconfidence(P, labels):
    sure = P.max(axis=1).mean()
    right = (P.argmax(axis=1) == labels).mean()
    return sure - right
""",
    why=(
        "If a network says 0.8 of many examples, it should be right about 80 of them in 100. Over "
        "all examples, the mean of what it says of its own answer should be the accuracy. The "
        "difference shows only the average: too sure here and too unsure there can cancel."
    ),
    mistakes=(
        Mistake(
            "accuracy-only",
            (lambda P, labels: _said(P, labels).mean(),),
            "You return the accuracy. It is to be subtracted from the mean of the largest "
            "probability of each row.",
        ),
        Mistake(
            "confidence-only",
            (lambda P, labels: P.max(axis=1).mean(),),
            "You return how sure the network is on average. How often it is right, the accuracy, "
            "is still to be subtracted.",
        ),
        Mistake(
            "true-class-for-largest",
            (lambda P, labels: picked(labels, P).mean() - _said(P, labels).mean(),),
            "You average the probability of the true class. How sure the network is of its answer "
            "is the largest probability of the row, also where the answer is wrong.",
        ),
        Mistake(
            "sign-flipped",
            (lambda P, labels: -_reference(P, labels),),
            "The sign is flipped: yours is positive where the network is right more often than it "
            "is sure. What it says comes first, and the accuracy is subtracted.",
        ),
        Mistake(
            "absolute-value",
            (lambda P, labels: abs(_reference(P, labels)),),
            "You drop the sign. Above 0 the network is too sure, below 0 it is not sure enough, "
            "and these call for different cures.",
        ),
        Mistake(
            "distance-of-each-example",
            (
                lambda P, labels: np.abs(P.max(axis=1) - _said(P, labels)).mean(),
                lambda P, labels: ((P.max(axis=1) - _said(P, labels)) ** 2).mean(),
            ),
            "You take the distance for each example and average then. One example is right or "
            "wrong, never 80 % right: average both first, and subtract the averages.",
        ),
        Mistake(
            "25-sum-for-mean",
            (
                lambda P, labels: len(P) * _reference(P, labels),
                lambda P, labels: P.max(axis=1).sum() - _said(P, labels).mean(),
                lambda P, labels: P.max(axis=1).mean() - _said(P, labels).sum(),
            ),
            "You add up over the examples where a mean belongs, so the result grows with n. Both "
            "parts are means over the n rows.",
            "Stack Overflow 62420501",
        ),
        Mistake(
            "mean-over-all-classes",
            (
                lambda P, labels: P.mean() - _said(P, labels).mean(),
                lambda P, labels: P.max(axis=1).sum() / P.size - _said(P, labels).mean(),
            ),
            "You average over all the entries of P. The mean of a row of probabilities is 1/K, "
            "however sure the network is. Take the largest of each row first.",
        ),
        Mistake(
            "22-wrong-axis",
            (
                lambda P, labels: P.max(axis=0).mean() - _said(P, labels).mean(),
                lambda P, labels: P.max(axis=0).mean() - (P.argmax(axis=0) == labels).mean(),
                lambda P, labels: P.max(axis=1).mean() - (P.argmax(axis=0) == labels).mean(),
            ),
            "You take the largest of each column (axis 0), over the examples. The classes lie "
            "along axis 1: each row is one example.",
            "pytorchfundamentals#21 (a course)",
        ),
        Mistake(
            "largest-of-the-whole-batch",
            (lambda P, labels: P.max() - _said(P, labels).mean(),),
            "`P.max()` is one number for the whole matrix: the surest of all the examples. One a "
            "row is wanted: `axis=1`, and then the mean.",
        ),
        Mistake(
            "right-answers-only",
            (
                lambda P, labels: (
                    (P.max(axis=1) * _said(P, labels)).mean() - _said(P, labels).mean()
                ),
            ),
            "You count how sure the network is only where it is right. Where it is wrong and sure "
            "is what this number is for.",
        ),
        Mistake(
            "errors-for-hits",
            (lambda P, labels: P.max(axis=1).mean() - 1 + _said(P, labels).mean(),),
            "You subtract the share of wrong answers. That of right ones belongs there.",
        ),
        Mistake(
            "per-cent",
            (lambda P, labels: 100 * _reference(P, labels),),
            "You return per cent. The difference of two numbers from 0 to 1 is asked for.",
        ),
        Mistake(
            "not-averaged",
            (
                lambda P, labels: P.max(axis=1) - _said(P, labels),
                lambda P, labels: P.max(axis=1) - _said(P, labels).mean(),
            ),
            "You return one number for each example. One number for all of them is asked for.",
        ),
    ),
)
