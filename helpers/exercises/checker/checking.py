"""`check` says how a function does on hidden inputs; `hint` and `solution` help in four steps."""

from __future__ import annotations

import contextlib
import difflib
import dis
import functools
import importlib
import inspect
import threading
from collections.abc import Callable

import numpy as np

from helpers.exercises.checker import replies
from helpers.exercises.checker.compare import difference
from helpers.exercises.checker.exercise import Exercise
from helpers.exercises.checker.recognise import (
    in_spite_of,
    recognise,
    right_as_floats,
    right_in_another_order,
    right_on_floats,
)
from helpers.exercises.checker.run import TIME_LIMIT, Called, call
from helpers.exercises.checker.store import default_store, now
from helpers.exercises.checker.verdict import Help, Verdict
from helpers.exercises.checker.where import where
from helpers.exercises.content.exercises import EXERCISES


def check(name: str, function: Callable, *, seconds: float = TIME_LIMIT) -> Verdict:
    """Run the function on hidden inputs and say whether it is right, and if not, why.

    Parameters
    ----------
    name : str
        The exercise, for example ``"softmax_rows"``.
    function : callable
        Your function itself, not its value: ``check("softmax", f)``, not ``check("softmax",
        f(z))``.
    seconds : float, optional
        Time each call may take before it is stopped. Not stopped are a call that stays inside
        NumPy, and on Windows and in a browser a loop that catches every exception: interrupt
        the kernel, or press *Stop* on the page; your code stays.

    Returns
    -------
    Verdict
        Shown as the value of the cell. ``status`` is one of "not attempted", "right",
        "known mistake", "wrong", "error"; ``mistake`` is the id of a recognised mistake.

    Notes
    -----
    Whatever the function does (raise, print, warn, run on) ends up in the verdict; nothing is
    raised out of your cell. Each input is tried once; when all answers are right, or when your
    parameters have the right names in another order, once more.

    Examples
    --------
    >>> import numpy as np
    >>> check("softmax", lambda z: z / z.sum()).mistake
    'divided-by-the-sum'
    """
    if not _under_way.acquire(blocking=False):
        raise RuntimeError("check: called by the function that it checks; call it in a cell")
    try:
        verdict = _check(name, function, seconds)
        if verdict.status == "right":
            _remember(name)
        return verdict
    except Exception as error:  # the promise is that nothing is raised out of the reader's cell
        return replies.broken(name, error)
    finally:
        _under_way.release()


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


#: Held while a function is checked: a check inside it would not end.
_under_way = threading.Lock()


def _remember(name: str) -> None:
    """Keep that the exercise was solved, for `my_answers`: the first time counts."""
    store = default_store()
    if not store.get(f"solved-{name}").get("solved"):
        store.set(f"solved-{name}", {"solved": True, "at": now()})


def _check(name: str, function: Callable, seconds: float) -> Verdict:
    exercise = EXERCISES.get(name) if isinstance(name, str) else None
    if exercise is None:
        return replies.unknown(name, list(EXERCISES))
    if function is ...:
        return replies.not_attempted(exercise)
    if not callable(function):
        return replies.not_a_function(exercise, function)
    fits = _as_called(exercise, function)
    if fits is None:
        return replies.misfit(exercise, function)
    function = fits
    _import_first(function)
    outcomes = []
    for args in exercise.cases:
        outcome = call(function, args, seconds)
        if not outcomes and (_unfinished(outcome) or _is_stub(function, outcome)):
            return replies.not_attempted(exercise)
        if outcome.stopped:
            return replies.stopped(exercise, args, outcome, seconds)
        outcomes.append(outcome)
    failed = {
        i: lines
        for i, (args, outcome) in enumerate(zip(exercise.cases, outcomes, strict=True))
        if (lines := difference(exercise, args, outcome)) is not None
    }
    if not failed:
        return _again(exercise, function, outcomes, seconds)
    shown = _smallest_that_tells(exercise, failed)
    mistake, partly = recognise(exercise, outcomes, failed)
    if mistake is None and right_in_another_order(exercise, function, seconds):
        return replies.another_order(exercise, function)
    if mistake is None and any(o.changed for o in outcomes) and right_on_floats(exercise, failed):
        mistake, partly = replies.IN_PLACE, True  # whole numbers cannot take the result in place
    if mistake is None:
        as_floats = right_as_floats(exercise, function, failed, seconds)
        apart = where(exercise, outcomes, failed, as_floats)
        return replies.wrong(exercise, outcomes, failed, shown, apart=apart)
    named = replies.named(mistake, in_spite_of(mistake.id, function), partly)
    return replies.wrong(exercise, outcomes, failed, shown, mistake, named)


def _smallest_that_tells(exercise: Exercise, failed: dict[int, list]) -> int:
    """Return the first failure with two classes or more: with one, softmax is 1 whatever z is."""
    for i in failed:
        floats = [a for a in exercise.cases[i] if isinstance(a, np.ndarray) and a.dtype.kind == "f"]
        if floats and all(a.shape[-1] > 1 for a in floats if a.ndim):
            return i
    return min(failed)  # the cases go from the smallest on


def _import_first(function: Callable) -> None:
    """Import what the function imports inside: that may take seconds, and is no endless loop."""
    code = getattr(inspect.unwrap(function), "__code__", None)
    for instruction in dis.get_instructions(code) if code else ():
        if instruction.opname == "IMPORT_NAME":
            with contextlib.suppress(Exception, SystemExit):  # the call itself will tell
                importlib.import_module(instruction.argval)


def _again(exercise, function: Callable, outcomes: list[Called], seconds: float) -> Verdict:
    """Try all inputs once more: a function that remembers an earlier call was right only once."""
    for args in exercise.cases:
        outcome = call(function, args, seconds)
        if outcome.stopped:
            return replies.stopped(exercise, args, outcome, seconds)
        lines = difference(exercise, args, outcome)
        if lines is not None:
            return replies.remembers(exercise, args, lines)
    return replies.right(exercise, outcomes)


def _as_called(exercise: Exercise, function: Callable) -> Callable | None:
    """Return the function as it is called: by names where only that fits; None if neither does."""
    names = exercise.parameters
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):  # built-ins without a signature: calling them will tell
        return function
    with contextlib.suppress(TypeError):
        signature.bind(*names)
        return function
    with contextlib.suppress(TypeError):
        signature.bind(**dict.fromkeys(names))
        return functools.wraps(function)(lambda *args: function(**dict(zip(names, args))))
    return None


def _unfinished(outcome: Called) -> bool:
    """Whether a `...` is still in the way: returned, or met by an operation."""
    if isinstance(outcome.error, NotImplementedError) or outcome.value is ...:
        return True
    met = isinstance(outcome.error, TypeError | AttributeError)
    return met and "ellipsis" in str(outcome.error).lower()


def _is_stub(function: Callable, outcome: Called) -> bool:
    """Whether the body does nothing at all; one that forgot its `return` is no stub."""
    code = getattr(function, "__code__", None)
    if code is None or outcome.error is not None or outcome.value is not None:
        return False
    idle = {"RESUME", "NOP", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST", "POP_TOP"}
    return {i.opname for i in dis.get_instructions(code)} <= idle
