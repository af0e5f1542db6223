"""Every loss against a written-out formula, and its gradient against autograd."""

import autograd
import autograd.numpy as anp
import mpmath
import numpy as np
import pytest

from helpers import losses
from helpers.functions import log_softmax, sigmoid, softmax
from helpers.gradcheck import compare, numerical_gradient
from helpers.losses import (
    binary_cross_entropy,
    binary_cross_entropy_from_logits,
    categorical_cross_entropy,
    categorical_cross_entropy_from_logits,
    categorical_cross_entropy_from_logits_gradient,
    categorical_cross_entropy_gradient,
    mean_squared_error,
    one_hot,
    smooth_labels,
)
from helpers.neuron import neuron_slope


def random(shape, seed=0):
    return np.random.default_rng((seed, *shape)).normal(size=shape)


def cases(shape):
    """(name, target, prediction, the sum of the losses in autograd's numpy)."""
    z, n_classes = random(shape), shape[-1]
    soft, p = softmax(random(shape, 1)), softmax(z)
    labels = np.random.default_rng(shape).integers(n_classes, size=shape[:-1])
    y = one_hot(labels, n_classes)
    yes, hard = sigmoid(random(shape, 2)), (random(shape, 3) > 0).astype(int)
    # The loops' t is bound at once: it changes before the functions are called.
    for target, t in ((labels, y), (y.astype(int), y), (soft, soft)):
        yield "categorical_cross_entropy", target, p, lambda p, t=t: -anp.sum(t * anp.log(p))
        yield (
            *("categorical_cross_entropy_from_logits", target, z),
            lambda z, t=t: anp.sum(t * (anp.log(anp.sum(anp.exp(z), -1, keepdims=True)) - z)),
        )
    for t in (yes, hard):
        yield (
            *("binary_cross_entropy", t, sigmoid(z)),
            lambda a, t=t: -anp.sum(t * anp.log(a) + (1 - t) * anp.log(1 - a)),
        )
        yield (
            *("binary_cross_entropy_from_logits", t, z),
            lambda z, t=t: anp.sum(anp.log(1 + anp.exp(z)) - t * z),
        )
    yield "mean_squared_error", z, soft, lambda a: anp.sum((a - z) ** 2) / 2


def examples(name, shape):
    """How many losses there are: the element is the example, or the row is."""
    if name.startswith("binary") or (name == "mean_squared_error" and len(shape) == 1):
        return int(np.prod(shape))
    return 1 if len(shape) == 1 else shape[0]


@pytest.mark.parametrize("reduction", ["mean", "sum", "none"])
@pytest.mark.parametrize("shape", [(1,), (3,), (1, 4), (5, 2)])
def test_losses_and_gradients_agree_with_autograd(shape, reduction):
    for name, target, prediction, theirs in cases(shape):
        prediction.flags.writeable = False
        loss, gradient = getattr(losses, name), vars(losses).get(f"{name}_gradient")
        n = examples(name, shape) if reduction == "mean" else 1
        value = loss(target, prediction, reduction=reduction)
        np.testing.assert_allclose(np.sum(value), theirs(prediction) / n, rtol=1e-12, atol=1e-15)
        if not gradient or reduction != "mean":
            continue
        mine = gradient(target, prediction)
        assert mine.shape == shape
        np.testing.assert_allclose(
            mine, autograd.grad(theirs)(prediction) / n, rtol=1e-11, atol=1e-14, err_msg=name
        )


def test_what_an_example_is_for_squared_error_and_a_label_for_cross_entropy():
    assert mean_squared_error([1, 0], [0.5, 0.5]) == 0.125  # one dimension: two examples
    assert mean_squared_error([[1, 0]], [[0.5, 0.5]]) == 0.25  # one example of two outputs
    assert mean_squared_error(1, 0.5) == 0.125
    for target in ([1, 0, 0], 0, np.uint8(0)):
        assert categorical_cross_entropy(target, [0.5, 0.4, 0.1]) == -np.log(0.5)


def test_targets_typed_with_four_digits_are_welcome_and_get_the_gradient_of_their_own_loss():
    z, y = np.array([0.3, -1.0, 2.0]), [0.0900, 0.2447, 0.6652]  # y sums to 0.9999
    numeric = numerical_gradient(lambda z: categorical_cross_entropy_from_logits(y, z), z)
    assert compare(categorical_cross_entropy_from_logits_gradient(y, z), numeric).verdict == "agree"
    assert categorical_cross_entropy(2, y) == pytest.approx(0.4076, abs=1e-4)
    for half in (np.full(1000, 1e-3, np.float16), np.full(3, 0.3352, np.float16)):
        assert categorical_cross_entropy(0, half) > 0


def test_the_loss_from_logits_is_minus_log_softmax_at_the_label():
    z, labels = random((9, 4)) * 1e3, np.arange(9) % 4
    expected = -log_softmax(z)[range(9), labels]
    loss = categorical_cross_entropy_from_logits(labels, z, reduction="none")
    np.testing.assert_array_equal(loss, expected)


@pytest.mark.parametrize("z", [(50.0, 0.0), (1e4, -1e4), (-745.0, 0.0, 3.0), (0.0, -40.0)])
@pytest.mark.parametrize("label", [0, 1])
def test_the_gradient_from_logits_is_right_to_fourteen_digits(z, label):
    with mpmath.workdps(400):
        exps = [mpmath.exp(value) for value in z]
        slope = [float(e / mpmath.fsum(exps) - (j == label)) for j, e in enumerate(exps)]
    gradient = categorical_cross_entropy_from_logits_gradient(label, z)
    np.testing.assert_allclose(gradient, slope, rtol=3e-15, atol=1e-320)


@pytest.mark.parametrize("z", [-1000.0, -50.0, -1.0, 0.0, 36.7, 50.0, 745.0])
@pytest.mark.parametrize("y", [0, 1])
def test_binary_from_logits_is_categorical_with_a_second_logit_of_0(z, y):
    close = {"rtol": 3e-15, "atol": 1e-320}
    loss = categorical_cross_entropy_from_logits(1 - y, [z, 0.0])
    np.testing.assert_allclose(binary_cross_entropy_from_logits(y, z), loss, **close)
    slope, _ = categorical_cross_entropy_from_logits_gradient(1 - y, [z, 0.0])
    np.testing.assert_allclose(neuron_slope(z, y, loss="cross_entropy"), slope, **close)


def test_a_masked_class_costs_nothing_unless_it_is_the_true_one():
    z = [[-np.inf, 0.0, 0.0]] * 2
    loss = categorical_cross_entropy_from_logits([1, 0], z, reduction="none")
    np.testing.assert_allclose(loss, [np.log(2), np.inf])
    gradient = categorical_cross_entropy_from_logits_gradient([1, 0], z)
    assert gradient.tolist() == [[0.0, -0.25, 0.25], [-0.5, 0.25, 0.25]]
    assert categorical_cross_entropy_from_logits([0, 0.5, 0.5], z[0]) == pytest.approx(np.log(2))


def test_zeros_and_ones_have_their_limits():
    assert categorical_cross_entropy([0, 1], [0, 1]) == 0.0
    assert not np.signbit(categorical_cross_entropy([0, 1], [0, 1]))
    assert categorical_cross_entropy([1, 0], [0, 1]) == np.inf
    assert categorical_cross_entropy_gradient([0, 1], [0, 1]).tolist() == [0.0, -1.0]
    assert categorical_cross_entropy_gradient([1, 0], [0, 1]).tolist() == [-np.inf, 0.0]
    assert binary_cross_entropy([0, 1], [0, 1]) == 0.0
    assert not np.signbit(binary_cross_entropy([0, 1], [0, 1]))
    assert binary_cross_entropy(1, 0) == np.inf
    infinite = np.array([np.inf, -np.inf, np.inf, -np.inf])
    each = binary_cross_entropy_from_logits([1, 0, 0, 1], infinite, reduction="none")
    assert each.tolist() == [0.0, 0.0, np.inf, np.inf]
    assert np.isnan(mean_squared_error([0.0, np.inf], [np.nan, np.inf], reduction="none")).all()


def test_of_no_examples_there_is_a_sum_but_no_mean():
    none = np.zeros((0, 3)), np.zeros((0, 3))
    for name in {name for name, *_ in cases((1, 2))}:
        loss = getattr(losses, name)
        assert loss(*none, reduction="sum") == 0.0
        with pytest.raises(ValueError, match='^reduction: expected "sum" or "none" for n = 0'):
            loss(*none)
    for name in ("categorical_cross_entropy", "categorical_cross_entropy_from_logits"):
        gradient = getattr(losses, f"{name}_gradient")
        assert gradient([], np.zeros((0, 3))).shape == (0, 3)


def test_one_hot_takes_labels_of_any_shape():
    np.testing.assert_array_equal(one_hot(1, 3), [0, 1, 0])
    np.testing.assert_array_equal(one_hot([], 3), np.zeros((0, 3)))
    np.testing.assert_array_equal(one_hot([[2], [0]], 3), [[[0, 0, 1]], [[1, 0, 0]]])


def test_smoothing_deals_out_evenly():
    y = one_hot([2, 0], 4)
    np.testing.assert_allclose(smooth_labels(y, 0.2), 0.8 * y + 0.05, rtol=1e-15)
    np.testing.assert_array_equal(smooth_labels(y, 1), np.full((2, 4), 0.25))


def test_a_loss_beyond_the_format_is_inf_without_a_warning():
    assert mean_squared_error(np.float16(0), np.float16(60000)) == np.inf
    assert mean_squared_error([0.0, 0.0], [1.4e154, 1.4e154], reduction="sum") == np.inf
