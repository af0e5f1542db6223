"""Exercises that answer: check a function, get hints, see a solution, commit a prediction."""

from importlib import import_module

from helpers.exercises.checker.checking import check, hint, solution

__all__ = ["check", "hint", "hunt", "my_answers", "my_notebooks", "predict", "solution"]


def __getattr__(name):
    # The cards are widgets. Whoever only checks functions, marking homework for instance, need
    # not have ipywidgets, and does not wait 0.4 s for its import.
    if name in __all__:
        return getattr(import_module(f"{__name__}.cards.{name.removeprefix('my_')}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
