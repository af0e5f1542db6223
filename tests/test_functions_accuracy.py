"""The bounds stated in the docstrings, against 50 digits by mpmath, and against scipy.

A longer search is `python -m bench.softmax_accuracy`.
"""

import zlib

import numpy as np
import pytest
import scipy.special

from bench.oracle import KINDS, exact_row, exact_sigmoid
from helpers import log_softmax, logsumexp, sigmoid, softmax
from helpers.floats import ulp_error

CASES = pytest.mark.parametrize(
    ("kind", "k"),
    [(kind, k) for kind in KINDS for k in (1, 2, 3, 10, 33, 100, 1000)],
)


def some_rows(kind, k):
    rng = np.random.default_rng(zlib.crc32(f"{kind} {k}".encode()))
    return [KINDS[kind](rng, k) for _ in range(1 if k == 1000 else 2)]


@CASES
def test_float64_is_right_to_4_ulp(kind, k):
    for z in some_rows(kind, k):
        p, log_p, log_total = exact_row(z)
        assert ulp_error(softmax(z), p).max() <= 4
        assert ulp_error(log_softmax(z), log_p).max() <= 4
        scale = max(abs(float(log_total)), np.log(k), np.spacing(0.0))
        assert abs(float(logsumexp(z)) - log_total) <= 4 * np.spacing(scale)
        # The same rows among others, along either axis, take other ways through the code.
        many = np.stack([z] * 20)
        assert ulp_error(softmax(many)[7], p).max() <= 4
        assert ulp_error(softmax(many.T, axis=0)[:, 7], p).max() <= 4


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("temperature", [0.1, 1.7, 300.0])
def test_temperature_keeps_the_bound(kind, temperature):
    for z in some_rows(kind, 50):
        p, log_p, _ = exact_row(z, temperature)
        assert ulp_error(softmax(z, temperature=temperature), p).max() <= 4
        assert ulp_error(log_softmax(z, temperature=temperature), log_p).max() <= 4


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("k", [3, 100])
def test_float32_is_right_to_6_ulp_and_float16_rounds_once(kind, k):
    for row in some_rows(kind, k):
        z = row.astype(np.float32)
        p, log_p, _ = exact_row(z)
        assert ulp_error(softmax(z), p).max() <= 6
        assert ulp_error(log_softmax(z), log_p).max() <= 0.501
        z = row.astype(np.float16)
        p, log_p, _ = exact_row(z)
        assert ulp_error(softmax(z), p).max() <= 0.501
        assert ulp_error(log_softmax(z), log_p).max() <= 0.501


def test_sigmoid_is_right_in_both_tails():
    z = np.concatenate([np.linspace(-750, 750, 601), np.linspace(-1, 1, 100), [0.0, 1e-300, -40.0]])
    assert ulp_error(sigmoid(z), exact_sigmoid(z)).max() <= 3
    for name in ("float16", "float32"):
        small = z.astype(name)
        assert ulp_error(sigmoid(small), exact_sigmoid(small)).max() <= 0.501


def test_a_logarithm_next_to_0_is_not_0():
    for gap in (37.0, 40.0, 300.0, 740.0):
        assert log_softmax([gap, 0.0])[0] == pytest.approx(-np.exp(-gap), rel=1e-15)
        assert log_softmax([gap, 0.0, 0.0])[0] == pytest.approx(-2 * np.exp(-gap), rel=1e-15)


def test_crumbs_beside_a_large_term_are_counted():
    z = np.zeros(100_000)
    z[1:] = -37.0
    rest = 99_999 * np.exp(-37.0)
    assert softmax(z)[0] == pytest.approx(1 / (1 + rest), rel=3e-16)
    assert 1 - softmax(z)[0] == pytest.approx(rest, rel=1e-3)
    assert log_softmax(z)[0] == pytest.approx(-np.log1p(rest), rel=1e-15)


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_scipy_agrees(axis):
    z = np.random.default_rng(4).normal(0, 100, (6, 7, 80))
    # scipy loses up to abs(z - max) eps; see the softmax docstring.
    np.testing.assert_allclose(
        softmax(z, axis=axis), scipy.special.softmax(z, axis=axis), rtol=1e-13
    )
    np.testing.assert_allclose(
        log_softmax(z, axis=axis), scipy.special.log_softmax(z, axis=axis), rtol=1e-13, atol=1e-15
    )
    np.testing.assert_allclose(
        logsumexp(z, axis=axis), scipy.special.logsumexp(z, axis=axis), rtol=1e-14
    )
    np.testing.assert_allclose(sigmoid(z), scipy.special.expit(z), rtol=1e-15)
