"""What a reply says of a function is true of it: seen by reading the words."""

import numpy as np
import pytest
from scipy.special import softmax

from helpers.exercises import check
from helpers.exercises.content.exercises import EXERCISES
from tests.exercises.conftest import flat, said


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
        ("softmax", lambda p: p if len(p) < 3 else p[::-1] ** 2, "right for K = 1 and 2, and"),
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
    assert sentence in flat(verdict)


def test_the_rows_of_a_matrix_of_weights_are_no_examples():
    def code(W, x, upstream):
        return right("input_gradient")(W, x, upstream) * (1 if len(W) == 1 else -1) + len(W) - 1

    assert "n =" not in said("input_gradient", code)


def test_small_and_huge_answers_are_not_called_off_by_a_constant_or_a_factor():
    def code(p):
        terms = right("plogp")(p)
        return np.where(np.abs(terms) < 1e-7, terms * (1 + 1e-6), terms)

    with np.errstate(all="raise"):
        huge = check("softmax", lambda z: np.full(z.shape, 1e308))
    for verdict in (check("plogp", code), huge):
        assert verdict.status == "wrong"
        assert "constant" not in repr(verdict)
        assert "times" not in repr(verdict)


def test_nothing_is_said_of_answers_that_have_nothing_in_common():
    verdict = check("softmax_jacobian", lambda z: np.sin(np.outer(z, z) + 1))
    assert verdict.sentences == ["Right on 0 of 20 hidden inputs. The smallest that shows it:"]


def test_a_name_speaks_of_the_answers_and_not_of_the_code():
    text = said("softmax", lambda z: z / sum(z))
    assert "Your answers are those of “divided by the sum”. Most often: You divide" in text


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


def zeros(*names):
    return [(n, lambda *args, n=n: np.zeros_like(right(n)(*args))) for n in names]


FILLED_LATER = (
    "softmax_jacobian", "batch_jacobian", "row_derivative", "weight_derivative", "input_gradient",
    "weight_gradient", "softmax_vjp", "softmax_squared_error_gradient",
)  # fmt: skip
NO_NAME = ("smoothed_gradient", "hidden_delta", "batch_cross_entropy", "sigmoid_as_softmax")


@pytest.mark.parametrize(
    ("name", "function", "told", "not_told"),
    [
        *[
            (name, zero, "is never filled", "Most often: You")
            for name, zero in zeros(*FILLED_LATER)
        ],
        *[(name, zero, "Right on", "Most often") for name, zero in zeros(*NO_NAME)],
        ("softmax", lambda z: np.exp(z - z.max()), "not divided at all", "You divide by"),
        ("numerical_jacobian", never_stored, "never stored", "You divide"),
        ("numerical_jacobian", moved_together, "f is asked twice at the same point", "You divide"),
        ("numerical_jacobian", half_steps, "twice the way between your two points", "f(z - h)"),
        (
            "batch_accuracy",
            lambda P, labels: np.mean(P.argmax == labels),
            "a method without its brackets",
            "You compare",
        ),
    ],
)
def test_nobody_is_accused_of_what_they_did_not_do(name, function, told, not_told):
    text = said(name, function)
    assert told in text
    assert not_told not in text


def shift_without_use(z):
    shifted = z - z.max()  # noqa: F841
    return np.exp(z) / np.exp(z).sum()


def test_the_source_speaks_against_the_usual_cause():
    assert check("stable_softmax", shift_without_use).mistake == "no-shift"
    text = said("stable_softmax", shift_without_use)
    assert "although max is in your code: is what it gives put to use?" in text
    assert "without a shift" not in text


def test_a_vector_product_without_its_factor_is_no_jacobian_of_the_logarithm():
    verdict = check("softmax_vjp", lambda z, upstream: upstream - softmax(z) @ upstream)
    assert verdict.mistake == "factor-p-forgotten"
    assert "log" not in repr(verdict)


@pytest.mark.parametrize(
    ("name", "swapped"),
    [
        ("regularised_gradient", lambda W, X, Y, l2: right("regularised_gradient")(W, Y, X, l2)),
        ("squared_error_gradient", lambda w, b, x, y: right("squared_error_gradient")(w, b, y, x)),
        ("squared_error_gradient", lambda x, y, w, b: right("squared_error_gradient")(y, x, w, b)),
        ("sgd_step", lambda W, dW, learning_rate, l2: dW - learning_rate * (W + l2 * dW)),
        ("binary_cross_entropy", lambda y, z: np.logaddexp(0, (1 - 2 * z) * y)),
        ("cross_entropy", lambda y, p: -np.sum(p * np.log(np.where(y > 0, y, 1)))),
    ],
)
def test_a_slip_in_the_body_is_no_order_of_arguments(name, swapped):
    verdict = check(name, swapped)
    assert verdict.status != "right"
    assert verdict.mistake != "arguments-in-another-order"
    assert "hidden inputs. The smallest that shows it" in flat(verdict)


def test_first_replies_leave_the_cure_to_the_hints():
    cures = ("W.T @ s", "log_p[np.arange", "y[label] += 1", "np.outer(s", "np.logaddexp(0")
    told = {
        (e.name, m.id): [cure for cure in cures if cure in m.sentence]
        for e in EXERCISES.values()
        for m in e.mistakes
    }
    assert {key: cures for key, cures in told.items() if cures} == {}
