"""Functions that return several results: shapes first, then numbers, each part by its name."""

from collections import namedtuple

import numpy as np
import pytest

from helpers.exercises import check
from helpers.exercises.checker.run import call
from helpers.exercises.content.exercises import EXERCISES

Gradients = namedtuple("Gradients", "dW db")


def right(name):
    return EXERCISES[name].reference


def gradient(W, b, X, labels):
    return right("batch_gradient")(W, b, X, labels)


TWO = "2 results: dW of shape (2, 2), db of shape (2,); `return dW, db`"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda dW, db: (dW.ravel(), db), {"dW": "got (4,), expected (2, 2)"}),
        (lambda dW, db: (dW, 0.5), {"db": "got (), expected (2,)"}),
        (lambda dW, db: (dW, ["a"]), {"db": "got a list that is no array of real numbers"}),
        (lambda dW, db: (dW, None), {"db": "got None: is there a `return` on every path?"}),
        (lambda dW, db: dW + 0.5, {"expected": TWO, "got": "one result of shape (2, 2)"}),
        (lambda dW, db: (1.0, 2.0, 3.0), {"expected": TWO, "got": "3 results"}),
        (lambda dW, db: [1.0], {"expected": TWO, "got": "1 result"}),
        (lambda dW, db: None, {"got": "None: is there a `return` on every path?"}),
        (lambda dW, db: 3.0, {"got": "one result (a number)"}),
        (lambda dW, db: {"dW": 1}, {"got": "a dict; expected a NumPy array or a number"}),
        (lambda dW, db: db + 1j, {"got": "an array of complex128; expected real numbers"}),
        (
            lambda dW, db: (dW, db + 0.25),
            {"db: expected": "[0.982, -0.982]", "db: got": "[1.232, -0.732]", "right": "dW"},
        ),
        (
            lambda dW, db: (dW - 1.5, db - 1.5),
            {"dW: worst entry": "[0, 0]: expected 0.491, got -1.009", "also wrong": "db"},
        ),
        (
            lambda dW, db: (dW.astype(int), db),
            {"dW: stored as": "int64: whole numbers only", "right": "db"},
        ),
    ],
)
def test_what_is_wrong_is_told_by_the_name_of_its_part(change, told):
    verdict = check("batch_gradient", lambda *args: change(*gradient(*args)))
    assert verdict.status in ("wrong", "known mistake"), verdict
    facts = dict(verdict.facts)
    assert {label: facts.get(label) for label in told} == told
    assert not {"dW", "db", "right", "also wrong"} & set(facts) - set(told)


@pytest.mark.parametrize("style", [tuple, list, lambda pair: Gradients(*pair)])
def test_a_tuple_a_list_and_a_named_tuple_are_right(style):
    assert check("batch_gradient", lambda *args: style(gradient(*args))).status == "right"


def test_two_numbers_may_come_as_an_array_since_it_unpacks_too():
    name = "squared_error_gradient"
    assert check(name, lambda *args: np.array(right(name)(*args))).status == "right"
    stacked = check(name, lambda *args: np.array(right(name)(*args))[:, None])
    assert stacked.status == "wrong"


def test_one_buffer_handed_out_again_and_again_does_not_spoil_what_was_checked():
    buffer = np.zeros(2), np.zeros(2)

    def reuses(value):
        for b in buffer:
            b[:] = value
        return buffer

    first, second = call(reuses, (1.0,)), call(reuses, (2.0,))
    assert first.value[0].tolist() == [1.0, 1.0]
    assert second.value[1].tolist() == [2.0, 2.0]


def test_a_part_that_shares_memory_with_an_argument_is_noticed():
    assert call(lambda a: (a[:1], 0.0), (np.zeros(2),)).shares_memory
    assert not call(lambda a: (a + 1, a.sum()), (np.zeros(2),)).shares_memory
