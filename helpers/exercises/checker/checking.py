"""`check` says how a function does on hidden inputs; `hint` and `solution` help in four steps."""

import contextlib
import difflib
import dis
import functools
import importlib
import inspect
import itertools
import threading
from collections.abc import Callable, Iterable

import numpy as np

from helpers.exercises.checker.compare import expected, facts, remarks, tried
from helpers.exercises.checker.exercise import Exercise, Mistake
from helpers.exercises.checker.recognise import named, recognise
from helpers.exercises.checker.run import TIME_LIMIT, Called, TimeUp, code_of
from helpers.exercises.checker.store import default_store, now
from helpers.exercises.checker.verdict import Help, Verdict
from helpers.exercises.checker.where import where
from helpers.exercises.checker.words import one_line
from helpers.exercises.content.exercises import EXERCISES

#: In no catalogue, because every exercise has it: right numbers, but the input is changed.
IN_PLACE = "changes-its-argument"
FOUND = f"Found in: {Mistake.found_in}."
#: Held while a function is checked: a check inside it would not end.
_under_way = threading.Lock()


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
        store, key = default_store(), f"solved-{name}"
        if verdict.status == "right" and not store.get(key).get("solved"):  # for `my_answers`
            store.set(key, {"solved": True, "at": now()})
        return verdict
    except Exception as error:  # the promise is that nothing is raised out of the reader's cell
        text = (
            f"The checker itself failed ({type(error).__name__}: {one_line(error)}). "
            "Your code is untouched. Please report this."
        )
        return Verdict("error", one_line(name, 40), [text])
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
    near = ", ".join(_near(str(name)))
    raise ValueError(f"name: no exercise is called {name!r}; did you mean {near}?")


def _near(name: str) -> Iterable[str]:
    return difflib.get_close_matches(name, EXERCISES, n=3, cutoff=0.5) or EXERCISES


def _check(name: str, function: Callable, seconds: float) -> Verdict:
    if not isinstance(name, str):
        text = (
            'The name of the exercise comes first, as text: `check("softmax", my_softmax)`. '
            f"What came is of type `{type(name).__name__}`."
        )
        return Verdict("error", "check", [text])
    if name not in EXERCISES:
        near = ", ".join(f"`{n}`" for n in _near(name))
        text = f"There is no exercise of this name. Did you mean: {near}? Your code is untouched."
        return Verdict("error", one_line(name, 40), [text])
    exercise = EXERCISES[name]
    asked = [exercise.statement, "Replace the `...` by your code and run the cell again."]
    if function is ...:
        return Verdict("not attempted", exercise, asked)
    if not callable(function):
        text = (
            f'`check` wants the function itself, not its value: `check("{name}", f)`, not '
            f'`check("{name}", f(z))`. What came is of type `{type(function).__name__}`.'
        )
        return Verdict("error", exercise, [text])
    fits = _as_called(exercise, function)
    if fits is None:
        count = len(exercise.parameters)
        takes = _takes(exercise, function)
        text = f"`{name}` is called with {count} argument{'s' * (count > 1)}, {takes}."
        return Verdict("error", exercise, [text])
    _import_first(fits)
    outcomes: list[Called] = []
    # Twice: a function that remembers an earlier call is right only once.
    for again, args in itertools.product((False, True), exercise.cases):
        if again and not all(o.right for o in outcomes):
            return _wrong(exercise, fits, outcomes, seconds)
        outcome = tried(exercise, fits, args, seconds)
        if not outcomes and _is_stub(fits, outcome):
            return Verdict("not attempted", exercise, asked)
        if outcome.stopped:
            text = "The kernel was interrupted while your function ran on this input."
            if isinstance(outcome.error, TimeUp):
                text = (
                    f"Your function did not end within {seconds:g} s on this input, so it was "
                    "stopped. Look for a loop whose condition never changes."
                )
            return Verdict("error", exercise, [text], facts(exercise, outcome))
        if again and not outcome.right:
            text = (
                "The answers were right once. The same input, given a second time, came out "
                "differently: something is kept from one call to the next, or is left to chance."
            )
            return Verdict("wrong", exercise, [text], facts(exercise, outcome))
        if not again:
            outcomes.append(outcome)
    return _right(exercise, outcomes)


def _right(exercise: Exercise, outcomes: list[Called]) -> Verdict:
    """Say what the reader has shown; right numbers that cost the caller's array are not right."""
    left_behind = _left_behind(exercise, outcomes)
    if any(o.changed for o in outcomes):
        sentences = ["The numbers are right.", *left_behind, FOUND]
        return Verdict("known mistake", exercise, sentences, mistake=IN_PLACE)
    sentences = [f"It agrees on all {len(outcomes)} hidden inputs. {exercise.shown}"]
    sentences += [*left_behind, *remarks(exercise, outcomes)]
    warned: list[str] = []
    for o in outcomes:
        # Where the answer itself is inf, numpy has every reason to warn.
        if o.warned and all(np.isfinite(part).all() for part in expected(exercise, o.args)):
            warned += o.warned
    if warned:
        sentences.append(f"On the way NumPy warned: {one_line('; '.join(dict.fromkeys(warned)))}.")
    return Verdict("right", exercise, sentences)


def _wrong(
    exercise: Exercise, function: Callable, outcomes: list[Called], seconds: float
) -> Verdict:
    """Name the mistake, or say how the answers differ; on the smallest input that shows it."""
    failed = [o for o in outcomes if not o.right]
    floats = [o for o in outcomes if exercise.has_floats(o.args)]
    right_on_floats = all(o.right for o in floats)
    found, partly = recognise(exercise, outcomes), False
    # Whole numbers often have a mistake of their own, which must not hide the one there is besides.
    if not (found or right_on_floats) and 2 * len(floats) >= len(outcomes):
        found, partly = recognise(exercise, outcomes, floats=True), True
    left_behind = _left_behind(exercise, outcomes)
    still = ["Whole numbers come out differently still: look there next."]
    theirs, ours = tuple(_signature(function).parameters), exercise.parameters
    mistake = None
    if found:
        mistake, sentences = found.id, named(found, function) + still * partly + left_behind
    # Only names tell another order from a slip inside the body, which an order may cure too.
    elif theirs != ours and set(theirs) == set(ours) and all(
        tried(exercise, _by_name(exercise, function), args, seconds).right
        for args in exercise.cases
    ):  # fmt: skip
        takes = _takes(exercise, function, ", in this order")
        text = (
            "This is “arguments in another order”. What it does is right, but it is called with "
            f"{takes}. Exchange them after `def`."
        )
        return Verdict("known mistake", exercise, [text], mistake="arguments-in-another-order")
    elif right_on_floats and any(o.changed for o in outcomes):
        # They cannot take the result in place.
        mistake, sentences = IN_PLACE, [FOUND, *still, *left_behind]
    elif right_on_floats and all(
        tried(exercise, function, _as_floats(exercise, o.args), seconds).right for o in failed
    ):
        apart = "They are right for floats, and wrong for the same numbers as integers."
        sentences = [*left_behind, apart]
    else:
        apart = where(exercise, outcomes)
        sentences = left_behind + [apart] * bool(apart)
    right_on = f"Right on {len(outcomes) - len(failed)} of {len(outcomes)} hidden inputs."
    sentences.append(f"{right_on} The smallest that shows it:")
    # With one class softmax is 1 whatever z is: that tells nothing.
    shown = next((o for o in failed if _has_classes(o.args)), failed[0])
    said = facts(exercise, shown)
    if shown.printed.strip():
        said.append(("you printed", one_line(shown.printed)))
    if shown.warned:
        said.append(("NumPy warned", one_line("; ".join(shown.warned))))
    status = "known mistake" if mistake else "wrong" if shown.error is None else "error"
    return Verdict(status, exercise, sentences, said, mistake)


def _has_classes(args: tuple) -> bool:
    floats = [a for a in args if isinstance(a, np.ndarray) and a.dtype.kind == "f"]
    return bool(floats) and all(a.shape[-1] > 1 for a in floats if a.ndim)


def _left_behind(exercise: Exercise, outcomes: list[Called]) -> list[str]:
    """Say which arguments were changed in place, and which names of NumPy."""
    changed = [exercise.parameters[i] for o in outcomes for i in o.changed]
    said = [
        f"Your function changes `{name}` itself, so the caller's array is not the same "
        f"afterwards. Write `{name} = {name} - …` where you have `{name} -= …` or "
        f"`{name}[...] = …`."
        for name in dict.fromkeys(changed)
    ]
    if names := ", ".join(dict.fromkeys(f"`np.{name}`" for o in outcomes for name in o.replaced)):
        said.append(f"Your function puts something else in the place of {names}; it was put back.")
    return said


def _import_first(function: Callable) -> None:
    """Import what the function imports inside: that may take seconds, and is no endless loop."""
    code = code_of(function)
    for instruction in dis.get_instructions(code) if code else ():
        if instruction.opname == "IMPORT_NAME":
            with contextlib.suppress(Exception, SystemExit):  # the call itself will tell
                importlib.import_module(instruction.argval)


def _as_called(exercise: Exercise, function: Callable) -> Callable | None:
    """Return the function as it is called: by names where only that fits; None if neither does."""
    bind = _signature(function).bind
    with contextlib.suppress(TypeError):
        bind(*exercise.parameters)
        return function
    with contextlib.suppress(TypeError):
        bind(**dict.fromkeys(exercise.parameters))
        return _by_name(exercise, function)
    return None


def _by_name(exercise: Exercise, function: Callable) -> Callable:
    names = exercise.parameters
    return functools.wraps(function)(lambda *args: function(**dict(zip(names, args))))


def _signature(function: Callable) -> inspect.Signature:
    try:
        return inspect.signature(function)
    except (TypeError, ValueError):  # built-ins may not say what they take: calling them will
        return inspect.signature(lambda *args: None)


def _takes(exercise: Exercise, function: Callable, how: str = "") -> str:
    theirs, ours = ", ".join(_signature(function).parameters), ", ".join(exercise.parameters)
    return f"`({ours})`{how}; yours takes `({theirs})`"


def _as_floats(exercise: Exercise, args: tuple) -> tuple:
    """Return the arguments with their whole numbers as floats; labels stay."""
    pairs = zip(args, exercise.labels, strict=True)
    return tuple(
        a.astype(float) if isinstance(a, np.ndarray) and not keep else a for a, keep in pairs
    )


def _is_stub(function: Callable, outcome: Called) -> bool:
    """Whether the body does nothing, or a `...` is in the way; a forgotten `return` is no stub."""
    error = outcome.error
    if isinstance(error, NotImplementedError) or outcome.value is ...:
        return True
    if isinstance(error, TypeError | AttributeError):
        return "ellipsis" in str(error).lower()
    code = getattr(function, "__code__", None)
    if code is None or error is not None or outcome.value is not None:
        return False
    idle = {"RESUME", "NOP", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST", "POP_TOP"}
    return {i.opname for i in dis.get_instructions(code)} <= idle
