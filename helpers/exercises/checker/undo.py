"""What a reader's function may leave behind in the kernel, and how it is put back."""

from __future__ import annotations

import builtins
import contextlib
import sys

import numpy as np


@contextlib.contextmanager
def numpy_restored():
    """Put names of NumPy back (`np.exp = ...`); yields the list of those that had to be.

    >>> with numpy_restored() as replaced:
    ...     np.exp = np.log
    >>> replaced, float(np.exp(0.0))
    (['exp'], 1.0)
    """
    before = dict(vars(np))
    replaced: list[str] = []
    try:
        yield replaced
    finally:
        now = vars(np)
        replaced += [name for name, value in before.items() if now.get(name) is not value]
        now.update({name: before[name] for name in replaced})


@contextlib.contextmanager
def figures_closed():
    """Close the figures opened meanwhile; matplotlib is not imported for it."""
    before = _figures()
    try:
        yield
    finally:
        for number in _figures() - before:
            sys.modules["matplotlib.pyplot"].close(number)


def _figures() -> set[int]:
    pyplot = sys.modules.get("matplotlib.pyplot")
    return set() if pyplot is None else set(pyplot.get_fignums())


@contextlib.contextmanager
def input_refused():
    """Let `input()` raise an error that says why, instead of waiting for an answer."""
    before = builtins.input

    def refused(prompt: object = "") -> str:
        raise RuntimeError("input() has nobody to ask: the function gets all it needs as arguments")

    builtins.input = refused
    try:
        yield
    finally:
        builtins.input = before
