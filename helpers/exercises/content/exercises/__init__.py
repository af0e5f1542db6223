"""Every exercise of the course, by name. A new one is a new module, named in `content.lessons`."""

from importlib import import_module

from helpers.exercises.content.lessons import LESSONS

EXERCISES = {
    name: import_module(f"{__name__}.{name}").EXERCISE
    for lesson in LESSONS.values()
    for name in lesson.exercises
}
