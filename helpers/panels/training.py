"""A network learns the digits while you watch, pause and turn its knobs."""

import math
from typing import NamedTuple

import numpy as np

from helpers.arguments import read_count
from helpers.live import Choice, RunningPanel, Slider, State
from helpers.network import Training
from helpers.panels.parts.controls import log_slider
from helpers.panels.parts.curves import LOSSES, Curves, spread
from helpers.panels.parts.digits import course_digits
from helpers.panels.parts.words import loose_text, number

LOWEST, HIGHEST = 5e-4, 20.0  # of the losses drawn
SETS = {"training": 0, "held out": 1}
AT_ONCE = 20  # epochs that are run when the panel is made
MARKS = 6  # changes of settings that are named in the picture; every one has its line


class Settings(NamedTuple):
    """What an epoch is run with; those of a new network or seed belong to a new course."""

    learning_rate: float
    batch_size: int
    l2: float
    loss: str
    hidden: int  # units; 0 is softmax regression
    seed: int

    def words(self, before=(None,) * 4):
        """Return in words what differs from the settings before."""
        rate, batch, l2, loss, *_ = self
        said = (f"rate {rate:.3g}", f"batch {batch}", f"λ {l2:g}", LOSSES[loss])
        return ", ".join(text for text, new, old in zip(said, self, before) if new != old)


def settings_of(values):
    """Return the settings of the next epoch."""
    settings = Settings(*(values[name] for name in Settings._fields))
    # To nine digits: a page's slider gives 2 back as 2.0000000000000004.
    return settings._replace(learning_rate=float(f"{settings.learning_rate:.9g}"))


class TrainingPanel(RunningPanel):
    title = "Training on the digits"
    size = (8.0, 3.5)
    speed = 15.0  # epochs a second
    most = 3
    again = False  # what has been learned is not thrown away without a word

    def __init__(self, total, controls):
        self.total = total
        self.begun, self.epochs = None, ()  # the network that is trained; what it has been through
        super().__init__(controls)

    def build(self, figure):
        left, right = figure.subplots(1, 2)
        self.losses = Curves(left, SETS, self.total, size=8)
        self.shares = Curves(right, SETS, self.total, size=8)
        left.set(title="loss", yscale="log", ylim=(LOWEST, HIGHEST))
        left.set_yticks((0.001, 0.01, 0.1, 1, 10), ("0.001", "0.01", "0.1", "1", "10"))
        left.minorticks_off()
        right.set(title="accuracy in percent", ylim=(0, 104), yticks=(0, 25, 50, 75, 100))
        self.lines = []
        for axes in (left, right):
            axes.set_xticks(sorted({0, self.total // 2, self.total}))
            self.lines += axes.plot([], [], color="0.5", linewidth=1.2, linestyle=":")
        down = {"rotation": 90, "fontsize": 9, "ha": "right", "va": "bottom"}
        # Of two neighbours the second stands higher, so that they do not touch.
        self.names = [loose_text(right, 0, (3, 48)[i % 2], **down) for i in range(MARKS)]
        return [self.lines, self.names, self.losses.artists, self.shares.artists]

    def update(self, values):
        now = settings_of(values)
        failure = self._follow(values["course"], now)
        if failure:
            self.pause()
        figures = np.array([epoch[1:] for epoch in self.history])
        losses, shares = figures[:, ::2], 100 * figures[:, 1::2]
        drawn = np.clip(losses, LOWEST, HIGHEST)
        low, high = math.log10(LOWEST), math.log10(HIGHEST)
        heights = 10.0 ** np.array(spread(np.log10(drawn[-1]), 0.075 * (high - low), low, high))
        self.losses.show(drawn.T, heights, [number(v, 3) for v in losses[-1]])
        said = [f"{v:.1f} %" for v in shares[-1]]
        self.shares.show(shares.T, spread(shares[-1], 8, 0, 104), said)
        self._mark(now)
        return self._said(now, losses, said, failure)

    def _follow(self, course, now):
        """Run what is new in a course; return why an epoch of it could not be run, or ''."""
        if course and course[-1][-2:] != now[-2:]:
            course = ()  # another network, or another seed, begins anew
        first = course[0] if course else now
        if self.begun != first[-3:] or self.epochs != course[: len(self.epochs)]:
            self._begin(first)
        for settings in course[len(self.epochs) :]:
            for name in ("learning_rate", "batch_size", "l2", "loss"):
                setattr(self.training, name, getattr(settings, name))
            try:
                self.history.append(self.training.run_epoch())
            except FloatingPointError:
                return (
                    f"in epoch {len(self.epochs) + 1} the weights grow beyond every float, with "
                    f"rate {settings.learning_rate:.3g} and λ {settings.l2:g}"
                )
            self.epochs += (settings,)
        return ""

    def _begin(self, first):
        """Make the network that the first epoch finds, and measure it."""
        self.begun, self.epochs = first[-3:], ()
        train, held_out = course_digits()
        self.training = Training(
            train.X,
            train.labels,
            hidden=(first.hidden,) if first.hidden else (),
            loss=first.loss,
            seed=first.seed,
            held_out=(held_out.X, held_out.labels),
        )
        self.history = [self.training.measure()]

    def _mark(self, now):
        """Draw a thin line where settings changed, and beside it what they changed to."""
        planned = (*self.epochs, now)
        marks = [
            (i, planned[i].words(planned[i - 1]))
            for i in range(1, len(planned))
            if planned[i] != planned[i - 1]
        ]
        x = [v for i, _ in marks for v in (i, i, math.nan)]
        for line, ends in zip(self.lines, ((LOWEST, HIGHEST), (0, 104))):
            line.set_data(x, [*ends, math.nan] * len(marks))
        for words in self.names:
            words.set_text("")
        for count, (i, text) in enumerate(marks):  # the last ones stay
            self.names[count % MARKS].set(x=i - 0.008 * self.total, text=text)

    def _said(self, now, losses, shares, failure):
        done = len(self.epochs)
        train, held_out = (number(v, 3) for v in losses[-1])
        text = (
            f"epoch {done} of {self.total}: loss {train} in training, {held_out} held out; "
            f"accuracy {shares[0]} and {shares[1]}; hidden units: {now.hidden}, seed {now.seed}; "
        )
        if failure:
            return f"{text}{failure}: choose smaller ones and start over"
        same = len({settings.loss for settings in self.epochs}) == 1
        if same and losses[-1, 0] > losses[0, 0]:
            text += "the loss is above that of the untrained network, a lower rate may help; "
        if done == self.total:
            return f"{text}all epochs are run: to train anew, start over"
        return f"{text}the next epoch takes {now.words()}"

    def progress(self, values):
        return len(self.epochs), self.total, "epoch"

    def advance(self, values, steps):
        return {"course": self.epochs + (settings_of(values),) * steps}

    def restart(self, values):
        return {"course": ()}


def training(learning_rate=1.0, *, epochs=60):
    """Train a network on the digits, with live curves, to be paused and gone on with.

    Parameters
    ----------
    learning_rate : float
        From 0.01 to 100.
    epochs : int
        Epochs that can be run, up to 1000; the first 20 are run at once.

    Raises
    ------
    ValueError, TypeError
        If the rate is not within its slider, or `epochs` is no whole number or out of range.

    Notes
    -----
    1347 digits are learned from, 450 are held out. Rate, batch, λ and loss act from the next epoch
    on and leave a line where they changed; hidden units and seed begin anew.

    Examples
    --------
    >>> training().text.partition(": ")[0]
    'epoch 20 of 60'
    """
    total = read_count(epochs, "epochs", at_most=1000)
    controls = {
        "learning_rate": log_slider("rate", "learning_rate", learning_rate, 0.01, 100.0, 0.1),
        "batch_size": Choice("batch", 32, (8, 32, 128, ("all", 1347))),
        "l2": Choice("λ", 0.0, [(f"{v:g}", v) for v in (0.0, 0.0001, 0.001, 0.01, 0.1)]),
        "loss": Choice("loss", "cross_entropy", [(said, loss) for loss, said in LOSSES.items()]),
        "hidden": Choice("hidden units", 32, (("none: softmax regression", 0), 16, 32, 64)),
        "seed": Slider("seed", 0, 0, 99, 1),
    }
    start = settings_of({name: control.value for name, control in controls.items()})
    course = State((start,) * min(AT_ONCE, total))
    return TrainingPanel(total, {**controls, "course": course})
