"""The four gradients of lesson 05, compared with the formulas written out."""

import numpy as np
import pytest

from helpers.functions import sigmoid
from helpers.losses.pairings import pairing_gradients

GAPS = np.array([-9.0, -2.5, 0.0, 0.7, 6.0])


@pytest.mark.parametrize("K", [2, 3, 10])
def test_the_written_formulas_of_the_lesson_hold(K):
    found = pairing_gradients(GAPS, K)
    a, p = sigmoid(GAPS), np.exp(GAPS) / (np.exp(GAPS) + K - 1)
    expected = {
        ("cross-entropy", "sigmoid"): a - 1,
        ("cross-entropy", "softmax"): p - 1,
        ("squared error", "sigmoid"): (a - 1) * a * (1 - a),
        ("squared error", "softmax"): (p - 1) * p * (1 - p) * K / (K - 1),
    }
    for pair, slopes in expected.items():
        np.testing.assert_allclose(found[pair], slopes, rtol=1e-9)


def test_far_on_the_wrong_side_one_loss_pulls_fully_and_the_other_not_at_all():
    found = pairing_gradients([-1e3, -40.0], 10)
    for output in ("sigmoid", "softmax"):
        np.testing.assert_allclose(found["cross-entropy", output], -1.0)
        np.testing.assert_allclose(found["squared error", output], 0.0, atol=1e-15)


@pytest.mark.parametrize("kind", [list, np.float16, np.int64])
def test_lists_halves_and_whole_numbers_are_taken(kind):
    given = [-2, 0, 3] if kind is list else np.array([-2, 0, 3], dtype=kind)
    expected = pairing_gradients(np.array([-2.0, 0.0, 3.0]), 3)
    for pair, slopes in pairing_gradients(given, 3).items():
        np.testing.assert_array_equal(slopes, expected[pair])


def test_no_gaps_no_slopes():
    assert all(slopes.shape == (0,) for slopes in pairing_gradients([], 3).values())
