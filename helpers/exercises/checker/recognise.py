"""Find out which known mistake a function makes, from what it does on the hidden inputs."""

import ast
import functools
import inspect
import textwrap
from collections.abc import Callable

from helpers.exercises.checker.compare import agree
from helpers.exercises.checker.exercise import Exercise, Mistake
from helpers.exercises.checker.run import Called, call


def recognise(exercise: Exercise, outcomes: list[Called], floats: bool = False) -> Mistake | None:
    """Return the known mistake whose answers these are, on all inputs or on those of floats."""
    asked = [(i, o) for i, o in enumerate(outcomes) if not floats or exercise.has_floats(o.args)]
    for mistake in exercise.mistakes:
        for code in mistake.codes:
            # The larger the input, the fewer mistakes agree on it.
            if all(agree(exercise, o, _answer(exercise, code, i)) for i, o in reversed(asked)):
                return mistake
    return None


@functools.cache  # a check that is repeated takes half the time
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
    names = _names(function)
    against = next((name for name in UNLIKELY.get(mistake.id, ()) if name in names), "")
    why = f". Most often: {mistake.sentence}"
    if against:
        why = f", although `{against}` is in your code: is what it gives put to use?"
    return [f"Your answers are those of “{mistake.name}”{why}", f"Found in: {mistake.found_in}."]


def _names(function: Callable) -> set[str | None]:
    """Return the names and attributes that a function's source mentions; none without a source."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError, ValueError):  # typed at a prompt, built in, a lambda
        return set()
    return {getattr(node, "id", getattr(node, "attr", None)) for node in ast.walk(tree)}
