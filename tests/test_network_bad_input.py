"""What the network and its training say to arguments that cannot be meant."""

import numpy as np
import pytest

from helpers.network import (
    Layer,
    Training,
    accuracy,
    forward,
    initial_layers,
    loss_and_gradients,
    probabilities,
    train,
)

LAYERS = initial_layers((3, 4, 2))
(W1, B1), (W2, B2) = LAYERS
X, LABELS = np.ones((5, 3)), np.array([0, 1, 0, 1, 0])


@pytest.mark.parametrize("function", [forward, probabilities])
@pytest.mark.parametrize(
    ("layers", "inputs", "error", "message"),
    [
        (5, X, TypeError, "layers: expected a list of Layer, got int"),
        ([], X, ValueError, "layers: expected at least one layer"),
        ([5], X, TypeError, "layers: expected a list of Layer"),
        (LAYERS[0], X, ValueError, r"layers\[0\]: expected the pair .*one layer alone"),
        ([(W1, B1, B1)], X, ValueError, r"layers\[0\]: expected the pair \(W, b\), got 3"),
        ([(W1[0], B1)], X, ValueError, r"layers\[0\]\.W: expected shape .*got shape \(3,\)"),
        ([(W1[:0], B1[:0])], X, ValueError, r"layers\[0\]\.W: .*got shape \(0, 3\)"),
        ([(W1, B2)], X, ValueError, r"layers\[0\]\.b: expected shape \(4,\).*got shape \(2,\)"),
        ([(W1, B1), (W1, B1)], X, ValueError, r"layers\[1\]\.W: expected 4 columns.*\(4, 3\)"),
        ([(W1 * np.nan, B1)], X, ValueError, r"layers\[0\]\.W: expected finite .*nan at index"),
        ([(W1, B1 + np.inf)], X, ValueError, r"layers\[0\]\.b: expected finite .*inf at index 0"),
        ([(W1 * 1j, B1)], X, TypeError, r"layers\[0\]\.W: expected real numbers"),
        ([([[1.0], [1.0, 2.0]], B2)], X, ValueError, r"layers\[0\]\.W: .*unequal length"),
        (LAYERS, X[:, :2], ValueError, r"X: expected shape \(3,\) or \(n, 3\).*got shape \(5, 2\)"),
        (LAYERS, 1.0, ValueError, r"X: expected shape .*got shape \(\)"),
        (LAYERS, [], ValueError, r"X: expected shape .*got shape \(0,\)"),
        (LAYERS, np.ones((2, 2, 3)), ValueError, r"X: expected shape .*got shape \(2, 2, 3\)"),
        (LAYERS, [[1, 2, np.nan]], ValueError, r"X: expected finite .*nan at index \(0, 2\)"),
        (LAYERS, [1, -np.inf, 2], ValueError, "X: expected finite .*-inf at index 1"),
        (LAYERS, [["a"] * 3], TypeError, "X: expected real numbers"),
    ],
)
def test_forward(function, layers, inputs, error, message):
    with pytest.raises(error, match=message):
        function(layers, inputs)


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"Y": [0, 1]}, ValueError, r"Y: expected class indices of shape \(5,\) or .*\(2,\)"),
        ({"Y": [0, 1, 2, 0, 0]}, ValueError, "Y: expected class indices from 0 to 1.*got 2"),
        ({"Y": [0, 1, -1, 0, 0]}, ValueError, "Y: .*got -1"),
        ({"Y": [0.0, 1, 1, 0, 0]}, TypeError, "Y: expected integers"),
        ({"Y": np.ones((5, 2))}, ValueError, "Y: expected probabilities that sum to 1"),
        ({"Y": np.full((5, 2), np.nan)}, ValueError, "Y: expected probabilities between"),
        ({"Y": np.ones((5, 3))}, ValueError, r"Y: expected .*got shape \(5, 3\)"),
        ({"X": X[0], "Y": [0]}, ValueError, r"Y: expected .*shape \(\)"),
        ({"X": X[:0], "Y": LABELS[:0]}, ValueError, "X: expected at least one input, got n = 0"),
        ({"loss": "mse"}, ValueError, "loss: expected .*cross_entropy.* got 'mse'"),
        ({"loss": None}, ValueError, "loss: expected"),
        ({"loss": ["cross_entropy"]}, ValueError, "loss: expected"),
        ({"l2": -0.1}, ValueError, "l2: expected one finite number of at least 0, got -0.1"),
        ({"l2": np.nan}, ValueError, "l2: expected one finite number"),
        ({"l2": np.inf}, ValueError, "l2: expected one finite number"),
        ({"l2": "much"}, TypeError, "l2: expected a number, got 'much'"),
        ({"l2": None}, TypeError, "l2: expected a number"),
    ],
)
def test_loss_and_gradients(options, error, message):
    options = {"X": X, "Y": LABELS, **options}
    with pytest.raises(error, match=message):
        loss_and_gradients(LAYERS, options.pop("X"), options.pop("Y"), **options)


@pytest.mark.parametrize(
    ("inputs", "labels", "error", "message"),
    [
        (X, LABELS[:4], ValueError, r"labels: .*shape \(5,\), got shape \(4,\)"),
        (X, LABELS + 1, ValueError, "labels: expected class indices from 0 to 1"),
        (X, LABELS / 1, TypeError, "labels: expected integers"),
        (X[:0], [], ValueError, "X: expected at least one input, got n = 0"),
    ],
)
def test_accuracy(inputs, labels, error, message):
    with pytest.raises(error, match=message):
        accuracy(LAYERS, inputs, labels)


@pytest.mark.parametrize(
    ("sizes", "seed", "error", "message"),
    [
        ((3,), 0, ValueError, r"sizes: expected at least 2 integers, got \(3,\)"),
        ((), 0, ValueError, "sizes: expected at least 2"),
        (3, 0, TypeError, "sizes: expected a sequence of integers"),
        ((3, 0), 0, ValueError, r"sizes\[1\]: expected an integer of at least 1, got 0"),
        ((3, -1, 2), 0, ValueError, r"sizes\[1\]: .*got -1"),
        ((3, 2.0), 0, TypeError, r"sizes\[1\]: expected an integer, got 2.0"),
        ((3, np.nan), 0, TypeError, r"sizes\[1\]: expected an integer, got nan"),
        ((3, 2), -1, ValueError, "seed: expected an integer of at least 0, got -1"),
        ((3, 2), 0.5, TypeError, "seed: expected an integer, got 0.5"),
        ((3, 2), None, TypeError, "seed: expected an integer, got None"),
    ],
)
def test_initial_layers(sizes, seed, error, message):
    with pytest.raises(error, match=message):
        initial_layers(sizes, seed=seed)


BAD_TRAINING = [
    ({"X": X[0]}, ValueError, r"X: expected shape \(n, d\), got shape \(3,\)"),
    ({"X": X[:, :0]}, ValueError, r"X: expected shape \(n, d\), got shape \(5, 0\)"),
    ({"X": X[:0], "labels": []}, ValueError, "X: expected at least one example, got n = 0"),
    ({"X": X * np.nan}, ValueError, r"X: expected finite .*nan at index \(0, 0\)"),
    ({"X": X + np.inf}, ValueError, "X: expected finite .*inf"),
    ({"X": "digits"}, TypeError, "X: expected real numbers"),
    ({"labels": LABELS[:4]}, ValueError, r"labels: .*shape \(5,\), got shape \(4,\)"),
    ({"labels": LABELS - 1}, ValueError, "labels: expected class indices .*got -1 at index 0"),
    ({"labels": LABELS / 2}, TypeError, "labels: expected integers"),
    ({"labels": [[0], [0, 1]]}, ValueError, "labels: expected a regular array"),
    ({"labels": np.eye(5, dtype=int)}, ValueError, r"labels: .*got shape \(5, 5\)"),
    ({"num_classes": 1}, ValueError, "labels: expected class indices from 0 to 0"),
    ({"num_classes": 0}, ValueError, "num_classes: expected an integer of at least 1, got 0"),
    ({"num_classes": "2"}, TypeError, "num_classes: expected an integer"),
    ({"hidden": 32}, TypeError, r"hidden: expected a sequence .*written \(32,\)"),
    ({"hidden": (0,)}, ValueError, r"hidden\[0\]: expected an integer of at least 1, got 0"),
    ({"hidden": (3.5,)}, TypeError, r"hidden\[0\]: expected an integer, got 3.5"),
    ({"seed": -1}, ValueError, "seed: expected an integer of at least 0"),
    ({"held_out": X}, ValueError, r"held_out: expected the pair \(X, labels\), got ndarray"),
    ({"held_out": 5}, ValueError, r"held_out: expected the pair \(X, labels\), got int"),
    ({"held_out": (X[:, :2], LABELS)}, ValueError, r"held_out X: expected shape \(n, 3\)"),
    ({"held_out": (X[:0], [])}, ValueError, "held_out X: expected at least one example"),
    ({"held_out": (X, LABELS[:4])}, ValueError, r"held_out labels: .*got shape \(4,\)"),
    ({"held_out": (X, LABELS + 0.0)}, TypeError, "held_out labels: expected integers"),
    ({"held_out": (X, LABELS), "num_classes": 1}, ValueError, "labels: expected class indices"),
]
BAD_SETTINGS = [
    ({"loss": "hinge"}, ValueError, "loss: expected .*got 'hinge'"),
    ({"learning_rate": 0}, ValueError, "learning_rate: expected one finite number above 0, got 0"),
    ({"learning_rate": -1.0}, ValueError, "learning_rate: .*got -1.0"),
    ({"learning_rate": np.nan}, ValueError, "learning_rate: .*got nan"),
    ({"learning_rate": np.inf}, ValueError, "learning_rate: .*got inf"),
    ({"learning_rate": "fast"}, TypeError, "learning_rate: expected a number, got 'fast'"),
    ({"batch_size": 0}, ValueError, "batch_size: expected an integer of at least 1, got 0"),
    ({"batch_size": 2.5}, TypeError, "batch_size: expected an integer, got 2.5"),
    ({"batch_size": None}, TypeError, "batch_size: expected an integer, got None"),
    ({"l2": -1}, ValueError, "l2: expected one finite number of at least 0, got -1"),
]


@pytest.mark.parametrize(("options", "error", "message"), [*BAD_TRAINING, *BAD_SETTINGS])
def test_training(options, error, message):
    options = {"X": X, "labels": LABELS, **options}
    with pytest.raises(error, match=message):
        Training(options.pop("X"), options.pop("labels"), **options)


@pytest.mark.parametrize(("options", "error", "message"), BAD_SETTINGS)
def test_a_setting_changed_to_something_impossible_changes_nothing_else(options, error, message):
    training = Training(X, LABELS)
    training.run_epoch()
    before = training.history, training.layers
    for name, value in options.items():
        setattr(training, name, value)
    with pytest.raises(error, match=message):
        training.run_epoch()
    assert training.history == before[0]
    assert all(
        np.array_equal(a, b)
        for mine, theirs in zip(training.layers, before[1], strict=True)
        for a, b in zip(mine, theirs, strict=True)
    )


def test_a_bad_seed_is_found_by_reset():
    training = Training(X, LABELS)
    training.run_epoch()
    training.seed = 1.5
    with pytest.raises(TypeError, match="seed: expected an integer, got 1.5"):
        training.reset()
    assert len(training.history) == 1


@pytest.mark.parametrize(
    ("training", "epochs", "error", "message"),
    [
        (Training(X, LABELS), -1, ValueError, "epochs: expected an integer of at least 0, got -1"),
        (Training(X, LABELS), 2.0, TypeError, "epochs: expected an integer, got 2.0"),
        (Layer, 2, TypeError, "training: expected a Training, got type"),
    ],
)
def test_train_says_so_before_the_loop(training, epochs, error, message):
    with pytest.raises(error, match=message):
        train(training, epochs)
