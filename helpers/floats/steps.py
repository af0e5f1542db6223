"""softmax computed with every intermediate result kept, and the shifts for which that works."""

from dataclasses import dataclass

import numpy as np

from helpers.arguments import read_array, read_format, read_row


@dataclass(frozen=True, eq=False)
class Trace:
    """The steps of one softmax, all in one float format.

    Attributes
    ----------
    z, shifted, exps, probabilities : ndarray, shape (K,)
        The logits as the format holds them, z + C, exp(z + C), and exp(z + C) / total.
    total : numpy scalar
        The sum of `exps`, rounded to the format after every addition.
    shift : numpy scalar
        C as the format holds it.
    """

    z: np.ndarray
    shift: np.floating
    shifted: np.ndarray
    exps: np.ndarray
    total: np.floating
    probabilities: np.ndarray

    @property
    def works(self):
        """Whether the sum is finite and the largest power a normal number, with all its digits."""
        smallest = np.finfo(self.exps.dtype).smallest_normal
        return bool(self.total < np.inf and self.exps.max() >= smallest)

    def __repr__(self):
        rows = ("z", "shifted", "exps", "total", "probabilities")
        lines = [f"{name:>13} {np.array2string(np.asarray(getattr(self, name)))}" for name in rows]
        return f"softmax in {self.z.dtype}, C = {self.shift}\n" + "\n".join(lines)


def trace_softmax(z, dtype, *, shift=0.0):
    """Compute exp(z + C) / sum(exp(z + C)) in a format, and keep every step, inf and nan included.

    Parameters
    ----------
    z : array_like, shape (K,)
        Logits; rounded to the format first, and inf if they are too large for it.
    dtype : {"float16", "float32", "float64"} or the numpy dtype
        The format of every step.
    shift : float
        C.

    Returns
    -------
    Trace

    Raises
    ------
    ValueError
        If `z` has not one dimension or has no classes.
    TypeError
        If `z` or `shift` is not made of real numbers, or `dtype` is another format.

    Examples
    --------
    >>> from helpers.floats import trace_softmax
    >>> trace_softmax([10.0, 11.0, 12.0], "float16")
    softmax in float16, C = 0.0
                z [10. 11. 12.]
          shifted [10. 11. 12.]
             exps [2.203e+04 5.987e+04       inf]
            total inf
    probabilities [ 0.  0. nan]
    >>> trace_softmax([10.0, 11.0, 12.0], "float16", shift=-12.0).probabilities
    array([0.09  , 0.2446, 0.665 ], dtype=float16)
    """
    dtype = read_format(dtype)
    z, shift = read_row(z), read_array(shift, "shift")
    if shift.shape != ():
        raise TypeError(f"shift: expected one real number, got shape {shift.shape}")
    with np.errstate(all="ignore"):  # inf and nan are what there is to see
        return _trace(z.astype(dtype), dtype.type(shift))


def _trace(z, shift):
    shifted = z + shift
    exps = np.exp(shifted)
    # numpy adds float16 numbers in float32; accumulate stores, so rounds, every partial sum.
    total = np.add.accumulate(exps)[-1]
    return Trace(z, shift, shifted, exps, total, exps / total)


def safe_shifts(z, dtype):
    """Find the window of shifts C for which exp(z + C) / sum(exp(z + C)) works in a format.

    Parameters
    ----------
    z, dtype
        As for `trace_softmax`. -inf masks a class.

    Returns
    -------
    low, high : float
        The smallest and the largest C of the format for which `trace_softmax(z, dtype, shift=C)`
        has a finite sum, and a largest power that is a normal number: below that it first loses
        digits and then becomes 0, and 0 / 0 is nan. Every C of the format between the two works.

    Raises
    ------
    ValueError
        If `z` has not one dimension or no classes, or its largest logit is nan or infinite in
        the format.
    TypeError
        As `trace_softmax`.

    Notes
    -----
    In exact arithmetic the window is log(smallest normal) - max(z) <= C <= log(largest) -
    logsumexp(z). -max(z) is inside: there the largest power is 1 and the sum at most K. Rounding
    moves the ends by a few steps. Each step of `trace_softmax` rises with C, so the true
    ends are found by bisection, from -max(z) outwards.

    Examples
    --------
    >>> from helpers.floats import safe_shifts
    >>> low, high = safe_shifts([1.0, 2.0, 3.0], "float32")
    >>> print(f"{low:.2f} {high:.2f}")
    -90.34 85.32
    """
    dtype = read_format(dtype)
    z = trace_softmax(z, dtype).z
    top = z.max()
    if not np.isfinite(top):
        raise ValueError(f"z: expected the largest logit to be a finite number of {dtype}, got {z}")
    with np.errstate(all="ignore"):
        return _end(z, -top, -1), _end(z, -top, 1)


def _end(z, inside, direction):
    """Return the last C of the format, from `inside` in `direction`, for which softmax works."""
    type_ = type(inside)
    # So far from where the largest power is 1 it is beyond the format, or below its normal numbers.
    outside = type_(inside + direction * 2 * np.log(np.finfo(type_).max))
    while True:
        middle = type_(inside + (outside - inside) / 2)
        if middle in (inside, outside):
            return float(inside)
        if _trace(z, middle).works:
            inside = middle
        else:
            outside = middle
