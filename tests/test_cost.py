"""The measured roads give the same gradient, in little memory, and differ as K and K^2 do."""

import tracemalloc
from functools import partial
from time import perf_counter

import numpy as np
import pytest

from helpers import cost
from helpers.cost import measure_cost
from helpers.functions import softmax
from helpers.losses import categorical_cross_entropy_from_logits_gradient

MATRIX_ROAD = partial(cost._matrix_road, np.full(50**2, np.nan))


@pytest.mark.parametrize("road", [MATRIX_ROAD, cost._vjp_road, np.subtract])
@pytest.mark.parametrize("K", [2, 3, 50])
def test_every_road_ends_at_p_minus_y(road, K):
    p, y = softmax(np.arange(K) / K), np.eye(K)[-1]
    expected = categorical_cross_entropy_from_logits_gradient(y, np.log(p))
    np.testing.assert_allclose(road(p, y), expected, atol=1e-14)


@pytest.fixture
def measured(monkeypatch):
    """Measure these sizes alone, with a matrix up to this one."""

    def measure(*sizes, largest=4096):
        monkeypatch.setattr(cost, "SIZES", sizes)
        monkeypatch.setattr(cost, "LARGEST_MATRIX", largest)
        return measure_cost()

    return measure


def test_all_of_it_holds_one_matrix(measured):
    tracemalloc.start()
    try:
        measured(512, 1024, 10_000, largest=1024)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert 1.0 <= peak / (8 * 1024**2) < 1.2


def test_the_matrix_takes_many_times_as_long(measured):
    costs = measured(64, 2048)
    assert costs.matrix[1] > 20 * costs.fused[1]
    assert costs.matrix[1] > 20 * costs.vjp[1]
    assert costs.matrix[1] > 20 * costs.matrix[0]


def test_a_clock_of_coarse_steps_is_enough(measured, monkeypatch):  # as in a browser
    monkeypatch.setattr(cost, "perf_counter", lambda: int(1000 * perf_counter()) / 1000)
    costs = measured(2048)
    assert 0 < costs.fused[0] < costs.matrix[0]


def test_beyond_the_largest_matrix_the_others_go_on(measured):
    costs = measured(4, 8, 16, largest=8)
    assert np.isnan(costs.matrix).tolist() == [False, False, True]
    assert (np.array([costs.vjp, costs.fused]) > 0).all()
    assert costs.sizes.tolist() == [4, 8, 16]
    assert repr(costs) == "<Costs: 3 sizes, K = 4 to 16>"
