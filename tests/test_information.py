"""Surprise, entropy, cross-entropy, KL: the lesson's numbers, the identities, the edges."""

import autograd
import autograd.numpy as anp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from helpers.functions import softmax
from helpers.gradcheck import numerical_gradient
from helpers.information import (
    cross_entropy,
    cross_entropy_gradient,
    entropy,
    entropy_gradient,
    kl_divergence,
    kl_divergence_gradient,
    surprise,
)

OF_TWO = [cross_entropy, kl_divergence, cross_entropy_gradient, kl_divergence_gradient]
OF_ONE = [entropy, entropy_gradient]


@st.composite
def pairs(draw):
    rows, classes = draw(st.integers(0, 4)), draw(st.integers(1, 6))
    z = draw(arrays(np.float64, (2, rows, classes), elements=st.floats(-20, 20)))
    return softmax(z[0]), softmax(z[1])


def test_the_numbers_of_the_lesson():
    assert cross_entropy([1, 0, 0], [0.5, 0.4, 0.1]) == -np.log(0.5)
    assert cross_entropy([0, 0, 1], softmax([1, 2, 3])) == pytest.approx(0.407606, abs=5e-7)
    assert cross_entropy([0.4, 0.5, 0.1], [1, 0, 0]) == np.inf  # the two exchanged
    assert kl_divergence([0.5, 0.5], [0.9, 0.1]) != kl_divergence([0.9, 0.1], [0.5, 0.5])


@pytest.mark.parametrize("K", [1, 2, 3, 10, 100])
def test_knowing_nothing_costs_log_k(K):
    uniform = np.full(K, 1 / K)
    assert entropy(uniform) == pytest.approx(np.log(K), abs=1e-14)
    assert cross_entropy(np.eye(K)[0], uniform) == pytest.approx(np.log(K), abs=1e-14)


@settings(max_examples=50)
@given(pairs())
def test_the_identities_hold(pair):
    y, p = pair
    assert entropy(p).shape == p.shape[:-1]
    np.testing.assert_allclose(cross_entropy(y, p), entropy(y) + kl_divergence(y, p), atol=1e-13)
    assert (kl_divergence(y, p) >= -1e-14).all()
    np.testing.assert_array_equal(kl_divergence(p, p), np.zeros(len(p)))
    assert (entropy(p) >= 0).all()
    assert (entropy(p) <= np.log(p.shape[-1]) + 1e-14).all()


@pytest.mark.parametrize("shape", [(1,), (3,), (1, 4), (5, 2), (4, 6)])
def test_gradients_agree_with_autograd_and_with_differences(shape):
    rng = np.random.default_rng(shape)
    y, p = softmax(rng.normal(size=(2, *shape)))
    cases = [
        (entropy, entropy_gradient, (), lambda p: -anp.sum(p * anp.log(p))),
        (cross_entropy, cross_entropy_gradient, (y,), lambda p: -anp.sum(y * anp.log(p))),
        (kl_divergence, kl_divergence_gradient, (y,), lambda p: anp.sum(y * anp.log(y / p))),
    ]
    for value, gradient, before, theirs in cases:
        mine = gradient(*before, p)
        np.testing.assert_allclose(value(*before, p).sum(), theirs(p), rtol=1e-13, atol=1e-15)
        np.testing.assert_allclose(mine, autograd.grad(theirs)(p), rtol=1e-12)
        numeric = numerical_gradient(lambda p: value(*before, p).sum(), p)  # noqa: B023
        np.testing.assert_allclose(mine, numeric, rtol=1e-6)


def test_zeros_and_ones_have_their_limits():
    assert entropy([1, 0]) == 0.0
    assert not np.signbit(entropy([1, 0]))
    assert not np.signbit(cross_entropy([1, 0], [1, 0]))
    assert kl_divergence([1, 0], [1, 0]) == 0.0
    assert kl_divergence([0.5, 0.5], [1, 0]) == np.inf
    assert cross_entropy([0, 1], [1, 0]) == np.inf
    assert entropy_gradient([1, 0]).tolist() == [-1.0, np.inf]
    assert cross_entropy_gradient([1, 0], [1, 0]).tolist() == [-1.0, 0.0]
    assert cross_entropy_gradient([0, 1], [1, 0]).tolist() == [0.0, -np.inf]
    assert surprise([0.0, 1.0]).tolist() == [np.inf, 0.0]
    assert not np.signbit(surprise(1.0))


def test_a_probability_too_small_to_divide_by_is_no_trouble():
    assert kl_divergence([1, 0], [1e-310, 1.0]) == pytest.approx(-np.log(1e-310))
    assert cross_entropy_gradient([1, 0], [1e-310, 1.0])[0] == -np.inf


@given(arrays(np.float64, st.integers(0, 5), elements=st.floats(0, 1)))
def test_surprise_is_minus_the_logarithm(p):
    with np.errstate(divide="ignore"):
        np.testing.assert_array_equal(surprise(p), -np.log(p))


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64, np.int64])
def test_the_prediction_decides_the_float_format(dtype):
    p = np.array([[1, 0], [0, 1]], dtype)
    kept = np.float64 if dtype == np.int64 else dtype
    for function in OF_ONE:
        assert function(p).dtype == kept
    for function in OF_TWO:
        assert function([[1, 0], [0.5, 0.5]], p).dtype == kept
    assert surprise(p).dtype == kept


def test_numbers_typed_with_four_digits_are_welcome():
    assert entropy([0.0900, 0.2447, 0.6652]) == pytest.approx(0.8324, abs=1e-3)
    assert entropy([7.87e-4, 7.87e-4, 2.14e-3, 1.58e-2, 0.117, 0.864]) > 0
    with pytest.raises(ValueError, match="got the sum 0.99"):
        entropy([0.33, 0.33, 0.33])
