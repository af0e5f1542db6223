"""Functions that are almost right, on the neuron, the batch and the network of lessons 06 to 08."""

import numpy as np
import pytest

from helpers.exercises import check
from helpers.exercises.catalogue import EXERCISES

NAMES = [name for name, e in EXERCISES.items() if e.lesson in ("06", "07", "08")]


def right(name):
    return EXERCISES[name].reference


def each(change, value):
    """Change an answer, or each result of several."""
    return (
        tuple(change(np.asarray(v)) for v in value) if isinstance(value, tuple) else change(value)
    )


def changed(name, change):
    """Answer right, then change the answer."""
    return lambda *args: each(change, right(name)(*args))


def only(name, condition):
    """Answer right where the condition on the arguments holds, something else elsewhere."""

    def code(*args):
        value = right(name)(*args)
        return value if condition(*args) else each(lambda v: v * 0.0 - 7.0, value)

    return code


def part(name, i, change):
    """Answer right but for one of several results."""

    def code(*args):
        value = list(right(name)(*args))
        value[i] = change(np.asarray(value[i]))
        return tuple(value)

    return code


def square(M):
    return M.shape[0] == M.shape[1]


CHANGES = {
    "off by a little": lambda v: v + 3e-5,
    "off by a factor": lambda v: v * 1.001,
    "one axis more": lambda v: np.asarray(v)[None],
    "complex": lambda v: v + 0j,
    "as text": str,
    "cut to six digits": lambda v: np.round(v, 4) + 2e-6,
}
PARTS = [
    pytest.param(name, part(name, i, change), EXERCISES[name].parts[i], id=f"{name}-{i}-{word}")
    for name in NAMES
    for i in range(len(EXERCISES[name].parts))
    for word, change in CHANGES.items()
]
ALMOST = {
    "squared_error_gradient": [
        only("squared_error_gradient", lambda w, b, x, y: y in (0, 1)),
        only("squared_error_gradient", lambda w, b, x, y: y == 0),
        only("squared_error_gradient", lambda w, b, x, y: x == 1),
        only("squared_error_gradient", lambda w, b, x, y: isinstance(w, float)),
    ],
    "cross_entropy_neuron_gradient": [
        only("cross_entropy_neuron_gradient", lambda w, b, x, y: y in (0, 1)),
        only("cross_entropy_neuron_gradient", lambda w, b, x, y: abs(w * x + b) < 30),
        only("cross_entropy_neuron_gradient", lambda w, b, x, y: x != 0),
    ],
    "outputs_per_epoch": [
        only("outputs_per_epoch", lambda w, b, x, y, rate, epochs: epochs > 0),
        only("outputs_per_epoch", lambda w, b, x, y, rate, epochs: epochs < 100),
        only("outputs_per_epoch", lambda w, b, x, y, rate, epochs: rate > 0),
        changed("outputs_per_epoch", lambda a: a[::-1] + 0.01),
        changed("outputs_per_epoch", list),
        changed("outputs_per_epoch", lambda a: np.round(a, 6)),
    ],
    "softmax_squared_error_gradient": [
        only("softmax_squared_error_gradient", lambda z, y: y.max() == 1),
        only("softmax_squared_error_gradient", lambda z, y: np.abs(z).max() < 700),
        only("softmax_squared_error_gradient", lambda z, y: len(z) < 7),
        only("softmax_squared_error_gradient", lambda z, y: z.dtype != np.float32),
    ],
    "logits_gradient": [
        only("logits_gradient", lambda z, y: y.max() == 1),
        only("logits_gradient", lambda z, y: y.max() < 1),
        only("logits_gradient", lambda z, y: np.abs(z).max() < 700),
        only("logits_gradient", lambda z, y: z.dtype != np.int64),
        only("logits_gradient", lambda z, y: len(z) > 1),
    ],
    "batch_gradient": [
        only("batch_gradient", lambda W, b, X, labels: len(X) > 1),
        only("batch_gradient", lambda W, b, X, labels: square(W)),
        only("batch_gradient", lambda W, b, X, labels: not square(W)),
        only("batch_gradient", lambda W, b, X, labels: len(X) == len(b)),
        only("batch_gradient", lambda W, b, X, labels: np.abs(W).max() < 700),
        lambda W, b, X, labels: right("batch_gradient")(W, b, X, np.sort(labels)),
    ],
    "regularised_gradient": [
        only("regularised_gradient", lambda W, X, Y, l2: l2 > 0),
        only("regularised_gradient", lambda W, X, Y, l2: l2 < 1),
        only("regularised_gradient", lambda W, X, Y, l2: Y.max() == 1),
        only("regularised_gradient", lambda W, X, Y, l2: square(W)),
        only("regularised_gradient", lambda W, X, Y, l2: not square(W)),
    ],
    "fused_loss": [
        only("fused_loss", lambda Z, labels: len(Z) == 1),
        only("fused_loss", lambda Z, labels: square(Z)),
        only("fused_loss", lambda Z, labels: np.abs(Z).max() < 600),
        lambda Z, labels: (
            (min(right("fused_loss")(Z, labels)[0], 300.0),) + right("fused_loss")(Z, labels)[1:]
        ),
        lambda Z, labels: right("fused_loss")(Z, np.sort(labels)),
    ],
    "smoothed_gradient": [
        only("smoothed_gradient", lambda z, label, eps: eps > 0),
        only("smoothed_gradient", lambda z, label, eps: eps < 1),
        only("smoothed_gradient", lambda z, label, eps: len(z) > 2),
        only("smoothed_gradient", lambda z, label, eps: label == len(z) - 1),
        only("smoothed_gradient", lambda z, label, eps: np.abs(z).max() < 700),
    ],
    "network_forward": [
        only("network_forward", lambda X, W1, b1, W2, b2: len(X) > 1),
        only("network_forward", lambda X, W1, b1, W2, b2: np.abs(W1).max() < 700),
        only("network_forward", lambda X, W1, b1, W2, b2: np.abs(W2).max() < 700),
        only("network_forward", lambda X, W1, b1, W2, b2: square(W1) and square(W2)),
    ],
    "hidden_delta": [
        only("hidden_delta", lambda delta2, W2, h: square(W2)),
        only("hidden_delta", lambda delta2, W2, h: not square(W2)),
        only("hidden_delta", lambda delta2, W2, h: len(h) == 1),
        only("hidden_delta", lambda delta2, W2, h: h.min() > 0 and h.max() < 1),
    ],
    "network_gradients": [
        only("network_gradients", lambda X, h, d1, d2: X.shape == h.shape),
        only("network_gradients", lambda X, h, d1, d2: X.shape != h.shape),
        only("network_gradients", lambda X, h, d1, d2: len(X) == 1),
        lambda *args: right("network_gradients")(*args)[:3],
    ],
    "sgd_step": [
        only("sgd_step", lambda W, dW, rate, l2: l2 > 0),
        only("sgd_step", lambda W, dW, rate, l2: rate > 0),
        only("sgd_step", lambda W, dW, rate, l2: W.dtype != np.int64),
        only("sgd_step", lambda W, dW, rate, l2: np.abs(W).max() < 1e3),
    ],
    "batch_accuracy": [
        only("batch_accuracy", lambda P, labels: len(labels) > 1),
        only("batch_accuracy", lambda P, labels: P.shape[1] == 2),
        only("batch_accuracy", lambda P, labels: P.max(axis=1).min() > 0.5),
        lambda P, labels: right("batch_accuracy")(P, np.sort(labels)),
        lambda P, labels: 1.0,
        lambda P, labels: True,
    ],
}
CASES = [
    pytest.param(name, function, id=f"{name}-{i}")
    for name, functions in ALMOST.items()
    for i, function in enumerate(functions)
]


@pytest.mark.parametrize(("name", "function"), CASES)
def test_an_almost_right_function_is_not_right(name, function):
    verdict = check(name, function)
    assert verdict.status == "wrong", verdict
    assert verdict.mistake is None
    assert dict(verdict.facts)


@pytest.mark.parametrize("word", CHANGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_right_answer_that_is_changed_a_little_is_not_right(name, word):
    verdict = check(name, changed(name, CHANGES[word]))
    assert verdict.status == "wrong", verdict
    assert verdict.mistake is None


@pytest.mark.parametrize(("name", "function", "which"), PARTS)
def test_one_wrong_result_of_several_is_found_and_named(name, function, which):
    verdict = check(name, function)
    assert verdict.status == "wrong", verdict
    assert any(label.split(":")[0] == which for label, _ in verdict.facts)


def test_all_exercises_of_lessons_06_to_08_are_tried():
    assert set(ALMOST) == set(NAMES)
