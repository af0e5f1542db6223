"""Find out which known mistake a function makes, from what it does on the hidden inputs."""

import ast
import functools
import inspect
import textwrap
from collections.abc import Callable

from helpers.exercises.checker.compare import agree
from helpers.exercises.checker.exercise import Exercise, Mistake
from helpers.exercises.checker.run import Called, call


def recognise(
    exercise: Exercise, outcomes: list[Called], right_on_floats: bool
) -> tuple[Mistake | None, bool]:
    """Return the known mistake whose answers these are, and whether on inputs of floats only.

    Whole numbers often have a mistake of their own, which must not hide the one there is besides:
    when no mistake fits all inputs, those of floats decide, if they are half of all or more.
    """
    every = dict(enumerate(outcomes))
    mistake = _agreeing(exercise, every)
    floats = {i: outcome for i, outcome in every.items() if exercise.has_floats(outcome.args)}
    if mistake or right_on_floats or 2 * len(floats) < len(every):
        return mistake, False
    return _agreeing(exercise, floats), True


def _agreeing(exercise: Exercise, outcomes: dict[int, Called]) -> Mistake | None:
    for mistake in exercise.mistakes:
        for code in mistake.codes:
            if all(
                agree(exercise, outcome, _answer(exercise, code, i))
                # The larger the input, the fewer mistakes agree on it.
                for i, outcome in reversed(outcomes.items())
            ):
                return mistake
    return None


@functools.cache  # few are ever computed, as the largest input tells most apart
def _answer(exercise: Exercise, code: Callable, i: int) -> Called:
    # No time limit for our own code: its watch makes every step of Python slower.
    return call(code, exercise.cases[i], None)


#: Names that code with a mistake would hardly hold, by the mistake's id.
UNLIKELY = {
    "no-shift": ("max", "amax"),
    "both-points-are-one-array": ("copy",),
    "bias-left-out": ("b",),
    "log-forgotten": ("log",),
}


def named(mistake: Mistake, function: Callable) -> list[str]:
    """Name a mistake by its answers: they were compared; the cause is only the usual one."""
    names = names_in(function)
    against = next((name for name in UNLIKELY.get(mistake.id, ()) if name in names), "")
    why = f". Most often: {mistake.sentence}"
    if against:
        why = f", although `{against}` is in your code: is what it gives put to use?"
    return [f"Your answers are those of “{mistake.name}”{why}", f"Found in: {mistake.found_in}."]


def names_in(function: Callable) -> set[str | None]:
    """Return the names and attributes that a function's source mentions; none without a source.

    >>> import numpy as np
    >>> names_in(np.exp)
    set()
    """
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError, ValueError):  # typed at a prompt, built in, a lambda
        return set()
    return {getattr(node, "id", getattr(node, "attr", None)) for node in ast.walk(tree)}
