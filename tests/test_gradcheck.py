"""Numerical derivatives are right to the digits they promise; `compare` never calls wrong right."""

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from helpers.functions import softmax
from helpers.gradcheck import compare, numerical_gradient, numerical_jacobian
from helpers.jacobians import softmax_jacobian


def wave(x):
    return anp.sum(anp.sin(x) * anp.exp(-x / 3))


def point(shape):
    return np.random.default_rng((7, *shape)).normal(size=shape)


@pytest.mark.parametrize("shape", [(), (4,), (2, 1, 3), (0, 3)])
def test_the_gradient_is_autograds_to_nine_digits(shape):
    x = point(shape)
    exact = autograd.grad(wave)(x) if x.size else np.zeros(shape)
    numeric = numerical_gradient(wave, x)
    assert numeric.shape == shape
    np.testing.assert_allclose(numeric, exact, atol=1e-9)


@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3)])
@pytest.mark.parametrize("outputs", [(), (2,), (2, 2)])
def test_the_jacobian_has_the_outputs_first(shape, outputs):
    x = point(shape)
    weights = np.random.default_rng(3).normal(size=(*outputs, *shape))

    def linear(x):
        return (weights * x).sum(axis=tuple(range(len(outputs), weights.ndim)))

    J = numerical_jacobian(linear, x)
    assert J.shape == outputs + shape
    np.testing.assert_allclose(J, weights, atol=1e-9)


def test_no_step_leaves_the_format():
    for differentiate in (numerical_gradient, numerical_jacobian):
        with pytest.raises(ValueError, match="^x: expected .* in float16, got 64992 at index 0"):
            differentiate(lambda x: x[0] * 1e-3, np.array([65000], np.float16))


@pytest.mark.parametrize("a", [[4e-11, 0.0], np.float16([0.01])])
def test_what_differs_below_the_rounding_is_not_said_to_be_close(a):
    found = compare(np.asarray(a), 4 * np.asarray(a))
    assert found.verdict == "agree"
    assert found.relative_error > 0.7
    assert "no entry differs by more than rounding makes" in found.reason


@pytest.mark.parametrize("x", [1.0, -20.0, np.float32(3.0)])
def test_the_step_is_the_best_one_for_the_format_and_the_size_of_x(x):
    for differentiate in (numerical_gradient, numerical_jacobian):
        seen = []
        differentiate(lambda x, seen=seen: seen.append(float(x)) or x * x, x)
        step = float(np.finfo(np.asarray(x).dtype).eps) ** (1 / 3) * max(1.0, abs(float(x)))
        ends = max(seen) - float(x), float(x) - min(seen)
        assert ends == pytest.approx((step, step), rel=1e-3)


@pytest.mark.parametrize(
    ("dtype", "tolerance"), [(np.float64, 1e-10), (np.float32, 1e-4), (np.float16, 2e-2)]
)
def test_the_step_follows_the_format_which_is_kept_and_the_size(dtype, tolerance):
    x = np.array([0.3, -1.2, 2.0], dtype)
    found = numerical_gradient(lambda x: np.sin(x).sum(), x)
    assert found.dtype == numerical_jacobian(np.sin, x).dtype == dtype
    np.testing.assert_allclose(found, np.cos(x.astype(float)), atol=tolerance)
    assert numerical_gradient(lambda x: x**2, 3).dtype == np.float64
    for large in (1e8, -1e100):
        found = numerical_gradient(lambda x: x * x, large)
        assert found == pytest.approx(2 * large, rel=1e-9)


def test_x_is_safe_from_a_function_that_writes_into_it():
    x = np.array([1.0, 2.0])

    def squares_in_place(x):
        x *= x
        return x.sum()

    def same_buffer(x, buffer=np.empty(2)):  # noqa: B008, one buffer for all calls is the point
        np.multiply(x, x, out=buffer)
        return buffer

    np.testing.assert_allclose(numerical_gradient(squares_in_place, x), [2, 4], rtol=1e-9)
    np.testing.assert_allclose(numerical_jacobian(squares_in_place, x), [2, 4], rtol=1e-9)
    np.testing.assert_allclose(numerical_jacobian(same_buffer, x), [[2, 0], [0, 4]], atol=1e-9)
    assert x.tolist() == [1.0, 2.0]
    calls = []
    numerical_gradient(lambda x: calls.append(x) or 0.0, np.zeros((2, 3)))
    assert len(calls) == 12  # two for each entry


def test_what_f_makes_of_infinity_is_passed_on():
    assert np.isnan(numerical_gradient(lambda x: np.inf, 1.0))
    assert numerical_gradient(lambda x: np.inf if x > 1 else 0.0, 1.0) == np.inf
    assert np.isnan(numerical_jacobian(lambda x: np.full(2, np.inf), 1.0)).all()
    for derivative in (numerical_gradient, numerical_jacobian):  # beyond the format
        assert derivative(lambda x: 1e9 * float(x), np.float16(1)) == np.inf


# `compare`

VERDICTS = [
    (0.0, "agree"), (9e-8, "agree"), (1.1e-7, "look again"), (9e-5, "look again"),
    (1.1e-4, "suspicious"), (9e-3, "suspicious"), (1.1e-2, "different"), (1e300, "different"),
]  # fmt: skip


@pytest.mark.parametrize(("error", "verdict"), VERDICTS)
def test_the_verdict_follows_the_usual_thresholds(error, verdict):
    a, b = np.array([1.0, 2.0, 5.0]), np.array([1.0, 2.0, 5.0])
    b[1] *= 1 + error
    for result in (compare(a, b), compare(b, a)):
        assert result.verdict == verdict
        assert result.index == ((1,) if error else (0,))
        assert result.relative_error == pytest.approx(error / (1 + error), rel=1e-6)


def test_the_worst_entry_is_shown_with_both_values():
    J = softmax_jacobian([1, 2, 3])
    wrong = J.copy()
    wrong[2, 1] = 0.25
    result = compare(wrong, J)
    assert (result.index, result.analytic, result.numeric) == ((2, 1), 0.25, J[2, 1])
    assert repr(result).splitlines()[-1] == "  numeric   -0.162803402"


def test_what_rounding_makes_of_a_true_zero_is_no_difference():
    z = np.array([0.3, -1.0, 2.0, 0.1])
    assert compare(softmax_jacobian(z), numerical_jacobian(softmax, z)).verdict == "agree"
    result = compare([0.0, 1e-12], [1e-11, 2e-12])
    assert (result.verdict, result.absolute_error, result.index) == ("agree", 1e-11, (0,))
    assert compare(0.0, 1.46e-10).verdict == "agree"
    assert compare(0.0, 1.48e-10).verdict == "different"
    assert compare([0.0, 1e-12], [2e-10, 2e-12]).verdict == "different"
    lost = compare([0.0, 1.0], [1e-6, 1.0])
    assert (lost.verdict, lost.index, lost.relative_error) == ("different", (0,), 1.0)
    assert compare([1.0, 1.0], [1.0, 1.0 + 1e-12]).index == (1,)
    assert "than rounding makes" in compare([1e-6], [1.00001e-6]).reason
    assert compare([np.nan], [1.0]).reason == "nan has no derivative to agree with"
    assert "at index" not in repr(compare(2, 2.5))
    assert repr(compare([3.0, 6.0], [1.0, 2.0])).splitlines() == [
        "different: these are not the derivatives of one function",
        "worst of shape (2,) at index (0,): relative error 0.67, difference 2",
        "  analytic   3",
        "  numeric    1",
        "hint: analytic is 3 times numeric in every entry: look for a missing or doubled factor",
    ]
    assert compare(0.0, 0.0).relative_error == 0.0
    a = np.array([0.0, 1.0], np.float32)  # the noise follows the coarser format
    for one, other in ((a, a + [1e-5, 0]), (a + [1e-5, 0], a)):
        assert compare(one, other).verdict == "agree"
        assert compare(one.astype(float), other.astype(float)).verdict == "different"


@pytest.mark.parametrize("pair", [(np.nan, 1.0), (1.0, np.nan), (np.nan, np.nan), (np.nan, np.inf),
                                  (np.inf, -np.inf), (np.inf, 1.0), (1e308, -np.inf)])  # fmt: skip
def test_nan_agrees_with_nothing_and_infinity_with_itself_alone(pair):
    unknown = np.isnan(pair).any()
    result = compare([5.0, pair[0], 0.0], [9.0, pair[1], 0.0])
    assert (result.verdict, result.index) == ("not a number" if unknown else "different", (1,))
    assert unknown or result.relative_error == np.inf
    assert (compare(pair[0], pair[0]).verdict == "agree") != np.isnan(pair[0])


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        *((lambda b, by=by: by * b, f"analytic is {by:g} times numeric in every entry: look for a")
          for by in (3.0, 2.0, 0.5, 100.0, -2.0)),
        (lambda b: -b, "analytic is minus numeric in every entry: look for a sign"),
        (lambda b: b.T, "the transpose of analytic agrees"),
    ],
)  # fmt: skip
def test_a_factor_a_sign_and_a_transpose_are_named(change, hint):
    b = np.array([[0.09, 0.2], [-0.33, 0.1]])
    assert compare(change(b), b).hint.startswith(hint)
    if hint.startswith("analytic"):  # the true 0 does not hide the factor
        b = np.append(b, 0.0)
        assert compare(change(b), b).hint.startswith(hint)


def test_nothing_else_is_named():
    b = np.array([[0.09, 0.2], [-0.33, 0.1]])
    assert compare(b + 0.1, b).hint == ""
    assert compare(b, b).hint == compare(b + b.T, b + b.T).hint == ""
    assert compare(2.0, 1.0).hint == compare(np.ones((2, 3)), np.eye(2, 3)).hint == ""
    assert compare([2.0, 4.0], [1.0, 2.0]).hint != ""  # two entries are enough
    assert compare(1.005 * b, b).hint == ""  # too near 1 for a forgotten factor
    assert compare([3.0, 3.0, 1e300], [1.0, 1.0, 1e-300]).hint == ""
    assert compare([1e300, 1e300], [1e-300, 1e-300]).hint == ""
    assert compare(b, np.zeros((2, 2))).hint == ""
    assert compare(np.zeros((2, 2)), b).hint == ""
