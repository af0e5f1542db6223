"""Masked classes, nan, inf, empty arrays, and what is refused in which words."""

import warnings

import numpy as np
import pytest

from helpers import log_softmax, logsumexp, sigmoid, softmax

INF, NAN = np.inf, np.nan
BOTH = pytest.mark.parametrize("function", [softmax, log_softmax])
ALL = pytest.mark.parametrize("function", [softmax, log_softmax, logsumexp, sigmoid])
THREE = pytest.mark.parametrize("function", [softmax, log_softmax, logsumexp])
FORMATS = pytest.mark.parametrize("name", ["float16", "float32", "float64"])
WIDTHS = pytest.mark.parametrize("extra", [0, 60, 6000])


def padded(z, extra):
    """Append masked classes, so that short, middle and long rows take their different ways."""
    z = np.asarray(z)
    return np.concatenate([z, np.full((*z.shape[:-1], extra), -INF, z.dtype)], axis=-1)


@FORMATS
@WIDTHS
@pytest.mark.parametrize("offset", [0.0, 1000.0, -1000.0])
def test_masked_classes_get_probability_0_and_the_others_share(name, extra, offset):
    z = np.array([[1.0, -INF, 3.0], [-INF, -INF, 5.0]]) + offset
    z = padded(z.astype(name), extra)
    p = softmax(z)
    pair = softmax(np.array([1.0, 3.0]))
    np.testing.assert_allclose(p[0, [0, 2]], pair, rtol=3 * float(np.finfo(name).eps))
    assert p[0, 1] == p[1, 0] == p[1, 1] == 0
    assert p[1, 2] == 1
    assert (p[:, 3:] == 0).all()
    log_p = log_softmax(z)
    assert log_p[0, 1] == log_p[1, 0] == -INF
    assert log_p[1, 2] == 0
    assert logsumexp(z)[1] == z[1, 2]
    np.testing.assert_array_equal(softmax(z, temperature=0.5)[1], p[1])


@FORMATS
@WIDTHS
def test_nan_stays_in_its_row(name, extra):
    z = padded(np.array([[1.0, 2.0], [NAN, 2.0], [NAN, INF], [NAN, -INF], [900, 901]], name), extra)
    good = [0, 4]
    for function in (softmax, log_softmax, logsumexp):
        result = function(z)
        assert np.isnan(result[1:4]).all()
        np.testing.assert_allclose(result[good], function(z[good]), rtol=1e-6)
    assert np.isnan(softmax(z, temperature=3.0)[1:4]).all()
    assert not np.isnan(softmax(z, temperature=3.0)[good]).any()
    assert np.isnan(softmax(z[1])).all()


@BOTH
@FORMATS
@WIDTHS
def test_an_infinite_logit_is_refused_by_its_index(function, name, extra):
    with pytest.raises(ValueError, match=r"^z: .*got inf at index 1$"):
        function(padded(np.array([1.0, INF], name), extra))
    z = padded(np.array([[1.0, 2.0], [3.0, INF]], name), extra)
    with pytest.raises(ValueError, match=r"^z: .*got inf at index \(1, 1\)$"):
        function(z)
    with pytest.raises(ValueError, match=r"^z: .*got inf at index \(1, 1\)$"):
        function(z.T, axis=0)
    with pytest.raises(ValueError, match=r"got inf at index \(0, 1, 1\)$"):
        function(z[None], temperature=2.0)


@BOTH
@FORMATS
@WIDTHS
def test_a_row_with_every_class_masked_is_refused_by_its_number(function, name, extra):
    with pytest.raises(ValueError, match=r"^z: .*got z with every class masked$"):
        function(padded(np.array([-INF, -INF], name), extra))
    z = padded(np.array([[1.0, 2.0], [-INF, -INF]], name), extra)
    with pytest.raises(ValueError, match=r"axis 1, got row 1 with every class masked$"):
        function(z)
    with pytest.raises(ValueError, match=r"axis 2, got row \(0, 1\) with every class masked$"):
        function(z[None])


@FORMATS
def test_logsumexp_welcomes_infinities(name):
    z = np.array([[1.0, INF], [-INF, -INF], [-INF, 2.0], [INF, -INF]], name)
    np.testing.assert_array_equal(logsumexp(z), np.array([INF, -INF, 2.0, INF], name))
    assert logsumexp(np.array([INF, INF], name)) == INF


@BOTH
def test_one_class_is_certain(function):
    expected = 1.0 if function is softmax else 0.0
    for value in (0.1, -1e4, 710.0, 1e300, -745.3, 3):
        assert function([value]).tolist() == [expected]
        assert function([[value]] * 100).tolist() == [[expected]] * 100
        assert function([value], temperature=0.3).tolist() == [expected]
    assert logsumexp([0.1]) == 0.1


def test_no_rows_give_no_rows():
    for function in (softmax, log_softmax):
        for z in (np.zeros((0, 3)), np.zeros((0, 3), np.float16), np.zeros((2, 0, 3))):
            assert function(z).shape == z.shape
            assert function(z).dtype == z.dtype
        assert function(np.zeros((3, 0)), axis=0).shape == (3, 0)
    assert logsumexp(np.zeros((0, 3))).shape == (0,)
    assert logsumexp(np.zeros((0, 3)), keepdims=True).shape == (0, 1)
    assert sigmoid(np.zeros((0, 3))).shape == (0, 3)


@BOTH
def test_no_classes_are_refused(function):
    for z in ([], np.zeros((4, 0))):
        with pytest.raises(ValueError, match="z: expected at least one class along axis"):
            function(z)
    with pytest.raises(ValueError, match=r"class along axis 0, got shape \(0, 3\)"):
        function(np.zeros((0, 3)), axis=0)


def test_logsumexp_of_nothing_is_log_0():
    assert logsumexp([]) == -INF
    assert logsumexp(np.zeros((2, 0))).tolist() == [-INF, -INF]
    assert logsumexp(np.zeros((2, 0)), keepdims=True).shape == (2, 1)


@THREE
def test_a_single_number_is_refused(function):
    for z in (3.0, np.float32(3), np.array(3)):
        with pytest.raises(ValueError, match=r"^z: expected at least one dimension.*sigmoid"):
            function(z)


def test_sigmoid_takes_a_single_number_and_infinities():
    assert isinstance(sigmoid(0), np.float64)
    assert isinstance(sigmoid(np.float16(0)), np.float16)
    np.testing.assert_array_equal(sigmoid([-INF, 0, INF, NAN]), [0, 0.5, 1, NAN])


@ALL
@pytest.mark.parametrize(
    "z",
    [[1 + 2j], ["1"], [None], np.zeros(3, np.longdouble), np.zeros(3, "datetime64[s]"), {}, "abc"],
)
def test_what_is_no_real_number_is_refused(function, z):
    # On some machines long double is float64, and then it is welcome.
    if getattr(z, "dtype", None) == np.longdouble and np.longdouble(1).itemsize == 8:
        assert function(z).dtype == np.float64
        return
    with pytest.raises(TypeError, match="^z: expected real numbers"):
        function(z)


@ALL
def test_ragged_rows_are_refused(function):
    with pytest.raises(ValueError, match="^z: expected numbers in a regular array"):
        function([[1, 2], [3]])


@THREE
def test_a_bad_axis_is_refused(function):
    for axis in (2, -3):
        with pytest.raises(np.exceptions.AxisError, match=r"^axis, with z of shape \(2, 3\): axis"):
            function(np.zeros((2, 3)), axis=axis)
    for axis in (1.0, "0", None, (0, 1)):
        with pytest.raises(TypeError, match="^axis: expected an integer, got"):
            function(np.zeros((2, 3)), axis=axis)


@BOTH
def test_a_bad_temperature_is_refused(function):
    for temperature in (0, 0.0, -1.0, INF, -INF, NAN, [1.0, 2.0]):
        with pytest.raises(ValueError, match="^temperature: .*argmax.*uniform"):
            function([1.0, 2.0], temperature=temperature)
    for temperature in (None, "warm", 1j):
        with pytest.raises(TypeError, match="^temperature: expected a number, got"):
            function([1.0, 2.0], temperature=temperature)
    expected = function([1.0, 2.0], temperature=2.0)
    np.testing.assert_array_equal(function([1.0, 2.0], temperature=np.float32(2)), expected)
    np.testing.assert_array_equal(function([1.0, 2.0], temperature=2), expected)


@ALL
@FORMATS
@pytest.mark.parametrize("size", [4, 100, 9000])
def test_nothing_warns_even_where_numpy_is_told_to_raise(function, name, size):
    info = np.finfo(name)
    rows = [
        np.linspace(-3, 3, size),
        np.linspace(-2000, 0.3, size),
        np.linspace(-2000, 2000, size),
        np.full(size, float(info.max)),
        np.linspace(-1, 1, size) * float(info.max),
        np.full(size, float(info.smallest_subnormal)),
        np.r_[np.full(size - 1, -INF), 7.0],
        np.r_[np.full(size - 1, NAN), 7.0],
    ]
    ways = {softmax: [{}, {"temperature": 0.25}], log_softmax: [{}, {"temperature": 0.25}]}
    for row in rows:
        z = row.astype(name)
        with np.errstate(all="raise"), warnings.catch_warnings():
            warnings.simplefilter("error")
            results = [function(z, **way) for way in ways.get(function, [{}])]
            if function is not sigmoid:
                results.append(function(z[:, None], axis=0))
        for result in results:
            assert np.isnan(result).any() == np.isnan(z).any()
