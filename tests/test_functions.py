"""Properties that softmax and its kin have for every input."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from helpers import log_softmax, logsumexp, sigmoid, softmax

# No deadline: a busy machine is no failure.
FEW = settings(max_examples=50, deadline=None)
FORMATS = ("float16", "float32", "float64")
ROWS = hnp.arrays(
    np.float64,
    hnp.array_shapes(min_dims=1, max_dims=3, max_side=6),
    elements=st.floats(-1e4, 1e4, allow_subnormal=False),
)
VECTORS = hnp.arrays(np.float64, st.integers(1, 40), elements=st.floats(-1e4, 1e4))


@FEW
@given(ROWS)
def test_probabilities_are_not_negative_and_sum_to_1(z):
    p = softmax(z)
    assert p.shape == z.shape
    assert (p >= 0).all()
    np.testing.assert_allclose(p.sum(axis=-1), 1.0, rtol=1e-14)


@FEW
@given(VECTORS)
def test_order_is_kept(z):
    order = np.argsort(z)
    assert (np.diff(softmax(z)[order]) >= 0).all()
    assert (np.diff(log_softmax(z)[order]) >= 0).all()


@FEW
@given(VECTORS, st.integers(-(2**20), 2**20))
def test_a_shift_changes_nothing(z, c):
    z = np.round(z * 1024) / 1024  # so that z + c is exact
    np.testing.assert_allclose(softmax(z + c), softmax(z), rtol=3e-15, atol=1e-323)
    np.testing.assert_allclose(log_softmax(z + c), log_softmax(z), rtol=2e-15, atol=0)


@FEW
@given(VECTORS, st.integers(-(2**20), 2**20))
def test_logsumexp_moves_with_a_shift(z, c):
    z = np.round(z * 1024) / 1024
    np.testing.assert_allclose(logsumexp(z + c), logsumexp(z) + c, rtol=4e-16, atol=1e-9)


@FEW
@given(VECTORS, st.randoms(use_true_random=False))
def test_permuting_logits_permutes_probabilities(z, random):
    order = list(range(z.size))
    random.shuffle(order)
    np.testing.assert_allclose(softmax(z[order]), softmax(z)[order], rtol=1e-15, atol=5e-324)
    np.testing.assert_allclose(log_softmax(z[order]), log_softmax(z)[order], rtol=1e-15, atol=0)


@FEW
@given(st.floats(-800, 800))
def test_sigmoid_is_softmax_of_two_classes(z):
    expected = softmax(np.array([z, 0.0]))[0]
    np.testing.assert_allclose(sigmoid(z), expected, rtol=1e-15, atol=5e-324)


@FEW
@given(VECTORS)
def test_exp_of_log_softmax_is_softmax(z):
    # exp turns an ulp of log p, at most 745 here, into a relative error of 745 eps.
    np.testing.assert_allclose(np.exp(log_softmax(z)), softmax(z), rtol=1e-12, atol=1e-300)


@FEW
@given(VECTORS)
def test_log_softmax_is_z_minus_logsumexp(z):
    np.testing.assert_allclose(log_softmax(z), z - logsumexp(z), rtol=1e-15, atol=1e-11)


@FEW
@given(VECTORS, st.floats(0.01, 100))
def test_temperature_divides_the_logits(z, temperature):
    z /= 100
    # Dividing first rounds z / T; exp turns that into a relative error of |z / T| eps.
    loose = 1e-15 * (2 + np.abs(z).max() / temperature)
    args = {"rtol": loose, "atol": 1e-300}
    for function in (softmax, log_softmax):
        got = function(z, temperature=temperature)
        np.testing.assert_allclose(got, function(z / temperature), **args)


@pytest.mark.parametrize("temperature", [5e-324, 1e-300, 1e-5])
def test_a_low_temperature_gives_argmax(temperature):
    z = np.array([1e4, -3.0, 9999.0, 1e4 - 1.0, -1e308])
    assert softmax(z, temperature=temperature).tolist() == [1.0, 0.0, 0.0, 0.0, 0.0]
    assert softmax([2.0, 2.0, 1.0], temperature=temperature).tolist() == [0.5, 0.5, 0.0]


@pytest.mark.parametrize("temperature", [1e10, 1.7e308])
def test_a_high_temperature_gives_the_uniform_distribution(temperature):
    np.testing.assert_allclose(softmax([1.0, 2.0, 3.0], temperature=temperature), 1 / 3, rtol=1e-9)
    masked = softmax([1.0, -np.inf, 3.0], temperature=temperature)
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
    kept = logsumexp(z, axis=axis, keepdims=True)
    np.testing.assert_array_equal(kept, np.expand_dims(logsumexp(z, axis=axis), axis))


LARGE = [((200_000,), -1), ((70, 2000), -1), ((2000, 70), 0), ((40_000, 3), -1), ((3, 40_000), 0),
         ((3, 50, 1500), 1), ((2, 3000, 40), -1), ((9000, 16), 1)]


@pytest.mark.parametrize(("shape", "axis"), LARGE)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("offset", [0.0, 50.0, 5000.0, -5000.0])
def test_large_arrays_are_right_in_every_piece(shape, axis, dtype, offset):
    z = (np.random.default_rng(1).normal(0, 3, shape) + offset).astype(dtype)
    exps = np.exp(z.astype(float) - z.max(axis=axis, keepdims=True))
    expected = exps / exps.sum(axis=axis, keepdims=True)
    # At -30, which these logits reach, the plain shift above costs 30 eps.
    rtol = 3e-14 if dtype == "float64" else 1e-6
    np.testing.assert_allclose(softmax(z, axis=axis), expected, rtol=rtol, atol=0)


@pytest.mark.parametrize("function", [softmax, log_softmax, sigmoid])
@pytest.mark.parametrize("view", ["fortran", "every second", "backwards", "bytes reversed"])
def test_memory_order_does_not_matter(function, view):
    z = np.random.default_rng(2).normal(0, 300, (20, 30))
    other = {
        "fortran": np.asfortranarray(z),
        "every second": np.repeat(np.repeat(z, 2, axis=0), 2, axis=1)[::2, ::2],
        "backwards": z[::-1, ::-1].copy()[::-1, ::-1],
        "bytes reversed": z.astype(z.dtype.newbyteorder()),
    }[view]
    assert other is not z
    np.testing.assert_array_equal(other, z)
    got = function(other)
    assert got.dtype.isnative
    np.testing.assert_allclose(got, function(z), rtol=1e-15, atol=5e-324)


@pytest.mark.parametrize("function", [softmax, log_softmax, logsumexp, sigmoid])
@pytest.mark.parametrize("size", [3, 40])
@pytest.mark.parametrize("name", FORMATS)
def test_the_format_is_kept_and_the_input_left_alone(function, size, name):
    for z in (np.linspace(-9, 9, size, dtype=name), np.linspace(5, 8, size, dtype=name)):
        z.flags.writeable = False
        before = z.copy()
        result = function(z)
        assert result.dtype == name
        assert not np.shares_memory(result, z)
        np.testing.assert_array_equal(z, before)


@pytest.mark.parametrize("function", [softmax, log_softmax, logsumexp])
@pytest.mark.parametrize("name", ["float16", "float32"])
def test_small_formats_are_close_to_double(function, name):
    z = np.random.default_rng(3).normal(0, 4, (50, 60)).astype(name)
    info = np.finfo(name)
    atol = float(info.smallest_subnormal)
    expected = function(z.astype(np.float64))
    np.testing.assert_allclose(function(z), expected, rtol=4 * float(info.eps), atol=atol)
    warm = {"temperature": 0.7} if function is not logsumexp else {}
    expected = function(z.astype(np.float64), **warm)
    np.testing.assert_allclose(function(z, **warm), expected, rtol=float(info.eps), atol=atol)


@pytest.mark.parametrize("function", [softmax, log_softmax, logsumexp, sigmoid])
@pytest.mark.parametrize(
    "z", [[1, 2, 3], (1, 2, 3), np.array([1, 2, 3], np.int8), np.array([1, 2, 3], np.uint64)]
)
def test_whole_numbers_and_lists_count_as_float64(function, z):
    result = function(z)
    assert result.dtype == np.float64
    np.testing.assert_array_equal(result, function(np.array([1.0, 2.0, 3.0])))


@FEW
@given(hnp.arrays(np.bool_, 4))
def test_booleans_count_as_0_and_1(z):
    np.testing.assert_array_equal(softmax(z), softmax(z.astype(float)))


def test_the_running_example():
    np.testing.assert_allclose(softmax([1, 2, 3]), [0.0900, 0.2447, 0.6652], atol=5e-5)
    assert -log_softmax([1, 2, 3])[2] == pytest.approx(0.4076, abs=5e-5)
