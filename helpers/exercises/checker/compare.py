"""Decide whether an answer is the expected one, and say in words where it is not."""

from __future__ import annotations

import numbers
from fractions import Fraction  # noqa: F401  (for the doctest)

import numpy as np

from helpers.exercises.checker.exercise import Exercise
from helpers.exercises.checker.run import Called
from helpers.exercises.checker.words import array, one_line, rounded

#: Types whose asarray means what their owner sees; np.matrix and masked arrays are not among them.
_NUMBERS = (np.ndarray, np.generic, numbers.Real)
_ODD = (np.matrix, np.ma.MaskedArray)
Fact = tuple[str, str]  # a label and a text


def as_numbers(value: object) -> np.ndarray | None:
    """Return the answer as an array of real numbers, or None if it is none.

    Lists and tuples of numbers count, nested ones too, and so do fractions.

    >>> as_numbers([0.5, Fraction(1, 2)]), as_numbers("0.5")
    (array([0.5, 0.5]), None)
    """
    if isinstance(value, _ODD) or not isinstance(value, (*_NUMBERS, list, tuple)):
        return None
    try:
        values = np.asarray(value)
        mixed = values.dtype.kind == "O" and not isinstance(value, np.ndarray | np.generic)
        if mixed and all(isinstance(v, numbers.Real) for v in values.flat):
            values = values.astype(np.float64)
    except (ValueError, OverflowError):  # rows of different lengths; 10**400
        return None
    return values if values.dtype.kind in "fiub" else None


def apart(exercise: Exercise, value: object) -> list:
    """Return the results one by one; a value that cannot be unpacked so is a single one.

    As in ``dw, db = f(...)``, an array of as many numbers will do too.
    """
    count = len(exercise.parts)
    several = isinstance(value, tuple | list) and len(value) == count
    numbers = isinstance(value, np.ndarray) and value.shape == (count,)
    return list(value) if count and (several or numbers) else [value]


def remarks(exercise: Exercise, outcomes: list[Called]) -> list[str]:
    """Say what is unusual about right answers: a list, or fewer digits than there could be."""
    pairs = list(zip(exercise.cases, outcomes, strict=True))
    parts = [(args, part) for args, o in pairs for part in apart(exercise, o.value)]
    said = [
        f"You return a {kind.__name__}, and it was read as an array: "
        "`np.array(...)` makes it one for whoever calls your function."
        for kind in (list, tuple)
        if any(isinstance(part, kind) for _, part in parts)
    ]
    if all(_narrow(args) or _is_single(as_numbers(part), args) for args, part in parts):
        said.append("You compute in float32, with 7 digits: the input has 16, and so could you.")
    return said


def _is_single(values: np.ndarray | None, args: tuple) -> bool:
    """Whether the answer has the digits of float32 where every float among the arguments is wider.

    It may have been turned into float64 again. Numbers like 0, 0.5 and 1 tell nothing: float16 has
    them too.
    """
    if values is None or values.dtype.kind != "f" or _narrow(args):
        return False
    with np.errstate(all="ignore"):
        held = (np.isnan(values) | (values == values.astype(f)) for f in (np.float32, np.float16))
        return bool(next(held).all() and (values.dtype == np.float32 or not next(held).all()))


def _narrow(args: tuple) -> bool:
    """Whether a float among the arguments is narrower than float64."""
    given = [np.asarray(a).dtype for a in args if not callable(a)]
    return any(d.kind == "f" and d.itemsize < 8 for d in given)


def _tolerance(exercise: Exercise, args: tuple, values: np.ndarray) -> tuple[float, float]:
    """Return (rtol, atol): an answer in float32 is held to what float32 can give."""
    single = _is_single(values, args)
    return exercise.tolerance.float32 if single else exercise.tolerance.of(args)


def close(a: np.ndarray, b: np.ndarray, rtol: float, atol: float) -> np.ndarray:
    """Compare two arrays of one shape entry by entry; NaN equals NaN, inf equals inf.

    >>> close(np.array([1.0, np.nan]), np.array([1.1, np.nan]), 1e-9, 0)
    array([False,  True])
    """
    a, b = np.asarray(a, np.float64), np.asarray(b, np.float64)
    with np.errstate(all="ignore"):
        near = np.abs(a - b) <= atol + rtol * np.abs(b)
    finite = np.isfinite(a) & np.isfinite(b)
    return np.where(finite, near, (a == b) | (np.isnan(a) & np.isnan(b)))


def normal(exercise: Exercise, values: np.ndarray, like: tuple) -> np.ndarray:
    """Bring an answer to the exercise's normal form, if it has one and the shape allows it."""
    if exercise.normal_form is None or values.shape != like:
        return values
    with np.errstate(all="ignore"):
        return exercise.normal_form(values.astype(np.float64))


def agree(exercise: Exercise, args: tuple, one: Called, other: Called) -> bool:
    """Say whether two functions did the same on these arguments: same numbers or same error."""
    if one.error is not None or other.error is not None:
        return type(one.error) is type(other.error)
    ours, theirs = apart(exercise, one.value), apart(exercise, other.value)
    return len(ours) == len(theirs) and all(
        _alike(exercise, args, as_numbers(a), as_numbers(b))
        for a, b in zip(ours, theirs, strict=True)
    )


def _alike(exercise: Exercise, args: tuple, a: np.ndarray | None, b: np.ndarray | None) -> bool:
    if a is None or b is None or a.shape != b.shape:
        return False
    tolerance = _tolerance(exercise, args, a)
    a, b = normal(exercise, a, a.shape), normal(exercise, b, a.shape)
    return bool(np.all(close(a, b, *tolerance)))


def difference(exercise: Exercise, args: tuple, outcome: Called) -> list[Fact] | None:
    """Return what is wrong as (label, text) lines, shapes first; None when the answer is right."""
    if outcome.error is not None:
        error = outcome.error
        text = f"{type(error).__name__}: {one_line(error)}".removesuffix(": ")
        lines = [("your function raised", text)]
        return lines + ([("in", outcome.line)] if outcome.line else [])
    wanted = expected(exercise, args)
    if exercise.parts:
        return _difference_of_parts(exercise, args, wanted, outcome.value)
    (wanted,) = wanted
    shape = ("expected shape", str(wanted.shape) if wanted.ndim else "() (a single number)")
    values = _numbers_or_words(outcome.value)
    if isinstance(values, str):
        return [shape, ("got", values), ("expected", array(wanted))]
    if values.shape != wanted.shape:
        got = ("got shape", str(values.shape))
        return [shape, got, ("expected", array(wanted)), ("got", array(values))]
    return _entries(exercise, args, wanted, values)


def _difference_of_parts(exercise: Exercise, args: tuple, wanted, value) -> list[Fact] | None:
    """Compare several results, such as the gradients for the weights and for the bias."""
    names = exercise.parts
    parts = apart(exercise, value)
    if isinstance(value, np.ndarray) and any(w.ndim for w in wanted):
        parts = [value]  # the rows of one array are not meant as the parts
    if len(parts) != len(names):
        each = ", ".join(f"{n} {_shape(w)}" for n, w in zip(names, wanted, strict=True))
        listed = f"{len(names)} results: {each}; `return {', '.join(names)}`"
        return [("expected", listed), ("got", _whole(value))]
    arrays = [_numbers_or_words(part) for part in parts]
    misfits = [
        (name, f"got {got}" if isinstance(got, str) else f"got {got.shape}, expected {right.shape}")
        for name, got, right in zip(names, arrays, wanted, strict=True)
        if isinstance(got, str) or got.shape != right.shape
    ]
    if misfits:
        return misfits
    lines = [_entries(exercise, args, w, a) for w, a in zip(wanted, arrays, strict=True)]
    found = [(name, said) for name, said in zip(names, lines, strict=True) if said is not None]
    if not found:
        return None
    (first, said), *others = found
    right = [name for name, said in zip(names, lines, strict=True) if said is None]
    facts = [(f"{first}: {label}", text) for label, text in said]
    facts += [("also wrong", ", ".join(name for name, _ in others))] if others else []
    return facts + ([("right", ", ".join(right))] if right else [])


def _whole(value: object) -> str:
    if isinstance(value, tuple | list):
        return f"{len(value)} result{'s' * (len(value) != 1)}"
    values = _numbers_or_words(value)
    return values if isinstance(values, str) else f"one result {_shape(values)}"


def _shape(values: np.ndarray) -> str:
    return f"of shape {values.shape}" if values.ndim else "(a number)"


def _entries(exercise: Exercise, args: tuple, wanted, values) -> list[Fact] | None:
    """Compare arrays of one shape; `values` in the format they came in."""
    stored = values.dtype
    rtol, atol = _tolerance(exercise, args, values)
    wanted = normal(exercise, wanted, wanted.shape)
    values = normal(exercise, values, wanted.shape)
    right = close(values, wanted, rtol, atol)
    if right.all():
        return None
    note = f" ({exercise.compared_as})" if exercise.compared_as else ""
    lines = [(f"expected{note}", array(wanted)), (f"got{note}", array(values))]
    if wanted.dtype.kind == "b":
        return lines  # True or False is stored as it should be
    if stored.kind in "iub":
        lines.append(("stored as", f"{stored.name}: whole numbers only"))
    elif stored.itemsize < min(np.asarray(a).dtype.itemsize for a in args):
        lines.append(("stored as", f"{stored.name}: fewer digits than the input has"))
    return lines + _worst(wanted, values, right, rtol, atol)


def expected(exercise: Exercise, args: tuple) -> tuple[np.ndarray, ...]:
    """Compute the right results in float64, whatever format the arguments come in."""
    with np.errstate(all="ignore"):
        answer = exercise.reference(*widened(args))
    return tuple(np.asarray(a) for a in (answer if exercise.parts else [answer]))


def widened(args: tuple) -> tuple:
    """Turn float arrays into float64; whole numbers stay, because they may be indices."""
    return tuple(
        a.astype(np.float64) if isinstance(a, np.ndarray) and a.dtype.kind == "f" else a
        for a in args
    )


def _worst(wanted, values, right, rtol, atol) -> list[Fact]:
    with np.errstate(all="ignore"):
        off = np.abs(values - wanted) / (atol + rtol * np.abs(wanted))
    off = np.where(right, -1.0, np.where(np.isfinite(off), off, np.inf))
    at = np.unravel_index(int(np.argmax(off)), off.shape)
    where = f"{[int(i) for i in at]}: " if at else ""
    texts = rounded(wanted[at]), rounded(values[at])
    if texts[0] == texts[1]:  # the difference is beyond the digits usually shown
        texts = rounded(wanted[at], 12), rounded(values[at], 12)
    elif not at:  # a single number: the lines above say it all
        return []
    return [("worst entry", f"{where}expected {texts[0]}, got {texts[1]}")]


def _numbers_or_words(value: object) -> np.ndarray | str:
    values = as_numbers(value)
    return _type_in_words(value) if values is None else values


def _type_in_words(value: object) -> str:
    name = type(value).__name__
    if value is None:
        return "None: is there a `return` on every path?"
    if isinstance(value, list | tuple):
        return f"a {name} that is no array of real numbers"
    if isinstance(value, numbers.Real) and not isinstance(value, _ODD):
        return "a number too large for a float"
    if isinstance(value, np.ndarray | np.generic) and not isinstance(value, _ODD):
        return f"an array of {value.dtype.name}; expected real numbers"
    return f"a {name}; expected a NumPy array or a number"
