"""What the still pictures draw and say: digits, weights, shapes and measured times."""

import re

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from helpers.cost import Costs
from helpers.digits import load_digits
from helpers.panels.cost_of_two_roads import cost_of_two_roads
from helpers.panels.digit_pictures import digit_gallery, evidence
from helpers.panels.layer_shapes import layer_shapes
from helpers.panels.parts.cells import LIGHT_ENDS
from tests.live.pictures import decode

SIZES = 2 ** np.arange(4, 17)
W = np.random.default_rng(8).normal(size=(10, 64))


def made_up(factor=1.0):
    """Return times without noise."""
    matrix = np.where(SIZES <= 4096, factor * 1e-9 * SIZES**2, np.nan)
    return Costs(SIZES, matrix, 3e-9 * SIZES + 3e-6, 1e-9 * SIZES + 1e-6)


def test_the_words_hold_no_times_and_say_no_more_than_was_measured():
    text = cost_of_two_roads(made_up()).text
    assert text == cost_of_two_roads(made_up(3.7)).text
    assert text.endswith(
        "at K = 4096 the road through the matrix takes more than 20 times as long as p − y"
    )
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


@pytest.mark.parametrize("n", [1, 7, 1000])
def test_the_shapes_of_every_product_fit_and_the_gradients_have_those_of_the_weights(n):
    text = layer_shapes(n=n, d=5, M=4, K=3).text
    product = r"\((\d+), (\d+)\) times \S+ \((\d+), (\d+)\) gives \S+ \((\d+), (\d+)\)"
    products = re.findall(product, text)
    assert len(products) == 5
    for rows, inner, same, columns, high, wide in products:
        assert (inner, rows, columns) == (same, high, wide)
    for shape in ("∂L/∂W₂ (3, 4)", "∂L/∂W₁ (4, 5)", "W₂ (3, 4)", "W₁ᵀ (5, 4)"):
        assert shape in text


@pytest.mark.parametrize("count", [1, 7, 20])
def test_a_gallery_of_any_size_is_a_picture_with_words(count):
    shown = digit_gallery(load_digits().images[:count], [f"true\n{i}" for i in range(count)])
    assert decode(shown.png).shape[1] == 800
    words = ", ".join(f"true {i}" for i in range(count))
    assert shown.text == f"{count} digit{'s' * (count > 1)} of 8 x 8 pixels: {words}"


def test_a_gallery_draws_ink_dark_on_paper_and_light_on_a_dark_page():
    shown = digit_gallery(np.ones((1, 8, 8)))
    light = decode(shown.png)
    assert light[light.shape[0] // 2, 400].max() < 60
    shown.view.dark = True
    dark = decode(shown.png)
    assert dark[dark.shape[0] // 2, 400].min() > 200


@pytest.mark.parametrize("weights", [W[:2], W[:5], W[:6], W, np.zeros((2, 64))])
def test_evidence_is_a_picture_of_every_class_and_of_nothing(weights):
    shown, end = evidence(weights), np.abs(weights).max()
    assert shown.text.startswith(f"the weights of {len(weights)} classes")
    assert shown.text.endswith(f"colours from −{end or 1:.2f} to +{end or 1:.2f}")
    (tiles,) = [axes for axes in shown.stage.figure.axes if axes.images]
    full = [np.round(255 * np.array(to_rgb(colour))) for colour in LIGHT_ENDS]
    colours = tiles.images[0].get_array()[:, :, :3]
    assert any((colours == colour).all(-1).any() for colour in full) == (end > 0)


def test_evidence_differs_between_the_signs_in_greyscale_too():
    light = [decode(evidence(sign * np.ones((2, 64))).png) for sign in (1, -1)]
    height = light[0].shape[0]
    greys = [picture[height // 2 : height // 2 + 40].mean() for picture in light]
    assert abs(greys[0] - greys[1]) > 20
