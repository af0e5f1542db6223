"""Hold a derivative made by hand against a numerical one, and say in words how they differ."""

from dataclasses import dataclass

import numpy as np

from helpers._arguments import read_logits
from helpers._comparison_hint import hint_for

# Below, verdict, and what to think of it. The bounds are those of Stanford's cs231n notes.
LEVELS = (
    (1e-7, "agree", "as close as central differences in float64 can show"),
    (1e-4, "look again", "fine at a kink (max, abs) or in float32, else a small mistake"),
    (1e-2, "suspicious", "too much for rounding: a small term is missing or the step is wrong"),
    (np.inf, "different", "these are not the derivatives of one function"),
)


@dataclass(frozen=True, repr=False)
class Comparison:
    """Say where two arrays differ most, and what to think of it; made by `compare`.

    Attributes
    ----------
    verdict : str
        "agree", "look again", "suspicious", "different" or "not a number".
    agrees : bool
        Whether the verdict is "agree".
    relative_error : float
        abs(a - b) / max(abs(a), abs(b)) at the worst entry; 0 where both are 0.
    absolute_error : float
        abs(a - b) at the worst entry.
    index : tuple of int
        The worst entry.
    analytic, numeric : float
        The two values there.
    shape : tuple of int
        The shape of both arrays.
    noise : float
        Differences up to this are rounding, and not judged.
    names : tuple of str
        What the two arrays are called.
    hint : str
        The usual suspect, where the two differ in a way that has one; else "".
    """

    verdict: str
    reason: str
    relative_error: float
    absolute_error: float
    index: tuple
    analytic: float
    numeric: float
    shape: tuple
    noise: float
    names: tuple
    hint: str

    @property
    def agrees(self):
        """Whether the verdict is "agree"."""
        return self.verdict == "agree"

    def __repr__(self):
        place = f" at index {self.index}" if self.index else ""
        width = max(len(name) for name in self.names)
        lines = [
            f"{self.verdict}: {self.reason}",
            f"worst of shape {self.shape}{place}: relative error {self.relative_error:.2g}, "
            f"difference {self.absolute_error:.2g}",
            f"  {self.names[0]:<{width}}  {self.analytic: .10g}",
            f"  {self.names[1]:<{width}}  {self.numeric: .10g}",
        ]
        return "\n".join([*lines, f"hint: {self.hint}"] if self.hint else lines)


def compare(analytic, numeric, *, names=("analytic", "numeric"), noise=None):
    """Find the entry where two derivatives differ most, and say what the difference means.

    Parameters
    ----------
    analytic : array_like, any shape, or a number
        The derivative made by hand.
    numeric : array_like, same shape
        What to hold it against, such as `numerical_gradient`.
    names : tuple of two str
        What to call the two.
    noise : float, optional
        The largest difference that rounding alone can make; no verdict is built on a smaller one.
        None stands for 4 eps^(2/3), eps of the coarser format: 1.5e-10 in float64, which is what
        a central difference leaves of a true 0 where the function is of size 1.

    Returns
    -------
    Comparison
        Shows itself in words; `agrees` is True or False.

    Raises
    ------
    ValueError
        If the shapes differ (nothing is broadcast), there is nothing to compare, or `noise` is
        not a finite number from 0 up.
    TypeError
        If an array holds anything but real numbers, or `names` is not two strings.

    Notes
    -----
    The relative error is abs(a - b) / max(abs(a), abs(b)). Below 1e-7 the two agree; up to 1e-4
    look again (kinks, float32); up to 1e-2 something is suspicious; above, they are different.
    The entry shown is the one with the largest relative error among those that differ by more
    than `noise`, or, if none does, the one with the largest difference. Equal infinities are
    equal; nan is equal to nothing.

    Examples
    --------
    The forgotten 1/n of a mean over three rows:

    >>> import numpy as np
    >>> from helpers import compare
    >>> compare(np.array([0.09, 0.2447, -0.3348]), np.array([0.03, 0.2447 / 3, -0.1116]))
    different: these are not the derivatives of one function
    worst of shape (3,) at index (1,): relative error 0.67, difference 0.16
      analytic   0.2447
      numeric    0.08156666667
    hint: analytic is 3 times numeric in every entry: look for a missing or doubled factor
    """
    names = _read_names(names)
    arrays = [read_logits(array, name) for array, name in zip((analytic, numeric), names)]
    noise = _read_noise(noise, arrays)
    a, b = (array.astype(np.float64) for array in arrays)
    if a.shape != b.shape:
        raise ValueError(
            f"{names[0]} and {names[1]}: expected one shape, got {a.shape} and {b.shape}"
        )
    if a.size == 0:
        raise ValueError(f"{names[0]}: expected at least one entry, got shape {a.shape}")
    difference, relative = _errors(a, b)
    above = difference > noise
    if np.isnan(difference).any():
        worst, level = np.isnan(difference), ("not a number", "nan has no derivative to agree with")
    elif above.any():
        worst = np.where(above, relative, -1.0)
        level = next(words for bound, *words in LEVELS if worst.max() < bound or bound == np.inf)
    else:
        worst = difference
        level = LEVELS[0][1:] if relative.max() < LEVELS[0][0] else ("agree", _within(noise))
    index = tuple(int(i) for i in np.unravel_index(worst.argmax(), a.shape))
    hint = "" if level[0] in ("agree", "not a number") else hint_for(a, b, noise, names)
    return Comparison(
        *level,
        *(float(array[index]) for array in (relative, difference)),
        index,
        *(float(array[index]) for array in (a, b)),
        a.shape,
        noise,
        names,
        hint,
    )


def _within(noise):
    return f"no entry differs by more than rounding makes ({noise:.2g})"


def _errors(a, b):
    with np.errstate(all="ignore"):
        difference = np.where(a == b, 0.0, np.abs(a - b))
        largest = np.maximum(np.abs(a), np.abs(b))
        relative = np.where(difference == 0.0, 0.0, difference / largest)
        # inf beside a finite number, or beside -inf: as wrong as can be.
        return difference, np.where(np.isinf(difference), np.inf, relative)


def _read_names(names):
    pair = isinstance(names, (tuple, list)) and len(names) == 2
    if not pair or not all(isinstance(name, str) for name in names):
        raise TypeError(f"names: expected two strings, got {names!r}")
    return tuple(names)


def _read_noise(noise, arrays):
    if noise is None:
        return 4.0 * max(float(np.finfo(array.dtype).eps) for array in arrays) ** (2 / 3)
    try:
        value = float(noise)
    except (TypeError, ValueError):
        raise TypeError(f"noise: expected a number, got {noise!r}") from None
    if not 0.0 <= value < np.inf:
        raise ValueError(f"noise: expected a finite number from 0 up, got {noise!r}")
    return value
