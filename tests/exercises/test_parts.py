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


def facts(function, name="batch_gradient"):
    verdict = check(name, function)
    assert verdict.status in ("wrong", "known mistake"), verdict
    return dict(verdict.facts)


def test_a_wrong_shape_is_told_with_the_name_of_its_part():
    told = facts(lambda *args: ((g := gradient(*args))[0].ravel(), g[1]))
    assert told["dW"] == "got (4,), expected (2, 2)"
    assert "db" not in told
    told = facts(lambda *args: tuple(g[None] for g in gradient(*args)))
    assert told["dW"] == "got (1, 2, 2), expected (2, 2)"
    assert told["db"] == "got (1, 2), expected (2,)"


def test_one_result_for_two_says_what_is_expected():
    told = facts(lambda *args: gradient(*args)[0] + 0.5)
    wanted = "2 results: dW of shape (2, 2), db of shape (2,); `return dW, db`"
    assert told["expected"] == wanted
    assert told["got"] == "one result of shape (2, 2)"


@pytest.mark.parametrize(
    ("returned", "got"),
    [
        ((1.0, 2.0, 3.0), "3 results"),
        ([1.0], "1 result"),
        (None, "None: is there a `return` on every path?"),
        (3.0, "one result (a number)"),
        ({"dW": 1, "db": 2}, "a dict; expected a NumPy array or a number"),
        (np.array([1.0, 2.0]), "one result of shape (2,)"),
        (np.array([1j, 2]), "an array of complex128; expected real numbers"),
    ],
)
def test_what_cannot_be_taken_apart_is_told(returned, got):
    assert facts(lambda *args: returned)["got"] == got


@pytest.mark.parametrize(
    ("part", "got"),
    [
        ([0.5], "got (1,), expected (2,)"),
        (["a"], "got a list that is no array of real numbers"),
        (None, "got None: is there a `return` on every path?"),
        ("0", "got a str; expected a NumPy array or a number"),
        (0.5, "got (), expected (2,)"),
    ],
)
def test_a_part_that_is_no_array_is_told(part, got):
    told = facts(lambda *args: (gradient(*args)[0], part))
    assert list(told)[-1] == "db"
    assert told["db"] == got


def test_the_part_with_wrong_numbers_is_named_and_so_is_the_one_that_is_right():
    told = facts(lambda *args: ((g := gradient(*args))[0], g[1] + 0.25))
    assert told["db: expected"] == "[0.982, -0.982]"
    assert told["db: got"] == "[1.232, -0.732]"
    assert told["right"] == "dW"
    assert "also wrong" not in told


def test_all_parts_wrong_show_the_first_and_name_the_others():
    told = facts(lambda *args: tuple(g - 1.5 for g in gradient(*args)))
    assert told["dW: worst entry"] == "[0, 0]: expected 0.491, got -1.009"
    assert told["also wrong"] == "db"
    assert "right" not in told


def test_whole_numbers_in_a_part_are_named():
    whole = lambda *args: tuple(g.astype(int) for g in right("network_gradients")(*args))  # noqa: E731
    told = facts(whole, "network_gradients")
    assert told["dW1: stored as"] == "int64: whole numbers only"


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
