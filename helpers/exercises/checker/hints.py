"""`hint` and `solution`: help in three steps, remembered from one run to the next."""

from __future__ import annotations

import difflib

from helpers.exercises.checker.exercise import Exercise
from helpers.exercises.checker.store import default_store
from helpers.exercises.checker.verdict import Help
from helpers.exercises.content.exercises import EXERCISES


def hint(name: str) -> Help:
    """Return the next hint for an exercise: one, two, three, then where the solution is.

    Parameters
    ----------
    name : str
        The exercise, for example ``"softmax_rows"``.

    Returns
    -------
    Help
        Shown as the value of the cell.

    Raises
    ------
    ValueError
        If there is no exercise of this name.
    """
    exercise = _exercise(name)
    store, key = default_store(), f"hints-{name}"
    opened = store.get(key).get("opened", 0)
    opened = opened if isinstance(opened, int) and opened > 0 else 0
    count = len(exercise.hints)
    if opened >= count:
        text = f'You have seen all {count} hints. `solution("{name}")` shows a solution.'
        return Help(f"{name}, no more hints", text)
    store.set(key, {"opened": opened + 1})
    return Help(f"{name}, hint {opened + 1} of {count}", exercise.hints[opened])


def solution(name: str) -> Help:
    """Return a solution of an exercise, and why it is one; `name` and errors are those of `hint`.

    Returns
    -------
    Help
        Shown as the value of the cell.
    """
    exercise = _exercise(name)
    return Help(f"A solution of {name}", exercise.why, exercise.solution)


def _exercise(name: str) -> Exercise:
    if isinstance(name, str) and name in EXERCISES:
        return EXERCISES[name]
    near = difflib.get_close_matches(str(name), EXERCISES, n=3, cutoff=0.5) or EXERCISES
    raise ValueError(f"name: no exercise is called {name!r}; did you mean {', '.join(near)}?")
