"""Right answers in many styles: how the tests of every lesson try them."""

import pytest

from helpers.exercises import check


def cases(right):
    """Return one test case an answer, from the exercise's name to a list of functions."""
    return [
        pytest.param(name, function, id=f"{name}-{i}")
        for name, functions in right.items()
        for i, function in enumerate(functions)
    ]


def assert_right(name, function):
    """Check the function, and insist that it is called right without a remark on a mistake."""
    verdict = check(name, function)
    assert verdict.status == "right", verdict
    assert verdict.mistake is None
