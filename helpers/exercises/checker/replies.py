"""The words of each verdict."""

from __future__ import annotations

import contextlib
import difflib
import inspect
from collections.abc import Callable

import numpy as np

from helpers.exercises.checker.compare import expected, remarks
from helpers.exercises.checker.exercise import Exercise, Mistake
from helpers.exercises.checker.run import Called, TimeUp
from helpers.exercises.checker.verdict import Verdict
from helpers.exercises.checker.words import described, one_line

#: Not in the catalogue, because every exercise has it: right numbers, but the input is changed.
IN_PLACE = Mistake("changes-its-argument", (), "Your function changes its argument.")
#: Nor this one: every exercise with several arguments has it.
ORDER = Mistake("arguments-in-another-order", (), "The arguments come in another order.")


def unknown(name: object, names: list[str]) -> Verdict:
    """Say that there is no exercise of this name, and which are near."""
    if not isinstance(name, str):
        text = (
            'The name of the exercise comes first, as text: `check("softmax", my_softmax)`. '
            f"What came is of type `{type(name).__name__}`."
        )
        return Verdict("error", "check", [text])
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.5) or names
    listed = ", ".join(f"`{n}`" for n in near)
    text = f"There is no exercise of this name. Did you mean: {listed}? Your code is untouched."
    return Verdict("error", one_line(name, 40), [text])


def broken(name: object, error: Exception) -> Verdict:
    """Say that the checker failed, not the reader."""
    text = (
        f"The checker itself failed ({type(error).__name__}: {one_line(error)}). "
        "Your code is untouched. Please report this."
    )
    return Verdict("error", one_line(name, 40), [text])


def not_attempted(exercise: Exercise) -> Verdict:
    """Say what is asked."""
    text = "Replace the `...` by your code and run the cell again."
    return Verdict("not attempted", exercise.name, [exercise.statement, text], exercise=exercise)


def not_a_function(exercise: Exercise, came: object) -> Verdict:
    """Say that a value came where the function belongs."""
    name = exercise.name
    text = (
        f'`check` wants the function itself, not its value: `check("{name}", f)`, not '
        f'`check("{name}", f(z))`. What came is of type `{type(came).__name__}`.'
    )
    return Verdict("error", name, [text], exercise=exercise)


def misfit(exercise: Exercise, taken: str) -> Verdict:
    """Say that the function takes other arguments than the exercise gives."""
    count = len(exercise.parameters)
    text = (
        f"`{exercise.name}` is called with {count} argument{'s' * (count > 1)}, "
        f"`({', '.join(exercise.parameters)})`; yours takes `({taken})`."
    )
    return Verdict("error", exercise.name, [text], exercise=exercise)


def stopped(exercise: Exercise, args: tuple, outcome: Called, seconds: float) -> Verdict:
    """Say that the function was cut off."""
    if isinstance(outcome.error, TimeUp):
        text = f"Your function did not end within {seconds:g} s on this input, so it was stopped. "
        text += "Look for a loop whose condition never changes."
    else:
        text = "The kernel was interrupted while your function ran on this input."
    facts = _inputs(exercise, args)
    if outcome.line:
        facts.append(("it was in", outcome.line))
    return Verdict("error", exercise.name, [text], facts, exercise=exercise)


def wrong(
    exercise: Exercise,
    outcomes: list[Called],
    failed: list[int],
    shown: int,
    lines: list[tuple[str, str]],
    mistake: Mistake | None,
    partly: bool = False,
    apart: str = "",
    against: str = "",
) -> Verdict:
    """Say what is wrong on the input that is shown, and the mistake's name if known.

    `partly`: the mistake was recognised on inputs of floats, and whole numbers differ. `apart`: in
    words, how the answers differ from the right ones. `against`: a name in the
    source that speaks against the usual cause.
    """
    outcome = outcomes[shown]
    facts = [*_inputs(exercise, exercise.cases[shown]), *lines]
    if outcome.printed.strip():
        facts.append(("you printed", one_line(outcome.printed)))
    if outcome.warned:
        facts.append(("NumPy warned", one_line("; ".join(outcome.warned))))
    right_on = f"Right on {len(outcomes) - len(failed)} of {len(outcomes)} hidden inputs."
    sentences = [*_left_behind(exercise, outcomes)]
    sentences += [apart] if apart and mistake is None else []
    sentences.append(f"{right_on} The smallest that shows it:")
    if mistake is None:
        status = "error" if outcome.error is not None else "wrong"
        return Verdict(status, exercise.name, sentences, facts, exercise=exercise)
    named = (
        [] if mistake is IN_PLACE else [_named(mistake, against)]
    )  # that one is seen, not inferred
    named.append(f"Found in: {mistake.found_in}.")
    if partly:
        named.append("Whole numbers come out differently still: look there next.")
    return Verdict("known mistake", exercise.name, named + sentences, facts, mistake.id, exercise)


def _named(mistake: Mistake, against: str) -> str:
    """Name a mistake by its answers: they were compared; the cause is only the usual one."""
    text = f"Your answers are those of “{mistake.name}”"
    if against:
        return f"{text}, although `{against}` is in your code: is what it gives put to use?"
    return f"{text}. Most often: {mistake.sentence}"


def remembers(exercise: Exercise, args: tuple, lines: list[tuple[str, str]]) -> Verdict:
    """Say that the same input was answered in another way the second time."""
    text = "The answers were right once. The same input, given a second time, came out differently:"
    cause = "something is kept from one call to the next, or is left to chance."
    facts = [*_inputs(exercise, args), *lines]
    return Verdict("wrong", exercise.name, [f"{text} {cause}"], facts, exercise=exercise)


def another_order(exercise: Exercise, function: Callable) -> Verdict:
    """Say that the function is right but for the order of its arguments."""
    wanted = ", ".join(exercise.parameters)
    text = f"What it does is right, but it is called with `({wanted})`, in this order"
    with contextlib.suppress(TypeError, ValueError):  # built-ins may not say what they take
        text += f"; yours takes `({', '.join(inspect.signature(function).parameters)})`"
    named = f"This is “{ORDER.name}”. {text}. Exchange them after `def`."
    return Verdict("known mistake", exercise.name, [named], [], ORDER.id, exercise)


def right(exercise: Exercise, outcomes: list[Called]) -> Verdict:
    """Say what the reader has shown; right numbers that cost the caller's array are not right."""
    if any(o.changed for o in outcomes):
        told = _left_behind(exercise, outcomes)
        sentences = ["The numbers are right.", *told, f"Found in: {IN_PLACE.found_in}."]
        return Verdict("known mistake", exercise.name, sentences, [], IN_PLACE.id, exercise)
    sentences = [f"It agrees on all {len(outcomes)} hidden inputs. {exercise.shown}"]
    sentences += [*_put_back(outcomes), *remarks(exercise, outcomes)]
    # Where the answer itself is inf, numpy has every reason to warn.
    warned = dict.fromkeys(
        w
        for args, o in zip(exercise.cases, outcomes, strict=True)
        if all(np.isfinite(part).all() for part in _parts(expected(exercise, args)))
        for w in o.warned
    )
    if warned:
        sentences.append(f"On the way NumPy warned: {one_line('; '.join(warned))}.")
    if any(o.shares_memory for o in outcomes):
        sentences.append("What you return shares memory with the argument: `.copy()` is safer.")
    return Verdict("right", exercise.name, sentences, exercise=exercise)


def _parts(answer) -> tuple:
    return answer if isinstance(answer, tuple) else (answer,)


def _left_behind(exercise: Exercise, outcomes: list[Called]) -> list[str]:
    return [*_changed(exercise, outcomes), *_put_back(outcomes)]


def _put_back(outcomes: list[Called]) -> list[str]:
    names = dict.fromkeys(name for o in outcomes for name in o.replaced)
    if not names:
        return []
    listed = ", ".join(f"`np.{name}`" for name in names)
    return [f"Your function puts something else in the place of {listed}; it was put back."]


def _changed(exercise: Exercise, outcomes: list[Called]) -> list[str]:
    """Say that an argument was changed in place, if one was on any input."""
    changed = [exercise.parameters[i] for o in outcomes for i in o.changed]
    return [
        f"Your function changes `{name}` itself, so the caller's array is not the same "
        f"afterwards. Write `{name} = {name} - …` where you have `{name} -= …` or "
        f"`{name}[...] = …`."
        for name in dict.fromkeys(changed)
    ]


def _inputs(exercise: Exercise, args: tuple) -> list[tuple[str, str]]:
    names = exercise.parameters
    return [(n, described(a)) for n, a in zip(names, args, strict=True)]
