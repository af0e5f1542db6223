"""The mean loss of a batch, from labels and logits."""

import numpy as np

from helpers.exercises.checker.exercise import LOGARITHMS, Exercise, Mistake
from helpers.exercises.content.exercises.batch_loss import (
    EPS_IN_P,
    exps,
    log_softmax,
    mean_picked,
    picked,
    softmax,
)
from helpers.exercises.content.exercises.ways import FAR_ROWS, as_like, drawn, f32, f64, whole

MISTAKES = (
    Mistake(
        "1-double-softmax",
        (mean_picked(lambda Z: log_softmax(softmax(Z))),),
        "You apply softmax twice: log-softmax takes logits, and gets probabilities. With K "
        "classes the loss cannot fall below log(1 + (K - 1) / e): 0.551 for K = 3.",
        "CGES#1, tflearn PR 562, llama-from-scratch#5",
    ),
    Mistake(
        "3-nll-of-probabilities",
        (mean_picked(softmax),),
        "You pick p where log p belongs, so the loss is negative. (A negative log-likelihood "
        "that expects log p and is fed p does this.)",
        "pytorch PR 12703 (its documentation)",
    ),
    Mistake(
        "17-shift-by-batch-max",
        (
            mean_picked(lambda Z: np.log((e := np.exp(Z - Z.max())) / e.sum(1, keepdims=True))),
            mean_picked(lambda Z: Z - Z.max() - np.log(np.exp(Z - Z.max()).sum(1))[:, None]),
        ),
        "You subtract one maximum, that of the whole batch. A row far below it underflows to "
        "0, and log 0 is -inf. Take each row's own maximum: `Z.max(axis=1, keepdims=True)`.",
    ),
    Mistake(
        "18-shift-cures-log-0",
        (mean_picked(lambda Z: np.log(softmax(Z))),),
        "You take the log of a softmax that is itself right. But a small probability is stored "
        "as 0, and the loss is inf. Compute log p from the logits: log-softmax.",
        "chainer#584, cs231n assignment 1",
    ),
    Mistake(
        "no-shift",
        (
            mean_picked(lambda Z: Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))),
            mean_picked(lambda Z: np.log(np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True))),
        ),
        "There is no shift: exp overflows for large logits, and the loss is inf or nan. "
        "Subtract each row's maximum first (lesson 02).",
    ),
    Mistake(
        "21-eps-bias",
        tuple(mean_picked(code) for code in EPS_IN_P["added"]),
        "You add a small number inside the log. The loss then stops at -log(eps), 16.1181 for "
        "1e-7, and is flat beyond: the worst examples teach nothing.",
        "keras#17634",
    ),
    Mistake(
        "20-eps-no-op",
        tuple(mean_picked(code) for code in EPS_IN_P["clipped"]),
        "You clip the probabilities. The lower limit caps the loss, and the upper one, 1 - "
        "1e-8 in float32, equals 1. From the logits the loss needs no limits.",
        "apex#358",
    ),
    Mistake(
        "22-wrong-axis",
        (
            mean_picked(lambda Z: log_softmax(Z, axis=0)),
            mean_picked(lambda Z: np.log(softmax(Z, axis=0))),
        ),
        "Your softmax runs over the batch (axis 0). The classes lie along axis 1: each row is "
        "one example.",
        "pytorchfundamentals#21 (a course)",
    ),
    Mistake(
        "23-no-keepdims",
        (
            mean_picked(lambda Z: np.log(exps(Z) / exps(Z).sum(axis=1))),
            mean_picked(lambda Z: np.log(np.exp(Z) / np.exp(Z).sum(axis=1))),
            mean_picked(lambda Z: Z - np.log(np.exp(Z).sum(axis=1))),
            mean_picked(lambda Z: (d := Z - Z.max(axis=1)) - np.log(np.exp(d).sum(axis=1))),
            mean_picked(
                lambda Z: (d := Z - Z.max(axis=1, keepdims=True)) - np.log(np.exp(d).sum(axis=1))
            ),
        ),
        "The maximum or the sum has shape (n,), without `keepdims=True`. NumPy lines it up "
        "with the columns: an error when n and K differ, silently wrong when n = K.",
        "HandyRL PR 209",
    ),
    Mistake(
        "sum-of-the-whole-batch",
        (
            mean_picked(lambda Z: (d := Z - Z.max()) - np.log(np.exp(d).sum())),
            mean_picked(lambda Z: np.log((e := np.exp(Z - Z.max())) / e.sum())),
            mean_picked(lambda Z: np.log(np.exp(Z) / np.exp(Z).sum())),
        ),
        "Your softmax runs over the whole matrix, as if the batch were one big example. Each "
        "row is a distribution of its own: `axis=1, keepdims=True`.",
    ),
    Mistake(
        "25-sum-for-mean",
        (lambda labels, Z: -picked(labels, log_softmax(Z)).sum(),),
        "You sum over the examples; the mean is asked for. The two differ by the factor n: "
        "1.22282 and 0.407606 for three rows (1, 2, 3). The learning rate feels it.",
        "Stack Overflow 62420501",
    ),
    Mistake(
        "mean-over-all-entries",
        (lambda labels, Z: -picked(labels, log_softmax(Z)).sum() / Z.size,),
        "You divide by n * K: a mean over all entries of one_hot * log_p counts the zeros too. "
        "Sum over the classes, then take the mean over the n examples.",
    ),
    Mistake(
        "not-averaged",
        (lambda labels, Z: -picked(labels, log_softmax(Z)),),
        "You return one loss for each example. Their mean, a single number, is asked for.",
    ),
    Mistake(
        "columns-instead-of-pairs",
        (
            lambda labels, Z: -log_softmax(Z)[:, labels].mean(),
            lambda labels, Z: -np.take(log_softmax(Z), labels, axis=1).mean(),
            lambda labels, Z: -log_softmax(Z)[:, labels].sum() / len(labels),
            lambda labels, Z: -log_softmax(Z)[labels].mean(),
            lambda labels, Z: -np.take(log_softmax(Z), labels).mean(),
        ),
        "`log_p[:, labels]` takes whole columns, every row with every label (`log_p[labels]` "
        "takes rows). Each row goes with one label only: its own.",
    ),
    Mistake(
        "every-class-counted",
        (
            lambda labels, Z: -log_softmax(Z).sum() / len(Z),
            lambda labels, Z: -log_softmax(Z).mean(),
            lambda labels, Z: -log_softmax(Z).sum(),
        ),
        "You add the logs of all classes. Of each example only the class it has counts; the "
        "target is 0 for all others.",
    ),
    Mistake(
        "minus-sign-forgotten",
        (lambda labels, Z: picked(labels, log_softmax(Z)).mean(),),
        "The minus sign is missing. The log of a probability is never positive; the loss is "
        "-log p, never negative.",
    ),
    Mistake(
        "logits-for-log-probabilities",
        (lambda labels, Z: -picked(labels, Z).mean(),),
        "You pick the logits themselves. They are log-probabilities only after the log of the "
        "sum of exponentials of their row is subtracted.",
    ),
    Mistake(
        "counted-from-1",
        (lambda labels, Z: -picked(labels - 1, log_softmax(Z)).mean(),),
        "You subtract 1 from the labels. They count from 0 here; -1 silently means the last class.",
    ),
    Mistake(
        "predicted-class",
        (lambda labels, Z: -log_softmax(Z).max(axis=1).mean(),),
        "You take -log p of the most probable class, as if every prediction were right. The "
        "labels say which class is the true one.",
    ),
    Mistake(
        "mean-before-log",
        (lambda labels, Z: -np.log(picked(labels, softmax(Z)).mean()),),
        "You average the probabilities and take the log of that. The mean of the surprises is "
        "asked for: first the log of each, then the mean.",
    ),
    Mistake(
        "bits-for-nats",
        (
            lambda labels, Z: -picked(labels, log_softmax(Z)).mean() / np.log(2),
            mean_picked(lambda Z: np.log2(softmax(Z))),
        ),
        "You take the logarithm to base 2, which measures in bits. The natural one, `np.log`, "
        "is asked for.",
    ),
    Mistake(
        "24-integer-dtype",
        (mean_picked(lambda Z: as_like(Z, log_softmax(Z))),),
        "Your log-probabilities are stored in an array made like `Z`. When `Z` holds whole "
        "numbers, they are cut to whole numbers. Make it a float array.",
        "Stack Overflow 36738754",
    ),
)


EXERCISE = Exercise(
    name="batch_cross_entropy",
    statement=(
        "Given `labels` of shape (n,), whole numbers from 0 to K - 1, and logits `Z` of shape "
        "(n, K), any finite floats or whole numbers, thousands included, return the mean over the "
        "n examples of -log p of the true class, a single number."
    ),
    shown="You have the loss that classifiers are trained with, and no logit makes it overflow.",
    reference=lambda labels, Z: -picked(labels, log_softmax(Z)).mean(),
    cases=[
        (whole(0), f64([5])),
        (whole(0), f64([0, 0])),
        (whole(1), f64([1000, 0])),
        (whole(0, 0), f64([1], [2])),
        (whole(2), f64([1, 2, 3])),
        (whole(0, 1), f64([1, 2], [0, 3])),
        (whole(1, 0), whole([1, 2], [0, 3])),
        (whole(1, 1), f64([0, -1], [-1000, -1002])),
        (whole(1, 0, 1), f64([1, 2], [0, 3], [1, 1])),
        (whole(0, 2), f32([1, 2, 3], [0.5, -1, 2])),
        (whole(2, 2, 2), f64([1, 2, 3], [1, 2, 3], [1, 2, 3])),
        (whole(0, 1, 2), f64([0, 40, 0], [3, 1, 3], [1, 2, 0])),
        (whole(0, 0, 1, 2), f64([700, 0, 1], [0, 0, 0], [-1, 2, 1], [2, 3, 1])),
        (whole(3, 0, 1, 1), drawn(61, (4, 4), 2.0)),
        (whole(1, 5, 0), drawn(62, (3, 6), 3.0)),
        (whole(2, 1, 0, 2, 0, 1, 1), drawn(63, (7, 3), 300.0)),
        # Losses of every size, so that each eps meets one near it.
        (whole(*[0] * 71), np.outer(np.arange(71), [0.0, 10.0])),
        (whole(1, 0, 1), FAR_ROWS),
    ],
    tolerance=LOGARITHMS,
    hints=(
        "Log-softmax row by row gives log p of shape (n, K). From each row one entry is needed: "
        "that of the true class. How do you pick one entry a row?",
        "`log_p[np.arange(len(labels)), labels]`: row numbers and column numbers, in pairs. Then "
        "minus, and the mean.",
        "`d = Z - Z.max(axis=1, keepdims=True)`, then "
        "`log_p = d - np.log(np.exp(d).sum(axis=1, keepdims=True))`. No probability is ever "
        "computed.",
    ),
    solution="""
def batch_cross_entropy(labels, Z):
    d = Z - Z.max(axis=1, keepdims=True)
    log_p = d - np.log(np.exp(d).sum(axis=1, keepdims=True))
    return -log_p[np.arange(len(labels)), labels].mean()
""",
    why=(
        "Log-softmax is finite for all finite logits, and picking is the sum over classes with a "
        "one-hot target, without the zeros. Log-softmax of log-softmax would do no harm."
    ),
    mistakes=MISTAKES,
)
