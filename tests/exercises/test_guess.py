"""A guess is read the way people write numbers, and compared in words."""

import math

import pytest

from helpers.exercises.cards.guess import agrees, compared, parse


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (" 11,09 ", 11.09),
        ("−3", -3),
        ("1/4", 0.25),
        ("66 %", 0.66),
        ("1e4", 1e4),
        ("10 000", 1e4),
        ("-∞", -math.inf),
    ],
)
def test_numbers_are_read(text, value):
    assert parse(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "abc", "nan", "1/0", "1,000,000", "1.2.3", "%", "1/x", "2+2"])
def test_what_is_no_number_is_refused_with_an_example(text):
    with pytest.raises(ValueError, match="is not a number; write for example"):
        parse(text)


def test_how_far_off_is_said():
    assert compared("number", "10", 11.09).startswith("✗ Not so. The answer is 11.09: 1.09 too low")
    assert "too high (20.0% of the answer)" in compared("number", "12", 10.0)
    assert compared("number", "11.09", 11.09) == "✓ That is it."
    assert compared("number", "11", 11.09, within=0.02).startswith("✓ Close enough")
    assert compared("number", "0.5", 0.0) == "✗ Not so. The answer is 0: 0.5 too high."
    assert compared("number", "3", math.inf) == "✗ The answer is inf."
    assert compared("number", "inf", math.inf) == "✓ That is it."
    assert compared("number", "inf", 3.0) == "✗ The answer is 3."


def test_words_agree_in_any_case_and_spacing():
    assert agrees("text", "  Log  Softmax ", "log softmax")
    assert not agrees("text", "softmax", "log softmax")
    assert compared("options", "a", "b") == "✗ Not so. The answer: b"


def test_a_question_without_one_answer_leaves_the_comparison_to_you():
    assert agrees("text", "anything", None) is None
    assert compared("text", "anything", None) == "Compare it with what follows."
