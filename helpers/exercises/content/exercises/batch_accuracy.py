"""The share of right answers."""

import numpy as np

from helpers.exercises.checker.exercise import Exercise, Mistake
from helpers.exercises.content.exercises.batch_loss import picked
from helpers.exercises.content.exercises.ways import f32, f64, whole


def _said(P, labels):
    return P.argmax(axis=1) == labels


def _reference(P, labels):
    return _said(P, labels).mean()


def _one_hot(P, labels):
    return np.eye(P.shape[1])[labels]


def _drawn(seed, n, K):
    """Draw rows of probabilities without ties, two digits each."""
    weights = np.random.default_rng(seed).permuted(np.tile(np.arange(1.0, K + 1), (n, 1)), axis=1)
    return np.round(weights / weights.sum(axis=1, keepdims=True), 2)


EXERCISE = Exercise(
    name="batch_accuracy",
    statement=(
        "Given probabilities `P` of shape (n, K), no two in a row equally large, and `labels` of "
        "shape (n,), whole numbers from 0 to K - 1, return the share of the examples whose "
        "largest probability is that of the true class, a number from 0 to 1."
    ),
    shown="You have the number that everybody reports, and that no gradient can improve directly.",
    reference=_reference,
    cases=[
        (f64([1]), whole(0)),
        (f64([0.4, 0.6]), whole(0)),
        (f64([0.4, 0.6]), whole(1)),
        (f64([0.4, 0.35, 0.25]), whole(0)),
        (f64([0.2, 0.8], [0.7, 0.3]), whole(1, 1)),
        (f64([0.9, 0.1], [0.6, 0.4]), whole(0, 0)),
        (f64([0.9, 0.1], [0.6, 0.4]), whole(0, 1)),
        (f32([0.2, 0.5, 0.3], [0.6, 0.1, 0.3]), whole(1, 2)),
        (f64([0.9, 0.1], [0.6, 0.4], [0.3, 0.7], [0.2, 0.8]), whole(0, 0, 1, 0)),
        (f64([0.4, 0.35, 0.25], [0.2, 0.3, 0.5], [0.1, 0.6, 0.3]), whole(0, 1, 1)),
        (_drawn(155, 5, 3), whole(0, 2, 1, 1, 2)),
        (_drawn(156, 4, 6), whole(5, 0, 3, 2)),
        (_drawn(157, 12, 4), whole(0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3)),
    ],
    hints=(
        "What does the network say for one row? The class with the largest probability. NumPy "
        "finds its number, not its value.",
        "`P.argmax(axis=1)` has shape (n,), one class a row. Compare it with the labels: True "
        "counts as 1, False as 0.",
        "`(P.argmax(axis=1) == labels).mean()`.",
    ),
    solution="""
def batch_accuracy(P, labels):
    return (P.argmax(axis=1) == labels).mean()
""",
    why=(
        "The mean of True and False is the share of True. It jumps when a prediction changes "
        "sides and is flat in between, so its gradient is 0: that is why nobody trains on it."
    ),
    mistakes=(
        Mistake(
            "22-wrong-axis",
            (lambda P, labels: (P.argmax(axis=0) == labels).mean(),),
            "You take the largest of each column (axis 0), over the examples. The classes lie "
            "along axis 1: each row is one example.",
            "pytorchfundamentals#21 (a course)",
        ),
        Mistake(
            "largest-of-the-whole-batch",
            (lambda P, labels: (P.argmax() == labels).mean(),),
            "`argmax` without an axis finds one number for the whole matrix. One a row is "
            "wanted: `axis=1`.",
        ),
        Mistake(
            "25-sum-for-mean",
            (lambda P, labels: _said(P, labels).sum(),),
            "You count the right answers. Their share is asked for: divide by n.",
            "Stack Overflow 62420501",
        ),
        Mistake(
            "divided-by-the-classes",
            (
                lambda P, labels: _said(P, labels).sum() / P.shape[1],
                lambda P, labels: _said(P, labels).sum() / P.size,
            ),
            "You divide by the number of classes. The share is over the n examples.",
        ),
        Mistake(
            "per-cent",
            (lambda P, labels: 100 * _reference(P, labels),),
            "You return per cent. A number from 0 to 1 is asked for.",
        ),
        Mistake(
            "errors-for-hits",
            (lambda P, labels: 1 - _reference(P, labels),),
            "You return the share of wrong answers. That of right ones is asked for.",
        ),
        Mistake(
            "smallest-for-largest",
            (lambda P, labels: (P.argmin(axis=1) == labels).mean(),),
            "You take the smallest probability of each row. The network says the largest.",
        ),
        Mistake(
            "mean-probability",
            (
                lambda P, labels: picked(labels, P).mean(),
                lambda P, labels: P.max(axis=1).mean(),
            ),
            "You average probabilities. Accuracy counts: an example is right or wrong, however "
            "sure the network is.",
        ),
        Mistake(
            "half-as-the-limit",
            (
                lambda P, labels: (picked(labels, P) > 0.5).mean(),
                lambda P, labels: (picked(labels, P) >= 0.5).mean(),
                lambda P, labels: (P.round() == _one_hot(P, labels)).all(axis=1).mean(),
            ),
            "You ask for more than 0.5. With three or more classes the largest probability may "
            "be less than that.",
        ),
        Mistake(
            "zeros-counted-as-hits",
            (
                lambda P, labels: (
                    np.eye(P.shape[1])[P.argmax(axis=1)] == _one_hot(P, labels)
                ).mean(),
                lambda P, labels: ((P > 0.5) == _one_hot(P, labels)).mean(),
            ),
            "You compare one-hot rows entry by entry, and the many zeros that agree count as "
            "right. A row is right as a whole or not at all.",
        ),
        Mistake(
            "value-for-class",
            (
                lambda P, labels: (P.max(axis=1) == labels).mean(),
                lambda P, labels: (np.round(P.max(axis=1)) == labels).mean(),
            ),
            "No example counts as right, or hardly one: what is compared with the label is no "
            "class. The largest probability is a value, and a method without its brackets is a "
            "function; the class is where the largest stands.",
        ),
        Mistake(
            "not-averaged",
            (_said, lambda P, labels: _said(P, labels).astype(float)),
            "You return whether each example is right. The share is asked for, one number.",
        ),
        Mistake(
            "counted-from-1",
            (lambda P, labels: (P.argmax(axis=1) + 1 == labels).mean(),),
            "Your classes count from 1. Labels here go from 0 to K - 1, as argmax does.",
        ),
        Mistake(
            "24-integer-dtype",
            (
                lambda P, labels: int(_reference(P, labels)),
                lambda P, labels: _said(P, labels).sum() // len(P),
                lambda P, labels: round(float(_reference(P, labels))),
            ),
            "Your share is cut to a whole number, 0 or 1. Divide with `/`, and leave out `int`.",
            "Stack Overflow 36738754",
        ),
    ),
)
