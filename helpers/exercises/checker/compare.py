"""Decide whether an answer is the expected one, and say in words where it is not."""

import numbers
from collections.abc import Callable, Iterator

import numpy as np

from helpers.exercises.checker.exercise import Exercise, float_format
from helpers.exercises.checker.run import Called, call
from helpers.exercises.checker.words import array, described, one_line, rounded

_ODD = np.matrix | np.ma.MaskedArray
Fact = tuple[str, str]  # a label and a text


def as_numbers(value: object) -> np.ndarray | str:
    """Return the answer as an array of real numbers, or what it is instead, in words.

    Lists and tuples of numbers count, nested ones too, and so do fractions.
    """
    name = type(value).__name__
    if value is None:
        return "None: is there a `return` on every path?"
    several = isinstance(value, list | tuple)
    # Types whose asarray means what their owner sees; np.matrix and masked arrays are not.
    own = isinstance(value, np.ndarray | np.generic) and not isinstance(value, _ODD)
    if not (several or own or isinstance(value, numbers.Real)):
        return f"a {name}; expected a NumPy array or a number"
    try:
        values = np.asarray(value)
        mixed = values.dtype.kind == "O" and not own
        if mixed and all(isinstance(v, numbers.Real) for v in values.flat):
            values = values.astype(np.float64)
    except (ValueError, OverflowError):  # rows of different lengths; 10**400
        values = np.array(None)
    if values.dtype.kind in "fiub":
        return values
    if several:
        return f"a {name} that is no array of real numbers"
    if not own:
        return "a number too large for a float"
    return f"an array of {values.dtype.name}; expected real numbers"


def results(exercise: Exercise, value: object) -> list:
    """Return the results as ``dw, db = f(...)`` gives them; what it cannot unpack is one."""
    count = len(exercise.parts)
    several = isinstance(value, tuple | list) and len(value) == count
    numbers = isinstance(value, np.ndarray) and value.shape == (count,)
    return list(value) if count and (several or numbers) else [value]


def remarks(exercise: Exercise, outcomes: list[Called]) -> list[str]:
    """Say what is unusual about right answers: a list, or fewer digits than there could be."""
    parts = [(o.args, part) for o in outcomes for part in results(exercise, o.value)]
    said = [
        f"You return a {kind.__name__}, and it was read as an array: "
        "`np.array(...)` makes it one for whoever calls your function."
        for kind in (list, tuple)
        if any(isinstance(part, kind) for _, part in parts)
    ]
    if all(float_format(a) != "float64" or _is_single(as_numbers(part)) for a, part in parts):
        said.append("You compute in float32, with 7 digits: the input has 16, and so could you.")
    return said


def _is_single(values: np.ndarray) -> bool:
    """Whether the answer has the digits of float32, though it may be stored in float64 again.

    Numbers like 0, 0.5 and 1 tell nothing: float16 has them too.
    """
    if values.dtype.kind != "f":
        return False
    with np.errstate(all="ignore"):
        held = (np.isnan(values) | (values == values.astype(f)) for f in (np.float32, np.float16))
        return bool(next(held).all() and (values.dtype == np.float32 or not next(held).all()))


def close(a: np.ndarray, b: np.ndarray, rtol: float, atol: float) -> np.ndarray:
    """Compare two arrays of one shape entry by entry; NaN equals NaN, inf equals inf.

    As `np.isclose`, which takes 54 µs for these 20: a check compares some forty small arrays.
    """
    a, b = np.float64(a), np.float64(b)
    with np.errstate(all="ignore"):
        near = np.isfinite(b) & (np.abs(a - b) <= atol + rtol * np.abs(b))
    return near | (a == b) | (np.isnan(a) & np.isnan(b))


def agree(exercise: Exercise, one: Called, other: Called) -> bool:
    """Say whether two functions did the same on one input: same numbers or same error."""
    if one.error is not None or other.error is not None:
        return type(one.error) is type(other.error)
    ours, theirs = (list(map(as_numbers, results(exercise, o.value))) for o in (one, other))
    return len(ours) == len(theirs) and all(
        not isinstance(a, str) and not isinstance(b, str) and a.shape == b.shape
        and _compared(exercise, one.args, b, a)[-1].all()
        for a, b in zip(ours, theirs, strict=True)
    )  # fmt: skip


def tried(exercise: Exercise, function: Callable, args: tuple, seconds: float) -> Called:
    """Call the function, and say in `right` how it did."""
    outcome, wanted = call(function, args, seconds), expected(exercise, args)
    outcome.right = agree(exercise, outcome, Called(args, wanted if exercise.parts else wanted[0]))
    return outcome


def facts(exercise: Exercise, outcome: Called) -> list[Fact]:
    """Return what went in, and what is wrong with what came."""
    given = zip(exercise.parameters, map(described, outcome.args))
    return [*given, *difference(exercise, outcome)]


def difference(exercise: Exercise, outcome: Called) -> Iterator[Fact]:
    """Yield what is wrong as (label, text), shapes first, part by part; nothing if it is right."""
    if outcome.error is not None:
        text = f"{type(outcome.error).__name__}: {one_line(outcome.error)}".removesuffix(": ")
        if not outcome.stopped:
            yield "your function raised", text
        if outcome.line:
            yield "it was in" if outcome.stopped else "in", outcome.line
        return
    wanted, names, value = expected(exercise, outcome.args), exercise.parts, outcome.value
    parts = results(exercise, value)
    if isinstance(value, np.ndarray) and any(w.ndim for w in wanted):
        parts = [value]  # the rows of one array are not meant as the parts
    if len(parts) != len(wanted):
        each = ", ".join(f"{n} {_shape(w)}" for n, w in zip(names, wanted, strict=True))
        yield "expected", f"{len(names)} results: {each}; `return {', '.join(names)}`"
        yield "got", _whole(value)
        return
    answers = list(zip(names or [""], map(as_numbers, parts), wanted, strict=True))
    misfits = [(n, g, w) for n, g, w in answers if isinstance(g, str) or g.shape != w.shape]
    for name, got, right in misfits:
        is_array = not isinstance(got, str)
        came = str(got.shape) if is_array else got
        if names:
            yield name, f"got {came}" + f", expected {right.shape}" * is_array
            continue
        yield "expected shape", str(right.shape) if right.ndim else "() (a single number)"
        yield "got shape" if is_array else "got", came
        yield "expected", array(right)
        if is_array:
            yield "got", array(got)
    if misfits:
        return
    told = {n: list(_entries(exercise, outcome.args, w, g)) for n, g, w in answers}
    right = [name for name in told if not told[name]]
    wrong = [name for name in told if told[name]]
    for label, text in told[wrong[0]] if wrong else ():
        yield f"{wrong[0]}: {label}" if names else label, text
    if wrong[1:]:
        yield "also wrong", ", ".join(wrong[1:])
    if wrong and right:
        yield "right", ", ".join(right)


def _whole(value: object) -> str:
    if isinstance(value, tuple | list):
        return f"{len(value)} result{'s' * (len(value) != 1)}"
    values = as_numbers(value)
    return values if isinstance(values, str) else f"one result {_shape(values)}"


def _shape(values: np.ndarray) -> str:
    return f"of shape {values.shape}" if values.ndim else "(a number)"


def _compared(exercise: Exercise, args: tuple, wanted, values) -> tuple:
    """Return both in normal form, how close is close, and which entries of them are.

    An answer in float32 is held to what float32 can give.
    """
    given = float_format(args)
    single = given == "float64" and _is_single(values)
    rtol, atol = getattr(exercise.tolerance, "float32" if single else given)
    if exercise.normal_form:
        with np.errstate(all="ignore"):
            wanted, values = (exercise.normal_form(v.astype(np.float64)) for v in (wanted, values))
    return wanted, values, rtol, atol, close(values, wanted, rtol, atol)


def _entries(exercise: Exercise, args: tuple, wanted, values) -> Iterator[Fact]:
    """Say how arrays of one shape differ, if they do."""
    stored = values.dtype
    wanted, values, rtol, atol, right = _compared(exercise, args, wanted, values)
    if right.all():
        return
    note = f" ({exercise.compared_as})" if exercise.compared_as else ""
    yield f"expected{note}", array(wanted)
    yield f"got{note}", array(values)
    if wanted.dtype.kind == "b":
        return  # True or False is stored as it should be
    if stored.kind in "iub":
        yield "stored as", f"{stored.name}: whole numbers only"
    elif stored.itemsize < min(np.asarray(a).dtype.itemsize for a in args):
        yield "stored as", f"{stored.name}: fewer digits than the input has"
    with np.errstate(all="ignore"):
        off = np.abs(values - wanted) / (atol + rtol * np.abs(wanted))
    off = np.where(right, -1.0, np.where(np.isfinite(off), off, np.inf))
    at = np.unravel_index(int(np.argmax(off)), off.shape)
    texts = rounded(wanted[at]), rounded(values[at])
    alike = texts[0] == texts[1]
    if alike:  # the difference is beyond the digits usually shown
        texts = rounded(wanted[at], 12), rounded(values[at], 12)
    if at or alike:  # of a single number the lines above say it all
        where = f"{[int(i) for i in at]}: " if at else ""
        yield "worst entry", f"{where}expected {texts[0]}, got {texts[1]}"


def expected(exercise: Exercise, args: tuple) -> tuple[np.ndarray, ...]:
    """Compute the right results in float64; whole numbers stay, because they may be indices."""
    wide = (
        a.astype(float) if isinstance(a, np.ndarray) and a.dtype.kind == "f" else a for a in args
    )
    with np.errstate(all="ignore"):
        answer = exercise.reference(*wide)
    return tuple(np.asarray(a) for a in (answer if exercise.parts else [answer]))
