"""`compare` names the worst entry, judges by the usual thresholds, and never calls wrong right."""

import numpy as np
import pytest

from helpers.functions import softmax
from helpers.gradcheck import compare, numerical_gradient, numerical_jacobian
from helpers.jacobians import softmax_jacobian

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
        assert result.agrees is (verdict == "agree")
        assert result.index == ((1,) if error else (0,))
        assert result.relative_error == pytest.approx(error / (1 + error), rel=1e-6)


def test_the_worst_entry_is_shown_with_both_values():
    J = softmax_jacobian([1, 2, 3])
    wrong = J.copy()
    wrong[2, 1] = 0.25
    result = compare(wrong, J, names=("mine", "true"))
    assert result.index == (2, 1)
    assert (result.analytic, result.numeric) == (0.25, J[2, 1])
    assert repr(result).splitlines() == [
        "different: these are not the derivatives of one function",
        "worst of shape (3, 3) at index (2, 1): relative error 1.7, difference 0.41",
        "  mine   0.25",
        "  true  -0.162803402",
    ]


def test_right_derivatives_agree_though_true_zeros_come_out_as_1e_11():
    z = np.array([0.3, -1.0, 2.0, 0.1])
    assert compare(softmax_jacobian(z), numerical_jacobian(softmax, z)).agrees
    numeric = numerical_gradient(lambda z: np.exp(z).sum() / np.exp(z).sum() + z[0] * 0.1, z)
    result = compare([0.1, 0, 0, 0], numeric)
    assert result.agrees
    assert result.absolute_error < result.noise == pytest.approx(1.47e-10, rel=1e-2)


def test_within_the_noise_the_reason_says_so():
    result = compare([0.0, 1e-12], [1e-11, 2e-12])
    assert result.agrees
    assert "no entry differs by more than rounding makes (1.5e-10)" in repr(result)
    assert not compare([0.0, 1e-12], [1e-11, 2e-12], noise=0).agrees
    lost = compare([0.0, 1.0], [1e-6, 1.0])
    assert (lost.verdict, lost.index, lost.relative_error) == ("different", (0,), 1.0)
    assert "at index" not in repr(compare(2, 2.5))


def test_the_noise_follows_the_coarser_format():
    a = np.array([0.0, 1.0], np.float32)
    assert compare(a, a.astype(float) + [1e-5, 0]).agrees
    assert compare(a.astype(float), a + np.array([1e-5, 0])).verdict == "different"


@pytest.mark.parametrize("bad", [(np.nan, 1.0), (1.0, np.nan), (np.nan, np.nan), (np.nan, np.inf)])
def test_nan_never_agrees(bad):
    result = compare([5.0, bad[0], 0.0], [9.0, bad[1], 0.0])
    assert (result.verdict, result.index, result.agrees) == ("not a number", (1,), False)
    assert "nan" in repr(result)


@pytest.mark.parametrize("pair", [(np.inf, -np.inf), (np.inf, 1.0), (1e308, -np.inf)])
def test_infinity_agrees_with_itself_alone(pair):
    result = compare([0.5, pair[0]], [0.5, pair[1]])
    assert (result.verdict, result.index, result.relative_error) == ("different", (1,), np.inf)
    assert compare([0.5, pair[0]], [0.5, pair[0]]).agrees


@pytest.mark.parametrize("factor", [3.0, 0.5, 100.0, -2.0])
def test_a_constant_factor_is_named(factor):
    b = np.array([[0.09, 0.0, -0.33], [0.2, 0.1, -0.3]])
    hint = compare(factor * b, b).hint  # the true 0 does not hide the factor
    assert f"analytic is {factor:g} times numeric in every entry" in hint


def test_a_sign_and_a_transpose_are_named_and_nothing_else_is():
    b = np.array([[0.09, 0.2], [-0.33, 0.1]])
    assert compare(-b, b).hint == "analytic is minus numeric in every entry: look for a sign"
    assert "the transpose of analytic agrees" in compare(b.T, b).hint
    assert compare(b + 0.1, b).hint == ""
    assert compare(b, b).hint == ""
    assert compare(2.0, 1.0).hint == ""
    assert compare(b, np.zeros((2, 2))).hint == ""
    assert compare(np.zeros((2, 2)), b).hint == ""
