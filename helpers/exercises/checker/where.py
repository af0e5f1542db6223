"""Say how wrong answers differ from the right ones, where no known mistake explains them."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from helpers.exercises.checker.compare import as_numbers, close, expected
from helpers.exercises.checker.exercise import Exercise
from helpers.exercises.checker.run import Called


class Pair(NamedTuple):
    """What came and what was right, for one input."""

    args: tuple
    came: np.ndarray
    right: np.ndarray
    tolerance: tuple[float, float]

    def equal(self, came: np.ndarray, right: np.ndarray) -> bool:
        """Compare as the checker does for this input."""
        rtol, atol = self.tolerance
        return came.shape == right.shape and bool(close(came, right, rtol, max(atol, 1e-12)).all())

    def good(self) -> np.ndarray:
        """Return which entries are right."""
        return close(self.came, self.right, *self.tolerance)


def where(exercise: Exercise, outcomes: list[Called]) -> str:
    """Return a sentence that is true of all answers that fail, or nothing."""
    failed = [o for o in outcomes if not o.right]
    answers = [as_numbers(o.value) for o in failed]
    # An error has no value, and that is no array.
    if exercise.parts or any(isinstance(came, str) for came in answers):
        return ""
    pairs = [
        Pair(o.args, came.astype(float), *expected(exercise, o.args), exercise.tolerance.of(o.args))
        for o, came in zip(failed, answers)
    ]
    right = [o.args for o in outcomes if o.right]
    with np.errstate(all="ignore"):  # wrong answers may be so large that their sums overflow
        return next(_sentences(exercise, pairs, right), "")


#: What may be true of all wrong answers of another shape than the right ones.
SHAPES = {
    "Your answers are the right ones, transposed.": lambda p: p.equal(p.came.T, p.right),
    "The numbers are right; only the shape is another.": lambda p: (
        p.came.size == p.right.size and p.equal(p.came.reshape(p.right.shape), p.right)
    ),
}
#: What may have to be done to all wrong answers to make them right.
WAYS = {
    "Your answers are the right ones with the other sign.": lambda p: p.equal(-p.came, p.right),
    "Your answers are the right ones, transposed.": lambda p: (
        p.came.ndim > 1 and p.equal(np.swapaxes(p.came, -1, -2), p.right)
    ),
    "Your answers are 1 minus the right ones.": lambda p: p.equal(1.0 - p.came, p.right),
    "Each row of your answers is off by one constant: the differences within a row are right.": (
        lambda p: p.came.ndim and p.equal(np.diff(p.came), np.diff(p.right))
    ),
}


def _not_to_one(p: Pair) -> bool:
    if p.came.ndim == 0:
        return False
    ones = np.ones(p.came.shape[:-1])
    off = not np.any(close(p.came.sum(axis=-1), ones, 1e-3, 0.0))
    return off and p.equal(p.right.sum(axis=-1), ones)


def _tells(p: Pair) -> bool:
    """Whether it can tell a sign or a factor: zeros have every one, and right ones none."""
    finite = np.isfinite(p.came).all() and np.isfinite(p.right).all()
    return finite and not p.equal(p.came, p.right) and p.came.any() and p.right.any()


def _sentences(exercise: Exercise, pairs: list[Pair], right: list[tuple]) -> Iterator[str]:
    """Yield what is true of all pairs; `right` are the inputs that were answered rightly."""
    if any(p.came.shape != p.right.shape for p in pairs):
        yield from (words for words, holds in SHAPES.items() if all(map(holds, pairs)))
        return
    telling = list(filter(_tells, pairs))
    longer = any(p.right.ndim == 0 or p.right.shape[-1] > 1 for p in telling)
    if 2 * len(telling) >= len(pairs) and len(telling) > 1 and longer:
        yield from (words for words, holds in WAYS.items() if all(map(holds, telling)))
        yield from _factor(exercise, telling)
    if all(np.all(p.good() | ~np.isfinite(p.came)) and np.isfinite(p.right).all() for p in pairs):
        yield "All that is wrong is nan or inf: something overflows on the way, or is 0/0 or log 0."
    for axis, name, _ in _sizes(exercise):
        good = sorted({_length(args, axis) for args in right})
        decides = good and good[-1] < min(_length(p.args, axis) for p in pairs)
        if decides and (axis == 0 or good != [1]):
            listed = " and ".join(map(str, good))
            yield f"They are right for {name} = {listed}, and wrong for every larger {name}."
    yield from _one_place(pairs)
    if telling and all(map(_not_to_one, telling)):
        yield "Your answers do not sum to 1 along the last axis."


def _factor(exercise: Exercise, pairs: list[Pair]) -> Iterator[str]:
    """Yield that the answers are right up to a factor: a number, or a size of the input."""
    largest = [np.argmax(np.abs(p.right)) for p in pairs]
    factors = np.array([p.came.flat[i] / p.right.flat[i] for p, i in zip(pairs, largest)])
    if not all(f != 0 and p.equal(p.came, f * p.right) for p, f in zip(pairs, factors)):
        return
    off = np.abs(factors - 1).max()
    if off < 1e-3:
        yield f"Your answers are right to about {int(-np.log10(off))} digits."
    if np.allclose(factors, factors[0], rtol=1e-3):
        yield f"Your answers are {factors[0]:.4g} times the right ones."
    for axis, name, what in _sizes(exercise):
        sizes = np.array([_length(p.args, axis) for p in pairs], float)
        for power, words in ((1, f"{name} times"), (-1, f"1/{name} of")):
            if np.allclose(factors, sizes**power, rtol=1e-3):
                yield f"Your answers are {words} the right ones, where {name} is {what}."
    # Answers of one entry are always a multiple of the right one.
    if any(p.right.size > 1 for p in pairs):
        yield "Each of your answers is a multiple of the right one, by a factor of its own."


def _length(args: tuple, axis: int) -> int:
    """Return the length of an axis of the argument with most axes."""
    return max((np.shape(a) for a in args if not callable(a)), key=len)[axis]


def _sizes(exercise: Exercise) -> list[tuple[int, str, str]]:
    """Return the axes that have a name of their own: K and, in a batch, n.

    With weights among the arguments, or arrays of several widths, a length is not always K.
    """
    for args in exercise.cases:
        shapes = {np.shape(a) for a in args if not callable(a)}  # functions have none
        most = max(map(len, shapes), default=0)
        if most == 0 or sum(len(shape) == most for shape in shapes) > 1:
            return []
    if any(name.startswith("W") for name in exercise.parameters):
        return []
    sizes = [(-1, "K", "the length of a row")]
    return sizes + [(0, "n", "the number of rows")] * (most > 1)


#: Entries that have a name together, by their row and column.
PLACES = {
    "the first entry of each row is": lambda i, j: j == 0,
    "the last entry of each row is": lambda i, j: j == j.max(),
    "the first row is": lambda i, j: i == 0,
    "the last row is": lambda i, j: i == i.max(),
}
IN_A_SQUARE = {
    "the diagonal is": lambda i, j: i == j,
    "what is above the diagonal is": lambda i, j: i < j,
    "what is below the diagonal is": lambda i, j: i > j,
    "what is beside the diagonal is": lambda i, j: i != j,
}


def _one_place(pairs: list[Pair]) -> Iterator[str]:
    """Yield which entries are wrong each time and all others right, or the reverse."""
    if not all(p.came.ndim for p in pairs):
        return
    # What has one axis is a matrix of one row.
    found = [(p.good()[None], *np.indices((1, *p.came.shape))[-2:]) for p in pairs]
    square = all(good.shape[-1] == good.shape[-2] for good, _, _ in found)
    for words, place in (PLACES | IN_A_SQUARE if square else PLACES).items():
        both = [(good, place(i, j)) for good, i, j in found]
        # With one entry it says nothing.
        if not any(mask.any() and not mask.all() for _, mask in both):
            continue
        if all(good[~mask].all() and not good[mask].all() for good, mask in both):
            yield f"Only {words} wrong each time; all others are right."
        if all(good[mask].all() and not good[~mask].any() for good, mask in both):
            yield f"Only {words} right each time; all others are wrong."
