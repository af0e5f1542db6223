"""What the text of a function tells beyond its answers."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable

#: Names that code with a mistake would hardly hold, by the mistake's id.
UNLIKELY = {
    "no-shift": ("max", "amax"),
    "both-points-are-one-array": ("copy",),
    "bias-left-out": ("b",),
    "log-forgotten": ("log",),
}


def in_spite_of(mistake: str, function: Callable) -> str:
    """Return a name in the source that speaks against the usual cause of a mistake, or nothing."""
    names = names_in(function)
    return next((name for name in UNLIKELY.get(mistake, ()) if name in names), "")


def names_in(function: Callable) -> set[str]:
    """Return the names and attributes that a function's source mentions; none without a source.

    >>> import numpy as np
    >>> names_in(np.exp)
    set()
    """
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError, ValueError):  # typed at a prompt, built in, a lambda
        return set()
    nodes = list(ast.walk(tree))
    return {n.id for n in nodes if isinstance(n, ast.Name)} | {
        n.attr for n in nodes if isinstance(n, ast.Attribute)
    }
