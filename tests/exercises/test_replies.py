"""What a reply says of a function is true of it: seen by reading the words."""

import numpy as np
import pytest

from helpers.exercises import check
from helpers.exercises.content.exercises import EXERCISES


def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def right(name):
    return EXERCISES[name].reference


@pytest.mark.parametrize(
    ("name", "change", "sentence"),
    [
        ("softmax", lambda p: -p, "the right ones with the other sign"),
        ("softmax", lambda p: 3 * p, "Your answers are 3 times the right ones"),
        ("softmax", lambda p: p * len(p), "K times the right ones, where K is the length of a row"),
        ("softmax", lambda p: p + 0.25, "Each row of your answers is off by one constant"),
        ("softmax", lambda p: p**1.5, "do not sum to 1 along the last axis"),
        ("softmax", lambda p: p[None], "only the shape is another"),
        ("softmax", lambda p: np.r_[p[:-1], p[-1] + 0.1], "Only the last entry of each row"),
        (
            "softmax",
            lambda p: p if len(p) < 3 else p[::-1] ** 2,
            "right for K = 1 and 2, and wrong",
        ),
        ("softmax_rows", lambda p: p.T, "the right ones, transposed"),
        ("softmax_jacobian", np.tril, "Only what is above the diagonal is wrong"),
        ("softmax_jacobian", lambda J: J + np.eye(len(J)), "Only the diagonal is wrong"),
        ("softmax", lambda p: np.where(p == p.max(), p, 0.0), "Your answers do not sum to 1"),
        ("entropy", lambda h: h / 4, "Your answers are 0.25 times the right ones"),
    ],
)
def test_where_no_mistake_is_known_the_reply_says_how_the_answers_differ(name, change, sentence):
    verdict = check(name, lambda *args: change(right(name)(*args)))
    assert (verdict.status, verdict.mistake) == ("wrong", None), verdict
    assert sentence in repr(verdict).replace("\n  ", " ")


def test_the_rows_of_a_matrix_of_weights_are_no_examples():
    def code(W, x, upstream):
        return right("input_gradient")(W, x, upstream) * (1 if len(W) == 1 else -1) + len(W) - 1

    assert "n =" not in repr(check("input_gradient", code))


def test_answers_that_are_wrong_in_small_entries_only_are_not_called_off_by_a_constant():
    def code(p):
        terms = right("plogp")(p)
        return np.where(np.abs(terms) < 1e-7, terms * (1 + 1e-6), terms)

    verdict = check("plogp", code)
    assert verdict.status == "wrong"
    assert "constant" not in repr(verdict)
    assert "times" not in repr(verdict)


def test_huge_answers_are_judged_whatever_numpy_is_told_to_raise():
    with np.errstate(all="raise"):
        verdict = check("softmax", lambda z: np.full(z.shape, 1e308))
    assert verdict.status == "wrong"
    assert "constant" not in repr(verdict)


def test_nothing_is_said_of_answers_that_have_nothing_in_common():
    verdict = check("softmax_jacobian", lambda z: np.sin(np.outer(z, z) + 1))
    assert verdict.sentences == ["Right on 0 of 20 hidden inputs. The smallest that shows it:"]


def test_a_name_speaks_of_the_answers_and_not_of_the_code():
    text = repr(check("softmax", lambda z: z / sum(z))).replace("\n  ", " ")
    assert "Your answers are those of “divided by the sum”. Most often: You divide" in text


def zeros_like_jacobian(z):
    return np.zeros((len(z), len(z)))


def shifted_only(z):
    return np.exp(z - z.max())


def turned(p, upstream):
    return upstream - p @ upstream


def never_stored(f, z):
    columns = np.zeros((len(f(z)), len(z)))
    for j in range(len(z)):
        up = z.astype(float)
        up[j] += 1e-5
    return columns


def moved_together(f, z):
    up = down = z.astype(float)
    columns = []
    for j in range(len(z)):
        up[j] += 1e-5
        down[j] += 1e-5
        columns.append((f(up) - f(down)) / 2e-5)
    return np.stack(columns, axis=1)


def half_steps(f, z):
    h = 1e-5
    columns = []
    for j in range(len(z)):
        step = np.zeros(len(z))
        step[j] = h / 2
        columns.append((f(z + step) - f(z - step)) / (2 * h))
    return np.stack(columns, axis=1)


def zeros_of(name):
    return lambda *args: np.zeros_like(right(name)(*args))


def brackets_forgotten(P, labels):
    return np.mean(P.argmax == labels)


@pytest.mark.parametrize(
    ("name", "function", "said", "not_said"),
    [
        ("softmax_jacobian", zeros_like_jacobian, "is never filled", None),
        ("softmax", shifted_only, "not divided at all", "You divide by"),
        ("numerical_jacobian", never_stored, "never stored", None),
        ("numerical_jacobian", moved_together, "f is asked twice at the same point", None),
        ("numerical_jacobian", half_steps, "twice the way between your two points", "f(z - h)"),
        ("batch_jacobian", zeros_of("batch_jacobian"), "is never filled", None),
        ("row_derivative", zeros_of("row_derivative"), "is never filled", None),
        ("weight_derivative", zeros_of("weight_derivative"), "is never filled", None),
        ("input_gradient", zeros_of("input_gradient"), "is never filled", None),
        ("weight_gradient", zeros_of("weight_gradient"), "is never filled", None),
        ("softmax_vjp", zeros_of("softmax_vjp"), "is never filled", None),
        (
            "softmax_squared_error_gradient",
            zeros_of("softmax_squared_error_gradient"),
            "is never filled",
            None,
        ),
        ("smoothed_gradient", zeros_of("smoothed_gradient"), "Right on", "Most often"),
        ("hidden_delta", zeros_of("hidden_delta"), "Right on", "Most often"),
        ("batch_cross_entropy", zeros_of("batch_cross_entropy"), "Right on", "Most often"),
        ("sigmoid_as_softmax", zeros_of("sigmoid_as_softmax"), "Right on", "Most often"),
        ("batch_accuracy", brackets_forgotten, "a method without its brackets", "You compare"),
    ],
)
def test_false_accusations_of_the_findings(name, function, said, not_said):
    text = repr(check(name, function)).replace("\n  ", " ")
    assert said in text
    assert not_said is None or not_said not in text


def shift_without_use(z):
    shifted = z - z.max()  # noqa: F841
    return np.exp(z) / np.exp(z).sum()


def test_the_source_speaks_against_the_usual_cause():
    verdict = check("stable_softmax", shift_without_use)
    assert verdict.mistake == "no-shift"
    text = repr(verdict).replace("\n  ", " ")
    assert "although max is in your code: is what it gives put to use?" in text
    assert "without a shift" not in text


def test_a_vector_product_without_its_factor_is_no_jacobian_of_the_logarithm():
    def code(z, upstream):
        return upstream - softmax(z) @ upstream

    verdict = check("softmax_vjp", code)
    assert verdict.mistake == "factor-p-forgotten"
    assert "log" not in repr(verdict)


@pytest.mark.parametrize(
    ("name", "swapped"),
    [
        (
            "regularised_gradient",
            lambda W, X, Y, l2: right("regularised_gradient")(W, Y, X, l2),
        ),
        (
            "squared_error_gradient",
            lambda w, b, x, y: right("squared_error_gradient")(w, b, y, x),
        ),
        (
            "squared_error_gradient",
            lambda x, y, w, b: right("squared_error_gradient")(y, x, w, b),
        ),
        ("sgd_step", lambda W, dW, learning_rate, l2: dW - learning_rate * (W + l2 * dW)),
        ("binary_cross_entropy", lambda y, z: np.logaddexp(0, (1 - 2 * z) * y)),
        ("cross_entropy", lambda y, p: -np.sum(p * np.log(np.where(y > 0, y, 1)))),
    ],
)
def test_a_slip_in_the_body_is_no_order_of_arguments(name, swapped):
    verdict = check(name, swapped)
    assert verdict.status != "right"
    assert verdict.mistake != "arguments-in-another-order"
    assert "hidden inputs. The smallest that shows it" in repr(verdict).replace("\n  ", " ")


def test_first_replies_leave_the_cure_to_the_hints():
    cures = ("W.T @ s", "log_p[np.arange", "y[label] += 1", "np.outer(s", "np.logaddexp(0")
    told = {
        (e.name, m.id): [cure for cure in cures if cure in m.sentence]
        for e in EXERCISES.values()
        for m in e.mistakes
    }
    assert {key: cures for key, cures in told.items() if cures} == {}


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("sigmoid_as_softmax", lambda s: 1 - 1 / (1 + np.exp(s))),
        ("sigmoid_as_softmax", lambda s: 0.5 * (1 + np.tanh(s / 2))),
        ("entropy", lambda p: -np.log(np.prod(p**p))),
        (
            "entropy",
            lambda p: (
                np.log(len(p)) - np.sum(np.where(p > 0, p * np.log(p * len(p) + (p == 0)), 0))
            ),
        ),
        ("softmax", lambda z: np.r_[softmax(z)[:-1], 1 - softmax(z)[:-1].sum()]),
    ],
)
def test_what_is_right_to_the_last_digit_of_1_is_right(name, function):
    assert check(name, function).status == "right"
