"""Answers of several results, such as the gradients for the weights and for the bias."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np


def apart(value: object, count: int) -> list:
    """Return the results one by one; a value that cannot be unpacked so is a single one.

    As in ``dw, db = f(...)``, an array of as many numbers will do too. A count of 0 means that
    one result is asked for, whatever it is.

    >>> apart((1, 2), 2), apart(np.array([[1.0, 2.0]]), 2)
    ([1, 2], [array([[1., 2.]])])
    """
    if count and isinstance(value, tuple | list) and len(value) == count:
        return list(value)
    if count and isinstance(value, np.ndarray) and value.shape == (count,):
        return list(value)
    return [value]


def difference_of_parts(
    names: tuple[str, ...],
    wanted: tuple[np.ndarray, ...],
    value: object,
    numbers: Callable,
    entries: Callable,
) -> list[tuple[str, str]] | None:
    """Return what is wrong as (label, text) lines, shapes first; None when all parts are right.

    Parameters
    ----------
    names, wanted
        What each part is called, and the right answers.
    value
        What the reader's function returned.
    numbers
        Turns one part into an array, or says in words what it is instead.
    entries
        Compares two arrays of one shape; lines as here, or None.
    """
    parts = apart(value, len(names))
    if isinstance(value, np.ndarray) and any(w.ndim for w in wanted):
        parts = [value]  # the rows of one array are not meant as the parts
    if len(parts) != len(names):
        return [("expected", _listed(names, wanted)), ("got", _whole(value, numbers))]
    arrays = [numbers(part) for part in parts]
    misfits = []
    for name, array, right in zip(names, arrays, wanted, strict=True):
        if isinstance(array, str):
            misfits.append((name, f"got {array}"))
        elif array.shape != right.shape:
            misfits.append((name, f"got {array.shape}, expected {right.shape}"))
    if misfits:
        return misfits
    found = {
        name: lines
        for name, array, right in zip(names, arrays, wanted, strict=True)
        if (lines := entries(right, array)) is not None
    }
    if not found:
        return None
    first = next(iter(found))
    lines = [(f"{first}: {label}", text) for label, text in found[first]]
    others = [n for n in found if n != first]
    right = [n for n in names if n not in found]
    lines += [("also wrong", ", ".join(others))] if others else []
    return lines + ([("right", ", ".join(right))] if right else [])


def _listed(names: tuple[str, ...], wanted: tuple[np.ndarray, ...]) -> str:
    each = [f"{n} {_shape(w)}" for n, w in zip(names, wanted, strict=True)]
    return f"{len(names)} results: {', '.join(each)}; `return {', '.join(names)}`"


def _whole(value: object, numbers: Callable) -> str:
    if isinstance(value, tuple | list):
        return f"{len(value)} result{'s' * (len(value) != 1)}"
    array = numbers(value)
    return array if isinstance(array, str) else f"one result {_shape(array)}"


def _shape(array: np.ndarray) -> str:
    return f"of shape {array.shape}" if array.ndim else "(a number)"
