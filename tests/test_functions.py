"""softmax and its kin: their properties, their accuracy, their edges."""

import zlib

import numpy as np
import pytest
import scipy.special
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from bench.oracle import KINDS, exact_row, exact_sigmoid
from helpers import log_softmax, logsumexp, sigmoid, softmax
from helpers.floats import ulp_error

FEW = settings(max_examples=50)
BOTH = pytest.mark.parametrize("function", [softmax, log_softmax])
INF, NAN = np.inf, np.nan
ROWS = hnp.arrays(
    np.float64,
    hnp.array_shapes(min_dims=1, max_dims=3, max_side=6),
    elements=st.floats(-1e4, 1e4, allow_subnormal=False),
)
VECTORS = hnp.arrays(np.float64, st.integers(1, 40), elements=st.floats(-1e4, 1e4))


@FEW
@given(VECTORS, st.floats(0.01, 100))
@example(np.array([1.0, 200.0]), 2.0)
def test_temperature_divides_the_logits(z, temperature):
    z = z / 100
    # Dividing first rounds z / T; exp turns that into a relative error of |z / T| eps.
    loose = 1e-15 * (2 + np.abs(z).max() / temperature)
    args = {"rtol": loose, "atol": 1e-300}
    for function in (softmax, log_softmax):
        got = function(z, temperature=temperature)
        np.testing.assert_allclose(got, function(z / temperature), **args)


@pytest.mark.parametrize("temperature", [5e-324, 1e-300, 1e-5])
def test_a_low_temperature_gives_argmax_and_a_high_one_the_uniform_distribution(temperature):
    z = np.array([1e4, -3.0, 9999.0, 1e4 - 1.0, -1e308])
    assert softmax(z, temperature=temperature).tolist() == [1.0, 0.0, 0.0, 0.0, 0.0]
    assert softmax([2.0, 2.0, 1.0], temperature=temperature).tolist() == [0.5, 0.5, 0.0]
    masked = softmax([1.0, -INF, 3.0], temperature=min(1e10 / temperature, 1.7e308))
    np.testing.assert_allclose(masked, [0.5, 0.0, 0.5], rtol=1e-9)


@FEW
@given(ROWS, st.data())
def test_axis_means_the_same_as_moving_the_axis(z, data):
    axis = data.draw(st.integers(-z.ndim, z.ndim - 1))
    moved = np.ascontiguousarray(np.moveaxis(z, axis, -1))
    for function in (softmax, log_softmax):
        expected = np.moveaxis(function(moved), -1, axis)
        np.testing.assert_allclose(function(z, axis=axis), expected, rtol=1e-15, atol=5e-324)
    np.testing.assert_allclose(logsumexp(z, axis=axis), logsumexp(moved), rtol=1e-15)


# Accuracy. A longer search, with scipy beside it, is `python -m bench.functions`.


def rows(kind, k):
    rng = np.random.default_rng(zlib.crc32(f"{kind} {k}".encode()))
    return [KINDS[kind](rng, k) for _ in range(2 if k < 200 else 1)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("k", [1, 3, 33, 200])  # numpy sums more than 128 in parts
@pytest.mark.parametrize("name", ["float64", "float32"])
def test_the_bounds_of_the_docstrings_hold_and_scipy_is_never_the_more_exact(kind, k, name):
    for z in rows(kind, k):
        z = z.astype(name)
        p, log_p, log_total = exact_row(z)
        ours, theirs = softmax(z), scipy.special.softmax(z)
        # One rounding of the shift costs half a unit of it, which exp makes relative.
        gap = min(float(np.ptp(z)), 745.0)
        assert ulp_error(ours, p).max() <= 4 + gap
        assert ulp_error(ours, p).max() <= ulp_error(theirs, p).max() + 1
        ours, theirs = log_softmax(z), scipy.special.log_softmax(z)
        # log p of a class that is nearly certain is minus the sum of the others, with their errors.
        certain = z == z.max()
        assert ulp_error(ours[~certain], np.array(log_p)[~certain]).max(initial=0) <= 5
        assert ulp_error(ours, log_p).max() <= 5 + gap
        assert ulp_error(ours, log_p).max() <= ulp_error(theirs, log_p).max() + 2
        scale = max(abs(float(log_total)), np.log(k), np.spacing(0.0))
        unit = float(np.spacing(np.dtype(name).type(scale)))
        ours, theirs = (
            abs(float(f(z)) - log_total) / unit for f in (logsumexp, scipy.special.logsumexp)
        )
        assert ours <= 4
        assert ours <= theirs + 1


@pytest.mark.parametrize("name", ["float64", "float32"])
def test_sigmoid_is_right_to_3_ulp(name):
    end = 708 if name == "float64" else 103
    z = np.concatenate([np.linspace(-end, end, 601), np.linspace(-1, 1, 100), [0.0, 1e-30, -40.0]])
    z = z.astype(name)
    ours, theirs = (ulp_error(f(z), exact_sigmoid(z)).max() for f in (sigmoid, scipy.special.expit))
    assert ours <= min(3, theirs + 1)


def test_a_logarithm_next_to_0_is_not_0_and_a_tie_counts_every_one():
    for gap in (37.0, 40.0, 300.0, 740.0):
        assert log_softmax([gap, 0.0, 0.0])[0] == pytest.approx(-2 * np.exp(-gap), rel=1e-15)
    np.testing.assert_allclose(log_softmax([1e16, 1e16]), -np.log(2), rtol=1e-15)
    assert log_softmax([1e16, 1e16, -1e16])[2] == -2e16
    assert logsumexp([7.0, 7.0]) == pytest.approx(7 + np.log(2), rel=1e-15)


# Edges and refusals.


@pytest.mark.parametrize("name", ["float16", "float32", "float64"])
def test_masked_classes_get_probability_0_and_the_others_share(name):
    z = np.array([[1.0, -INF, 3.0], [-INF, -INF, 5.0]], name)
    p, log_p = softmax(z), log_softmax(z)
    few = {"rtol": 3 * float(np.finfo(name).eps)}
    np.testing.assert_allclose(p[0], np.insert(softmax([1.0, 3.0]), 1, 0.0), **few)
    np.testing.assert_allclose(log_p[0], np.insert(log_softmax([1.0, 3.0]), 1, -INF), **few)
    assert p[1].tolist() == softmax(z, temperature=0.5)[1].tolist() == [0, 0, 1]
    assert log_p[1].tolist() == [-INF, -INF, 0]
    z = np.array([[1.0, INF], [-INF, -INF], [-INF, 2.0], [INF, -INF], [INF, INF]], name)
    np.testing.assert_array_equal(logsumexp(z), np.array([INF, -INF, 2.0, INF, INF], name))


BAD_ROWS = [
    ([1.0, INF], {}, "got inf at index 1$"),
    ([[1.0, 2.0], [3.0, INF]], {}, r"got inf at index \(1, 1\)$"),
    ([[1.0, 3.0], [2.0, INF]], {"axis": 0}, r"got inf at index \(1, 1\)$"),
    ([[[1.0, 2.0], [3.0, INF]]], {"temperature": 2.0}, r"got inf at index \(0, 1, 1\)$"),
    ([-INF, -INF], {}, "axis 0, got -inf$"),
    ([[1.0, 2.0], [-INF, -INF]], {}, "axis 1, got -inf at index 1$"),
    ([[[1.0, 2.0], [-INF, -INF]]], {}, r"axis 2, got -inf at index \(0, 1\)$"),
]


@BOTH
@pytest.mark.parametrize(("z", "options", "message"), BAD_ROWS)
def test_a_row_without_softmax_is_refused_by_its_place(function, z, options, message):
    with pytest.raises(ValueError, match=f"^z: .*{message}"):
        function(z, **options)


@BOTH
def test_one_class_is_certain(function):
    expected = 1.0 if function is softmax else 0.0
    for value in (0.1, -1e4, 1e300, 3):
        assert function([[value]] * 100, temperature=0.3).tolist() == [[expected]] * 100
    assert logsumexp([0.1]) == 0.1


def test_sigmoid_takes_a_single_number_and_infinities():
    assert isinstance(sigmoid(np.float16(0)), np.float16)
    np.testing.assert_array_equal(sigmoid([-INF, 0, INF, NAN]), [0, 0.5, 1, NAN])
