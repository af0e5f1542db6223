"""Odd functions given to the exercises with several arguments, arrays and functions among them."""

import inspect

import numpy as np
import pytest

from helpers.exercises import check
from helpers.exercises.catalogue import EXERCISES
from helpers.exercises.words import described

NEW = [name for name, e in EXERCISES.items() if e.lesson in ("03", "04", "05")]
ODD = {
    "text": "p",
    "list": [0.0],
    "empty": np.array([]),
    "n = 0": np.zeros((0, 3)),
    "all nan": np.nan,
    "inf": np.inf,
    "-inf": -np.inf,
    "complex": 1j,
    "object": np.array([None]),
    "five axes": np.zeros((1, 1, 1, 1, 1)),
    "float16": np.float16(0.3),
    "integer": 3,
    "bool": True,
    "function": np.exp,
    "None inside": (None,),
}


@pytest.mark.parametrize("name", NEW)
@pytest.mark.parametrize("odd", ODD)
def test_odd_values_are_wrong_and_nothing_is_raised(name, odd, capsys):
    verdict = check(name, lambda *args: ODD[odd])
    assert verdict.status == "wrong", verdict
    assert verdict.mistake is None
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("name", NEW)
@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_the_right_shape_full_of_bad_numbers_is_not_right(name, bad):
    verdict = check(name, lambda *args: EXERCISES[name].reference(*args) * 0.0 + bad)
    assert verdict.status in ("wrong", "known mistake")
    assert "got" in dict(verdict.facts)


@pytest.mark.parametrize("name", NEW)
def test_a_function_that_always_raises_is_an_error_without_a_name(name):
    for error in (ValueError("shapes"), IndexError("axis"), TypeError("no"), ZeroDivisionError()):

        def raises(*args, error=error):
            raise error

        verdict = check(name, raises)
        assert (verdict.status, verdict.mistake) == ("error", None)
        assert type(error).__name__ in dict(verdict.facts)["your function raised"]


@pytest.mark.parametrize("name", NEW)
def test_too_few_and_too_many_parameters_are_told_with_the_names(name):
    names = ", ".join(EXERCISES[name].parameters)
    for function in (lambda: 1, lambda a, b, c, d, e: 1):
        verdict = check(name, function)
        assert verdict.status == "error"
        assert f"({names})" in repr(verdict).replace("\n  ", " ")


@pytest.mark.parametrize("name", NEW)
def test_a_stub_with_the_parameters_is_not_attempted(name):
    parameters = ", ".join(EXERCISES[name].parameters)
    stub = eval(f"lambda {parameters}: ...")
    assert check(name, stub).status == "not attempted"


@pytest.mark.parametrize("name", NEW)
def test_an_argument_that_is_changed_is_named(name):
    reference = EXERCISES[name].reference

    def spoils(*args):
        value = np.array(reference(*args))
        for a in args:
            if isinstance(a, np.ndarray):
                a += 1
        return value

    signature = inspect.signature(reference)
    spoils.__signature__ = signature
    verdict = check(name, spoils)
    assert verdict.mistake == "changes-its-argument"
    arrays = [
        n
        for n, a in zip(signature.parameters, EXERCISES[name].cases[0])
        if isinstance(a, np.ndarray)
    ]
    assert all(f"changes {n} itself" in repr(verdict).replace("\n  ", " ") for n in arrays)


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
