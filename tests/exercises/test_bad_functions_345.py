"""Odd functions for lessons 03 to 05: functions and labels among the arguments, another order."""

import numpy as np
import pytest

from helpers.exercises import check
from helpers.exercises.catalogue import EXERCISES
from helpers.exercises.words import described


def test_a_function_among_the_arguments_is_described_in_the_verdict():
    facts = dict(check("numerical_jacobian", lambda f, z: np.eye(len(z)) * 3.0).facts)
    assert facts["f"] == "A @ z with A = [[1000000000]]"
    assert facts["z"] == "[2]  (float64, shape (1,))"
    assert described(np.exp) == "exp"


def test_a_hidden_function_asked_with_another_shape_says_which_it_takes():
    def all_at_once(f, z):
        return f(z + 1e-5 * np.eye(len(z)))

    verdict = check("numerical_jacobian", all_at_once)
    assert verdict.status == "error"
    raised = dict(verdict.facts)["your function raised"]
    assert raised == "ValueError: f: expected z of shape (1,), got shape (1, 1)"


@pytest.mark.parametrize("z", [[1, 2], np.array([1, 2]), np.array([1.0, 2.0], np.float16)])
def test_hidden_functions_take_lists_whole_numbers_and_short_floats(z):
    hidden = {
        f.__name__: f for f, point in EXERCISES["numerical_jacobian"].cases if len(point) == 2
    }
    assert len(hidden) >= 4
    for f in hidden.values():
        assert np.asarray(f(z)).dtype == np.float64
        np.testing.assert_array_equal(f(z), f(np.array([1.0, 2.0])))


def test_labels_stay_whole_numbers_and_can_be_indices():
    seen = set()

    def notes(labels, Z):
        seen.add(labels.dtype.name)
        return EXERCISES["batch_cross_entropy"].reference(labels, Z)

    assert check("batch_cross_entropy", notes).status == "right"
    assert seen == {"int64"}


def picks(Z, labels):
    d = Z - Z.max(axis=1, keepdims=True)
    return -(d - np.log(np.exp(d).sum(axis=1))[:, None])[np.arange(len(Z)), labels].mean()


def turned(x, i, j, W):
    return EXERCISES["row_derivative"].reference(W, x, j, i)


@pytest.mark.parametrize(
    ("name", "function", "wanted", "taken"),
    [
        ("batch_cross_entropy", picks, "(labels, Z)", "(Z, labels)"),
        ("row_derivative", turned, "(W, x, j, i)", "(x, i, j, W)"),
    ],
)
def test_arguments_in_another_order_are_told(name, function, wanted, taken):
    verdict = check(name, function)
    assert (verdict.status, verdict.mistake) == ("known mistake", "arguments-in-another-order")
    text = repr(verdict).replace("\n  ", " ")
    assert f"is called with {wanted}, in this order; yours takes {taken}" in text


def test_a_swap_inside_the_formula_keeps_its_own_name():
    verdict = check("cross_entropy", lambda p, y: EXERCISES["cross_entropy"].reference(y, p))
    assert verdict.mistake == "29-y-and-p-swapped"
