"""What goes wrong on the way from logits to p - y, which lessons 06 to 09 meet again and again."""

import numpy as np

from helpers.exercises.checker.exercise import Mistake
from helpers.exercises.content.exercises.batch_loss import exps, softmax


def back(p, g):
    """Carry a gradient g back through softmax, along the last axis."""
    return p * (g - (g * p).sum(axis=-1, keepdims=True))


#: Their codes take logits of shape (n, K) and give probabilities.
PROBABILITIES = (
    Mistake(
        "1-double-softmax",
        (lambda Z: softmax(softmax(Z)),),
        "You apply softmax twice, the second time to probabilities. They lie between 0 and 1, so "
        "the result is nearly even, and the network never gets sure of anything.",
        "CGES#1, tflearn PR 562, llama-from-scratch#5",
    ),
    Mistake(
        "17-shift-by-batch-max",
        (lambda Z: (e := np.exp(Z - Z.max())) / e.sum(axis=1, keepdims=True),),
        "You subtract one maximum, that of the whole batch. A row far below it underflows to "
        "0/0, which is nan. Take each row's own: `max(axis=1, keepdims=True)`.",
    ),
    Mistake(
        "22-wrong-axis",
        (
            lambda Z: softmax(Z, axis=0),
            lambda Z: np.exp(Z) / np.exp(Z).sum(axis=0),
        ),
        "Your softmax runs over the batch (axis 0), so the columns sum to 1. The classes lie "
        "along axis 1: each row is one example.",
        "pytorchfundamentals#21 (a course)",
    ),
    Mistake(
        "23-no-keepdims",
        (
            lambda Z: exps(Z) / exps(Z).sum(axis=1),
            lambda Z: np.exp(Z) / np.exp(Z).sum(axis=1),
            lambda Z: (e := np.exp(Z - Z.max(axis=1))) / e.sum(axis=1),
            lambda Z: (e := np.exp(Z - Z.max(axis=1))) / e.sum(axis=1, keepdims=True),
        ),
        "The maximum or the sum has shape (n,), without `keepdims=True`. NumPy lines it up "
        "with the columns: an error when n and K differ, silently wrong when n = K.",
        "HandyRL PR 209",
    ),
    Mistake(
        "sum-of-the-whole-batch",
        (
            lambda Z: (e := np.exp(Z - Z.max())) / e.sum(),
            lambda Z: np.exp(Z) / np.exp(Z).sum(),
        ),
        "Your softmax runs over the whole matrix, as if the batch were one big example. Each "
        "row is a distribution of its own: `axis=1, keepdims=True`.",
    ),
    Mistake(
        "no-shift",
        (lambda Z: np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True),),
        "There is no shift: exp overflows for large logits, and inf/inf is nan. Subtract each "
        "row's maximum first (lesson 02).",
    ),
)

#: Their codes take p, y and z, of shape (K,) or (n, K), and give what should be p - y.
P_MINUS_Y = (
    Mistake(
        "sign-flipped",
        (lambda p, y, z: y - p,),
        "All signs are flipped: prediction minus target is the gradient, p - y. A step against "
        "yours would make the true class less likely.",
    ),
    Mistake(
        "9-missing-a(1-a)",
        (lambda p, y, z: (p - y) * p * (1 - p),),
        "There is a factor p(1 - p) too many. The derivative of softmax is in p - y already: it "
        "cancelled against the loss.",
        "DeepLearnToolbox#113",
        called="an extra a(1 - a)",
    ),
    Mistake(
        "4-diagonal-only",
        (lambda p, y, z: y * (p - 1),),
        "The wrong classes have no gradient. You use only p(1 - p), the diagonal of the "
        "Jacobian, or subtract 1 at the true class and drop the rest; every logit counts.",
        "libnd4j#440, Cross Validated 235528",
    ),
    Mistake(
        "13-forgot-the-denominator",
        (lambda p, y, z: -y,),
        "You have -y, the derivative of -z_true alone. The loss is -z_true + logsumexp(z), and "
        "every logit is in the second term, whose gradient is p.",
        "an answer to the question of lesson 07",
    ),
    Mistake(
        "target-forgotten",
        (lambda p, y, z: p,),
        "You have p, the gradient of logsumexp(z) alone. The target is still to be subtracted.",
    ),
    Mistake(
        "one-from-every-class",
        (lambda p, y, z: p - 1,),
        "You subtract 1 from every class. Only the true class has the target 1.",
    ),
    Mistake(
        "logits-for-probabilities",
        (lambda p, y, z: z - y,),
        "You subtract the target from the logits. It is p = softmax(z) that it is taken from.",
    ),
    Mistake(
        "squared-error",
        (lambda p, y, z: back(p, p - y),),
        "This is the gradient of squared error: p - y has been taken through the Jacobian. With "
        "cross-entropy p - y is what comes out of the Jacobian.",
        called="the gradient of squared error",
    ),
)
