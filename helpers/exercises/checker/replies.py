"""Verdicts on a function that ran: right, or wrong with the smallest input that shows it."""

from collections.abc import Iterable

import numpy as np

from helpers.exercises.checker.compare import difference, expected, remarks
from helpers.exercises.checker.exercise import Exercise, Mistake
from helpers.exercises.checker.run import Called
from helpers.exercises.checker.verdict import Verdict
from helpers.exercises.checker.words import described, one_line

#: In no catalogue, because every exercise has it: right numbers, but the input is changed.
IN_PLACE = "changes-its-argument"
FOUND = f"Found in: {Mistake.found_in}."


def reply(
    exercise: Exercise,
    status: str,
    sentences: list[str],
    shown: Called | None = None,
    facts: Iterable[tuple[str, str]] = (),
    mistake: str | None = None,
) -> Verdict:
    """Return a verdict with the facts of one call, its arguments first."""
    args = shown.args if shown else ()
    given = [(name, described(a)) for name, a in zip(exercise.parameters, args)]
    return Verdict(status, exercise.name, sentences, [*given, *facts], mistake, exercise)


def wrong(
    exercise: Exercise,
    outcomes: list[Called],
    failed: list[Called],
    mistake: str | None = None,
    named: Iterable[str] = (),
    apart: str = "",
) -> Verdict:
    """Say what is wrong on the smallest input that shows it, after the mistake's name.

    `apart` says how the answers differ from the right ones where no mistake is known.
    """
    # With one class softmax is 1 whatever z is: that tells nothing.
    shown = next((o for o in failed if _has_classes(o.args)), failed[0])
    facts = list(difference(exercise, shown))
    if shown.printed.strip():
        facts.append(("you printed", one_line(shown.printed)))
    if shown.warned:
        facts.append(("NumPy warned", one_line("; ".join(shown.warned))))
    sentences = [*named, *_left_behind(exercise, outcomes)]
    sentences += [apart] if apart else []
    right_on = f"Right on {len(outcomes) - len(failed)} of {len(outcomes)} hidden inputs."
    sentences.append(f"{right_on} The smallest that shows it:")
    status = "known mistake" if mistake else "wrong" if shown.error is None else "error"
    return reply(exercise, status, sentences, shown, facts, mistake)


def _has_classes(args: tuple) -> bool:
    floats = [a for a in args if isinstance(a, np.ndarray) and a.dtype.kind == "f"]
    return bool(floats) and all(a.shape[-1] > 1 for a in floats if a.ndim)


def right(exercise: Exercise, outcomes: list[Called]) -> Verdict:
    """Say what the reader has shown; right numbers that cost the caller's array are not right."""
    left_behind = _left_behind(exercise, outcomes)
    if any(o.changed for o in outcomes):
        sentences = ["The numbers are right.", *left_behind, FOUND]
        return reply(exercise, "known mistake", sentences, mistake=IN_PLACE)
    sentences = [f"It agrees on all {len(outcomes)} hidden inputs. {exercise.shown}"]
    sentences += [*left_behind, *remarks(exercise, outcomes)]
    # Where the answer itself is inf, numpy has every reason to warn.
    warned = dict.fromkeys(
        w
        for o in outcomes
        if o.warned and all(np.isfinite(part).all() for part in expected(exercise, o.args))
        for w in o.warned
    )
    if warned:
        sentences.append(f"On the way NumPy warned: {one_line('; '.join(warned))}.")
    return reply(exercise, "right", sentences)


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
