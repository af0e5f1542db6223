"""What every public function of the ground floor refuses: by name, with what was expected and came.

`ARGUMENTS` says of what kind an argument is by its name, so a new function is tested at once;
`REFUSED` says what no argument of a kind may be, and `SPECIAL` what only one function knows.
"""

import inspect
import math

import numpy as np
import pytest

from helpers import (
    arguments,
    digits,
    floats,
    functions,
    gradcheck,
    information,
    jacobians,
    losses,
    network,
    neuron,
)

INF, NAN = math.inf, math.nan
Z, P = np.array([[1.0, 2.0, 3.0], [3.0, 1.0, 0.0]]), np.array([[0.5, 0.4, 0.1], [0.2, 0.2, 0.6]])
LAYERS = network.initial_layers((3, 4, 2))
(W1, B1), (W2, B2) = LAYERS
X, LABELS = np.ones((5, 3)), np.array([0, 1, 0, 1, 0])


def begins(value):
    """Return what puts a value into an array's first place."""

    def change(good):
        changed = np.array(good, dtype=float)
        changed.flat[0] = value
        return changed

    return change


REAL = [
    (lambda good: np.asarray(good) * 1j, TypeError, "real numbers .*, got dtype complex128"),
    (lambda good: np.asarray(good).astype(str), TypeError, "real numbers .*, got dtype <U"),
    (lambda good: np.asarray(good).astype(object), TypeError, "real numbers .*, got dtype object"),
    (lambda good: np.asarray(good).astype("m8"), TypeError, "real numbers .*, got dtype timedelta"),
    ([[1.0], [1.0, 2.0]], ValueError, "numbers in a regular array, got rows of unequal length"),
]
SHARE = "probabilities between 0 and 1, got"
ELEMENTS = [(begins(v), ValueError, f"{SHARE} {v:g}( at index|$)") for v in (1.5, -0.1, NAN, INF)]
NUMBER = [
    *((v, ValueError, f"one finite number.*, got {v}") for v in (NAN, INF, -INF)),
    ([1.0, 0.5], ValueError, r"one finite number, got shape \(2,\)"),
    ([], ValueError, r"one finite number, got shape \(0,\)"),
    *((v, TypeError, "a number, got") for v in ("1", None, 1j)),
]
INTEGER = [(v, TypeError, "an integer, got") for v in (2.5, 2.0, "2", None, True)]
CLASSES = "class indices from 0 to . for K = . classes, got"


def labels(good):
    return np.asarray(good).astype(int)


REFUSED = {
    "real": REAL,
    "finite": [
        *REAL,
        *((begins(v), ValueError, f"finite numbers, got {v}( at index|$)") for v in (NAN, INF)),
    ],
    "logits": [
        *REAL,
        (begins(INF), ValueError, r"logits below inf, got inf at index \(0, 0\)$"),
        (lambda z: np.asarray(z) * 0 - INF, ValueError,
         "a largest logit above -inf in every row along axis 1, got -inf at index 0$"),
        (np.zeros((4, 0)), ValueError, r"at least one class along axis 1, got shape \(4, 0\)"),
        ([], ValueError, r"at least one class along axis 0, got shape \(0,\)"),
        (3.0, ValueError, r"at least one dimension, .* got the single number 3.0; .*sigmoid"),
    ],
    "row": [
        *REAL,
        *((v, ValueError, r"logits of shape \(K,\) .*got shape") for v in ([], [[1.0]], 3.0)),
    ],
    "probability": [*REAL, *ELEMENTS],
    "distribution": [
        *REAL,
        *ELEMENTS,
        (lambda p: np.asarray(p) / 2, ValueError,
         "a sum of 1 in every row .* softmax .*, got 0.5( at index 0)?$"),
        (lambda p: np.full(np.shape(p), 0.9), ValueError, "a sum of 1 in every row .*, got 2.7"),
        ([], ValueError, r"probabilities of shape .* at least one class, got shape \(0,\)"),
        (1.0, ValueError, r"probabilities of shape .* at least one class, got shape \(\)"),
    ],
    "labels": [
        (lambda y: labels(y) + 9, ValueError, rf"{CLASSES} 9 at index 0$"),
        (lambda y: labels(y) - 1, ValueError, rf"{CLASSES} -1( at index 0)?$"),
        (lambda y: np.full(np.shape(y), 2**63, np.uint64), ValueError, "got 9223372036854775808"),
        *((lambda y, kind=kind: labels(y).astype(kind), TypeError,
           f"integers, the indices of the true classes, got dtype {kind}")
          for kind in ("float64", "bool", "<U21")),
        ([[0], [1, 2]], ValueError, "numbers in a regular array"),
    ],
    "number": NUMBER,
    "positive": [
        *NUMBER,
        *((v, ValueError, f"one finite number above 0, got {v}") for v in (0, -1.5)),
    ],
    "not negative": [*NUMBER, (-0.1, ValueError, "one finite number of at least 0, got -0.1")],
    "share": [
        *NUMBER,
        *((v, ValueError, f"one finite number from 0 to 1, got {v}") for v in (1.1, -0.1)),
    ],
    "count": [*INTEGER, (0, ValueError, "an integer of at least 1, got 0")],
    "count from 0": [*INTEGER, (-1, ValueError, "an integer of at least 0, got -1")],
    "count from 2": [*INTEGER, (1, ValueError, "an integer of at least 2, got 1")],
    "axis": [
        (v, TypeError, "an integer, got") for v in (1.0, "0", None, (0, 1))
    ],
    "format": [
        (v, TypeError, "one of float16, float32, float64, got")
        for v in ("float8", "int32", np.clongdouble, None, 3, "complex64")
    ],
    "reduction": [
        (v, ValueError, '"mean", "sum" or "none", got') for v in ("average", None, "", 1, "Mean")
    ],
    "loss": [
        (v, ValueError, '"(squared_error|cross_entropy)" or "(squared_error|cross_entropy)", got')
        for v in ("mse", None, ["cross_entropy"])
    ],
    "layers": [
        (5, TypeError, "a list of Layer, got int"),
        ([], ValueError, "at least one layer, got none"),
        ([5], TypeError, "a list of Layer"),
    ],
    "anything": [],
}  # fmt: skip
# How many classes there are follows from these labels.
REFUSED["all labels"] = [
    (lambda y: labels(y) - 1, ValueError, "class indices from 0, got -1 at index 0$"),
    *REFUSED["labels"][3:],
]

# A good argument of each name and its kind, and where a function's own is another.
ARGUMENTS = {
    "z": (Z, "real"), "axis": (-1, "axis"), "temperature": (1.0, "positive"),
    "upstream": (Z, "real"), "dtype": ("float32", "format"),
    "W": (np.ones((2, 3)), "finite"), "x": (np.ones(3), "finite"), "b": (np.ones(2), "finite"),
    "f": (np.sum, "anything"),
    "analytic": (Z, "real"), "numeric": (Z, "real"),
    "y": (P, "distribution"), "p": (P, "distribution"), "a": (P, "real"),
    "target": ([0, 2], "labels"), "reduction": ("mean", "reduction"), "epsilon": (0.1, "share"),
    "labels": (LABELS, "labels"), "num_classes": (3, "count"), "gaps": ([0.0], "finite"),
    "K": (3, "count from 2"), "w": (1.0, "number"), "loss": ("cross_entropy", "loss"),
    "learning_rate": (0.1, "positive"), "epochs": (3, "count from 0"), "l2": (0, "not negative"),
    "sizes": ((4, 8), "anything"), "seed": (0, "count from 0"), "batch_size": (2, "count"),
    "layers": (LAYERS, "layers"), "X": (X, "finite"), "Y": (LABELS, "labels"),
    "hidden": ((4,), "anything"), "held_out": ((X, LABELS), "anything"),
    "digits": (None, "anything"), "shift": (0.0, "number"),
    "approx": (1.0, "anything"), "exact": (1.0, "anything"),
}  # fmt: skip
LOGITS, ROW = {"z": (Z, "logits")}, {"z": (Z[0], "row")}
NEURON = {**dict.fromkeys("bx", (1.0, "number")), "y": (0.0, "share")}
BINARY = {"y": ([1.0, 0.0], "probability"), "p": ([0.5, 0.5], "probability"), "z": ([5, 5], "real")}
OTHERWISE = {
    **dict.fromkeys([functions.softmax, functions.log_softmax, floats.compensated_softmax], LOGITS),
    **dict.fromkeys([jacobians.softmax_jacobian, jacobians.softmax_vjp], LOGITS),
    **dict.fromkeys([floats.exact_softmax, floats.trace_softmax, floats.safe_shifts], ROW),
    information.surprise: {"p": (P, "probability")},
    neuron.neuron_slope: {"z": ([0.0], "finite"), **NEURON},
    neuron.train_neuron: NEURON,
    losses.binary_cross_entropy: BINARY,
    losses.binary_cross_entropy_from_logits: BINARY,
    losses.mean_squared_error: {"y": (P, "real")},
    network.Training: {"labels": (LABELS, "all labels")},
}
ROOMS = (
    *(functions, jacobians, gradcheck, information, neuron, digits),
    *(losses, network, floats),
)
INNER = {"products"}  # for arguments that have been read


FOUND = [
    value
    for room in ROOMS
    for name, value in vars(room).items()
    if inspect.isfunction(value) and value.__module__.startswith(room.__name__)
    if not name.startswith("_") and name not in INNER
]
# {argument: (a good one, its kind)} of each.
FUNCTIONS = {
    function: {
        name: OTHERWISE.get(function, {}).get(name) or ARGUMENTS[name]
        for name in inspect.signature(function).parameters
    }
    for function in [*FOUND, network.Training]
}

CROSS_ENTROPY = losses.categorical_cross_entropy_from_logits
GRADIENT = gradcheck.numerical_gradient
DERIVATIVE = jacobians.softmax_weight_derivative
SPECIAL = [
    # function, arguments (the first is the one named), error, message after "name: expected"
    (jacobians.softmax_vjp, {"upstream": np.ones(3)}, r"the shape \(2, 3\) of z, got shape \(3,\)"),
    (GRADIENT, {"f": 1.0}, TypeError, "a function, got float"),
    *((GRADIENT, {"f": lambda x, shape=shape: np.ones(shape)},
       r"shape \(\) .*; for several outputs see numerical_jacobian$")
      for shape in ((3,), (1,), (1, 1), (0,))),
    *((GRADIENT, {"f": lambda x, value=value: value}, TypeError,
       f"real numbers back, got {type(value).__name__} of dtype") for value in (None, "a", 1j, {})),
    (gradcheck.numerical_jacobian, {"f": lambda x: np.zeros(2 if x[0] <= 1 else 3)},
     r"shape \(2,\) back, got shape \(3,\)$"),
    (GRADIENT, {"x": NAN}, "finite numbers, got nan$"),
    (gradcheck.compare, {"analytic": [], "numeric": []}, r"at least one entry, got shape \(0,\)"),
    (information.cross_entropy, {"y": P[0]}, r"the shape \(2, 3\) of p, got shape \(3,\)"),
    (information.entropy, {"p": [0.332] * 3}, "a sum of 1 .* got 0.996$"),
    (information.entropy, {"p": [4 / 3, -1 / 3]}, rf"{SHARE} 1.33333 at index 0$"),
    (digits.split_digits, {"digits": "all"}, TypeError, "Digits, got str"),
    *((function, {"y": [[1.0], [0.0]]}, rf"the shape \(2,\) of {name}, got shape \(2, 1\)")
      for name, function in {"p": losses.binary_cross_entropy,
                             "z": losses.binary_cross_entropy_from_logits}.items()),
    *((CROSS_ENTROPY, {"target": target}, message) for target, message in (
          (P.T, r"class indices of shape \(2,\) or distributions of shape \(2, 3\) .*\(3, 2\)$"),
          ([0, 1, 2], r"class indices of shape \(2,\) .*got shape \(3,\)$"),
          ([[0], [1, 2]], "numbers in a regular array, got"),
          (P * 2, rf"{SHARE} 1.2 at index \(1, 2\)"),
          (P / 2, "a sum of 1 in every row .* got 0.5 at index 0$"))),
    (CROSS_ENTROPY, {"z": 1.0}, r"shape \(K,\) or .*got shape \(\)"),
    (CROSS_ENTROPY, {"z": np.zeros((1, 1, 1))}, r"shape \(K,\)"),
    (CROSS_ENTROPY, {"z": np.zeros((2, 0))}, r"shape \(K,\) or .*K >= 1, got shape \(2, 0\)"),
    (CROSS_ENTROPY, {"z": [[INF, 0]], "target": [0]}, "logits below"),
    (functions.softmax, {"z": [[NAN, INF], [-INF, -INF]]}, "a largest .* at index 1$"),
    (CROSS_ENTROPY, {"z": [[-INF]], "target": [0]}, "a largest logit above"),
    (losses.one_hot, {"labels": [0, 3]}, "class indices from 0 to 2 for K = 3 classes, got 3 at"),
    (losses.mean_squared_error, {"y": [1, 0, 0]}, r"the shape \(2, 3\) of a, got shape \(3,\)"),
    (losses.mean_squared_error, {"a": np.zeros((1, 1, 1))}, r"shape \(n,\) or \(n, K\), got shape"),
    (network.forward, {"X": 1.0}, r"shape .*got shape \(\)"),
    (network.initial_layers, {"sizes": (3,)}, r"at least 2 integers, got \(3,\)"),
    (network.forward, {"X": X[:, :2]}, r"shape \(3,\) or \(n, 3\).*got shape \(5, 2\)"),
    (network.forward, {"X": np.ones((2, 2, 3))}, r"shape .*got shape \(2, 2, 3\)"),
    (network.loss_and_gradients, {"X": X[:0], "Y": []}, "at least one input, got n = 0; no mean"),
    (network.loss_and_gradients, {"Y": [0, 1]}, r"class indices .*beside the logits of .*\(2,\)"),
    (network.loss_and_gradients, {"Y": np.ones((5, 3))}, r"class indices .*got shape \(5, 3\)"),
    (network.loss_and_gradients, {"Y": [0], "X": X[0]}, r"class indices of shape \(\)"),
    (network.Training, {"X": X[0]}, r"shape \(n, d\) .*got shape \(3,\)"),
    (network.Training, {"X": X[:, :0]}, r"shape \(n, d\) .*got shape \(5, 0\)"),
    (network.Training, {"X": X[:0], "labels": []}, r"shape .* n >= 1, got shape \(0, 3\)"),
    (network.Training, {"labels": LABELS[:4]}, r"one class .*shape \(5,\), got shape \(4,\)"),
    (network.Training, {"labels": [[0], [0, 1]]}, "numbers in a regular array"),
    (network.Training, {"hidden": 32}, TypeError, r"a sequence .*; a .* \(32,\)$"),
    (network.Training, {"held_out": X}, r"the pair \(X, labels\), got ndarray"),
    (network.Training, {"held_out": 5}, r"the pair \(X, labels\), got int"),
    *((floats.exact_softmax, {"z": z}, "logits below inf, no nan")
      for z in ([NAN, 1.0], [INF, 1.0], [-INF])),
    *((floats.safe_shifts, {"z": z}, "the largest logit to be a finite number of float32, got")
      for z in ([NAN, 1.0], [INF], [-INF, -INF], [1e39])),
    (floats.ulp_error, {"exact": [0.0, 0.0]}, r"the shape of approx, \(\), got \(2,\)"),
    (floats.ulp_error, {"approx": 1}, TypeError, "one of float16"),
    (floats.ulp_error, {"exact": "one"}, TypeError, "numbers, got 'one'"),
]  # fmt: skip
# What is named by more than the argument itself.
WITHIN = [
    *((function, {"axis": axis}, rf"axis, with z of shape \(2, 3\): axis {axis} .* dimension 2$")
      for function in (functions.softmax, functions.log_softmax, functions.logsumexp)
      for axis in (2, -3)),
    (functions.softmax, {"z": np.zeros((0, 3)), "axis": 0},
     r"z: expected at least one class along axis 0, got shape \(0, 3\)"),
    (gradcheck.compare, {"analytic": Z[0]}, r"numeric: expected the shape \(3,\) of analytic"),
    *((DERIVATIVE, {name: value}, r"W, x, b: expected shapes \(K, d\), .*got \(")
      for name, value in (("W", np.ones(3)), ("W", np.ones((0, 3))), ("x", 1.0),
                          ("x", np.ones(2)), ("b", np.ones(3)))),
    (network.forward, {"layers": LAYERS[0]}, r"layers\[0\]: expected the pair .*one layer alone"),
    *((network.forward, {"layers": layers}, rf"layers\[{i}\]{message}") for layers, i, message in (
        ([(W1, B1, B1)], 0, r": expected the pair \(W, b\), got 3"),
        ([(W1[0], B1)], 0, r": expected W of shape \(out, in\) .*got shapes \(3,\) and \(4,\)"),
        ([(W1[:0], B1[:0])], 0, r": expected W .*got shapes \(0, 3\)"),
        ([(W1, B2)], 0, r": expected W .*got shapes \(4, 3\) and \(2,\)"),
        ([(W1, B1), (W1, B1)], 1, r": expected W of shape \(out, 4\)"),
        ([(W1 * NAN, B1)], 0, r"\.W: expected finite .*nan at index"),
        ([(W1, B1 + INF)], 0, r"\.b: expected finite .*inf at index 0"),
    )),
    (network.initial_layers, {"sizes": (3, 0)}, r"sizes\[1\]: expected an integer of at least 1"),
    (network.Training, {"hidden": (0,)}, r"hidden\[0\]: expected an integer of at least 1, got 0"),
    (network.Training, {"held_out": (X[:, :2], LABELS)}, r"held_out X: expected shape \(n, 3\)"),
    (network.Training, {"held_out": (X[:0], [])}, "held_out X: expected shape .* n >= 1"),
    (network.Training, {"held_out": (X, LABELS[:4])}, r"held_out labels: .*got shape \(4,\)"),
    (network.Training, {"held_out": (X, LABELS - 1)}, "held_out labels: expected class indices"),
]  # fmt: skip


def refuse(function, changes, error, message):
    """Call the function with good arguments and these changes, and expect the error."""
    arguments = {name: good for name, (good, _) in FUNCTIONS[function].items()}
    with pytest.raises(error, match=f"^{message}"):
        function(**arguments | changes)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__name__)
def test_bad_arguments_are_named(function):
    for name, (good, kind) in FUNCTIONS[function].items():
        for bad, error, message in REFUSED[kind]:
            value = bad(good) if inspect.isfunction(bad) else bad
            refuse(function, {name: value}, error, f"{name}: expected .*{message}")


@pytest.mark.parametrize("case", SPECIAL, ids=lambda case: f"{case[0].__name__}-{[*case[1]][0]}")
def test_what_one_function_alone_refuses_is_named(case):
    function, changes, *error, message = case
    (error,) = error or [ValueError]
    refuse(function, changes, error, f"{next(iter(changes))}: expected {message}")


@pytest.mark.parametrize("case", WITHIN, ids=lambda case: f"{case[0].__name__}-{[*case[1]][0]}")
def test_what_lies_within_an_argument_is_named_by_its_place(case):
    function, changes, message = case
    refuse(function, changes, (TypeError, ValueError, IndexError), message)


def test_a_count_may_be_as_large_as_its_bound():
    assert arguments.read_count(5, "n", at_most=5) == 5
    with pytest.raises(ValueError, match="^n: expected an integer of at most 4, got 5$"):
        arguments.read_count(5, "n", at_most=4)


def test_a_layer_alone_is_no_list_of_layers():
    words = r"^layers\[0\]: expected .*, got 4 arrays; one layer alone is written \[layer\]$"
    with pytest.raises(ValueError, match=words):
        network.forward(LAYERS[0], X[0])
