"""Surprise, entropy, cross-entropy, KL: against scipy, the identities, the edges."""

import numpy as np
import pytest
import scipy.special
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from helpers.functions import softmax
from helpers.information import cross_entropy, entropy, kl_divergence, surprise


@st.composite
def pairs(draw):
    rows, classes = draw(st.integers(0, 4)), draw(st.integers(1, 6))
    z = draw(arrays(np.float64, (2, rows, classes), elements=st.floats(-20, 20)))
    return softmax(z[0]), softmax(z[1])


@settings(max_examples=50)
@given(pairs())
def test_scipy_finds_the_same_and_the_identities_hold(pair):
    y, p = pair
    np.testing.assert_allclose(entropy(p), scipy.special.entr(p).sum(axis=-1), atol=1e-14)
    assert (entropy(p) <= np.log(p.shape[-1]) + 1e-14).all()
    np.testing.assert_allclose(
        kl_divergence(y, p), scipy.special.rel_entr(y, p).sum(-1), atol=1e-13
    )
    np.testing.assert_array_equal(kl_divergence(p, p), np.zeros(len(p)))
    np.testing.assert_allclose(cross_entropy(y, p), entropy(y) + kl_divergence(y, p), atol=1e-13)


def test_zeros_and_ones_have_their_limits():
    assert cross_entropy([1, 0, 0], [0.5, 0.4, 0.1]) == -np.log(0.5)
    assert cross_entropy([0.4, 0.5, 0.1], [1, 0, 0]) == np.inf  # the two exchanged
    assert kl_divergence([1, 0], [1, 0]) == 0.0
    assert kl_divergence([0.5, 0.5], [1, 0]) == np.inf
    assert kl_divergence([1, 0], [1e-310, 1.0]) == pytest.approx(-np.log(1e-310))
    np.testing.assert_array_equal(surprise([0.0, 1.0, 0.3]), [np.inf, 0.0, -np.log(0.3)])
    for zero in (entropy([1, 0]), cross_entropy([1, 0], [1, 0]), surprise(1.0)):
        assert zero == 0.0
        assert not np.signbit(zero)
