"""The picture of the two roads: what it draws and says, whatever the machine measured."""

import numpy as np
import pytest

from helpers.cost import Costs
from helpers.live.picture import Picture
from helpers.panels.cost_of_two_roads import cost_of_two_roads

SIZES = 2 ** np.arange(4, 17)


def made_up(factor=1.0, sizes=SIZES):
    """Return times without noise."""
    matrix = np.where(sizes <= 4096, factor * 1e-9 * sizes**2, np.nan)
    return Costs(sizes, matrix, 3e-9 * sizes + 3e-6, 1e-9 * sizes + 1e-6)


def test_it_is_a_picture_whose_words_hold_no_times():
    shown = cost_of_two_roads(made_up())
    assert isinstance(shown, Picture)
    assert shown.text == (
        "the time from p to the gradient for K = 16 to 65536 classes, on logarithmic axes: at "
        "K = 4096 the road through the matrix takes more than 20 times as long as p − y"
    )
    assert shown.text == cost_of_two_roads(made_up(3.7)).text
    # It does not say more than was measured.
    assert "takes less than 20 times" in cost_of_two_roads(made_up(1e-4)).text


def test_it_draws_what_was_measured_and_guides_of_slope_1_and_2():
    costs = made_up()
    (axes,) = cost_of_two_roads(costs).stage.figure.axes
    assert (axes.get_xscale(), axes.get_yscale()) == ("log", "log")
    roads = [line for line in axes.lines if line.get_linestyle() != ":"]
    for line, times in zip(roads, (costs.matrix, costs.vjp, costs.fused), strict=True):
        np.testing.assert_array_equal(line.get_ydata(), times)
    guides = [np.log(line.get_data()) for line in axes.lines if line.get_linestyle() == ":"]
    np.testing.assert_allclose([np.polyfit(*guide, 1)[0] for guide in guides], [2, 1])
    assert {"slope 1", "slope 2", "$p - y$"} <= {text.get_text() for text in axes.texts}


@pytest.mark.parametrize("sizes", [[16, 32], [16, 4096], [2, 3, 5, 7]])
def test_few_sizes_are_enough(sizes):
    assert cost_of_two_roads(made_up(sizes=np.array(sizes))).png.startswith(b"\x89PNG")
