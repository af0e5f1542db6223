"""What the panel of a batch must show, compared with the sum over its examples."""

import numpy as np
import pytest
import scipy.special

from helpers import panels
from tests.panels.hand import numbers

# What is drawn here is read from the artists; test_every_panel.py looks at pictures.
pytestmark = pytest.mark.usefixtures("undrawn")

X = np.array([[2.0, 1.0, -0.5], [-1.0, 2.0, 3.0], [0.0, -1.0, 1.0]])
LABELS = [0, 3, 1]


@pytest.mark.parametrize("steps", [0, 1, 50])
def test_every_entry_is_the_mean_of_what_the_examples_give(steps):
    panel = panels.batch_gradient(X, LABELS)
    panel.set(steps=steps)
    W, b = np.zeros((4, 3)), np.zeros(4)
    for _ in range(steps + 1):
        slopes = scipy.special.softmax(X @ W.T + b, axis=1) - np.eye(4)[LABELS]
        gradient = sum(np.outer(slope, x) for slope, x in zip(slopes, X, strict=True)) / 3
        W, b = W - 0.2 * gradient, b - 0.2 * slopes.mean(axis=0)
    np.testing.assert_allclose(panel.errors, slopes, atol=1e-12)
    np.testing.assert_allclose(panel.gradient.mesh.get_array(), gradient, atol=1e-12)
    np.testing.assert_allclose(numbers(panel.gradient.numbers), gradient, atol=0.0051)
    np.testing.assert_allclose(numbers(panel.slopes.numbers), slopes, atol=0.0051)
    assert numbers(panel.inputs.numbers).tolist() == X.tolist()
    loss = -np.log(slopes[range(3), LABELS] + 1).mean()
    said = f"after {steps} step{'' if steps == 1 else 's'} of descent, loss {loss:.4f}"
    assert panel.text.startswith(said)


@pytest.mark.parametrize("cell", [(0, 0), (3, 2), (1, 2)])
def test_an_entry_frames_its_two_columns_and_its_formula_names_every_example(cell):
    panel = panels.batch_gradient(X, LABELS)
    panel.set(cell=cell)
    i, j = cell
    assert panel.slopes.frame.get_xy() == (i - 0.5, -0.5)
    assert panel.inputs.frame.get_xy() == (j - 0.5, -0.5)
    assert panel.slopes.frame.get_height() == panel.inputs.frame.get_height() == 3
    assert panel.gradient.frame.get_xy() == (j - 0.5, i - 0.5)
    assert panel.view.formula.count("<mo>·</mo>") == 3
    expected = (np.full(4, 0.25) - np.eye(4)[LABELS])[:, i] @ X[:, j] / 3
    assert panel.entry == pytest.approx(expected)


def test_one_class_for_all_is_shown_beside_another():
    assert panels.batch_gradient([[1.0], [2.0]], [0, 0]).errors.shape == (2, 2)
