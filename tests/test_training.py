"""Training: the fast steps are the slow ones, an interruption loses nothing."""

import autograd
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.digits import split_digits
from helpers.losses import one_hot
from helpers.network import LOSSES, Epoch, Layer, Training, forward, initial_layers
from helpers.network import training as module
from tests.test_network import plain_loss

RNG = np.random.default_rng(5)
X, LABELS = RNG.normal(size=(23, 4)), RNG.integers(3, size=23)
HELD_OUT = RNG.normal(size=(9, 4)), RNG.integers(3, size=9)


def make(**options):
    """Return a small training with a held-out set."""
    options = {"hidden": (5,), "held_out": HELD_OUT, "batch_size": 8, **options}
    return Training(X, LABELS, **options)


def flat(layers):
    """Return all weights and biases in one array."""
    return np.concatenate([array.ravel() for layer in layers for array in layer])


def slow_epoch(layers, batches, rate, **settings):
    """Take one step for each batch of rows, as the formulas say."""
    for rows in batches:
        slopes = autograd.grad(plain_loss)(
            [tuple(layer) for layer in layers], X[rows], one_hot(LABELS[rows], 3), **settings
        )
        pairs = zip(layers, slopes, strict=True)
        layers = [Layer(W - rate * dW, b - rate * db) for (W, b), (dW, db) in pairs]
    return layers


@settings(max_examples=60)
@given(
    n=st.integers(1, 23),
    batch_size=st.integers(1, 30),
    hidden=st.lists(st.integers(1, 6), max_size=2),
    loss=st.sampled_from(LOSSES),
    l2=st.sampled_from([0.0, 0.1]),
    rate=st.floats(0.01, 3.0),
    seed=st.integers(0, 2**70),
)
def test_an_epoch_is_a_step_against_the_gradient_of_each_batch_and_measures_whole_sets(
    n, batch_size, hidden, loss, l2, rate, seed
):
    settings = {"loss": loss, "l2": l2}
    training = Training(
        *(X[:n], LABELS[:n]), held_out=HELD_OUT, hidden=hidden, learning_rate=rate,
        batch_size=batch_size, seed=seed, **settings,
    )  # fmt: skip
    first = layers = initial_layers((4, *hidden, 3), seed=seed)
    np.testing.assert_array_equal(flat(training.layers), flat(layers))
    order = np.random.default_rng([seed, 1]).permutation(n)
    layers = slow_epoch(layers, np.array_split(order, -(-n // batch_size)), rate, **settings)
    start = training.measure()
    epoch = training.run_epoch()
    np.testing.assert_allclose(flat(training.layers), flat(layers), rtol=1e-9, atol=1e-12)
    for number, at, found in ((0, first, start), (1, training.layers, epoch)):
        figures = [number]
        for inputs, labels in ((X[:n], LABELS[:n]), HELD_OUT):
            figures.append(plain_loss(at, inputs, one_hot(labels, 3), loss))
            figures.append(np.mean(forward(at, inputs)[-1].argmax(axis=1) == labels))
        assert found == pytest.approx(figures, rel=1e-10)
    assert epoch == training.measure()


@pytest.mark.parametrize("hidden", [(), (5,)])
def test_one_class_is_learned_at_once(hidden):
    training = Training(X, np.zeros(23, int), hidden=hidden, l2=0.0)
    start = training.layers
    assert training.run_epoch() == Epoch(1, 0.0, 1.0)
    np.testing.assert_array_equal(flat(training.layers), flat(start))


@pytest.mark.parametrize("dtype", [np.float16, np.float64, np.int8])
def test_any_format_will_do_and_the_data_may_be_changed_afterwards(dtype):
    inputs, labels = (8 * X).astype(dtype), LABELS.astype(np.uint8)
    mine = Training(inputs, labels, hidden=())
    expected = Training(inputs.astype(float).tolist(), LABELS.tolist(), hidden=())
    inputs[...], labels[...] = 0, 99
    assert mine.run_epoch() == expected.run_epoch()


def test_a_class_seen_only_in_the_held_out_set_counts():
    training = Training([[0.0], [1.0]], [0, 1], hidden=(), held_out=([[2.0]], [4]))
    assert training.sizes == (1, 5)


def test_it_reads_well_and_what_is_handed_out_is_the_readers_own():
    epoch = Epoch(3, 0.40761, 0.5, 0.25, 0.975)
    assert str(epoch) == "epoch 3: loss 0.4076, accuracy 50.0%; held out 0.2500, 97.5%"
    assert str(Epoch(3, 0.40761, 0.5)) == "epoch 3: loss 0.4076, accuracy 50.0%"
    training = make(learning_rate=1e6)  # huge steps that stay finite do not warn
    assert repr(training).startswith("<Training 4 → 5 → 3, 23 examples: epoch 0: loss ")
    assert f"examples: {training.run_epoch()}>" in repr(training)
    before, layers = flat(training.layers), training.layers
    layers[0].W[...] = layers[0].b[...] = np.nan
    np.testing.assert_array_equal(flat(training.layers), before)


def test_settings_changed_in_between_are_taken_up():
    changed = make()
    changed.run_epoch()
    changed.batch_size, changed.learning_rate, changed.l2 = 3, 0.5, 0.01
    changed.loss = "squared_error"
    batches = np.array_split(np.random.default_rng([0, 2]).permutation(23), 8)
    layers = slow_epoch(changed.layers, batches, 0.5, loss="squared_error", l2=0.01)
    epoch = changed.run_epoch()
    np.testing.assert_allclose(flat(changed.layers), flat(layers), rtol=1e-9, atol=1e-12)
    expected = plain_loss(layers, X, one_hot(LABELS, 3), "squared_error")
    assert epoch.loss == pytest.approx(expected, rel=1e-10)
    assert epoch.number == 2


@pytest.mark.parametrize(
    "name", ["descend", "logits_of_rows", "categorical_cross_entropy_from_logits"]
)
def test_an_interrupted_epoch_never_was(name, monkeypatch):
    real = getattr(module, name)

    def interrupted(*arguments, **options):
        real(*arguments, **options)
        raise KeyboardInterrupt

    stopped, plain = make(), make()
    first = [one.run_epoch() for one in (stopped, plain)][0]
    before, kept = flat(stopped.layers), dict(vars(stopped))
    monkeypatch.setattr(module, name, interrupted)
    with pytest.raises(KeyboardInterrupt):
        stopped.run_epoch()
    monkeypatch.undo()
    assert stopped.measure() == first
    np.testing.assert_array_equal(flat(stopped.layers), before)
    assert stopped.run_epoch() == plain.run_epoch()
    replaced = [name for name, value in vars(stopped).items() if value is not kept.get(name)]
    assert replaced == ["_done"]  # at once: between two stores an interruption would leave half


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        *((name, value, f"{name}: expected") for name, value in (
            ("loss", "hinge"), ("learning_rate", 0), ("batch_size", 2.5), ("l2", -1),
        )),
        ("l2", 1e200, r"in epoch 2 the weights .* learning_rate 2 and l2 1e\+200"),
    ],
)  # fmt: skip
def test_a_setting_changed_to_something_impossible_changes_nothing_else(name, value, message):
    training = make()
    training.run_epoch()
    layers, before = training.layers, getattr(training, name)
    setattr(training, name, value)
    with pytest.raises((TypeError, ValueError, FloatingPointError), match=f"^{message}"):
        training.run_epoch()
    np.testing.assert_array_equal(flat(training.layers), flat(layers))
    setattr(training, name, before)
    assert training.run_epoch().number == 2


@pytest.mark.parametrize("seed", range(5))
def test_the_network_reaches_97_percent_on_the_held_out_quarter(seed):
    learn, held_out = split_digits()
    held_out = held_out.X, held_out.labels
    training = Training(learn.X, learn.labels, held_out=held_out, seed=seed)
    assert training.sizes == (64, 32, 10)
    last = [training.run_epoch() for _ in range(60)][-1]
    assert last.held_out_accuracy >= 0.97
    assert last.accuracy > 0.995
