"""Find out which known mistake a function makes, from what it does on the hidden inputs."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from helpers.exercises.checker.compare import agree, difference
from helpers.exercises.checker.exercise import Exercise, Mistake
from helpers.exercises.checker.run import Called, call

#: Kept from one check to the next; few are ever computed, as the largest input tells most apart.
_answers: dict[tuple[str, Callable, int], Called] = {}


def recognise(
    exercise: Exercise, outcomes: list[Called], failed: Iterable[int]
) -> tuple[Mistake | None, bool]:
    """Return the known mistake whose answers these are, and whether on inputs of floats only.

    Whole numbers often have a mistake of their own, which must not hide the one there is besides:
    when no mistake fits all inputs, those of floats decide, if they are half of all or more.
    """
    mistake = _named(exercise, outcomes, range(len(outcomes)))
    floats = _with_floats(exercise)
    if mistake or right_on_floats(exercise, failed) or 2 * len(floats) < len(outcomes):
        return mistake, False
    return _named(exercise, outcomes, floats), True


def right_in_another_order(exercise: Exercise, function: Callable, seconds: float) -> bool:
    """Say whether the function is right once its arguments come in the order of its own names.

    Only names tell an order apart from a slip inside the body, which other orders may cure too.
    """
    try:
        names = tuple(inspect.signature(function).parameters)
    except (TypeError, ValueError):  # built-ins may not say what they take
        return False
    if names == exercise.parameters or set(names) != set(exercise.parameters):
        return False
    places = [exercise.parameters.index(name) for name in names]
    return all(
        _is_right(exercise, args, call(function, tuple(args[i] for i in places), seconds))
        for args in exercise.cases
    )


def right_as_floats(
    exercise: Exercise, function: Callable, failed: Iterable[int], seconds: float
) -> bool:
    """Say whether all that failed is right once its whole numbers are floats; labels stay."""
    always = _always_whole(exercise)
    widened = (
        tuple(
            a.astype(float) if isinstance(a, np.ndarray) and not keep else a
            for a, keep in zip(exercise.cases[i], always, strict=True)
        )
        for i in failed
    )
    return right_on_floats(exercise, failed) and all(
        _is_right(exercise, args, call(function, args, seconds)) for args in widened
    )


def right_on_floats(exercise: Exercise, failed: Iterable[int]) -> bool:
    """Say whether all that failed are inputs of whole numbers that may be floats as well."""
    return not set(failed) & set(_with_floats(exercise))


def _is_right(exercise: Exercise, args: tuple, outcome: Called) -> bool:
    return not outcome.stopped and difference(exercise, args, outcome) is None


def _named(exercise: Exercise, outcomes: list[Called], tried: Sequence[int]) -> Mistake | None:
    for mistake in exercise.mistakes:
        for code in mistake.codes:
            if all(
                agree(exercise, exercise.cases[i], outcomes[i], _answer(exercise, code, i))
                # The larger the input, the fewer mistakes agree on it.
                for i in reversed(tried)
            ):
                return mistake
    return None


def _answer(exercise: Exercise, code: Callable, i: int) -> Called:
    """Return what a known wrong code does on the i-th input: the same at every check."""
    key = (exercise.name, code, i)
    if key not in _answers:
        # No time limit for our own code: its watch makes every step of Python slower.
        _answers[key] = call(code, exercise.cases[i], None)
    return _answers[key]


def _with_floats(exercise: Exercise) -> list[int]:
    """Return which inputs hold whole numbers only where all the inputs do, as labels are."""
    always = _always_whole(exercise)
    return [i for i, args in enumerate(exercise.cases) if _whole(args) == always]


def _always_whole(exercise: Exercise) -> list[bool]:
    return [all(column) for column in zip(*map(_whole, exercise.cases), strict=True)]


def _whole(args: tuple) -> list[bool]:
    return [isinstance(a, np.ndarray) and a.dtype.kind in "iu" for a in args]


#: Names that code with a mistake would hardly hold, by the mistake's id.
UNLIKELY = {
    "no-shift": ("max", "amax"),
    "both-points-are-one-array": ("copy",),
    "bias-left-out": ("b",),
    "log-forgotten": ("log",),
}


def in_spite_of(mistake: str, function: Callable) -> str:
    """Return a name in the source that speaks against the usual cause of a mistake, or nothing."""
    names = names_in(function)
    return next((name for name in UNLIKELY.get(mistake, ()) if name in names), "")


def names_in(function: Callable) -> set[str]:
    """Return the names and attributes that a function's source mentions; none without a source.

    >>> import numpy as np
    >>> names_in(np.exp)
    set()
    """
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError, ValueError):  # typed at a prompt, built in, a lambda
        return set()
    nodes = list(ast.walk(tree))
    return {n.id for n in nodes if isinstance(n, ast.Name)} | {
        n.attr for n in nodes if isinstance(n, ast.Attribute)
    }
