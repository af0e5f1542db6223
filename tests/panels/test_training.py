"""The training panel: its curves are those of `Training`, and pausing or changing loses nothing."""

import numpy as np
import pytest

from helpers import panels
from helpers.network import Training
from helpers.panels.parts.digits import course_digits

DEFAULT = {"learning_rate": 1.0, "batch_size": 32, "l2": 0.0, "loss": "cross_entropy"}


@pytest.fixture(scope="module")
def shown():
    return panels.training(epochs=30)


@pytest.fixture
def panel(shown):
    shown.reset()
    shown.press("start_over")
    shown.press("step_1")
    step_twice(shown)
    return shown


def by_hand(*epochs, hidden=(32,), seed=0):
    """Return the figures of a Training with these changes of the defaults for every epoch."""
    train, held_out = course_digits()
    held_out = held_out.X, held_out.labels
    run = Training(train.X, train.labels, hidden=hidden, seed=seed, held_out=held_out)
    figures = []
    for settings in epochs:
        for name, value in (DEFAULT | settings).items():
            setattr(run, name, value)
        e = run.run_epoch()
        figures.append([e.loss, e.held_out_loss, 100 * e.accuracy, 100 * e.held_out_accuracy])
    return figures


def curves(panel):
    """Return what is drawn: training and held-out losses, then both accuracies, (epochs + 1, 4)."""
    return np.array([line.get_ydata() for line in panel.losses.lines + panel.shares.lines]).T


def done(panel):
    return panel.view.progress[0]


def step_twice(panel):
    for _ in range(2):
        panel.press("step_1")


def names(panel):
    return [name.get_text() for name in panel.names if name.get_text()]


def test_the_default_shows_an_untrained_network_and_what_it_has_learned(undrawn):
    panel = panels.training()
    assert panel.view.progress == [20, 60, "epoch"]
    first, last = curves(panel)[[0, 20]]
    assert 2.2 < first[0] < 3.0  # log 10 = 2.303 is what no knowledge costs
    assert first[2] < 25.0
    assert last[3] > 95.0
    panel.press("start_over")
    panel.set(loss="squared_error")
    assert 0.44 < curves(panel)[0, 0] < 0.6


def test_pause_and_resume_keep_the_curve_and_give_what_no_pause_gives(panel):
    panel.press("run")
    for _ in range(3):
        panel.tick(66)
    panel.pause()
    before = curves(panel)
    panel.tick(66)  # a question that comes too late
    np.testing.assert_array_equal(curves(panel), before)
    panel.press("run")
    panel.tick(140)
    panel.tick(1e9)  # however long the page slept, few epochs
    after = curves(panel)
    np.testing.assert_array_equal(after[: len(before)], before)
    assert len(after) - len(before) == 2 + panel.most <= 5
    np.testing.assert_allclose(after[1:], by_hand(*[{}] * 11), rtol=1e-12)


CHANGES = [
    ({"learning_rate": 0.1}, "rate 0.1"),
    ({"batch_size": 128}, "batch 128"),
    ({"l2": 0.01}, "λ 0.01"),
    ({"loss": "squared_error"}, "squared error"),
    ({"learning_rate": 10.0, "l2": 0.001}, "rate 10, λ 0.001"),
]


@pytest.mark.parametrize(("change", "words"), CHANGES)
def test_a_change_acts_from_the_next_epoch_on_and_leaves_a_named_line(panel, change, words):
    before = curves(panel)
    panel.set(**change)
    np.testing.assert_array_equal(curves(panel), before)
    assert words.split(",")[0] in panel.text.partition("the next epoch takes")[2]
    step_twice(panel)
    expected = by_hand({}, {}, {}, change, change)
    np.testing.assert_allclose(curves(panel)[1:], expected, rtol=1e-12)
    for line in panel.lines:
        x = line.get_xdata()
        assert (len(x), x[0], x[1]) == (3, 3, 3)
    assert names(panel) == [words]


def test_a_change_taken_back_before_an_epoch_leaves_no_line(panel):
    first = panel.png
    panel.set(learning_rate=5.0)
    assert panel.png != first
    panel.set(learning_rate=np.nextafter(1.0, 2.0))  # a page's slider, ten to the power of a place
    assert panel.png == first
    panel.press("step_1")
    assert names(panel) == []


def test_many_changes_keep_their_lines_and_the_last_their_names(panel):
    for number in range(9):
        panel.set(l2=(0.001, 0.0001)[number % 2])
        panel.press("step_1")
    assert len(panel.lines[0].get_xdata()) == 3 * 9
    assert len(names(panel)) == 6


@pytest.mark.parametrize(
    ("change", "hidden", "seed"),
    [({"seed": 4}, (32,), 4), ({"hidden": 16}, (16,), 0), ({"hidden": 0}, (), 0)],
)
def test_another_network_or_seed_begins_anew(panel, change, hidden, seed):
    panel.press("run")
    panel.set(**change)
    assert panel.text.startswith("epoch 0 of 30")
    assert done(panel) == 0
    panel.tick(66)
    expected = by_hand({}, hidden=hidden, seed=seed)
    np.testing.assert_allclose(curves(panel)[1:], expected, rtol=1e-12)


def test_the_end_keeps_the_curve_until_start_over_which_keeps_the_knobs(panel):
    panel.set(hidden=0, learning_rate=0.5, seed=2)
    for name in ("step_25", "step_5"):
        panel.press(name)
    end = curves(panel)
    assert "all epochs are run: to train anew, start over" in panel.text
    for name in ("run", "step_5"):
        panel.press(name)
        np.testing.assert_array_equal(curves(panel), end)
        assert (panel.view.running, panel.controls["run"].description) == (False, "Run")
    panel.press("start_over")
    assert panel.text.startswith("epoch 0 of 30")
    assert panel.values["learning_rate"] == 0.5
    assert panel.values["course"] == ()


def test_weights_beyond_every_float_are_said_in_words_and_end_the_run(undrawn):
    panel = panels.training(30.0)
    panel.set(l2=0.1, hidden=0, loss="squared_error", course=())
    panel.press("run")
    for _ in range(60):
        panel.tick(66)
    assert not panel.view.running
    assert panel.view.error == ""
    reached = done(panel)
    assert 0 < reached < 60
    said = f"in epoch {reached + 1} the weights grow beyond every float, with rate 30 and λ 0.1"
    assert said in panel.text
    assert np.isfinite(curves(panel)).all()
    fresh = panels.training()
    fresh.set(**panel.values)
    assert fresh.text == panel.text
    np.testing.assert_array_equal(curves(fresh), curves(panel))
    panel.set(learning_rate=0.1, l2=0.0)  # smaller settings go on from the last good epoch
    step_twice(panel)
    assert done(panel) == len(panel.values["course"]) == reached + 2
    assert "the weights grow" not in panel.text
    panel.press("start_over")
    step_twice(panel)
    assert panel.text.startswith("epoch 2 of 60: loss 0.")


def test_a_loss_that_has_risen_is_said(undrawn):
    panel = panels.training(30.0)
    assert curves(panel)[-1, 0] > curves(panel)[0, 0]
    assert "above that of the untrained network, a lower rate may help" in panel.text
