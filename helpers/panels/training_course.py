"""The course of a training as a value: which epoch ran with which settings, and what came of it."""

from typing import NamedTuple

from helpers.live import State
from helpers.network import Epoch, Training, accuracy, loss_and_gradients
from helpers.panels.parts.digits import course_digits

LOSS_NAMES = {"cross_entropy": "cross-entropy", "squared_error": "squared error"}


class Settings(NamedTuple):
    """What may change between two epochs."""

    learning_rate: float
    batch_size: int
    l2: float
    loss: str

    def words(self, before=None):
        """Return the settings in words; with others before, only what is new."""
        said = {
            "learning_rate": f"rate {self.learning_rate:.3g}",
            "batch_size": f"batch {self.batch_size}",
            "l2": f"λ {self.l2:g}",
            "loss": LOSS_NAMES[self.loss],
        }
        return ", ".join(
            text
            for name, text in said.items()
            if before is None or getattr(before, name) != getattr(self, name)
        )


class Course(NamedTuple):
    """A network at its start, and the settings of every epoch it has been through."""

    hidden: int  # 0 is softmax regression
    seed: int
    epochs: tuple = ()


class CourseState(State):
    """A `Course` among a panel's values."""

    def check(self, name, value):
        """Return the value, or raise ValueError naming the control."""
        if not isinstance(value, Course):
            raise ValueError(f"{name}: expected a Course, got {value!r}")
        return value


class Learner:
    """Runs courses on the digits; one that goes on where the last one ended is not run again.

    Attributes
    ----------
    history : list of Epoch
        From epoch 0, the untrained network, to the last that could be run.
    failure : str
        Why the epoch after it could not, in words; "" if it could.
    """

    def __init__(self):
        self.split = course_digits()
        self._course = None
        self.history, self.failure = [], ""

    def follow(self, course, loss):
        """Run what is new in a course; `loss` is that of epoch 0 if no epoch is run."""
        loss = course.epochs[0].loss if course.epochs else loss
        if not self._goes_on(course, loss):
            self._begin(course, loss)
        for settings in course.epochs[len(self._course.epochs) :]:
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
            self._course = self._course._replace(epochs=(*self._course.epochs, settings))

    def _goes_on(self, course, loss):
        done = self._course
        if done is None or (done.hidden, done.seed) != (course.hidden, course.seed):
            return False
        count = len(done.epochs)
        if self.failure and len(course.epochs) <= count:
            return False  # the failure is not part of this course
        self.failure = ""
        return course.epochs[:count] == done.epochs and (count > 0 or loss == self._loss)

    def _begin(self, course, loss):
        train, held_out = self.split
        self._course, self._loss, self.failure = course._replace(epochs=()), loss, ""
        self._training = Training(
            train.X,
            train.labels,
            hidden=(course.hidden,) if course.hidden else (),
            loss=loss,
            seed=course.seed,
            held_out=(held_out.X, held_out.labels),
        )
        layers = self._training.layers
        figures = []
        for part in self.split:
            figures.append(loss_and_gradients(layers, part.X, part.labels, loss=loss)[0])
            figures.append(accuracy(layers, part.X, part.labels))
        self.history = [Epoch(0, *figures)]
