"""softmax step by step, and the window of shifts, by brute force."""

import numpy as np
import pytest

from helpers.floats import limits, safe_shifts, trace_softmax

NAMES = ("float16", "float32", "float64")
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
