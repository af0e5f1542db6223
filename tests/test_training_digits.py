"""Training on the real digits: the network learns them, and its gradients are right there too."""

import numpy as np
import pytest

from helpers.digits import split_digits
from helpers.losses import one_hot
from helpers.network import LOSSES, Layer, Training, loss_and_gradients, train


@pytest.fixture(scope="module")
def digits():
    """Return the default split."""
    return split_digits()


def make(digits, **options):
    held_out = digits.held_out.X, digits.held_out.labels
    return Training(digits.train.X, digits.train.labels, held_out=held_out, **options)


@pytest.mark.parametrize("seed", range(5))
def test_the_network_reaches_97_percent_on_the_held_out_quarter(digits, seed):
    training = make(digits, seed=seed)
    assert training.sizes == (64, 32, 10)
    *_, last = train(training, 60)
    assert last.held_out_accuracy >= 0.97
    assert last.accuracy > 0.995


def test_softmax_regression_learns_too_and_less(digits):
    *_, last = train(make(digits, hidden=(), learning_rate=0.5), 40)
    assert 0.95 < last.held_out_accuracy < 0.975
    losses = [epoch.loss for epoch in train(make(digits, hidden=()), 5)]
    assert losses[-1] < 0.5 * losses[0]


def test_squared_error_starts_later(digits):
    after = {loss: [*train(make(digits, loss=loss), 5)][-1].accuracy for loss in LOSSES}
    assert after["squared_error"] < after["cross_entropy"] - 0.05


def test_gradients_of_real_digits(digits):
    training = make(digits)
    training.run_epoch()
    layers, rows = training.layers, slice(0, 8)
    inputs, target = digits.train.X[rows], one_hot(digits.train.labels[rows], 10)
    _, gradients = loss_and_gradients(layers, inputs, target, l2=0.01)
    rng = np.random.default_rng(0)
    for at in range(2):
        direction = rng.normal(size=layers[at].W.shape)
        ends = []
        for step in (1e-5, -1e-5):
            moved = [*layers]
            moved[at] = Layer(layers[at].W + step * direction, layers[at].b)
            ends.append(loss_and_gradients(moved, inputs, target, l2=0.01)[0])
        slope = (ends[0] - ends[1]) / 2e-5
        assert slope == pytest.approx((gradients[at].W * direction).sum(), rel=1e-7)
