"""Bad options of panels and pictures are refused by name."""

import inspect
import re

import numpy as np
import pytest

import helpers.panels
from helpers.live import Slider
from helpers.panels.cost_of_two_roads import cost_of_two_roads
from helpers.panels.digit_pictures import digit_gallery, evidence
from helpers.panels.layer_shapes import layer_shapes

PICTURES = (cost_of_two_roads, digit_gallery, evidence, layer_shapes)
MAKE = {name: getattr(helpers.panels, name) for name in helpers.panels.__all__}
MAKE |= {make.__name__: make for make in PICTURES}
X, LABELS = np.zeros((7, 8, 8)), np.arange(7)
NAN = np.nan
# Good options beside the bad one, where the panel cannot be made without them.
DIGITS = {"W": np.eye(10, 64), "b": np.zeros(10), "images": X, "labels": LABELS}
BESIDE = {
    "digit_gallery": {"images": X},
    "evidence": {"W": np.eye(2, 64)},
    "evidence_for": DIGITS,
    "one_digit": DIGITS,
    "softmax_bars": {"c": 0.0, "temperature": 1.0},
}


@pytest.mark.parametrize("name", MAKE)
def test_what_no_option_can_be_is_refused_by_its_name(name, undrawn):
    for option in inspect.signature(MAKE[name]).parameters:
        for bad in (object(), NAN, (), np.zeros((1, 1, 1))):
            with pytest.raises((TypeError, ValueError), match=f"^{option}: expected .*got "):
                MAKE[name](**BESIDE.get(name, {}) | {option: bad})


@pytest.mark.parametrize("name", helpers.panels.__all__)
def test_a_number_beyond_its_slider_is_refused_with_the_bounds(name, undrawn):
    beside = BESIDE.get(name, {})
    specs = MAKE[name](**beside).specs
    for option in set(specs) & set(inspect.signature(MAKE[name]).parameters):
        spec = specs[option]
        if not isinstance(spec, Slider):
            continue
        for value in (spec.high + 1, spec.low - 1):
            with pytest.raises(ValueError, match=f"^{option}: .*, got {value:g}") as refused:
                MAKE[name](**beside | {option: value})
            bounds = re.search(
                r"expected one finite number from (\S+) to (\S+), got", str(refused.value)
            )
            # The docstring promises the same bounds.
            words = " ".join(MAKE[name].__doc__.split()).replace(" and ", " to ")
            assert " to ".join(bounds.groups()) in words, option
        if spec.whole:
            with pytest.raises(ValueError, match=f"^{option}: expected a whole number, got "):
                MAKE[name](**beside | {option: spec.low + 0.5})


# Options, and what the error says after the name of the first of them.
WITH_DIGITS = [
    ({"W": np.zeros((10, 63))}, r"expected shape \(K, 64\) with .* got shape \(10, 63\)"),
    ({"W": np.zeros((11, 64))}, r"expected .* K from 2 to 10, got shape \(11, 64\)"),
    ({"W": np.zeros((1, 64))}, r"expected .* K from 2 to 10, got shape \(1, 64\)"),
    ({"W": None, "b": np.zeros(10)}, "expected real numbers"),
    ({"b": np.zeros(2), "W": np.zeros((3, 64))}, r"expected shape \(3,\)"),
    ({"labels": None, "images": X}, "expected integers"),
    ({"images": None, "labels": LABELS}, "expected real numbers"),
    ({"labels": LABELS[:3], "images": X}, "expected one class index"),
    ({"labels": [10], "images": X[:1]}, "expected class indices from 0 to 9 .* got 10"),
    ({"images": np.zeros((0, 64)), "labels": []}, "expected .* n at least 1, got shape"),
]
LOGITS = {
    "collapse": "2 to 4",
    "jacobian_cells": "2 to 5",
    "overflow_steps": "2 to 3",
    "shift_window": "2 to 3",
    "softmax_bars": "2 to 6",
}
BAD = [
    *(
        (name, {"z": range(count)}, rf"expected {said} logits in one dimension, got shape")
        for name, said in LOGITS.items()
        for count in (1, int(said[-1]) + 1)
    ),
    *(("evidence_for", *case) for case in WITH_DIGITS),
    ("race", {"epochs": 2001}, "expected an integer of at most 2000, got 2001"),
    ("softmax_bars", {"names": ["cat", "dog"]}, r"expected 3 names, got 2: \['cat', 'dog'\]"),
    ("shift_window", {"z": (1e5, 0.0)}, "expected logits from -1000 to 1000, got 100000"),
    ("training", {"epochs": 1001}, "expected an integer of at most 1000, got 1001"),
    ("digit_gallery", {"images": np.zeros((8, 8))}, r"expected .* got shape \(8, 8\)"),
]


@pytest.mark.parametrize(("name", "options", "message"), BAD)
def test_bad_options_are_named_with_what_was_expected_and_what_came(
    name, options, message, undrawn
):
    option = next(iter(options))
    with pytest.raises((TypeError, ValueError), match=f"^{option}2?: {message}"):
        MAKE[name](**options)


def test_shares_are_as_many_as_before_and_sum_to_one(undrawn):
    panel = helpers.panels.two_distributions()
    with pytest.raises(ValueError, match="^p: expected a sum of 1 in every row .* got 1.3"):
        panel.set(p=(0.5, 0.6, 0.2))
    with pytest.raises(ValueError, match=r"^y: expected 3 shares, got shape \(2,\)"):
        panel.set(y=(0.5, 0.5))
