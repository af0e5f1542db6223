"""The ends of the formats, errors in ulp, 60 digits against mpmath, and softmax step by step."""

from decimal import Decimal
from fractions import Fraction

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.oracle import KINDS
from helpers.floats import (
    compensated_softmax,
    exact_softmax,
    limits,
    safe_shifts,
    trace_softmax,
    ulp_error,
)

FORMATS = pytest.mark.parametrize("name", ["float16", "float32", "float64"])
INF, NAN = np.inf, np.nan


@FORMATS
def test_limits_are_the_last_places_where_exp_behaves(name):
    type_, ends = np.dtype(name).type, limits(name)
    with np.errstate(all="ignore"):
        last, lost, zero = (
            type_(z) for z in (ends.exp_overflow, ends.exp_to_subnormal, ends.exp_to_zero)
        )
        up = type_(INF)
        assert np.isfinite(np.exp(last))
        assert np.isinf(np.exp(np.nextafter(last, up)))
        assert 0 < np.exp(lost) < np.finfo(name).smallest_normal
        assert np.exp(np.nextafter(lost, up)) >= np.finfo(name).smallest_normal
        assert np.exp(zero) == 0
        assert np.exp(np.nextafter(zero, up)) == np.finfo(name).smallest_subnormal
        assert np.isinf(np.nextafter(type_(ends.max), up))
    assert type_(1) + type_(ends.eps) == np.nextafter(type_(1), up)
    assert ends == limits(np.dtype(name).newbyteorder())
    assert repr(ends).startswith(f"{name}: up to ")


# Errors in units in the last place.


@settings(max_examples=100)
@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(-3, 3))
def test_error_of_a_neighbour_is_its_distance(x, steps):
    y = np.float64(x)
    with np.errstate(over="ignore"):
        for _ in range(abs(steps)):
            y = np.nextafter(y, np.sign(steps) * INF)
    expected = INF if np.isinf(y) else float(abs(Fraction(float(y)) - Fraction(x)))
    with np.errstate(over="ignore"):
        unit = min(np.spacing(abs(x)), 2.0**971)  # numpy finds no gap at the largest number
    assert ulp_error(y, Fraction(x)) == pytest.approx(expected / unit, rel=1e-12)


@pytest.mark.parametrize(
    ("approx", "exact", "error"),
    [
        (0.1, Decimal("0.1"), 0.4),
        (-0.1, mpmath.mpf("-0.1", dps=50), 0.4),
        (np.float32(0.1), 0.1, 0.2),
        (np.float16(2), 2 + 2**-9, 1),
        (np.float32(1), 1 + Fraction(1, 2**23), 1),
        (1.0, 1 - Fraction(1, 2**53), 1),  # below 1 the gap is half as wide
        (1.0, 1 + Fraction(1, 2**52), 1),
        (0.0, 0, 0),
        (5e-324, 0, 1),
        (0.0, Fraction(1, 10**400), 0),
        *((INF, INF, 0), (INF, 1, INF), (1.0, INF, INF), (-INF, INF, INF)),
        *((NAN, 1, NAN), (1.0, NAN, NAN)),
    ],
)
def test_the_unit_is_that_of_the_exact_value_and_of_the_format(approx, exact, error):
    expected = pytest.approx(error, rel=1e-6, abs=1e-70, nan_ok=True)
    assert ulp_error(approx, exact) == expected
    assert ulp_error(np.array([[approx]]), [[exact]])[0, 0] == expected


# 60 digits.


def by_mpmath(z):
    with mpmath.workdps(80):
        values = [mpmath.mpf(float(value)) for value in z]
        exps = [mpmath.exp(value - max(values)) for value in values]
        return [e / mpmath.fsum(exps) for e in exps]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("k", [1, 5, 40])
def test_sixty_digits_agree(kind, k):
    z = KINDS[kind](np.random.default_rng(5), k)
    with mpmath.workdps(80):
        for a, b in zip(exact_softmax(z), by_mpmath(z), strict=True):
            assert isinstance(a, Decimal)
            assert abs(mpmath.mpf(str(a)) - b) <= abs(b) * mpmath.mpf(10) ** -58


def test_far_apart_logits_neither_vanish_nor_take_long():
    p = exact_softmax([0.0, -1e4, -1e7])  # Python's own decimals end at 1e-999999
    assert 0 < p[2] < p[1] < Decimal("1e-4342")
    assert exact_softmax([1e308, 5e-324, -1e308])[0] == 1
    assert exact_softmax(np.array([0, -INF, 0], "f2")) == [Decimal("0.5"), 0, Decimal("0.5")]


@pytest.mark.parametrize("scale", [1.0, 30.0, 300.0])
def test_the_compensated_softmax_keeps_the_digits_that_the_shift_loses(scale):
    for z in np.random.default_rng(3).normal(scale=scale, size=(20, 7)):
        exact = exact_softmax(z)
        normal = np.array(exact, float) > np.finfo(float).smallest_normal
        assert ulp_error(compensated_softmax(z), exact)[normal].max() < 4
    batch = np.array([[1.0, 2.0], [9.0, -9.0], [0.0, -INF]])
    for row, p in zip(batch, compensated_softmax(batch), strict=True):
        np.testing.assert_array_equal(p, compensated_softmax(row))
    assert compensated_softmax([[0.0, 0.0], [-2000.0, -2000.0]]).tolist() == [[0.5, 0.5]] * 2
    assert compensated_softmax([-INF, 0.0, 0.0]).tolist() == [0.0, 0.5, 0.5]


# softmax step by step, and the window of shifts, by brute force.

ROWS = ([1.0, 2.0, 3.0], [0.0], [5.0] * 40, [12.0, -9.0, 11.5], [-30.0, -31.0], [1e3, 1.0, 999.0])


def works(z, name, shift):
    """Compute softmax with one scalar at a time, and say whether nothing broke."""
    type_ = np.dtype(name).type
    with np.errstate(all="ignore"):
        exps = [np.exp(type_(value) + type_(shift)) for value in z]
        total = type_(0)
        for value in exps:
            total += value
    return bool(np.isfinite(total) and max(exps) >= np.finfo(name).smallest_normal)


@FORMATS
@pytest.mark.parametrize("z", ROWS)
def test_the_window_ends_where_softmax_stops_working(z, name):
    type_ = np.dtype(name).type
    low, high = safe_shifts(z, name)
    assert low <= -max(z) <= high
    assert safe_shifts([*z, -INF], name) == (low, high)
    for inside, direction in ((low, -INF), (high, INF)):
        outside = float(np.nextafter(type_(inside), type_(direction)))
        assert works(z, name, inside)
        assert not works(z, name, outside)
        assert trace_softmax(z, name, shift=inside).works
        assert not trace_softmax(z, name, shift=outside).works
    for shift in np.linspace(low, high, 50).astype(name):
        trace = trace_softmax(z, name, shift=shift)
        assert trace.probabilities.sum() == pytest.approx(1, rel=50 * limits(name).eps)


def test_a_float16_sum_of_ones_stops_growing_and_its_window_holds_all_the_same():
    low, high = safe_shifts(np.full(70_000, 5.0), "float16")  # 70000 ones are beyond float16
    assert low <= -5 <= high
    assert trace_softmax([1.0, 2.0], "float64").shifted.tolist() == [1.0, 2.0]  # without a shift
    # Alone, each 0.25 vanishes beside 1024, where float16 has steps of 1.
    trace = trace_softmax(np.log(np.array([1024.0, *[0.25] * 8])), "float16")
    assert trace.total == trace.exps[0]
    assert float(np.add.reduce(trace.exps, dtype=float)) > float(trace.total) + 1


@FORMATS
def test_every_step_stays_in_the_format_and_no_inf_or_nan_warns(name):
    trace = trace_softmax([1, 2, 3], name, shift=-3)
    for field in ("z", "shifted", "exps", "total", "probabilities"):
        assert getattr(trace, field).dtype == name
    np.testing.assert_allclose(trace.probabilities, [0.0900, 0.2447, 0.6652], atol=4e-4)
    with np.errstate(all="raise"):
        for z in ([NAN, 1.0], [INF, 1.0], [-INF, -INF], [1e300, -1e300], [7.0]):
            assert trace_softmax(z, name, shift=1e300).works is False
        under = trace_softmax([-800.0, -801.0], name)
    assert (under.exps.tolist(), under.total, under.works) == ([0, 0], 0, False)
    assert np.isnan(under.probabilities).all()
