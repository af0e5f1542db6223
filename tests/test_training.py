"""Training: the fast steps are the slow ones, an interruption loses nothing."""

import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.digits import split_digits
from helpers.network import (
    LOSSES,
    Epoch,
    Layer,
    Training,
    accuracy,
    initial_layers,
    loss_and_gradients,
    train,
)

FEW = settings(max_examples=60)
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
        _, slopes = loss_and_gradients(layers, X[rows], LABELS[rows], **settings)
        pairs = zip(layers, slopes, strict=True)
        layers = [Layer(at.W - rate * s.W, at.b - rate * s.b) for at, s in pairs]
    return layers


class TestSteps:
    @FEW
    @given(
        n=st.integers(1, 23),
        batch_size=st.integers(1, 30),
        hidden=st.lists(st.integers(1, 6), max_size=2),
        loss=st.sampled_from(LOSSES),
        l2=st.sampled_from([0.0, 0.1]),
        rate=st.floats(0.01, 3.0),
        seed=st.integers(0, 2**70),
    )
    def test_an_epoch_is_a_step_against_the_gradient_of_each_batch(
        self, n, batch_size, hidden, loss, l2, rate, seed
    ):
        settings = {"loss": loss, "l2": l2}
        training = Training(
            *(X[:n], LABELS[:n]), held_out=HELD_OUT, hidden=hidden, learning_rate=rate,
            batch_size=batch_size, seed=seed, **settings,
        )  # fmt: skip
        layers = initial_layers((4, *hidden, 3), seed=seed)
        np.testing.assert_array_equal(flat(training.layers), flat(layers))
        order = np.random.default_rng([seed, 1]).permutation(n)
        layers = slow_epoch(layers, np.array_split(order, -(-n // batch_size)), rate, **settings)
        training.run_epoch()
        np.testing.assert_allclose(flat(training.layers), flat(layers), rtol=1e-9, atol=1e-12)

    def test_huge_steps_that_stay_finite_do_not_warn(self):
        training = make(learning_rate=1e6)
        assert np.isfinite(training.run_epoch().loss)

    @pytest.mark.parametrize("hidden", [(), (5,)])
    def test_one_class_is_learned_at_once(self, hidden):
        training = Training(X, np.zeros(23, int), hidden=hidden, l2=0.0)
        start = training.layers
        assert training.run_epoch() == Epoch(1, 0.0, 1.0)
        np.testing.assert_array_equal(flat(training.layers), flat(start))

    @pytest.mark.parametrize("dtype", [np.float16, np.float32, np.int8])
    def test_any_format_of_the_inputs_will_do(self, dtype):
        inputs = (8 * X).astype(dtype)
        mine = Training(inputs, LABELS.astype(np.uint8), hidden=())
        expected = Training(inputs.astype(float).tolist(), LABELS.tolist(), hidden=())
        assert mine.run_epoch() == expected.run_epoch()


class TestHistory:
    def test_the_numbers_are_those_of_the_whole_sets_after_the_epoch(self):
        training = make(l2=0.1)
        for number in (1, 2):
            epoch = training.run_epoch()
            layers = training.layers
            assert epoch.number == number
            for found, expected in [
                (epoch.loss, loss_and_gradients(layers, X, LABELS)[0]),
                (epoch.accuracy, accuracy(layers, X, LABELS)),
                (epoch.held_out_loss, loss_and_gradients(layers, *HELD_OUT)[0]),
                (epoch.held_out_accuracy, accuracy(layers, *HELD_OUT)),
            ]:
                assert found == pytest.approx(expected, rel=1e-12)
            assert training.history[-1] == epoch
        assert len(training.history) == 2

    def test_a_class_seen_only_in_the_held_out_set_counts(self):
        training = Training([[0.0], [1.0]], [0, 1], hidden=(), held_out=([[2.0]], [4]))
        assert training.sizes == (1, 5)

    def test_it_reads_well(self):
        epoch = Epoch(3, 0.40761, 0.5, 0.25, 0.975)
        assert str(epoch) == "epoch 3: loss 0.4076, accuracy 50.0%; held out 0.2500, 97.5%"
        assert str(Epoch(3, 0.40761, 0.5)) == "epoch 3: loss 0.4076, accuracy 50.0%"
        training = make()
        assert repr(training) == "<Training 4 → 5 → 3, 23 examples: not trained yet>"
        assert f"examples: {training.run_epoch()}>" in repr(training)

    def test_what_is_handed_out_is_the_readers_own(self):
        training = make()
        training.run_epoch()
        before, layers = training.layers, training.layers
        layers[0].W[...] = np.nan
        training.history.clear()
        np.testing.assert_array_equal(flat(training.layers), flat(before))
        assert len(training.history) == 1

    def test_the_data_may_be_changed_afterwards(self):
        inputs, labels = X.copy(), LABELS.copy()
        training = Training(inputs, labels, hidden=())
        inputs[...], labels[...] = np.nan, 99
        assert training.run_epoch() == Training(X, LABELS, hidden=()).run_epoch()


class TestStopAndResume:
    def test_stop_and_resume_is_as_one_run(self):
        whole, parts = make(), make()
        expected = list(train(whole, 6))
        started = train(parts, 6)
        assert parts.history == []  # nothing runs before it is asked for
        found = [next(started), next(started), *train(parts, 4), *train(parts, 0)]
        assert found == expected == parts.history
        np.testing.assert_array_equal(flat(parts.layers), flat(whole.layers))

    def test_settings_changed_in_between_are_taken_up(self):
        changed, plain = make(), make()
        first = [t.run_epoch() for t in (changed, plain)]
        assert first[0] == first[1]
        changed.batch_size, changed.learning_rate, changed.l2 = 3, 0.5, 0.01
        changed.loss = "squared_error"
        batches = np.array_split(np.random.default_rng([0, 2]).permutation(23), 8)
        layers = slow_epoch(changed.layers, batches, 0.5, loss="squared_error", l2=0.01)
        epoch = changed.run_epoch()
        np.testing.assert_allclose(flat(changed.layers), flat(layers), rtol=1e-9, atol=1e-12)
        expected, _ = loss_and_gradients(layers, X, LABELS, loss="squared_error")
        assert epoch.loss == pytest.approx(expected, rel=1e-10)
        assert changed.history[0] == first[0]

    def test_reset_goes_back_and_takes_up_the_seed(self):
        training = make(seed=1)
        first = [*train(training, 3)]
        training.reset()
        assert training.history == []
        assert [*train(training, 3)] == first
        training.seed = 2
        assert [*train(training, 2)] == [*train(make(seed=1), 5)][-2:]  # not before reset
        training.reset()
        assert training.run_epoch() == make(seed=2).run_epoch() != first[0]

    def test_an_interruption_anywhere_in_an_epoch_loses_nothing(self):
        """Ctrl+C arrives between any two lines; here it does so between every two, in turn."""
        plain = make(batch_size=12)  # two batches
        expected = [(plain.history, plain.layers)]
        for _ in range(3):
            plain.run_epoch()
            expected.append((plain.history, plain.layers))
        interrupted = finished = 0
        while not finished:
            training = make(batch_size=12)
            training.run_epoch()
            with InterruptAt(interrupted) as interruption:
                training.run_epoch()
            finished = not interruption.happened
            interrupted += 1
            history, layers = expected[len(training.history)]
            assert len(history) in (1, 2)
            assert training.history == history
            np.testing.assert_array_equal(flat(training.layers), flat(layers))
            while len(training.history) < 3:
                training.run_epoch()
            assert training.history == plain.history
            np.testing.assert_array_equal(flat(training.layers), flat(plain.layers))
        assert interrupted > 100


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        *((name, value, f"{name}: expected") for name, value in (
            ("loss", "hinge"), ("learning_rate", 0), ("batch_size", 2.5), ("l2", -1), ("seed", 1.5),
        )),
        ("l2", 1e200, r"in epoch 2 the weights .* learning_rate 2 and l2 1e\+200"),
    ],
)  # fmt: skip
def test_a_setting_changed_to_something_impossible_changes_nothing_else(name, value, message):
    training = make()
    training.run_epoch()
    history, layers, before = training.history, training.layers, getattr(training, name)
    setattr(training, name, value)
    with pytest.raises((TypeError, ValueError, FloatingPointError), match=f"^{message}"):
        training.reset() if name == "seed" else training.run_epoch()
    assert training.history == history
    np.testing.assert_array_equal(flat(training.layers), flat(layers))
    setattr(training, name, before)
    assert training.run_epoch().number == 2


class InterruptAt:
    """Raise KeyboardInterrupt at the line of `helpers` that runs as number so many, from 0."""

    def __init__(self, number):
        self.left, self.happened = number, False

    def __enter__(self):
        self.before = sys.gettrace()
        sys.settrace(self.trace)
        return self

    def __exit__(self, kind, *_):
        sys.settrace(self.before)
        return kind is KeyboardInterrupt

    def trace(self, frame, event, _):
        if not frame.f_globals.get("__name__", "").startswith("helpers."):
            return None
        if event == "line":
            if self.left == 0:
                self.happened = True
                raise KeyboardInterrupt
            self.left -= 1
        return self.trace


# The real digits.


LEARN, MEASURE = split_digits()


def make_digits(**options):
    held_out = MEASURE.X, MEASURE.labels
    return Training(LEARN.X, LEARN.labels, held_out=held_out, **options)


@pytest.mark.parametrize("seed", range(2))  # bench/training.py has five
def test_the_network_reaches_97_percent_on_the_held_out_quarter(seed):
    training = make_digits(seed=seed)
    assert training.sizes == (64, 32, 10)
    *_, last = train(training, 60)
    assert last.held_out_accuracy >= 0.97
    assert last.accuracy > 0.995


def test_softmax_regression_learns_too_and_less():
    *_, last = train(make_digits(hidden=(), learning_rate=0.5), 40)
    assert 0.95 < last.held_out_accuracy < 0.975
    losses = [epoch.loss for epoch in train(make_digits(hidden=()), 5)]
    assert losses[-1] < 0.5 * losses[0]


def test_squared_error_starts_later():
    after = {loss: [*train(make_digits(loss=loss), 5)][-1].accuracy for loss in LOSSES}
    assert after["squared_error"] < after["cross_entropy"] - 0.05
