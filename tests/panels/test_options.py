"""Bad options of panels and pictures are refused by name; whole numbers and halves are taken."""

import math

import numpy as np
import pytest

import helpers.panels
from helpers.cost import Costs
from helpers.panels.cost_of_two_roads import cost_of_two_roads
from helpers.panels.digit_pictures import digit_gallery, evidence
from helpers.panels.layer_shapes import layer_shapes

PICTURES = (cost_of_two_roads, digit_gallery, evidence, layer_shapes)
MAKE = {name: getattr(helpers.panels, name) for name in helpers.panels.__all__}
MAKE |= {make.__name__: make for make in PICTURES}
X, LABELS = np.zeros((7, 8, 8)), np.arange(7)
SIZES = np.array([16.0, 32.0])
COSTS = Costs(SIZES, SIZES * 1e-8, SIZES * 1e-9, SIZES * 1e-9)
NAN, INF = math.nan, math.inf

# By panel: options, and what the error says after the name of the first of them: what is expected,
# and at the end what came. "expected …" alone stands for any end.
Z = "logits in one dimension, got shape"
DIGITS = [
    ({"W": np.zeros((10, 63))}, r"expected shape \(K, 64\) with .* got shape \(10, 63\)"),
    ({"W": np.zeros((11, 64))}, r"expected .* K from 2 to 10, got shape \(11, 64\)"),
    ({"W": np.zeros((1, 64))}, r"expected .* K from 2 to 10, got shape \(1, 64\)"),
    ({"W": np.zeros(64)}, "expected shape"),
    ({"W": np.full((3, 64), NAN)}, "expected finite numbers, got nan"),
    ({"W": np.full((3, 64), "a")}, "expected real numbers"),
    ({"W": None, "b": np.zeros(10)}, "expected weights beside b, got None"),
    ({"b": np.zeros(2), "W": np.zeros((3, 64))}, r"expected shape \(3,\)"),
    ({"images": X}, "expected images and labels together"),
    ({"images": None, "labels": LABELS}, "expected images and labels together"),
    ({"labels": LABELS[:3], "images": X}, "expected one class index"),
    ({"labels": [10], "images": X[:1]}, "expected class indices from 0 to 9 .* got 10"),
    ({"labels": [1.0], "images": X[:1]}, "expected integers"),
    ({"images": np.zeros((0, 64)), "labels": []}, "expected .* n at least 1, got shape"),
    ({"images": np.full((1, 64), INF), "labels": [0]}, "expected finite numbers, got inf"),
    ({"digit": 1, "images": X[:1], "labels": LABELS[:1]}, "expected 0, the only one, got 1"),
    ({"digit": 337}, "expected between 0 and 336, got 337"),
    ({"digit": 1.5}, "expected a whole number, got 1.5"),
    ({"digit": -1.5}, "expected between"),
    ({"digit": ()}, r"expected a number, got \(\)"),
]
SHARES = [
    ((0.5, 0.6, 0.2), "expected probabilities that sum to 1 .* got the sum 1.3"),
    ((1.2, -0.1, -0.1), "expected probabilities between 0 and 1, got 1.2 at index 0"),
    ((NAN, 0.5, 0.5), "expected probabilities between 0 and 1, got nan"),
    ((INF, 0.0, 0.0), "expected probabilities between 0 and 1, got inf"),
    ((0.25, 0.25, 0.5, 0, 0), r"expected . ?(to 4)? ?shares in one dimension, got shape \(5,\)"),
    (((0.5, 0.3, 0.2),), r"expected .* shares in one dimension, got shape \(1, 3\)"),
    ((), r"expected probabilities of shape .* got shape \(0,\)"),
    (3.0, r"expected probabilities of shape .* got shape \(\)"),
    ("abc", "expected real numbers"),
    (None, "expected real numbers"),
]
BAD = {
    "batch_gradient": [
        ({"X": ()}, r"expected 2 to 5 examples of 1 to 3 numbers, got shape \(0,\)"),
        ({"X": np.zeros((1, 2)), "labels": [0]}, r"expected 2 to 5 .* got shape \(1, 2\)"),
        ({"X": np.zeros((4, 4))}, r"expected .* got shape \(4, 4\)"),
        ({"X": np.full((4, 2), 11.0)}, "expected numbers from -10 to 10, got 11"),
        ({"X": np.full((4, 2), NAN)}, "expected finite numbers, got nan"),
        ({"X": [["a", "b"]] * 4}, "expected real numbers"),
        ({"labels": [0, 1]}, "expected one class index for each row"),
        ({"labels": [0.0, 1.0, 2.0, 0.0]}, "expected integers"),
        ({"labels": [0, 1, 2, 4]}, "expected class indices from 0 to 3 .* got 4"),
        ({"labels": [0, 1, 2, -1]}, "expected class indices from 0 to 3 .* got -1"),
        ({"steps": 51}, "expected between 0 and 50, got 51"),
        ({"steps": 0.5}, "expected a whole number, got 0.5"),
        *(
            ({"cell": cell}, "expected a row from 0 to 2 and a column from 0 to 1, got")
            for cell in ((3, 0), (0, -1), (0,), (0.0, 1.0), "ab", 2)
        ),
    ],
    "collapse": [
        *(({"y": shares}, message) for shares, message in SHARES if shares is not None),
        ({"y": (1, 0)}, r"expected 3 shares in one dimension, got shape \(2,\)"),
        ({"z": range(5)}, f"expected 2 to 4 {Z}"),
        ({"smoothing": 0.6}, "expected between 0 and 0.5, got 0.6"),
        ({"smoothing": NAN}, "expected between"),
        ({"column": 3}, "expected an integer of at most 2, got 3"),
        ({"column": -1}, "expected an integer of at least 0, got -1"),
        *(({"column": column}, "expected an integer, got") for column in (1.0, "1", (1,))),
        ({"format": "float128"}, "expected one of .* got 'float128'"),
    ],
    "colour_network": [
        ({"rgb": (1.0, NAN, 2.0)}, "expected finite numbers, got nan"),
        ({"rgb": (1.0, 2.0, 0.0)}, "expected amounts from 0 to 1, got 2 at index 1"),
        ({"rgb": 3.0}, r"expected red, green and blue, shape \(3,\), got shape \(\)"),
        ({"rgb": "red"}, "expected real numbers"),
        ({"target": "pink"}, "expected one of .* got 'pink'"),
        ({"output": 1}, "expected one of .* got 1"),
        ({"target": None}, "expected one of .* got None"),
    ],
    "evidence_for": DIGITS,
    "hit_the_target": [({"z": (1.0, 2.0)}, f"expected 3 {Z}")],
    "jacobian_cells": [
        ({"z": range(6)}, f"expected 2 to 5 {Z}"),
        *(
            ({"cell": cell}, "expected a row from 0 to 2 and a column from 0 to 2, got")
            for cell in ((3, 0), (0, -1), (0,), (0.0, 1.0), "ab", 2)
        ),
    ],
    "likelihood": [
        *(({"n": n}, "expected between 1 and 2000, got") for n in (0, 2001, -1.5)),
        ({"n": 1.5}, "expected a whole number, got 1.5"),
        ({"n": ()}, "expected a number"),
        *(({"q": q}, "expected between 0.01 and 0.99, got") for q in (0.0, 1.0, NAN)),
    ],
    "log_of_softmax": [
        ({"gap": -1.5}, "expected between 0 and 1000, got -1.5"),
        ({"gap": ()}, "expected a number"),
        ({"format": "float8"}, "expected one of .* got 'float8'"),
    ],
    "nudge": [
        ({"z": range(6)}, f"expected 2 to 5 {Z}"),
        *(({"h": h}, "expected between 1e-09 and 2, got") for h in (0.0, 1e-12)),
        *(({"h": h}, "expected between -2 and 2, got") for h in (2.5, -3.0, NAN, INF)),
        *(({"h": h}, "expected a number, got") for h in ("1", None, (0.5,))),
        *(({"j": j}, "expected one of .* got") for j in (3, -1, 1.5, "z", (0,))),
    ],
    "one_digit": [
        *DIGITS,
        *(({"learning_rate": r}, "expected between 0.001 and 1, got") for r in (0.0, 2)),
        ({"after": 1}, "expected True or False, got 1"),
    ],
    "overflow_steps": [
        ({"z": range(4)}, f"expected 2 to 3 {Z}"),
        ({"format": "half"}, "expected one of .* got 'half'"),
        ({"shift": 1}, "expected True or False, got 1"),
    ],
    "pairings": [
        ({"gap": ()}, "expected a number"),
        ({"gap": 11}, "expected between -10 and 10, got 11"),
        *(({"K": K}, "expected between 2 and 10, got") for K in (1, 11, NAN)),
        ({"K": 2.5}, "expected a whole number, got 2.5"),
        ({"K": "3"}, "expected a number, got '3'"),
    ],
    "race": [
        ({"w": 3.1}, "expected between -3 and 3, got 3.1"),
        ({"w": ()}, "expected a number"),
        ({"b": -5}, "expected between -4 and 4, got -5"),
        ({"x": NAN}, "expected between -2 and 2, got nan"),
        ({"y": 1.5}, "expected between 0 and 1, got 1.5"),
        ({"learning_rate": 0}, "expected between 0.001 and 10, got 0"),
        ({"epochs": 0}, "expected between 1 and 2000, got 0"),
        ({"epochs": 2.5}, "expected a whole number, got 2.5"),
        ({"epochs": "many"}, "expected a number, got 'many'"),
        ({"done": 301}, "expected a whole number from 0 to 300, got 301"),
        ({"done": -1}, "expected a whole number from 0 to 300, got -1"),
        ({"done": 6, "epochs": 5}, "expected a whole number from 0 to 5, got 6"),
    ],
    "shift_window": [
        ({"c": 2001}, "expected between -2000 and 2000, got 2001"),
        ({"format": None}, "expected one of .* got None"),
    ],
    "simplex": [
        ({"z": (1.0, 2.0)}, f"expected 3 {Z}"),
        ({"temperature": 0}, "expected between 0.1 and 10, got 0"),
    ],
    "softmax_bars": [
        ({"z": range(7)}, f"expected 2 to 6 {Z}"),
        ({"c": 11.0}, "expected between -10 and 10, got 11"),
        ({"c": "1"}, "expected a number, got '1'"),
        *(({"temperature": T}, "expected between 0.1 and 10, got") for T in (0.0, -1.0)),
        ({"names": ["cat", "dog"]}, r"expected 3 names, got 2: \['cat', 'dog'\]"),
        ({"names": 3}, "expected a sequence of 3 names, got 3"),
    ],
    "surprise_curve": [
        *(({"p": p}, "expected between 0.001 and 1, got") for p in (0.0, 1.1, -0.5, NAN)),
        *(({"p": p}, "expected a number, got") for p in ("half", ())),
    ],
    "training": [
        ({"learning_rate": 0.0}, "expected between 0.01 and 100, got 0"),
        ({"learning_rate": NAN}, "expected between 0.01 and 100, got nan"),
        ({"learning_rate": ()}, "expected a number"),
        ({"batch_size": 50}, "expected one of .* got 50"),
        ({"batch_size": 0}, "expected one of .* got 0"),
        ({"l2": -0.1}, "expected one of .* got -0.1"),
        ({"loss": "mse"}, "expected one of .* got 'mse'"),
        ({"hidden": 7}, "expected one of .* got 7"),
        ({"hidden": (32,)}, r"expected one of .* got \(32,\)"),
        ({"seed": -1}, "expected between 0 and 99, got -1"),
        ({"seed": 1.5}, "expected a whole number, got 1.5"),
        ({"epochs": 0}, "expected between 1 and 1000, got 0"),
        ({"done": 61}, "expected between 0 and 60, got 61"),
        ({"done": None}, "expected a number, got None"),
    ],
    "two_classes": [({"z": range(3)}, f"expected 2 {Z}")],
    "two_distributions": [
        *(({"y": shares}, message) for shares, message in SHARES),
        *(({"p": shares}, message) for shares, message in SHARES),
        ({"p": (0.2, 0.3, 0.5), "y": (0.5, 0.5)}, r"expected 2 shares .* got shape \(3,\)"),
    ],
    "cost_of_two_roads": [
        ({"costs": None}, "expected what measure_cost returns, got None"),
        ({"costs": (1, 2)}, "expected what measure_cost returns"),
        *(
            ({"costs": COSTS._replace(**{name: value})}, message)
            for name, value, message in (
                ("sizes", SIZES[:1], r"expected at least two sizes, got shape \(1,\)"),
                ("sizes", np.ones((2, 2)), r"expected at least two sizes, got shape \(2, 2\)"),
                ("vjp", SIZES[:1], r"expected the shape \(2,\) of costs.sizes, got shape \(1,\)"),
                ("fused", SIZES * NAN, "expected finite numbers above 0, got nan"),
                ("fused", SIZES * INF, "expected finite numbers above 0, got inf"),
                ("vjp", -SIZES, "expected finite numbers above 0, got -16"),
                ("matrix", SIZES * NAN, "expected at least one time, got"),
            )
        ),
    ],
    "digit_gallery": [
        ({"images": np.zeros((2, 7, 8))}, r"expected .* got shape \(2, 7, 8\)"),
        ({"images": np.zeros((8, 8))}, r"expected .* got shape \(8, 8\)"),
        ({"images": []}, "expected .* at least 1, got shape"),
        ({"images": np.full((1, 64), NAN)}, "expected finite numbers, got nan"),
        ({"images": ["a"]}, "expected real numbers"),
        ({"titles": ["one"], "images": X}, "expected 7 names, got 1"),
        ({"columns": 0, "images": X}, "expected an integer of at least 1, got 0"),
        ({"columns": 21, "images": X}, "expected an integer of at most 20, got 21"),
        *(({"columns": n, "images": X}, "expected an integer, got") for n in (2.5, True, None)),
    ],
    "evidence": [
        ({"W": np.zeros((10, 65))}, r"expected shape \(K, 64\)"),
        ({"W": np.zeros(64)}, "expected shape"),
        ({"W": np.zeros((0, 64))}, "expected"),
        ({"W": np.full((2, 64), INF)}, "expected finite numbers, got inf"),
        ({"W": [["a"] * 64] * 2}, "expected real numbers"),
        ({"names": ["one"], "W": np.eye(2, 64)}, "expected 2 names, got 1"),
    ],
    "layer_shapes": [
        ({"n": 0}, "expected an integer of at least 1, got 0"),
        ({"K": 2.0}, r"expected an integer, got 2\.0"),
        ({"M": True}, "expected an integer, got True"),
    ],
}  # fmt: skip
# What every panel that begins with logits refuses.
LOGITS = [
    ((), r"expected .* logits in one dimension, got shape \(0,\)"),
    ((1.0,), r"expected .* logits in one dimension, got shape \(1,\)"),
    ([[1.0, 2.0, 3.0]], r"expected .* logits in one dimension, got shape \(1, 3\)"),
    (3.0, r"expected .* logits in one dimension, got shape \(\)"),
    ((1.0, NAN, 2.0), "expected finite numbers, got nan at index 1"),
    ((1.0, INF, 0.0), "expected finite numbers, got inf at index 1"),
    ("abc", "expected real numbers"),
]
WITH_LOGITS = [
    "collapse", "hit_the_target", "jacobian_cells", "nudge", "overflow_steps", "shift_window",
    "simplex", "softmax_bars", "two_classes",
]  # fmt: skip
for panel in WITH_LOGITS:
    BAD[panel] += [({"z": z}, message) for z, message in LOGITS]


def test_every_panel_and_picture_has_bad_options():
    assert set(BAD) == set(MAKE)


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [(name, *case) for name, cases in BAD.items() for case in cases],
)
def test_bad_options_are_named_with_what_was_expected_and_what_came(
    name, options, message, undrawn
):
    option = next(iter(options))
    start = r"costs(\.\w+)?" if option == "costs" else option
    with pytest.raises((TypeError, ValueError), match=f"^{start}: {message}"):
        MAKE[name](**options)


@pytest.mark.parametrize("name", ["overflow_steps", "shift_window"])
def test_logits_beyond_every_float_are_refused_by_the_name_of_their_slider(name):
    with pytest.raises(ValueError, match="^z2: expected between -1000 and 1000, got 1001"):
        MAKE[name](z=(1.0, 1001.0))


# What whole numbers, as a list, as float16 and as an integer array, come out as.
WHOLE = {
    "batch_gradient": ("X", ((0, 1), (1, 0), (1, 1), (2, -1)), {"steps": 0}),
    "colour_network": ("rgb", (1, 0, 1), {"R": 1.0, "G": 0.0, "B": 1.0}),
    "evidence_for": ("digit", 3, {"digit": 3}),
    "likelihood": ("n", 3, {"n": 3}),
    "log_of_softmax": ("gap", 3, {"gap": 3.0}),
    "one_digit": ("digit", 3, {"digit": 3}),
    "race": ("w", 1, {"w": 1.0}),
    "pairings": ("gap", 3, {"gap": 3.0}),
    "surprise_curve": ("p", 1, {"p": 1.0}),
    "training": ("learning_rate", 1, {"learning_rate": 1.0}),
    "two_classes": ("z", (0, 1), {"z1": 0.0, "z2": 1.0}),
    "two_distributions": ("y", (0, 1, 0), {"y": (0.0, 1.0, 0.0)}),
}


@pytest.mark.parametrize("name", helpers.panels.__all__)
def test_integer_and_float16_options_are_taken(name, undrawn):
    three = ("z", (0, 1, 2), {"z1": 0.0, "z2": 1.0, "z3": 2.0})
    option, given, expected = WHOLE.get(name, three)
    for value in (given, np.array(given, dtype=np.float16), np.array(given)):
        panel = MAKE[name](**{option: value})
        assert {key: panel.values[key] for key in expected} == expected
