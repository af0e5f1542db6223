"""A network learns the digits while you watch, pause and turn its knobs."""

import math
from typing import NamedTuple

import numpy as np

from helpers.live import Choice, RunningPanel, Slider, State, class_colour
from helpers.network import Epoch, Training, accuracy, loss_and_gradients
from helpers.panels.parts.controls import log_slider, whole_slider
from helpers.panels.parts.digits import course_digits
from helpers.panels.parts.words import loose_text, number, paper, spread

GUTTER = 0.45  # room for the words beside the curves, as a share of the epochs
LOWEST, HIGHEST = 5e-4, 20.0  # of the losses drawn
LOSS_NAMES = {"cross_entropy": "cross-entropy", "squared_error": "squared error"}
SETS = (
    ("training", {"color": class_colour(0), "linestyle": "-"}, "o"),
    ("held out", {"color": class_colour(1), "linestyle": "--"}, "s"),
)
MARKS = 6  # changes of settings that are named in the picture; every one has its line


class Settings(NamedTuple):
    """What may change between two epochs."""

    learning_rate: float
    batch_size: int
    l2: float
    loss: str

    def words(self, before=(None,) * 4):
        """Return in words what differs from the settings before."""
        rate, batch, l2, loss = self
        said = (f"rate {rate:.3g}", f"batch {batch}", f"λ {l2:g}", LOSS_NAMES[loss])
        return ", ".join(
            text for text, new, old in zip(said, self, before, strict=True) if new != old
        )


class Course(NamedTuple):
    """A network at its start, and the settings of every epoch it has been through."""

    hidden: int  # 0 is softmax regression
    seed: int
    epochs: tuple = ()


class Learner:
    """Runs courses on the digits; one that goes on where the last one ended is not run again."""

    def __init__(self):
        self.history, self.failure = [], ""  # from epoch 0; why the next one could not be run
        self._begun, self._run = None, ()

    def follow(self, course, loss):
        """Run what is new in a course; `loss` is that of epoch 0 if no epoch is run."""
        begun = course.hidden, course.seed, course.epochs[0].loss if course.epochs else loss
        same = begun == self._begun and course.epochs[: len(self._run)] == self._run
        if self.failure and len(course.epochs) <= len(self._run):
            same = False  # the failure is not part of this course
        if not same:
            self._begin(*begun)
        self.failure = ""
        for settings in course.epochs[len(self._run) :]:
            for name, value in settings._asdict().items():
                setattr(self._training, name, value)
            try:
                self.history.append(self._training.run_epoch())
            except FloatingPointError:
                self.failure = (
                    f"in epoch {len(self.history)} the weights grow beyond every float, with rate "
                    f"{settings.learning_rate:.3g} and λ {settings.l2:g}"
                )
                return
            self._run += (settings,)

    def _begin(self, hidden, seed, loss):
        self._begun, self._run = (hidden, seed, loss), ()
        train, held_out = course_digits()
        self._training = Training(
            train.X,
            train.labels,
            hidden=(hidden,) if hidden else (),
            loss=loss,
            seed=seed,
            held_out=(held_out.X, held_out.labels),
        )
        layers, figures = self._training.layers, []
        for part in (train, held_out):
            figures.append(loss_and_gradients(layers, part.X, part.labels, loss=loss)[0])
            figures.append(accuracy(layers, part.X, part.labels))
        self.history = [Epoch(0, *figures)]


class TrainingPanel(RunningPanel):
    title = "Training on the digits"
    size = (8.0, 3.5)
    speed = 15.0  # epochs a second
    most = 3
    again = False  # what has been learned is not thrown away without a word

    def __init__(self, total, controls):
        self.total, self.learner = total, Learner()
        super().__init__(controls)

    def build(self, figure):
        left, right = figure.subplots(1, 2)
        box = paper(left, pad=1, alpha=0.8)
        for axes in (left, right):
            axes.set(xlabel="epoch", xlim=(0, (1 + GUTTER) * self.total))
            axes.set_xticks(sorted({0, self.total // 2, self.total}))
        left.set(title="loss", yscale="log", ylim=(LOWEST, HIGHEST))
        left.set_yticks((0.001, 0.01, 0.1, 1, 10), ("0.001", "0.01", "0.1", "1", "10"))
        left.minorticks_off()
        right.set(title="accuracy in percent", ylim=(0, 104), yticks=(0, 25, 50, 75, 100))
        self.curves, self.heads, self.words, self.lines = [], [], [], []
        for axes in (left, right):
            self.lines += axes.plot([], [], color="0.5", linewidth=1.2, linestyle=":")
            for _, look, marker in SETS:
                self.curves += axes.plot([], [], **look)
                dot = {"color": look["color"], "markeredgecolor": left.title.get_color()}
                self.heads += axes.plot([], [], marker, markersize=8, clip_on=False, **dot)
                self.words.append(loose_text(axes, fontsize=10.5, va="center", bbox=dict(box)))
        down = {"rotation": 90, "fontsize": 9, "ha": "right", "va": "bottom"}
        # Of two neighbours the second stands higher, so that they do not touch.
        self.names = [loose_text(right, 0, (3, 48)[i % 2], **down) for i in range(MARKS)]
        return [self.lines, self.names, self.curves, self.heads, self.words]

    def update(self, values):
        self.learner.follow(self._course(values), values["loss"])
        history, epochs = self.learner.history, self._epochs(values)
        if self.learner.failure:
            self.pause()
        figures = np.array([epoch[1:] for epoch in history])
        losses, shares = figures[:, ::2], 100 * figures[:, 1::2]
        logs = np.log10(np.clip(losses, LOWEST, HIGHEST))
        low, high = math.log10(LOWEST), math.log10(HIGHEST)
        heights = 10.0 ** np.array(spread(logs[-1], 0.075 * (high - low), low, high))
        self._draw(0, np.clip(losses, LOWEST, HIGHEST), heights, [number(v, 3) for v in losses[-1]])
        said = [f"{v:.1f} %" for v in shares[-1]]
        self._draw(2, shares, spread(shares[-1], 8, 0, 104), said)
        self._mark(epochs, _settings(values))
        return self._said(values, losses, said)

    def _draw(self, first, figures, heights, said):
        done = len(figures) - 1
        for k, (name, _, _) in enumerate(SETS):
            self.curves[first + k].set_data(np.arange(done + 1), figures[:, k])
            self.heads[first + k].set_data([done], [figures[-1, k]])
            self.words[first + k].set(
                x=done + 0.045 * self.total, y=heights[k], text=f"{name} {said[k]}"
            )

    def _mark(self, epochs, now):
        """Draw a thin line where settings changed, and beside it what they changed to."""
        planned = (*epochs, now) if epochs else ()
        marks = [
            (i, planned[i].words(planned[i - 1]))
            for i in range(1, len(planned))
            if planned[i] != planned[i - 1]
        ]
        x = [v for i, _ in marks for v in (i, i, math.nan)]
        for line, ends in zip(self.lines, ((LOWEST, HIGHEST), (0, 104)), strict=True):
            line.set_data(x, [*ends, math.nan] * len(marks))
        for words in self.names:
            words.set_text("")
        for count, (i, text) in enumerate(marks):  # the last ones stay
            self.names[count % MARKS].set(x=i - 0.008 * self.total, text=text)

    def _said(self, values, losses, shares):
        done = len(losses) - 1
        train, held_out = (number(v, 3) for v in losses[-1])
        text = (
            f"epoch {done} of {self.total}: loss {train} in training, {held_out} held out; "
            f"accuracy {shares[0]} and {shares[1]}; "
            f"hidden units: {values['hidden']}, seed {values['seed']}; "
        )
        if self.learner.failure:
            return f"{text}{self.learner.failure}: choose smaller ones and start over"
        same = len({settings.loss for settings in self._epochs(values)}) == 1
        if same and losses[-1, 0] > losses[0, 0]:
            text += "the loss is above that of the untrained network, a lower rate may help; "
        if done == self.total:
            return f"{text}all epochs are run: to train anew, start over"
        return f"{text}the next epoch takes {_settings(values).words()}"

    def progress(self, values):
        return len(self._epochs(values)), self.total, "epoch"

    def advance(self, values, steps):
        course, settings = self._course(values), _settings(values)
        return {"course": course._replace(epochs=self._epochs(values) + (settings,) * steps)}

    def restart(self, values):
        return {"course": Course(values["hidden"], values["seed"])}

    def _course(self, values):
        # Another network, or another seed, begins anew.
        course, network = values["course"], (values["hidden"], values["seed"])
        return course if course[:2] == network else Course(*network)

    def _epochs(self, values):
        """Return the settings of the epochs done: one that failed is not."""
        return self._course(values).epochs[: len(self.learner.history) - 1]


def _settings(values):
    settings = Settings(*(values[name] for name in Settings._fields))
    # To nine digits: a page's slider gives 2 back as 2.0000000000000004.
    return settings._replace(learning_rate=float(f"{settings.learning_rate:.9g}"))


def training(learning_rate=1.0, *, done=20, epochs=60):
    """Train a network on the digits, with live curves, to be paused and gone on with.

    Parameters
    ----------
    learning_rate : float
        From 0.01 to 100.
    done : int
        Epochs that are run at once.
    epochs : int
        Epochs that can be run, up to 1000.

    Raises
    ------
    ValueError, TypeError
        If a number is not within its slider.

    Notes
    -----
    1347 digits are learned from, 450 are held out. Rate, batch, λ and loss act from the next epoch
    on and leave a line where they changed; hidden units and seed begin anew.

    Examples
    --------
    >>> training(done=0).text.partition(": ")[0]
    'epoch 0 of 60'
    """
    total = whole_slider("epochs", "epochs", epochs, 1, 1000).value
    done = whole_slider("done", "done", done, 0, total).value
    controls = {
        "learning_rate": log_slider("rate", "learning_rate", learning_rate, 0.01, 100.0, 0.1),
        "batch_size": Choice("batch", 32, (8, 32, 128, ("all", 1347))),
        "l2": Choice("λ", 0.0, [(f"{v:g}", v) for v in (0.0, 0.0001, 0.001, 0.01, 0.1)]),
        "loss": Choice(
            "loss", "cross_entropy", [(words, name) for name, words in LOSS_NAMES.items()]
        ),
        "hidden": Choice("hidden units", 32, (("none: softmax regression", 0), 16, 32, 64)),
        "seed": Slider("seed", 0, 0, 99, 1),
    }
    settings = _settings({name: control.value for name, control in controls.items()})
    course = Course(32, 0, (settings,) * done)
    return TrainingPanel(total, {**controls, "course": State(course)})
