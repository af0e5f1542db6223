"""Every number that a lesson states is computed in that lesson, or here."""

import pytest

from tests.notebooks.lessons import EACH, read
from tests.notebooks.numbers import GIVEN, NUMBERS
from tests.notebooks.prose import prose, stated, unheld


def listed(path):
    lesson = path.stem[:2]
    return {**NUMBERS.get(lesson, {}), **GIVEN.get(lesson, {})}


@pytest.mark.parametrize("path", **EACH)
def test_numbers_in_prose_are_computed(path):
    assert unheld(read(path), listed(path)) == [], (
        "no code cell of this lesson puts these numbers out: print them beside the sentence,"
        " or add the computation to tests/notebooks/numbers.py"
    )


@pytest.mark.parametrize("path", **EACH)
def test_every_listed_number_is_stated(path):
    written = {number.written for _, text in prose(read(path)) for number in stated(text)}
    assert set(listed(path)) - written == set()


@pytest.mark.parametrize(
    ("lesson", "written"), [(lesson, written) for lesson in NUMBERS for written in NUMBERS[lesson]]
)
def test_a_listed_computation_gives_the_digits_written(lesson, written):
    (number,) = stated(written)
    assert number.agrees(NUMBERS[lesson][written]())


def test_a_given_number_has_a_reason():
    reasons = {key: reason for given in GIVEN.values() for key, reason in given.items()}
    assert [key for key, reason in reasons.items() if len(reason.split()) < 3] == []
