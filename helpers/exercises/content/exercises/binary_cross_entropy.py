"""Binary cross-entropy, from the logit."""

import numpy as np

from helpers.exercises.checker.exercise import LOGARITHMS, Exercise, Mistake
from helpers.exercises.content.exercises.ways import EPS, as_like, drawn, f32, f64, shifted, whole


def _reference(y, z):
    return np.logaddexp(0.0, (1 - 2 * y) * z)


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _stable(z):
    small = np.exp(-np.abs(z))
    return np.where(z < 0, small, 1.0) / (1 + small)


def _both_terms(a):
    """Give the formula as it stands, for whatever this makes of the logits."""
    return lambda y, z: -(y * np.log(a(z)) + (1 - y) * np.log(1 - a(z)))


def _chosen(a):
    """Give the term of the true class only, for whatever this makes of the logits."""
    return lambda y, z: -np.log(np.where(y == 1, a(z), 1 - a(z)))


def _each(a):
    return (_both_terms(a), _chosen(a))


def _one_output(z):
    return np.exp(z) / np.exp(z)


MISTAKES = (
    Mistake(
        "19-zero-log-zero",
        (_both_terms(_sigmoid), _both_terms(_stable)),
        "This is the formula as it stands. The sigmoid of a large logit is rounded to 0 or 1; "
        "log 0 is -inf, and times 0 it is nan. Start from the logit.",
        "AI SE 6622",
    ),
    Mistake(
        "18-shift-cures-log-0",
        (
            _chosen(_sigmoid),
            _chosen(_stable),
            lambda y, z: -np.log(_stable((2 * y - 1) * z)),
        ),
        "You take the log of a sigmoid. However well the sigmoid is computed, a small one is "
        "stored as 0, or a large one as 1, and the loss is inf. Take the log on paper first.",
        "chainer#584, cs231n assignment 1",
    ),
    Mistake(
        "exp-overflows",
        (
            lambda y, z: np.log(1 + np.exp((1 - 2 * y) * z)),
            lambda y, z: np.log1p(np.exp((1 - 2 * y) * z)),
            lambda y, z: y * np.log(1 + np.exp(-z)) + (1 - y) * np.log(1 + np.exp(z)),
            lambda y, z: np.log(1 + np.exp(z)) - y * z,
            lambda y, z: np.log(1 + np.exp(-z)) + (1 - y) * z,
        ),
        "log(1 + exp(s)), which is -log(sigmoid(-s)), is the right function, but exp overflows "
        "above 709.78, and the loss is inf or nan where it should be s.",
    ),
    Mistake(
        "21-eps-bias",
        tuple(
            lambda y, z, e=e: -(y * np.log(_sigmoid(z) + e) + (1 - y) * np.log(1 - _sigmoid(z) + e))
            for e in EPS
        ),
        "You add a small number inside the logs. The loss then stops at -log(eps), 16.1181 for "
        "1e-7, and is flat beyond: the worst examples teach nothing.",
        "keras#17634",
    ),
    Mistake(
        "20-eps-no-op",
        tuple(code for e in EPS for code in _each(lambda z, e=e: np.clip(_sigmoid(z), e, 1 - e))),
        "You clip the sigmoid. The lower limit caps the loss; the upper one, 1 - 1e-8 in "
        "float32, equals 1, and log 0 is back. From the logits no limits are needed.",
        "apex#358",
    ),
    Mistake(
        "1-double-softmax",
        (
            lambda y, z: _reference(y, _sigmoid(z)),
            *_each(lambda z: _sigmoid(_sigmoid(z))),
        ),
        "The sigmoid is applied twice: a loss that takes logits gets probabilities. Its values "
        "then stay between 0.313 and 1.313, whatever the logits are.",
        "CGES#1, tflearn PR 562, llama-from-scratch#5",
    ),
    Mistake(
        "3-nll-of-probabilities",
        (lambda y, z: -(y * _sigmoid(z) + (1 - y) * (1 - _sigmoid(z))),),
        "There is no logarithm: you return minus the probability of the true class, a "
        "negative loss. The surprise is -log of it.",
        "pytorch PR 12703 (its documentation)",
    ),
    Mistake(
        "29-y-and-p-swapped",
        (
            lambda y, z: -(_sigmoid(z) * np.log(y) + (1 - _sigmoid(z)) * np.log(1 - y)),
            lambda y, z: -(z * np.log(y) + (1 - z) * np.log(1 - y)),
        ),
        "The two are exchanged: you take the log of the labels, and log 0 is -inf. The "
        "prediction stands inside the logarithm, the label in front.",
        "Nielsen ch. 3, exercise",
    ),
    Mistake(
        "27-one-output-softmax",
        _each(_one_output),
        "This is a softmax over one logit, and it is always 1: there is no other class to lose "
        "to. With one logit the probability is a sigmoid.",
        "Stack Overflow 53628622",
    ),
    Mistake(
        "scores-as-classes",
        _each(shifted),
        "You take the softmax over the n logits, as if they were n classes. They are n "
        "separate two-class questions, each with its own sigmoid.",
    ),
    Mistake(
        "logits-for-probabilities",
        _each(lambda z: z),
        "You put the logits where probabilities belong: log z is nan for negative logits. The "
        "formula speaks of a = sigmoid(z).",
    ),
    Mistake(
        "labels-exchanged",
        (lambda y, z: _reference(1 - y, z), _both_terms(lambda z: _sigmoid(-z))),
        "You have the loss of the other class: large where the prediction is right. For y = 1 "
        "it is log(1 + exp(-z)).",
    ),
    Mistake(
        "one-term-only",
        (
            lambda y, z: y * np.logaddexp(0, -z),
            lambda y, z: -y * np.log(_sigmoid(z)),
            lambda y, z: np.logaddexp(0, -z),
            lambda y, z: -np.log(_sigmoid(z)),
        ),
        "The second term, (1 - y) log(1 - a), is missing, so that examples of class 0 teach "
        "nothing, or the wrong thing.",
    ),
    Mistake(
        "minus-sign-forgotten",
        (
            lambda y, z: -_reference(y, z),
            lambda y, z: -_both_terms(_sigmoid)(y, z),
        ),
        "The minus sign is missing. The log of a probability is never positive; the loss is "
        "never negative.",
    ),
    Mistake(
        "25-sum-for-mean",
        (lambda y, z: _reference(y, z).mean(), lambda y, z: _reference(y, z).sum()),
        "You return one number, a mean or a sum over the examples. (Which one, a loss has to "
        "say: they differ by the factor n.) Here each example's own loss is asked for.",
        "Stack Overflow 62420501",
    ),
    Mistake(
        "bits-for-nats",
        (lambda y, z: _reference(y, z) / np.log(2),),
        "You take the logarithm to base 2, which measures in bits. The natural one, `np.log`, "
        "is asked for.",
    ),
    Mistake(
        "24-integer-dtype",
        (
            lambda y, z: as_like(z, _reference(y, z)),
            lambda y, z: as_like(y, _reference(y, z)),
        ),
        "Your result is stored in an array made like `z` or `y`. When that holds whole "
        "numbers, the losses are cut to whole numbers. Make it a float array.",
        "Stack Overflow 36738754",
    ),
)


EXERCISE = Exercise(
    name="binary_cross_entropy",
    statement=(
        "Given labels `y`, each 0 or 1, and logits `z`, both of shape (n,), floats or whole "
        "numbers, z in the thousands included, return the n losses -(y log a + (1 - y) "
        "log(1 - a)) with a = sigmoid(z), shape (n,). For z = -1000 and y = 1 that is 1000."
    ),
    shown="Your loss goes on growing where the sigmoid has long been rounded to 0 or 1.",
    reference=lambda y, z: np.logaddexp(0.0, (1 - 2 * y) * z),
    cases=[
        (f64(1), f64(0)),
        (f64(0), f64(2)),
        (whole(1), f64(-1000)),
        (whole(0), f64(1000)),
        (whole(1), f64(-740)),
        (f64(1), f64(1000)),
        (f64(0), f64(-1000)),
        (whole(1, 0), f64(1.5, 1.5)),
        (whole(1, 0), whole(2, -3)),
        (f64(0, 1), f64(40, -40)),
        (f32(1, 0, 1), f32(0.5, -1, 100)),
        (whole(0, 0, 1), f64(1, 2, 3)),
        (whole(1, 0, 1, 0), f64(5, 5, -5, -5)),
        (whole(0, 1, 1, 0, 1), drawn(64, 5, 2.0)),
        (whole(1, 1, 0, 0, 0, 1, 0, 1), drawn(65, 8, 300.0)),
        # Losses of every size, so that each eps meets one near it.
        (whole(*[0] * 71), 10.0 * np.arange(71)),
    ],
    tolerance=LOGARITHMS,
    hints=(
        "-log a with a = 1 / (1 + exp(-z)) is log(1 + exp(-z)), and -log(1 - a) is "
        "log(1 + exp(z)). One function of one number: which sign for which label?",
        "The loss is log(1 + exp(s)), with s = -z for y = 1 and s = z for y = 0. For large s the "
        "exponential overflows; there the loss is s itself.",
        "log(exp(0) + exp(s)) is a logsumexp of (0, s): `np.logaddexp(0, s)` is stable. And "
        "`s = (1 - 2 * y) * z` has the right sign.",
    ),
    solution="""
def binary_cross_entropy(y, z):
    return np.logaddexp(0, (1 - 2 * y) * z)
""",
    why=(
        "Binary cross-entropy is the categorical one with the logits (0, z), so the loss is a "
        "logsumexp minus the logit of the true class, and the shift of lesson 02 is inside "
        "`np.logaddexp`."
    ),
    mistakes=MISTAKES,
)
