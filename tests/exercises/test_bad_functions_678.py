"""Odd functions for lessons 06 to 08: steps in place, arguments in another order."""

import numpy as np
import pytest

from helpers.exercises import check
from helpers.exercises.catalogue import EXERCISES


def overwritten_weights(W, dW, learning_rate, l2):
    W -= learning_rate * (dW + l2 * W)
    return W


def overwritten_after_a_copy_of_the_name(W, dW, learning_rate, l2):
    new = W
    new[...] = W - learning_rate * (dW + l2 * W)
    return new


def overwritten_gradient(W, dW, learning_rate, l2):
    if dW.dtype.kind == "f":
        dW += l2 * W
        return W - learning_rate * dW
    return W - learning_rate * (dW + l2 * W)


def subtracted_in_the_given_probabilities(Z, labels):
    Z -= Z.max(axis=1, keepdims=True)
    log_p = Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))
    return -log_p[np.arange(len(Z)), labels].mean(), (
        np.exp(log_p) - np.eye(Z.shape[1])[labels]
    ) / len(Z)


@pytest.mark.parametrize(
    ("name", "function", "argument"),
    [
        ("sgd_step", overwritten_gradient, "dW"),
        ("fused_loss", subtracted_in_the_given_probabilities, "Z"),
    ],
)
def test_right_numbers_that_overwrite_the_input_are_not_right(name, function, argument):
    verdict = check(name, function)
    assert (verdict.status, verdict.mistake) == ("known mistake", "changes-its-argument"), verdict
    assert f"changes {argument} itself" in repr(verdict).replace("\n  ", " ")


def test_a_step_in_place_is_named_although_whole_weights_cannot_take_it():
    verdict = check("sgd_step", overwritten_weights)  # with whole numbers NumPy raises
    assert (verdict.status, verdict.mistake) == ("known mistake", "changes-its-argument"), verdict
    text = repr(verdict).replace("\n  ", " ")
    assert "changes W itself" in text
    assert "Whole numbers come out differently still" in text


def test_a_step_that_is_cut_in_place_has_the_name_of_the_cut_and_the_place_is_told():
    verdict = check("sgd_step", overwritten_after_a_copy_of_the_name)
    assert (verdict.status, verdict.mistake) == ("known mistake", "24-integer-dtype"), verdict
    assert "changes W itself" in repr(verdict).replace("\n  ", " ")


@pytest.mark.parametrize(
    ("name", "function", "wanted"),
    [
        (
            "fused_loss",
            lambda labels, Z: EXERCISES["fused_loss"].reference(Z, labels),
            "(Z, labels)",
        ),
        (
            "batch_gradient",
            lambda X, labels, W, b: EXERCISES["batch_gradient"].reference(W, b, X, labels),
            "(W, b, X, labels)",
        ),
        (
            "smoothed_gradient",
            lambda label, eps, z: EXERCISES["smoothed_gradient"].reference(z, label, eps),
            "(z, label, eps)",
        ),
    ],
)
def test_arguments_in_another_order_are_told(name, function, wanted):
    verdict = check(name, function)
    assert (verdict.status, verdict.mistake) == ("known mistake", "arguments-in-another-order")
    assert f"is called with {wanted}, in this order" in repr(verdict).replace("\n  ", " ")
