"""`check`: run a reader's function on hidden inputs and say, in one of four ways, how it went."""

from __future__ import annotations

import difflib
import dis
import inspect
from collections.abc import Callable

from helpers.exercises.catalogue import EXERCISES
from helpers.exercises.compare import agree, difference
from helpers.exercises.exercise import Exercise, Mistake
from helpers.exercises.run import TIME_LIMIT, Outcome, TimeUp, call
from helpers.exercises.verdict import Verdict
from helpers.exercises.words import described, one_line

IN_PLACE = "changes-its-argument"


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
        Time each call may take before it is stopped. A call that stays inside NumPy is not
        stopped: interrupt the kernel.

    Returns
    -------
    Verdict
        Shown as the value of the cell. ``status`` is one of "not attempted", "right",
        "known mistake", "wrong", "error"; ``mistake`` is the id of a recognised mistake.

    Notes
    -----
    Whatever the function does (raise, print, warn, run on) ends up in the verdict; nothing is
    raised out of your cell.

    Examples
    --------
    >>> import numpy as np
    >>> check("softmax", lambda z: z / z.sum()).mistake
    'divided-by-the-sum'
    """
    try:
        return _check(name, function, seconds)
    except Exception as error:  # the promise is that nothing is raised out of the reader's cell
        text = f"The checker itself failed ({type(error).__name__}: {one_line(error)}). "
        return Verdict("error", str(name), [text + "Your code is untouched; please report this."])


def _check(name: str, function: Callable, seconds: float) -> Verdict:
    exercise = EXERCISES.get(name) if isinstance(name, str) else None
    if exercise is None:
        return _unknown(name)
    if function is ...:
        return _not_attempted(exercise)
    if not callable(function):
        came = one_line(f"{type(function).__name__}")
        text = (
            f'`check` wants the function itself, not its value: `check("{name}", f)`, not '
            f'`check("{name}", f(z))`. What came is of type `{came}`.'
        )
        return Verdict("error", name, [text], exercise=exercise)
    return _misfit(exercise, function) or _run(exercise, function, seconds)


def _run(exercise: Exercise, function: Callable, seconds: float) -> Verdict:
    outcomes = []
    for args in exercise.cases:
        outcome = call(function, args, seconds)
        if not outcomes and (_unfinished(outcome) or _is_stub(function, outcome)):
            return _not_attempted(exercise)
        if outcome.stopped:
            return _stopped(exercise, args, outcome, seconds)
        outcomes.append(outcome)
    failures = [
        (args, outcome, lines)
        for args, outcome in zip(exercise.cases, outcomes)
        if (lines := difference(exercise, args, outcome)) is not None
    ]
    changed = next((o.changed for o in outcomes if o.changed), ())
    if not failures:
        return _in_place(exercise, changed) if changed else _right(exercise, outcomes)
    args, outcome, lines = failures[0]
    passed = len(outcomes) - len(failures)
    facts = [*_inputs(exercise, args), *lines]
    if outcome.printed.strip():
        facts.append(("you printed", one_line(outcome.printed)))
    if outcome.warned:
        facts.append(("NumPy warned", one_line("; ".join(outcome.warned))))
    mistake = recognise(exercise, outcomes)
    if mistake is not None:
        sentences = [f"This is “{mistake.name}”. {mistake.sentence}"]
        sentences.append(f"Found in: {mistake.found_in}.")
        sentences.append(_where(passed, len(outcomes)))
        status, id_ = "known mistake", mistake.id
    else:
        sentences = [_where(passed, len(outcomes))]
        status, id_ = "error" if outcome.error is not None else "wrong", None
    if changed:
        sentences.append(_changed_in_words(exercise, changed))
    return Verdict(status, exercise.name, sentences, facts, id_, exercise)


def recognise(exercise: Exercise, outcomes: list[Outcome]) -> Mistake | None:
    """Return the known mistake whose answers these are on every input, or None."""
    for mistake in exercise.mistakes:
        for code in mistake.codes:
            pairs = zip(exercise.cases, outcomes)
            if all(agree(exercise, args, o, call(code, args)) for args, o in pairs):
                return mistake
    return None


def _unknown(name: object) -> Verdict:
    if not isinstance(name, str):
        text = (
            'The name of the exercise comes first, as text: `check("softmax", my_softmax)`. '
            f"What came is of type `{type(name).__name__}`."
        )
        return Verdict("error", "check", [text])
    near = difflib.get_close_matches(name, EXERCISES, n=3, cutoff=0.5) or list(EXERCISES)
    names = ", ".join(f"`{n}`" for n in near)
    text = f"There is no exercise of this name. Did you mean: {names}? Your code is untouched."
    return Verdict("error", one_line(name, 40), [text])


def _not_attempted(exercise: Exercise) -> Verdict:
    text = "Replace the `...` by your code and run the cell again."
    return Verdict("not attempted", exercise.name, [exercise.statement, text], exercise=exercise)


def _is_stub(function: Callable, outcome: Outcome) -> bool:
    """Whether the body does nothing at all; one that forgot its `return` is no stub."""
    code = getattr(function, "__code__", None)
    if code is None or outcome.error is not None or outcome.value is not None:
        return False
    idle = {"RESUME", "NOP", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST", "POP_TOP"}
    return {i.opname for i in dis.get_instructions(code)} <= idle


def _unfinished(outcome: Outcome) -> bool:
    """Whether a `...` is still in the way: returned, or met by an operation."""
    if isinstance(outcome.error, NotImplementedError) or outcome.value is ...:
        return True
    met = isinstance(outcome.error, TypeError | AttributeError)
    return met and "ellipsis" in str(outcome.error).lower()


def _misfit(exercise: Exercise, function: Callable) -> Verdict | None:
    """Refuse a function that cannot be called with the exercise's arguments."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):  # built-ins without a signature: calling them will tell
        return None
    try:
        signature.bind(*exercise.parameters)
    except TypeError:
        wanted = ", ".join(exercise.parameters)
        count = len(exercise.parameters)
        text = (
            f"`{exercise.name}` is called with {count} argument{'s' * (count > 1)}, `({wanted})`; "
            f"yours takes `({', '.join(signature.parameters)})`."
        )
        return Verdict("error", exercise.name, [text], exercise=exercise)
    return None


def _stopped(exercise: Exercise, args: tuple, outcome: Outcome, seconds: float) -> Verdict:
    if isinstance(outcome.error, TimeUp):
        text = f"Your function did not end within {seconds:g} s on this input, so it was stopped. "
        text += "Look for a loop whose condition never changes."
    else:
        text = "The kernel was interrupted while your function ran on this input."
    facts = _inputs(exercise, args)
    if outcome.line:
        facts.append(("it was in", outcome.line))
    return Verdict("error", exercise.name, [text], facts, exercise=exercise)


def _in_place(exercise: Exercise, changed: tuple[int, ...]) -> Verdict:
    sentences = ["The numbers are right.", _changed_in_words(exercise, changed)]
    sentences.append("Found in: a slip every class makes.")
    return Verdict("known mistake", exercise.name, sentences, [], IN_PLACE, exercise)


def _changed_in_words(exercise: Exercise, changed: tuple[int, ...]) -> str:
    name = exercise.parameters[changed[0]]
    return (
        f"Your function changes `{name}` itself, so the caller's array is not the same "
        f"afterwards. Write `{name} = {name} - …` where you have `{name} -= …` or `{name}[...] = …`."
    )


def _right(exercise: Exercise, outcomes: list[Outcome]) -> Verdict:
    sentences = [f"It agrees on all {len(outcomes)} hidden inputs. {exercise.shown}"]
    warned = dict.fromkeys(w for o in outcomes for w in o.warned)
    if warned:
        sentences.append(f"On the way NumPy warned: {one_line('; '.join(warned))}.")
    if any(o.shares_memory for o in outcomes):
        sentences.append("What you return shares memory with the argument: `.copy()` is safer.")
    return Verdict("right", exercise.name, sentences, exercise=exercise)


def _where(passed: int, total: int) -> str:
    return f"Right on {passed} of {total} hidden inputs. The smallest that shows it:"


def _inputs(exercise: Exercise, args: tuple) -> list[tuple[str, str]]:
    return [(n, described(a)) for n, a in zip(exercise.parameters, args)]
