"""What the panel of a batch must show, compared with the sum over its examples."""

import numpy as np
import pytest
import scipy.special

from helpers import panels
from tests.panels.hand import drag, press

X = np.array([[2.0, 1.0, -0.5], [-1.0, 2.0, 3.0], [0.0, -1.0, 1.0]])
LABELS = [0, 3, 1]


def numbers(cells):
    return [[float(t.get_text().replace("−", "-")) for t in row] for row in cells.numbers]


@pytest.mark.parametrize("steps", [0, 1, 50])
def test_every_entry_is_the_mean_of_what_the_examples_give(steps):
    panel = panels.batch_gradient(X, LABELS, steps=steps)
    W, b = np.zeros((4, 3)), np.zeros(4)
    for _ in range(steps + 1):
        slopes = scipy.special.softmax(X @ W.T + b, axis=1) - np.eye(4)[LABELS]
        gradient = sum(np.outer(slope, x) for slope, x in zip(slopes, X, strict=True)) / 3
        W, b = W - 0.2 * gradient, b - 0.2 * slopes.mean(axis=0)
    np.testing.assert_allclose(panel.delta, slopes, atol=1e-12)
    np.testing.assert_allclose(panel.gradient.mesh.get_array(), gradient, atol=1e-12)
    np.testing.assert_allclose(numbers(panel.gradient), gradient, atol=0.0051)
    np.testing.assert_allclose(numbers(panel.slopes), slopes, atol=0.0051)
    assert numbers(panel.inputs) == X.tolist()


@pytest.mark.parametrize("cell", [(0, 0), (3, 2), (1, 2)])
def test_an_entry_frames_its_two_columns_and_its_formula_names_every_example(cell):
    panel = panels.batch_gradient(X, LABELS, cell=cell)
    k, j = cell
    assert panel.slopes.frame.get_xy() == (k - 0.5, -0.5)
    assert panel.inputs.frame.get_xy() == (j - 0.5, -0.5)
    assert panel.slopes.frame.get_height() == panel.inputs.frame.get_height() == 3
    assert panel.gradient.frame.get_xy() == (j - 0.5, k - 0.5)
    assert panel.view.formula.count("<mo>·</mo>") == 3
    expected = (np.full(4, 0.25) - np.eye(4)[LABELS])[:, k] @ X[:, j] / 3
    assert panel.entry == pytest.approx(expected)


def test_hand_and_keys():
    panel = panels.batch_gradient()
    drag(panel, panel.map_axes, (1, 2), (1, 2))
    assert panel.values["cell"] == (2, 1)
    press(panel, "ArrowDown", "ArrowRight", "x")
    assert panel.values["cell"] == (0, 0)


def test_descent_makes_the_loss_smaller():
    panel = panels.batch_gradient()
    assert panel.text.startswith("after 0 steps of descent, loss 1.0986:")
    panel.set(steps=1)
    assert panel.text.startswith("after 1 step of descent")
    panel.set(steps=50)
    assert float(panel.text.split("loss ")[1].split(":")[0]) < 0.2


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"X": np.zeros((1, 2)), "labels": [0]}, r"X must be 2 to 5 .*\(1, 2\)"),
        ({"X": np.zeros((4, 4))}, r"X must be .*\(4, 4\)"),
        ({"X": np.full((4, 2), 11.0)}, "X must be finite, from -10 to 10"),
        ({"X": np.full((4, 2), np.nan)}, "X must be finite"),
        ({"X": [["a", "b"]] * 4}, "X must be numbers"),
        ({"labels": [0, 1]}, "labels must be 4 class indices"),
        ({"labels": [0.0, 1.0, 2.0, 0.0]}, "labels must be 4 class indices"),
        ({"labels": [0, 1, 2, 4]}, "labels must be from 0 to 3"),
        ({"labels": [0, 1, 2, -1]}, "labels must be from 0 to 3"),
        ({"steps": 51}, "steps must be between 0 and 50"),
        ({"steps": 0.5}, "steps must be a whole number"),
        ({"cell": (3, 0)}, "cell must be a row from 0 to 2"),
    ],
)
def test_bad_options_are_named(options, message):
    with pytest.raises(ValueError, match=message):
        panels.batch_gradient(**options)


def test_one_class_for_all_is_shown_beside_another():
    assert panels.batch_gradient([[1.0], [2.0]], [0, 0]).delta.shape == (2, 2)
