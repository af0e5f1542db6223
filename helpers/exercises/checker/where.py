"""Say how wrong answers differ from the right ones, where no known mistake explains them."""

from __future__ import annotations

from collections.abc import Callable
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

    @property
    def tells(self) -> bool:
        """Whether it can tell a sign or a factor: zeros have every one, and right ones none."""
        finite = np.all(np.isfinite(self.came)) and np.all(np.isfinite(self.right))
        wrong = finite and not self.equal(self.came, self.right)
        return bool(wrong and np.any(self.came) and np.any(self.right))


def where(exercise: Exercise, outcomes: list[Called], failed: list[int], as_floats: bool) -> str:
    """Return a sentence that is true of all answers that fail, or nothing.

    Parameters
    ----------
    exercise : Exercise
    outcomes : list of Called
        What the function did on each input.
    failed : list of int
        Which of the inputs were answered wrongly.
    as_floats : bool
        Whether these inputs are answered rightly once their whole numbers are floats.

    Returns
    -------
    str
        For example "Your answers are the right ones with the other sign."
    """
    if as_floats:
        return "They are right for floats, and wrong for the same numbers as integers."
    if exercise.parts or any(outcomes[i].error is not None for i in failed):
        return ""
    pairs = []
    for i in failed:
        args = exercise.cases[i]
        came = as_numbers(outcomes[i].value)
        if came is None:
            return ""
        came = came.astype(np.float64)
        pairs.append(Pair(args, came, expected(exercise, args), exercise.tolerance.of(args)))
    # Wrong answers may be so large that their sums overflow.
    with np.errstate(all="ignore"):
        return _difference(exercise, pairs, failed)


def _difference(exercise: Exercise, pairs: list[Pair], failed: list[int]) -> str:
    if any(p.came.shape != p.right.shape for p in pairs):
        return _other_shape(pairs)
    telling = [p for p in pairs if p.tells]
    longer = any(p.right.ndim == 0 or p.right.shape[-1] > 1 for p in telling)
    if 2 * len(telling) >= len(pairs) and len(telling) > 1 and longer:
        for holds, sentence in _WAYS:
            if all(holds(p) for p in telling):
                return sentence
        factor = _factor(exercise, telling)
        if factor:
            return factor
    place = _not_finite(pairs) or _only_some(exercise, failed) or _one_place(pairs)
    if not place and telling and all(_not_to_one(p) for p in telling):
        return "Your answers do not sum to 1 along the last axis."
    return place


def _length(args: tuple, axis: int) -> int:
    """Return the length of an axis of the argument with most axes."""
    shapes = [np.shape(a) for a in args if not callable(a)]
    largest = max(shapes, key=len, default=())
    return largest[axis] if largest else 1


def _transposed(pair: Pair) -> bool:
    square = pair.came.ndim >= 2 and pair.came.shape[-1] == pair.came.shape[-2]
    return square and pair.equal(np.swapaxes(pair.came, -1, -2), pair.right)


def _constant_per_row(pair: Pair) -> bool:
    if pair.came.ndim == 0:
        return False
    came, right = (values - values[..., :1] for values in (pair.came, pair.right))
    return pair.equal(came, right)


def _not_to_one(pair: Pair) -> bool:
    if pair.came.ndim == 0:
        return False
    ones = np.ones(pair.came.shape[:-1])
    sums = pair.came.sum(axis=-1), pair.right.sum(axis=-1)
    return pair.equal(sums[1], ones) and not np.any(close(sums[0], ones, 1e-3, 0.0))


_WAYS = (
    (
        lambda pair: pair.equal(-pair.came, pair.right),
        "Your answers are the right ones with the other sign.",
    ),
    (_transposed, "Your answers are the right ones, transposed."),
    (
        lambda pair: pair.equal(1.0 - pair.came, pair.right),
        "Your answers are 1 minus the right ones.",
    ),
    (
        _constant_per_row,
        "Each row of your answers is off by one constant: the differences within a row are right.",
    ),
)


def _factor(exercise: Exercise, pairs: list[Pair]) -> str:
    """Say that the answers are right up to a factor: a number, or a size of the input."""
    factors = []
    for p in pairs:
        at = np.unravel_index(int(np.argmax(np.abs(p.right))), p.right.shape)
        factors.append(float(p.came[at] / p.right[at]))
        if factors[-1] == 0 or not p.equal(p.came, factors[-1] * p.right):
            return ""
    factors = np.array(factors)
    off = float(np.abs(factors - 1).max())
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


def _other_shape(pairs: list[Pair]) -> str:
    if all(p.right.ndim == 2 and p.came.shape == p.right.T.shape for p in pairs) and all(
        p.equal(p.came.T, p.right) for p in pairs
    ):
        return "Your answers are the right ones, transposed."
    if all(
        p.came.size == p.right.size and p.equal(p.came.reshape(p.right.shape), p.right)
        for p in pairs
    ):
        return "The numbers are right; only the shape is another."
    return ""


def _not_finite(pairs: list[Pair]) -> str:
    """Say that nothing is wrong but nan and inf: what overflows, or 0/0."""
    for p in pairs:
        right = close(p.came, p.right, *p.tolerance) | ~np.isfinite(p.came)
        if not (right.all() and np.isfinite(p.right).all()):
            return ""
    return "All that is wrong is nan or inf: something overflows on the way, or is 0/0 or log 0."


def _only_some(exercise: Exercise, failed: list[int]) -> str:
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
    """Say that one entry or one row is wrong each time and the rest right."""
    for axis, name in ((-1, "entry of each row"), (-2, "row")):
        for place, which in ((0, "first"), (-1, "last")):
            longer = any(p.came.ndim >= -axis and p.came.shape[axis] > 1 for p in pairs)
            if longer and all(_only_there(p, axis, place) for p in pairs):
                return f"Only the {which} {name} is wrong each time; all others are right."
            if longer and all(_only_there(p, axis, place, wrong=False) for p in pairs):
                return f"Only the {which} {name} is right each time; all others are wrong."
    for part, words in (
        (lambda n: np.eye(n, dtype=bool), "the diagonal is"),
        (lambda n: np.triu(np.ones((n, n), bool), 1), "what is above the diagonal is"),
        (lambda n: np.tril(np.ones((n, n), bool), -1), "what is below the diagonal is"),
        (lambda n: ~np.eye(n, dtype=bool), "what is beside the diagonal is"),
    ):
        if all(_only_in(p, part) for p in pairs):
            return f"Only {words} wrong; all other entries are right."
    return ""


def _only_in(pair: Pair, part: Callable) -> bool:
    if pair.came.ndim < 2 or pair.came.shape[-1] != pair.came.shape[-2]:
        return False
    good = close(pair.came, pair.right, *pair.tolerance)
    inside = part(pair.came.shape[-1])
    return bool(good[..., ~inside].all() and not good[..., inside].all())


def _only_there(pair: Pair, axis: int, place: int, wrong: bool = True) -> bool:
    if pair.came.ndim < -axis:
        return False
    good = np.moveaxis(close(pair.came, pair.right, *pair.tolerance), axis, 0)
    rest = np.delete(good, place, axis=0)
    if wrong:
        return bool(rest.all() and not good[place].all())
    return bool(good[place].all() and not rest.any(axis=tuple(range(1, rest.ndim))).any())
