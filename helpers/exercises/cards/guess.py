"""Read a reader's guess and compare it with the answer, in words."""

from __future__ import annotations

import math
from fractions import Fraction

from helpers.exercises.checker.words import rounded


def parse(text: str) -> float:
    """Read a number the way people write them: ``11,09``, ``1/3``, ``66 %``, ``1e4``, ``inf``.

    ValueError where the text is not a number.

    >>> parse("0,5"), parse("1/4"), parse("66 %"), parse("−3")
    (0.5, 0.25, 0.66, -3.0)
    """
    cleaned = text.strip().replace("−", "-").replace("∞", "inf").replace(" ", "")
    percent = cleaned.endswith("%")
    cleaned = cleaned.removesuffix("%")
    if cleaned.count(",") == 1 and "." not in cleaned:
        cleaned = cleaned.replace(",", ".")
    try:
        value = float(Fraction(cleaned)) if "/" in cleaned else float(cleaned)
    except (ValueError, ZeroDivisionError, OverflowError):
        value = math.nan
    if math.isnan(value):
        raise ValueError(f"“{text.strip()}” is not a number; write for example 11.09, 1/3 or 66 %.")
    return value / 100 if percent else value


def agrees(kind: str, guess: str, answer: object, within: float = 0.0) -> bool | None:
    """Say whether the guess is the answer; None when the question has no single answer.

    A number may be off by the part `within` of the answer.
    """
    if answer is None:
        return None
    if kind == "number":
        value = parse(guess)
        return value == answer or abs(value - answer) <= within * abs(answer)
    return " ".join(guess.split()).casefold() == " ".join(str(answer).split()).casefold()


def compared(kind: str, guess: str, answer: object, within: float = 0.0) -> str:
    """Say in a sentence or two how the guess compares; marked-up text."""
    right = agrees(kind, guess, answer, within)
    if right is None:
        return "Compare it with what follows."
    if kind != "number":
        return "✓ That is it." if right else f"✗ Not so. The answer: {answer}"
    value, exact = parse(guess), float(answer)
    if value == exact:
        return "✓ That is it."
    if math.isinf(value) or math.isinf(exact):
        return f"✗ The answer is {rounded(exact, 6)}."
    low = "low" if value < exact else "high"
    off = f"{rounded(abs(value - exact))} too {low}"
    if exact:
        off += f" ({abs(value - exact) / abs(exact):.1%} of the answer)"
    said = "✓ Close enough" if right else "✗ Not so"
    return f"{said}. The answer is {rounded(exact, 6)}: {off}."
