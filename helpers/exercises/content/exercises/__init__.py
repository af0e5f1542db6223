"""Every exercise of the course, by name. A new one is a new module, named in `content.lessons`."""

from collections.abc import Mapping
from importlib import import_module

from helpers.exercises.content.lessons import LESSONS


class Exercises(Mapping):
    """From name to exercise; each module is imported when its exercise is asked for.

    All of them at once take 150 ms of a page's start in the browser, before any panel moves.
    """

    def __init__(self, names):
        self._names = dict.fromkeys(names)

    def __getitem__(self, name):
        if name not in self._names:
            raise KeyError(name)
        return import_module(f"{__name__}.{name}").EXERCISE

    def __iter__(self):
        return iter(self._names)

    def __len__(self):
        return len(self._names)


EXERCISES = Exercises(name for lesson in LESSONS.values() for name in lesson.exercises)
