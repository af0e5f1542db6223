"""Say how wrong answers differ from the right ones, where no known mistake explains them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from helpers.exercises.checker.compare import as_numbers, close, expected
from helpers.exercises.checker.exercise import Exercise
from helpers.exercises.checker.run import Called


@dataclass(frozen=True)
class Pair:
    """What came and what was right, for one input."""

    args: tuple
    came: np.ndarray
    right: np.ndarray
    tolerance: tuple[float, float]

    def equal(self, came: np.ndarray, right: np.ndarray) -> bool:
        """Compare as the checker does for this input."""
        rtol, atol = self.tolerance
        return bool(np.all(close(came, right, rtol, max(atol, 1e-12))))

    def good(self) -> np.ndarray:
        """Return which entries are right."""
        return close(self.came, self.right, *self.tolerance)

    def tells(self) -> bool:
        """Whether it can tell a sign or a factor: zeros have every one, and right ones none."""
        finite = np.all(np.isfinite(self.came)) and np.all(np.isfinite(self.right))
        wrong = finite and not self.equal(self.came, self.right)
        return bool(wrong and np.any(self.came) and np.any(self.right))


def where(
    exercise: Exercise, outcomes: list[Called], failed: Iterable[int], as_floats: bool
) -> str:
    """Return a sentence that is true of all answers that fail, or nothing.

    `as_floats` says that these inputs are answered rightly once their whole numbers are floats.
    """
    if as_floats:
        return "They are right for floats, and wrong for the same numbers as integers."
    if exercise.parts or any(outcomes[i].error is not None for i in failed):
        return ""
    pairs = []
    for i in failed:
        args = exercise.cases[i]
        came = as_numbers(outcomes[i].value)
        if isinstance(came, str):
            return ""
        (right,) = expected(exercise, args)
        pairs.append(Pair(args, came.astype(np.float64), right, exercise.tolerance.of(args)))
    # Wrong answers may be so large that their sums overflow.
    with np.errstate(all="ignore"):
        if any(p.came.shape != p.right.shape for p in pairs):
            return _other_shape(pairs)
        telling = [p for p in pairs if p.tells()]
        return (
            _another_way(exercise, pairs, telling)
            or _not_finite(pairs)
            or _only_some(exercise, set(failed))
            or _one_place(pairs)
            or _not_to_one(telling)
        )


def _other_shape(pairs: list[Pair]) -> str:
    if all(p.came.shape == p.right.T.shape and p.equal(p.came.T, p.right) for p in pairs):
        return "Your answers are the right ones, transposed."
    if all(
        p.came.size == p.right.size and p.equal(p.came.reshape(p.right.shape), p.right)
        for p in pairs
    ):
        return "The numbers are right; only the shape is another."
    return ""


def _another_way(exercise: Exercise, pairs: list[Pair], telling: list[Pair]) -> str:
    """Say what has to be done to the answers to make them right, if it is the same for all."""
    longer = any(p.right.ndim == 0 or p.right.shape[-1] > 1 for p in telling)
    if 2 * len(telling) < len(pairs) or len(telling) < 2 or not longer:
        return ""
    ways = (
        ("the right ones with the other sign", lambda p: p.equal(-p.came, p.right)),
        ("the right ones, transposed", _transposed),
        ("1 minus the right ones", lambda p: p.equal(1.0 - p.came, p.right)),
    )
    for words, holds in ways:
        if all(map(holds, telling)):
            return f"Your answers are {words}."
    if all(map(_constant_per_row, telling)):
        return (
            "Each row of your answers is off by one constant: the differences within a row are "
            "right."
        )
    return _factor(exercise, telling)


def _transposed(pair: Pair) -> bool:
    square = pair.came.ndim >= 2 and pair.came.shape[-1] == pair.came.shape[-2]
    return square and pair.equal(np.swapaxes(pair.came, -1, -2), pair.right)


def _constant_per_row(pair: Pair) -> bool:
    return pair.came.ndim > 0 and pair.equal(
        pair.came - pair.came[..., :1], pair.right - pair.right[..., :1]
    )


def _factor(exercise: Exercise, pairs: list[Pair]) -> str:
    """Say that the answers are right up to a factor: a number, or a size of the input."""
    factors = []
    for p in pairs:
        at = np.unravel_index(int(np.argmax(np.abs(p.right))), p.right.shape)
        factors.append(float(p.came[at] / p.right[at]))
        if factors[-1] == 0 or not p.equal(p.came, factors[-1] * p.right):
            return ""
    off = float(np.abs(np.array(factors) - 1).max())
    if off < 1e-3:
        return f"Your answers are right to about {int(-np.log10(off))} digits."
    if np.allclose(factors, factors[0], rtol=1e-3):
        return f"Your answers are {factors[0]:.4g} times the right ones."
    for axis, name, what in _sizes(exercise):
        sizes = np.array([_length(p.args, axis) for p in pairs], float)
        for power, words in ((1, f"{name} times"), (-1, f"1/{name} of")):
            if np.allclose(factors, sizes**power, rtol=1e-3):
                return f"Your answers are {words} the right ones, where {name} is {what}."
    # Answers of one entry are always a multiple of the right one.
    if any(p.right.size > 1 for p in pairs):
        return "Each of your answers is a multiple of the right one, by a factor of its own."
    return ""


def _length(args: tuple, axis: int) -> int:
    """Return the length of an axis of the argument with most axes."""
    largest = max((np.shape(a) for a in args if not callable(a)), key=len, default=())
    return largest[axis] if largest else 1


def _sizes(exercise: Exercise) -> list[tuple[int, str, str]]:
    """Return the axes that have a name of their own: K and, in a batch, n.

    With weights among the arguments, or arrays of several widths, a length is not always K.
    """
    for args in exercise.cases:
        shapes = [np.shape(a) for a in args if not callable(a)]
        most = max(map(len, shapes), default=0)  # functions have none
        if most == 0 or len({shape for shape in shapes if len(shape) == most}) > 1:
            return []
    if any(name.startswith("W") for name in exercise.parameters):
        return []
    sizes = [(-1, "K", "the length of a row")]
    return sizes + [(0, "n", "the number of rows")] * (most > 1)


def _not_finite(pairs: list[Pair]) -> str:
    """Say that nothing is wrong but nan and inf: what overflows, or 0/0."""
    if all(np.all(p.good() | ~np.isfinite(p.came)) and np.isfinite(p.right).all() for p in pairs):
        return (
            "All that is wrong is nan or inf: something overflows on the way, or is 0/0 or log 0."
        )
    return ""


def _only_some(exercise: Exercise, failed: set[int]) -> str:
    """Say for which lengths K, or which numbers of rows n, all inputs are right."""
    for axis, name, _ in _sizes(exercise):
        lengths = [_length(args, axis) for args in exercise.cases]
        wrong = {lengths[i] for i in failed}
        right = sorted(set(lengths) - wrong)
        decides = all(i in failed for i, k in enumerate(lengths) if k in wrong)
        if decides and right and right[-1] < min(wrong) and (axis == 0 or right != [1]):
            listed = " and ".join(str(k) for k in right)
            return f"They are right for {name} = {listed}, and wrong for every larger {name}."
    return ""


def _one_place(pairs: list[Pair]) -> str:
    """Say that one entry, row or triangle is wrong each time and the rest right, or the reverse."""
    goods = [p.good() for p in pairs]
    places = [_places(p.came.shape) for p in pairs]
    for words in places[0]:
        masks = [found.get(words) for found in places]
        if any(mask is None for mask in masks):
            continue
        if not any(mask.any() and not mask.all() for mask in masks):
            continue  # with one entry it says nothing
        both = list(zip(goods, masks))
        if all(good[~mask].all() and not good[mask].all() for good, mask in both):
            return f"Only {words} wrong each time; all others are right."
        if all(good[mask].all() and not good[~mask].any() for good, mask in both):
            return f"Only {words} right each time; all others are wrong."
    return ""


def _places(shape: tuple[int, ...]) -> dict[str, np.ndarray]:
    """Return the entries that have a name together, each as a mask of this shape."""
    found = {}
    for axis, name in ((-1, "entry of each row"), (-2, "row")):
        for place, which in ((0, "first"), (-1, "last")):
            if len(shape) >= -axis:
                mask = found[f"the {which} {name} is"] = np.zeros(shape, bool)
                np.moveaxis(mask, axis, 0)[place] = True
    if len(shape) >= 2 and shape[-1] == shape[-2]:
        beside = np.broadcast_to(~np.eye(shape[-1], dtype=bool), shape)
        found["the diagonal is"] = ~beside
        found["what is above the diagonal is"] = np.triu(beside)
        found["what is below the diagonal is"] = np.tril(beside)
        found["what is beside the diagonal is"] = beside
    return found


def _not_to_one(telling: list[Pair]) -> str:
    for p in telling:
        if p.came.ndim == 0:
            return ""
        ones = np.ones(p.came.shape[:-1])
        off = not np.any(close(p.came.sum(axis=-1), ones, 1e-3, 0.0))
        if not (off and p.equal(p.right.sum(axis=-1), ones)):
            return ""
    return "Your answers do not sum to 1 along the last axis." if telling else ""
