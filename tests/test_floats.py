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

NAMES = ("float16", "float32", "float64")
FEW = settings(max_examples=100)


@pytest.mark.parametrize("name", NAMES)
def test_limits_are_the_last_places_where_exp_behaves(name):
    type_, ends = np.dtype(name).type, limits(name)
    with np.errstate(all="ignore"):
        last, lost, zero = (
            type_(z) for z in (ends.exp_overflow, ends.exp_to_subnormal, ends.exp_to_zero)
        )
        up = type_(np.inf)
        assert np.isfinite(np.exp(last))
        assert np.isinf(np.exp(np.nextafter(last, up)))
        assert 0 < np.exp(lost) < ends.smallest_normal
        assert np.exp(np.nextafter(lost, up)) >= ends.smallest_normal
        assert np.exp(zero) == 0
        assert np.exp(np.nextafter(zero, up)) == ends.smallest_subnormal
    assert np.nextafter(type_(0), type_(1)) == ends.smallest_subnormal
    with np.errstate(over="ignore"):
        assert np.isinf(np.nextafter(type_(ends.max), up))
    assert type_(1) + type_(ends.eps) == np.nextafter(type_(1), up)
    assert ends.bits == type_(0).itemsize * 8


def test_limits_are_the_published_numbers_and_read_well():
    assert [round(limits(name).exp_overflow, 2) for name in NAMES] == [11.09, 88.72, 709.78]
    assert limits(np.float32) == limits("float32") == limits(np.dtype(">f4"))
    assert repr(limits("float64")).startswith("float64: up to 1.7977e+308, steps of 2.2e-")


@FEW
@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(-3, 3))
def test_error_of_a_neighbour_is_its_distance(x, steps):
    y = np.float64(x)
    with np.errstate(over="ignore"):
        for _ in range(abs(steps)):
            y = np.nextafter(y, np.sign(steps) * np.inf)
    expected = np.inf if np.isinf(y) else float(abs(Fraction(float(y)) - Fraction(x)))
    with np.errstate(over="ignore"):
        unit = min(np.spacing(abs(x)), 2.0**971)  # numpy finds no gap at the largest number
    assert ulp_error(y, Fraction(x)) == pytest.approx(expected / unit, rel=1e-12)


@pytest.mark.parametrize("sign", [1, -1])
def test_exact_values_may_come_in_many_kinds(sign):
    approx = np.array([sign * 0.1])
    with mpmath.workdps(50):
        exact = [
            sign * Fraction(1, 10),
            sign * Decimal("0.1"),
            sign * mpmath.mpf(1) / 10,
        ]
    for value in exact:
        assert ulp_error(approx, [value])[0] == pytest.approx(0.4, rel=1e-9)
    assert ulp_error(np.float32(sign * 0.1), sign * 0.1) == pytest.approx(0.2, rel=1e-6)
    np.testing.assert_array_equal(
        ulp_error(np.array([1, 2], np.float16), np.array([1 + 2**-10, 2 + 2**-9])), [1, 1]
    )


def test_the_unit_is_that_of_the_exact_value_and_of_the_format():
    assert ulp_error(1.0, 1 - Fraction(1, 2**53)) == 1  # below 1 the gap is half as wide
    assert ulp_error(1.0, 1 + Fraction(1, 2**52)) == 1
    assert ulp_error(0.0, 0) == 0
    assert ulp_error(5e-324, 0) == 1
    assert ulp_error(0.0, Fraction(1, 10**400)) == pytest.approx(0, abs=1e-70)
    assert ulp_error(np.zeros((0, 2)), np.zeros((0, 2))).shape == (0, 2)
    assert ulp_error(np.float32(1), 1 + Fraction(1, 2**23)) == 1


def test_errors_of_inf_and_nan():
    approx = np.array([np.inf, np.inf, 1.0, np.nan, 1.0, -np.inf])
    exact = [np.inf, 1, np.inf, 1, np.nan, np.inf]
    np.testing.assert_array_equal(
        ulp_error(approx, exact), [0, np.inf, np.inf, np.nan, np.nan, np.inf]
    )


@pytest.mark.parametrize("scale", [1.0, 30.0, 300.0])
def test_the_compensated_softmax_keeps_the_digits_that_the_shift_loses(scale):
    for z in np.random.default_rng(3).normal(scale=scale, size=(20, 7)):
        exact = exact_softmax(z)
        normal = np.array(exact, float) > limits("float64").smallest_normal
        assert ulp_error(compensated_softmax(z), exact)[normal].max() < 4
    batch = np.array([[1.0, 2.0], [9.0, -9.0], [0.0, -np.inf]])
    for row, p in zip(batch, compensated_softmax(batch), strict=True):
        np.testing.assert_array_equal(p, compensated_softmax(row))
    with pytest.raises(ValueError, match="axis 1, got row 1 with every class masked"):
        compensated_softmax([[1.0, 2.0], [-np.inf, -np.inf]])
    assert compensated_softmax([-np.inf, 0.0, 0.0]).tolist() == [0.0, 0.5, 0.5]


# 60 digits.


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
    p = exact_softmax([0.0, -1e4, -1e7])  # Python's own decimals end at 1e-999999
    assert 0 < p[2] < p[1] < Decimal("1e-4342")
    assert exact_softmax([1e308, 5e-324, -1e308])[0] == 1


def test_masked_classes_and_every_kind_of_number():
    assert exact_softmax([0, -np.inf, 0]) == [Decimal("0.5"), 0, Decimal("0.5")]
    for z in (np.array([1, 2], np.float16), np.array([1, 2], np.uint8), (1, 2)):
        assert exact_softmax(z) == exact_softmax([1.0, 2.0])


# softmax step by step, and the window of shifts, by brute force.

ROWS = [
    [1.0, 2.0, 3.0],
    [0.0],
    [5.0] * 40,
    [12.0, -9.0, 11.5],
    [-30.0, -31.0],
    [1000.0, 1.0, 999.0],
]


def works(z, name, shift):
    """Compute softmax with one scalar at a time, and say whether nothing broke."""
    type_ = np.dtype(name).type
    with np.errstate(all="ignore"):
        exps = [np.exp(type_(value) + type_(shift)) for value in z]
        total = type_(0)
        for value in exps:
            total += value
    return bool(np.isfinite(total) and max(exps) >= np.finfo(name).smallest_normal)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("z", ROWS)
def test_the_window_ends_where_softmax_stops_working(z, name):
    type_ = np.dtype(name).type
    low, high = safe_shifts(z, name)
    assert low <= -max(z) <= high
    for inside, direction in ((low, -np.inf), (high, np.inf)):
        outside = float(np.nextafter(type_(inside), type_(direction)))
        assert works(z, name, inside)
        assert not works(z, name, outside)
        assert trace_softmax(z, name, shift=inside).works
        assert not trace_softmax(z, name, shift=outside).works
    for shift in np.linspace(low, high, 50).astype(name):
        trace = trace_softmax(z, name, shift=shift)
        assert np.isfinite(trace.probabilities).all()
        assert trace.probabilities.sum() == pytest.approx(1, rel=50 * limits(name).eps)


def test_the_window_is_where_the_formula_puts_it():
    low, high = safe_shifts([1.0, 2.0, 3.0], "float64")
    assert low == pytest.approx(np.log(limits("float64").smallest_normal) - 3, abs=1e-9)
    assert high == pytest.approx(np.log(limits("float64").max) - 3.4076059644443806, abs=1e-9)
    assert safe_shifts([1.0, 2.0, 3.0, -np.inf], "float64") == (low, high)
    # 70000 ones are beyond float16; but a float16 sum of ones stops growing at 2048.
    low, high = safe_shifts(np.full(70_000, 5.0), "float16")
    assert low <= -5 <= high


@pytest.mark.parametrize("name", NAMES)
def test_every_step_stays_in_the_format(name):
    trace = trace_softmax([1, 2, 3], name, shift=-3)
    for field in ("z", "shift", "shifted", "exps", "total", "probabilities"):
        assert getattr(trace, field).dtype == name
    np.testing.assert_allclose(trace.probabilities, [0.0900, 0.2447, 0.6652], atol=4e-4)
    assert repr(trace).startswith(f"softmax in {name}, C = -3.0\n")


def test_float16_sums_are_rounded_after_every_addition():
    # Alone, each 0.25 vanishes beside 1024, where float16 has steps of 1.
    z = np.log(np.array([1024.0, *[0.25] * 8]))
    trace = trace_softmax(z, "float16")
    assert trace.total == trace.exps[0]
    assert float(np.add.reduce(trace.exps, dtype=float)) > float(trace.total) + 1


def test_nan_inf_and_too_large_are_traced_without_a_warning():
    with np.errstate(all="raise"):
        for z in ([np.nan, 1.0], [np.inf, 1.0], [-np.inf, -np.inf], [1e300, -1e300], [7.0]):
            for name in NAMES:
                assert trace_softmax(z, name, shift=1e300).z.dtype == name
    assert trace_softmax([1e300], "float16").z.tolist() == [np.inf]
    assert trace_softmax([1.0, np.nan], "float64").works is False
    under = trace_softmax([-800.0, -801.0], "float64")
    assert (under.exps.tolist(), under.total, under.works) == ([0, 0], 0, False)
    assert np.isnan(under.probabilities).all()
