"""The words of each verdict."""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Callable

import numpy as np

from helpers.exercises.checker.compare import Fact, expected, remarks
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


def misfit(exercise: Exercise, function: Callable) -> Verdict:
    """Say that the function takes other arguments than the exercise gives."""
    count = len(exercise.parameters)
    text = (
        f"`{exercise.name}` is called with {count} argument{'s' * (count > 1)}, "
        f"`({', '.join(exercise.parameters)})`; {_takes(function)}."
    )
    return Verdict("error", exercise.name, [text], exercise=exercise)


def stopped(exercise: Exercise, args: tuple, outcome: Called, seconds: float) -> Verdict:
    """Say that the function was cut off."""
    text = "The kernel was interrupted while your function ran on this input."
    if isinstance(outcome.error, TimeUp):
        text = (
            f"Your function did not end within {seconds:g} s on this input, so it was stopped. "
            "Look for a loop whose condition never changes."
        )
    facts = _inputs(exercise, args)
    facts += [("it was in", outcome.line)] if outcome.line else []
    return Verdict("error", exercise.name, [text], facts, exercise=exercise)


def wrong(
    exercise: Exercise,
    outcomes: list[Called],
    failed: dict[int, list[Fact]],
    shown: int,
    mistake: Mistake | None = None,
    named: tuple[str, ...] = (),
    apart: str = "",
) -> Verdict:
    """Say what is wrong on the input that is shown, after the mistake's name if it is known.

    `apart` says how the answers differ from the right ones where no mistake is known.
    """
    outcome = outcomes[shown]
    facts = [*_inputs(exercise, exercise.cases[shown]), *failed[shown]]
    if outcome.printed.strip():
        facts.append(("you printed", one_line(outcome.printed)))
    if outcome.warned:
        facts.append(("NumPy warned", one_line("; ".join(outcome.warned))))
    sentences = [*named, *_changed(exercise, outcomes), *_put_back(outcomes)]
    sentences += [apart] if apart else []
    right_on = f"Right on {len(outcomes) - len(failed)} of {len(outcomes)} hidden inputs."
    sentences.append(f"{right_on} The smallest that shows it:")
    status = "known mistake" if mistake else "wrong" if outcome.error is None else "error"
    return Verdict(
        status, exercise.name, sentences, facts, mistake.id if mistake else None, exercise
    )


def named(mistake: Mistake, against: str, partly: bool) -> tuple[str, ...]:
    """Name a mistake by its answers: they were compared; the cause is only the usual one.

    `against` is a name in the source that speaks against that cause. `partly`: it was recognised
    on inputs of floats, and whole numbers differ.
    """
    text = f"Your answers are those of “{mistake.name}”"
    if against:
        text += f", although `{against}` is in your code: is what it gives put to use?"
    else:
        text += f". Most often: {mistake.sentence}"
    found = f"Found in: {mistake.found_in}."
    still = ("Whole numbers come out differently still: look there next.",) * partly
    seen = mistake is IN_PLACE  # not inferred, and said in words of its own
    return (found, *still) if seen else (text, found, *still)


def remembers(exercise: Exercise, args: tuple, lines: list[Fact]) -> Verdict:
    """Say that the same input was answered in another way the second time."""
    text = (
        "The answers were right once. The same input, given a second time, came out differently: "
        "something is kept from one call to the next, or is left to chance."
    )
    facts = [*_inputs(exercise, args), *lines]
    return Verdict("wrong", exercise.name, [text], facts, exercise=exercise)


def another_order(exercise: Exercise, function: Callable) -> Verdict:
    """Say that the function is right but for the order of its arguments."""
    text = (
        f"This is “{ORDER.name}”. What it does is right, but it is called with "
        f"`({', '.join(exercise.parameters)})`, in this order; {_takes(function)}. "
        "Exchange them after `def`."
    )
    return Verdict("known mistake", exercise.name, [text], [], ORDER.id, exercise)


def right(exercise: Exercise, outcomes: list[Called]) -> Verdict:
    """Say what the reader has shown; right numbers that cost the caller's array are not right."""
    if any(o.changed for o in outcomes):
        told = [*_changed(exercise, outcomes), *_put_back(outcomes)]
        sentences = ["The numbers are right.", *told, f"Found in: {IN_PLACE.found_in}."]
        return Verdict("known mistake", exercise.name, sentences, [], IN_PLACE.id, exercise)
    sentences = [f"It agrees on all {len(outcomes)} hidden inputs. {exercise.shown}"]
    sentences += [*_put_back(outcomes), *remarks(exercise, outcomes)]
    # Where the answer itself is inf, numpy has every reason to warn.
    warned = dict.fromkeys(
        w
        for args, o in zip(exercise.cases, outcomes, strict=True)
        if all(np.isfinite(part).all() for part in expected(exercise, args))
        for w in o.warned
    )
    if warned:
        sentences.append(f"On the way NumPy warned: {one_line('; '.join(warned))}.")
    if any(o.shares_memory for o in outcomes):
        sentences.append("What you return shares memory with the argument: `.copy()` is safer.")
    return Verdict("right", exercise.name, sentences, exercise=exercise)


def _takes(function: Callable) -> str:
    return f"yours takes `({', '.join(inspect.signature(function).parameters)})`"


def _put_back(outcomes: list[Called]) -> list[str]:
    names = dict.fromkeys(f"`np.{name}`" for o in outcomes for name in o.replaced)
    said = f"Your function puts something else in the place of {', '.join(names)}; it was put back."
    return [said] if names else []


def _changed(exercise: Exercise, outcomes: list[Called]) -> list[str]:
    """Say that an argument was changed in place, if one was on any input."""
    changed = [exercise.parameters[i] for o in outcomes for i in o.changed]
    return [
        f"Your function changes `{name}` itself, so the caller's array is not the same "
        f"afterwards. Write `{name} = {name} - …` where you have `{name} -= …` or "
        f"`{name}[...] = …`."
        for name in dict.fromkeys(changed)
    ]


def _inputs(exercise: Exercise, args: tuple) -> list[Fact]:
    return [(n, described(a)) for n, a in zip(exercise.parameters, args, strict=True)]
