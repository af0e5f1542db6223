"""The 60-digit reference, against mpmath."""

from decimal import Decimal

import mpmath
import numpy as np
import pytest

from bench.oracle import KINDS
from helpers.floats import exact_softmax

INF = np.inf


def by_mpmath(z):
    with mpmath.workdps(80):
        values = [mpmath.mpf(float(value)) for value in z]
        exps = [mpmath.exp(value - max(values)) for value in values]
        return [e / mpmath.fsum(exps) for e in exps]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("k", [1, 2, 5, 40])
def test_sixty_digits_agree(kind, k):
    z = KINDS[kind](np.random.default_rng(5), k)
    with mpmath.workdps(80):
        for a, b in zip(exact_softmax(z), by_mpmath(z), strict=True):
            assert isinstance(a, Decimal)
            assert abs(mpmath.mpf(str(a)) - b) <= abs(b) * mpmath.mpf(10) ** -58


def test_far_apart_logits_neither_vanish_nor_take_long():
    p = exact_softmax([0.0, -1e4, -1e6])
    assert 0 < p[2] < p[1] < Decimal("1e-4342")
    assert exact_softmax([1e308, 5e-324, -1e308])[0] == 1


def test_masked_classes_and_every_kind_of_number():
    assert exact_softmax([0, -INF, 0]) == [Decimal("0.5"), 0, Decimal("0.5")]
    assert exact_softmax((1, 2)) == exact_softmax([1.0, 2.0])
    for dtype in (np.float16, np.float32, np.uint8):
        assert exact_softmax(np.array([1, 2], dtype)) == exact_softmax([1.0, 2.0])
    assert exact_softmax([True, False]) == exact_softmax([1, 0])
