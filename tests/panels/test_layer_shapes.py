"""The picture of a network's matrix products: its shapes fit, and it says them in words."""

import re

import pytest

from helpers.panels.layer_shapes import layer_shapes


def test_the_shapes_of_every_product_fit_and_the_gradients_have_those_of_the_weights():
    text = layer_shapes(n=7, d=5, M=4, K=3).text
    product = r"\((\d+), (\d+)\) times \S+ \((\d+), (\d+)\) gives \S+ \((\d+), (\d+)\)"
    products = re.findall(product, text)
    assert len(products) == 5
    for rows, inner, same, columns, high, wide in products:
        assert (inner, rows, columns) == (same, high, wide)
    for shape in ("∂L/∂W₂ (3, 4)", "∂L/∂W₁ (4, 5)", "W₂ (3, 4)", "W₁ᵀ (5, 4)"):
        assert shape in text


@pytest.mark.parametrize("sizes", [{}, {"n": 1, "d": 1, "M": 1, "K": 1}, {"n": 1000, "K": 2}])
def test_it_draws_for_any_sizes(sizes):
    assert layer_shapes(**sizes).png.startswith(b"\x89PNG")
