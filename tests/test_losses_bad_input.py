"""Bad labels, shapes, probabilities and reductions are refused in words that name them."""

import numpy as np
import pytest

from helpers import losses
from helpers.losses import (
    binary_cross_entropy,
    binary_cross_entropy_from_logits,
    categorical_cross_entropy,
    categorical_cross_entropy_from_logits,
    mean_squared_error,
    negative_log_likelihood,
    one_hot,
    smooth_labels,
)

P = np.array([[0.5, 0.4, 0.1], [0.2, 0.2, 0.6]])
WITH_GRADIENT = sorted(name for name in losses.__all__ if name.endswith("_gradient"))
NAMES = [name.removesuffix("_gradient") for name in WITH_GRADIENT]
CATEGORICAL = [name for name in losses.__all__ if name.startswith("categorical")]
BINARY = [name for name in losses.__all__ if name.startswith("binary")]
LIKELIHOOD = ["negative_log_likelihood", "negative_log_likelihood_gradient"]


def good(name):
    if name.startswith("negative"):
        return [0, 2], np.log(P)
    return P, P


def test_every_loss_stands_beside_its_gradient():
    assert len(NAMES) == 6
    assert set(NAMES + WITH_GRADIENT) | {"one_hot", "smooth_labels"} == set(losses.__all__)


@pytest.mark.parametrize("name", NAMES + WITH_GRADIENT)
@pytest.mark.parametrize("reduction", ["average", None, "", 1, "Mean"])
def test_an_unknown_reduction_is_named(name, reduction):
    with pytest.raises(ValueError, match='reduction: expected "mean", "sum" or "none", got'):
        getattr(losses, name)(*good(name), reduction=reduction)


@pytest.mark.parametrize("name", NAMES)
def test_of_no_examples_there_is_a_sum_but_no_mean(name):
    target, prediction = good(name)
    none = target[:0], prediction[:0]
    loss, gradient = getattr(losses, name), getattr(losses, f"{name}_gradient")
    assert loss(*none, reduction="sum") == 0.0
    rows = (0, 3) if name.startswith("binary") else (0,)
    assert loss(*none, reduction="none").shape == rows
    assert gradient(*none, reduction="sum").shape == (0, 3)
    for function in (loss, gradient):
        with pytest.raises(ValueError, match='reduction: expected "sum" or "none" for n = 0'):
            function(*none)


@pytest.mark.parametrize("name", NAMES + WITH_GRADIENT)
def test_arguments_are_not_changed(name):
    target, prediction = (np.array(value) for value in good(name))
    before = target.copy(), prediction.copy()
    getattr(losses, name)(target, prediction)
    np.testing.assert_array_equal(target, before[0])
    np.testing.assert_array_equal(prediction, before[1])


@pytest.mark.parametrize("name", [*CATEGORICAL, *LIKELIHOOD])
@pytest.mark.parametrize(
    ("labels", "error", "message"),
    [
        ([0, 3], ValueError, "from 0 to 2 for K = 3 classes, got 3 at index 1; classes are count"),
        ([-1, 0], ValueError, "got -1 at index 0"),
        (np.array([0, 2**63], np.uint64), ValueError, "got 9223372036854775808 at index 1"),
        ([0.0, 1.0], TypeError, "expected integers, .* got dtype float64"),
        ([0.5, np.nan], TypeError, "expected integers"),
        ([True, False], TypeError, "expected integers, .* got dtype bool"),
        (["cat", "dog"], TypeError, "expected integers"),
        ([0, 1, 2], ValueError, r"got shape \(3,\)"),
        (0, ValueError, r"got shape \(\)"),
        ([], ValueError, r"got shape \(0,\)"),
        ([[0], [1]], ValueError, r"got shape \(2, 1\)"),
        ([[0], [1, 2]], ValueError, "regular array"),
    ],
)
def test_bad_labels_are_named(name, labels, error, message):
    argument = "labels" if name in LIKELIHOOD else "target"
    with pytest.raises(error, match=f"^{argument}: .*{message}"):
        getattr(losses, name)(labels, good(name)[1])


@pytest.mark.parametrize("name", CATEGORICAL)
@pytest.mark.parametrize(
    ("target", "error", "message"),
    [
        (P * 2, ValueError, r"between 0 and 1, got 1.2 at index \(1, 2\)"),
        (P / 2, ValueError, "got the sum 0.5 in row 0"),
        (-P, ValueError, "got -0.5"),
        (P * np.nan, ValueError, "got nan"),
        (P.T, ValueError, r"shape \(2,\) or distributions of shape \(2, 3\) .*got shape \(3, 2\)"),
        (P[0], ValueError, r"got shape \(3,\)"),
        (P * 1j, TypeError, "expected real numbers"),
    ],
)
def test_bad_distributions_are_named(name, target, error, message):
    with pytest.raises(error, match=f"^target: .*{message}"):
        getattr(losses, name)(target, P)


@pytest.mark.parametrize("name", [name for name in CATEGORICAL if "logits" not in name])
def test_logits_in_the_place_of_probabilities_are_found_out(name):
    with pytest.raises(ValueError, match="p: expected probabilities between 0 and 1, got 2 at"):
        getattr(losses, name)(2, [1, 2, 3])
    with pytest.raises(ValueError, match="p: .*got the sum 1.1; softmax turns logits into"):
        getattr(losses, name)(2, [0.3, 0.3, 0.5])


@pytest.mark.parametrize("name", LIKELIHOOD)
def test_probabilities_and_logits_in_the_place_of_logarithms_are_found_out(name):
    function = getattr(losses, name)
    with pytest.raises(ValueError, match="log_p: .*never above 0, got 0.5 at index 0; log_softmax"):
        function(0, P[0])
    with pytest.raises(ValueError, match=r"log_p: .*exp\(log_p\) with the sum 1.50.*; log_softmax"):
        function(0, [0, -1, -2])
    with pytest.raises(ValueError, match="sum 0.5 in row 1"):
        function([0, 0], np.log([[1.0], [0.5]]))
    with pytest.raises(ValueError, match="got nan at index 1"):
        function(0, [0.0, np.nan])
    for shape in ((), (0,), (2, 0)):
        with pytest.raises(ValueError, match="log_p: expected log-probabilities of shape"):
            function(0, np.zeros(shape))
    with pytest.raises(ValueError, match=r"log_p: expected shape .* got shape \(1, 1, 1\)"):
        function([[0]], np.zeros((1, 1, 1)))


@pytest.mark.parametrize(
    ("z", "message"),
    [
        ([np.inf, 0.0], "z: expected logits below inf, got inf at index 0"),
        ([-np.inf, -np.inf], "z: .* every class masked"),
        ([], "z: expected at least one class"),
        (1.0, r"z: expected shape \(K,\) or \(n, K\), got shape \(\)"),
        (np.zeros((1, 1, 1)), r"z: expected shape .*got shape \(1, 1, 1\)"),
        (np.zeros((2, 0)), r"z: expected at least one class, got shape \(2, 0\)"),
    ],
)
def test_bad_logits_are_named(z, message):
    with pytest.raises(ValueError, match=message):
        categorical_cross_entropy_from_logits(0, z)


@pytest.mark.parametrize("name", BINARY)
@pytest.mark.parametrize(
    ("y", "message"),
    [
        ([2, 0], "y: expected probabilities between 0 and 1, got 2 at index 0"),
        ([1, -1], "y: .*got -1 at index 1"),
        ([np.nan, 1], "y: .*got nan"),
        ([[1], [0]], r"y: expected the shape \(2,\) of [pz], got shape \(2, 1\)"),
        (1, r"y: expected the shape \(2,\) of [pz], got shape \(\)"),
    ],
)
def test_bad_binary_targets_are_named(name, y, message):
    with pytest.raises(ValueError, match=message):
        getattr(losses, name)(y, [0.5, 0.5])


def test_bad_binary_predictions_are_named():
    with pytest.raises(ValueError, match="p: expected probabilities between 0 and 1, got 1.5"):
        binary_cross_entropy([1, 0], [0.5, 1.5])
    with pytest.raises(ValueError, match="p: .*got nan at index 1"):
        binary_cross_entropy([1, 0], [0.5, np.nan])
    with pytest.raises(TypeError, match="z: expected real numbers"):
        binary_cross_entropy_from_logits([1, 0], ["a", "b"])


def test_bad_outputs_of_squared_error_are_named():
    with pytest.raises(ValueError, match=r"y: expected the shape \(2, 1\) of a, got shape \(2,\)"):
        mean_squared_error([1, 0], [[1], [0]])
    with pytest.raises(ValueError, match=r"a: expected shape \(n,\) or \(n, K\), got shape"):
        mean_squared_error(np.zeros((1, 1, 1)), np.zeros((1, 1, 1)))
    with pytest.raises(TypeError, match="y: expected real numbers"):
        mean_squared_error(["a"], [1])


@pytest.mark.parametrize(
    ("labels", "expected"),
    [(1, [0, 1, 0]), ([], np.zeros((0, 3))), ([[2], [0]], [[[0, 0, 1]], [[1, 0, 0]]])],
)
def test_one_hot_takes_labels_of_any_shape(labels, expected):
    np.testing.assert_array_equal(one_hot(labels, 3), expected)
    assert one_hot(labels, 3).dtype == np.float64


@pytest.mark.parametrize(
    ("labels", "classes", "error", "message"),
    [
        ([3], 3, ValueError, "labels: .*from 0 to 2 .*got 3 at index 0"),
        (-1, 3, ValueError, "labels: .*got -1; classes are counted from 0"),
        ([1.0], 3, TypeError, "labels: expected integers"),
        ([0], 0, ValueError, "num_classes: expected an integer of at least 1, got 0"),
        ([0], 2.0, TypeError, "num_classes: expected an integer, got 2.0"),
    ],
)
def test_bad_arguments_of_one_hot_are_named(labels, classes, error, message):
    with pytest.raises(error, match=message):
        one_hot(labels, classes)


def test_smoothing_deals_out_evenly_and_keeps_the_sum():
    y = one_hot([2, 0], 4)
    np.testing.assert_allclose(smooth_labels(y, 0.2), 0.8 * y + 0.05, rtol=1e-15)
    np.testing.assert_array_equal(smooth_labels(y, 0), y)
    np.testing.assert_array_equal(smooth_labels(y, 1), np.full((2, 4), 0.25))
    assert smooth_labels(np.float32([1, 0]), 0.1).dtype == np.float32
    loss = categorical_cross_entropy(smooth_labels(y, 0.2), smooth_labels(y, 0.2))
    assert loss == pytest.approx(-0.85 * np.log(0.85) - 0.15 * np.log(0.05))


@pytest.mark.parametrize("epsilon", [-0.1, 1.1, np.nan, np.inf])
def test_bad_shares_are_named(epsilon):
    with pytest.raises(ValueError, match="epsilon: expected one finite number from 0 to 1, got"):
        smooth_labels([1, 0], epsilon)
    with pytest.raises(TypeError, match="epsilon: expected a number, got 'much'"):
        smooth_labels([1, 0], "much")
    with pytest.raises(ValueError, match="y: .*got the sum 2"):
        smooth_labels([1, 1], 0.1)


def test_the_sum_of_probabilities_may_be_off_by_what_rounding_makes_of_it():
    typed = categorical_cross_entropy(2, [0.0900, 0.2447, 0.6652])
    assert typed == pytest.approx(0.4076, abs=1e-4)
    half = np.full(1000, 1e-3, np.float16)
    assert categorical_cross_entropy(0, half) > 0
    assert negative_log_likelihood(0, np.float16([-0.105, -2.3])) > 0
