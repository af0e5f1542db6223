"""Exercises that answer: check a function, get hints, see a solution, commit a prediction."""

from importlib import import_module

from helpers.exercises.checker import Verdict, check, hint, solution

CARDS = {
    "hunt": "cards.hunt",
    "my_answers": "cards.answers",
    "my_notebooks": "cards.notebooks",
    "predict": "cards.predict",
}

__all__ = ["Verdict", "check", "hint", "hunt", "my_answers", "my_notebooks", "predict", "solution"]


def __getattr__(name):
    # The cards are widgets. Whoever only checks functions, marking homework for instance, need
    # not have ipywidgets, and does not wait 0.4 s for its import.
    if name in CARDS:
        return getattr(import_module(f"{__name__}.{CARDS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
