"""Odd functions given to every exercise whose answer is an array, or several."""

import inspect

import numpy as np
import pytest

from helpers.exercises import check
from helpers.exercises.catalogue import EXERCISES

NAMES = [name for name, e in EXERCISES.items() if e.lesson >= "03"]
ODD = {
    "text": "p",
    "list": [0.5],
    "empty": np.array([]),
    "n = 0": np.zeros((0, 3)),
    "nan": np.nan,
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
    "two Nones": (None, None),
    "four lists": ([0.5],) * 4,
    "nested": ((0.5, 0.5), (0.5, 0.5)),
    "empty tuple": (),
    "a set": {1, 2},
    "masked": np.ma.masked_array([1.0, 2.0], [True, False]),
}


def filled(name, value):
    """Answer with the right shapes, full of one value."""

    def code(*args):
        answer = EXERCISES[name].reference(*args)
        parts = answer if isinstance(answer, tuple) else (answer,)
        full = tuple(np.full(np.shape(p), value) for p in parts)
        return full if isinstance(answer, tuple) else full[0]

    return code


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("odd", ODD)
def test_odd_values_are_wrong_and_nothing_is_raised(name, odd, capsys):
    verdict = check(name, lambda *args: ODD[odd])
    assert verdict.status == "wrong", verdict
    assert verdict.mistake is None
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_the_right_shapes_full_of_bad_numbers_are_not_right(name, bad):
    verdict = check(name, filled(name, bad))
    assert verdict.status in ("wrong", "known mistake")
    assert any(label.endswith("got") for label, _ in verdict.facts)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", [0.0, 1.0])
def test_the_right_shapes_full_of_zeros_or_ones_are_not_right(name, value):
    assert check(name, filled(name, value)).status in ("wrong", "known mistake")


@pytest.mark.parametrize("name", NAMES)
def test_a_function_that_always_raises_is_an_error_without_a_name(name):
    for error in (ValueError("shapes"), IndexError("axis"), TypeError("no"), ZeroDivisionError()):

        def raises(*args, error=error):
            raise error

        verdict = check(name, raises)
        assert (verdict.status, verdict.mistake) == ("error", None)
        assert type(error).__name__ in dict(verdict.facts)["your function raised"]


@pytest.mark.parametrize("name", NAMES)
def test_too_few_and_too_many_parameters_are_told_with_the_names(name):
    names = ", ".join(EXERCISES[name].parameters)
    for function in (lambda: 1, lambda a, b, c, d, e, f, g: 1):
        verdict = check(name, function)
        assert verdict.status == "error"
        assert f"({names})" in repr(verdict).replace("\n  ", " ")


@pytest.mark.parametrize("name", NAMES)
def test_a_stub_with_the_parameters_is_not_attempted(name):
    parameters = ", ".join(EXERCISES[name].parameters)
    stub = eval(f"lambda {parameters}: ...")
    assert check(name, stub).status == "not attempted"


@pytest.mark.parametrize("name", NAMES)
def test_an_argument_that_is_changed_is_named(name):
    reference = EXERCISES[name].reference
    arrays = {
        parameter
        for args in EXERCISES[name].cases
        for parameter, a in zip(EXERCISES[name].parameters, args)
        if isinstance(a, np.ndarray)
    }

    def spoils(*args):
        value = reference(*args)
        for a in args:
            if isinstance(a, np.ndarray):
                a += 1
        return value

    spoils.__signature__ = inspect.signature(reference)
    verdict = check(name, spoils)
    assert verdict.mistake == ("changes-its-argument" if arrays else None)
    assert verdict.status == ("known mistake" if arrays else "right")
    for parameter in arrays:
        assert f"changes {parameter} itself" in repr(verdict).replace("\n  ", " ")
