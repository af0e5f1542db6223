"""Check a derivative made by hand: numerical ones to hold it against, and a readable comparison."""

from typing import NamedTuple

import numpy as np

from helpers.arguments import read_array, require, require_same_shape

# Up to, verdict, and what to think of it. The bounds are those of Stanford's cs231n notes.
LEVELS = (
    (1e-7, "agree", "as close as central differences in float64 can show"),
    (1e-4, "look again", "fine at a kink (max, abs) or in float32, else a small mistake"),
    (1e-2, "suspicious", "too much for rounding: a small term is missing or the step is wrong"),
    (np.inf, "different", "these are not the derivatives of one function"),
)


def numerical_gradient(f, x):
    """Estimate the derivative of a number with respect to every entry of `x`.

    Parameters
    ----------
    f : callable
        Takes an array like `x`, gives back one number. It gets a fresh copy every time, so it may
        write into its argument.
    x : array_like, any shape
        Where to differentiate. Finite. Integers become float64.

    Returns
    -------
    ndarray, shape and float format of `x`
        The entry at index j is df / dx_j. Expect about ten right digits in float64, four in
        float32, two in float16: check gradients in float64.

    Raises
    ------
    ValueError
        If `f` gives back anything but one number, or `x`, or a step beside it, is not finite.
    TypeError
        If `f` is not callable or gives back anything but real numbers.

    Notes
    -----
    df / dx_j is about (f(x + h e_j) - f(x - h e_j)) / 2h: the *central* difference. Its error is
    h^2 f''' / 6 from the formula and about eps f / h from rounding. Their sum is smallest near
    h = eps^(1/3) for functions and derivatives of size 1 (Press et al., Numerical Recipes,
    3rd ed., section 5.7). So h is eps^(1/3) max(1, abs(x_j)), with eps of the float format of `x`:
    6e-6 in float64, 5e-3 in float32, 0.1 in float16. `f` is called twice for each entry of `x`.

    Examples
    --------
    >>> from helpers import logsumexp, numerical_gradient
    >>> numerical_gradient(logsumexp, [1, 2, 3]).round(4)
    array([0.09  , 0.2447, 0.6652])
    """
    return _differences(f, (), _read(f, x))


def numerical_jacobian(f, x):
    """Estimate the derivative of every entry of f(x) with respect to every entry of `x`.

    Parameters
    ----------
    f : callable
        Takes an array like `x`, gives back an array; a ValueError, unless always of one shape.
    x : array_like, any shape
        Where to differentiate. As for `numerical_gradient`, with the same errors.

    Returns
    -------
    ndarray, shape f(x).shape + x.shape, in the float format of `x`
        For `x` of shape (K,): J[i, j] = df_i / dx_j. For a batch of shape (n, K):
        J[r, i, q, j] = df_ri / dx_qj, which is 0 for q != r where rows do not mix.

    Notes
    -----
    One column, J[..., j] = (f(x + h e_j) - f(x - h e_j)) / 2h, for each entry of `x`, and one more
    call of `f`, at `x` itself, to learn the shape.

    Examples
    --------
    >>> from helpers import numerical_jacobian, softmax
    >>> numerical_jacobian(softmax, [1, 2, 3]).round(4)
    array([[ 0.0819, -0.022 , -0.0599],
           [-0.022 ,  0.1848, -0.1628],
           [-0.0599, -0.1628,  0.2227]])
    """
    x = _read(f, x)
    return _differences(f, _real(f(x.copy())).shape, x)


class Comparison(NamedTuple):
    """Say where two arrays differ most, and what to think of it; made by `compare`.

    Attributes
    ----------
    verdict : str
        "agree", "look again", "suspicious", "different" or "not a number".
    reason : str
        What that means.
    relative_error : float
        abs(a - b) / max(abs(a), abs(b)) at the worst entry; 0 where both are 0.
    absolute_error : float
        abs(a - b) at the worst entry.
    analytic, numeric : float
        The two values there.
    index, shape : tuple of int
        Which entry is the worst, of arrays of this shape.
    hint : str
        The usual suspect, where the two differ in a way that has one; else "".
    """

    verdict: str
    reason: str
    relative_error: float
    absolute_error: float
    analytic: float
    numeric: float
    index: tuple
    shape: tuple
    hint: str

    def __repr__(self):
        place = f" at index {self.index}" if self.index else ""
        said = (
            f"{self.verdict}: {self.reason}\n"
            f"worst of shape {self.shape}{place}: relative error {self.relative_error:.2g}, "
            f"difference {self.absolute_error:.2g}\n"
            f"  analytic  {self.analytic: .10g}\n"
            f"  numeric   {self.numeric: .10g}"
        )
        return f"{said}\nhint: {self.hint}" if self.hint else said


def compare(analytic, numeric):
    """Find the entry where two derivatives differ most, and say what the difference means.

    Parameters
    ----------
    analytic, numeric : array_like, both of one shape
        The derivative made by hand, and what to hold it against, such as `numerical_gradient`.

    Returns
    -------
    Comparison
        Shows itself in words.

    Raises
    ------
    ValueError
        If the shapes differ (nothing is broadcast), or there is nothing to compare.
    TypeError
        If an array holds anything but real numbers.

    Notes
    -----
    The relative error is abs(a - b) / max(abs(a), abs(b)). Up to 1e-7 the two agree; up to 1e-4
    look again (kinks, float32); up to 1e-2 something is suspicious; else they are different.
    The entry shown is the one with the largest relative error among those that differ by more
    than the noise, or, if none does, the one with the largest difference. Noise is the largest
    difference that rounding alone can make, 4 eps^(2/3) with eps of the coarser format: 1.5e-10 in
    float64, which is what a central difference leaves of a true 0 where the function is of size 1.
    Equal infinities are equal; nan is equal to nothing.

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
    a, b = read_array(analytic, "analytic"), read_array(numeric, "numeric")
    noise = 4.0 * max(float(np.finfo(array.dtype).eps) for array in (a, b)) ** (2 / 3)
    a, b = a.astype(np.float64), b.astype(np.float64)
    require_same_shape(b, "numeric", a, "analytic")
    if a.size == 0:
        raise ValueError(f"analytic: expected at least one entry, got shape {a.shape}")
    with np.errstate(all="ignore"):
        difference = np.where(a == b, 0.0, np.abs(a - b))
        relative = np.where(difference == 0.0, 0.0, difference / np.maximum(np.abs(a), np.abs(b)))
    # inf beside a finite number, or beside -inf: as wrong as can be.
    relative[np.isinf(difference)] = np.inf
    if np.isnan(difference).any():
        worst, level = np.isnan(difference), ("not a number", "nan has no derivative to agree with")
    else:
        judged = np.where(difference > noise, relative, 0.0)
        worst = judged if judged.any() else difference
        level = next(words for bound, *words in LEVELS if judged.max() <= bound)
        if level[0] == "agree" and relative.max() > LEVELS[0][0]:
            level = ("agree", f"no entry differs by more than rounding makes ({noise:.2g})")
    index = tuple(int(i) for i in np.unravel_index(worst.argmax(), a.shape))
    at = [float(array[index]) for array in (relative, difference, a, b)]
    hint = "" if level[0] in ("agree", "not a number") else _hint(a, b, noise)
    return Comparison(*level, *at, index, a.shape, hint)


def _hint(a, b, noise):
    """Name the mistake that leaves its trace in every entry, or give an empty string."""
    finite = np.isfinite(a).all() and np.isfinite(b).all()
    counts = (np.abs(a) > noise) | (np.abs(b) > noise)
    if not finite or counts.sum() < 2:
        return ""
    a_counts, b_counts = a[counts], b[counts]
    if b_counts.all():
        with np.errstate(all="ignore"):
            ratios = a_counts / b_counts
            ratio = float(np.median(ratios))
            spread = np.abs(ratios / ratio - 1.0).max()
        if spread < 1e-3 and abs(ratio - 1.0) > 1e-2:
            if abs(ratio + 1.0) < 1e-3:
                return "analytic is minus numeric in every entry: look for a sign"
            return (
                f"analytic is {ratio:.4g} times numeric in every entry: look for a missing or "
                "doubled factor"
            )
    if a.ndim == 2 and a.shape[0] == a.shape[1] and np.allclose(a.T, b, rtol=1e-4, atol=noise):
        return "the transpose of analytic agrees: rows and columns are exchanged"
    return ""


def _read(f, x):
    if not callable(f):
        raise TypeError(f"f: expected a function, got {type(f).__name__}")
    x = read_array(x, "x")
    require(np.isfinite(x), x, "x", "finite numbers")
    return x


def _differences(f, shape, x):
    """Return the derivative of f(x), which is of this shape, by every entry of `x`."""
    derivative, at = np.empty(shape + x.shape, x.dtype), x.astype(np.float64)
    with np.errstate(all="ignore"):
        h = float(np.finfo(x.dtype).eps) ** (1 / 3) * np.maximum(1.0, np.abs(at))
        high, low = (at + h).astype(x.dtype), (at - h).astype(x.dtype)
        # x + h is rounded; dividing by the distance of the two rounded numbers cures that.
        gap = high.astype(np.float64) - low.astype(np.float64)
    require(np.isfinite(gap), x, "x", f"entries that a step leaves finite in {x.dtype}")
    for index in np.ndindex(x.shape):
        ends = []
        for moved in (high, low):
            beside = x.copy()
            beside[index] = moved[index]
            end = _real(f(beside))
            if end.shape != shape:
                hint = "" if shape else "; for several outputs see numerical_jacobian"
                raise ValueError(f"f: expected shape {shape} back, got shape {end.shape}{hint}")
            ends.append(end)
        with np.errstate(all="ignore"):
            derivative[(..., *index)] = (ends[0] - ends[1]) / gap[index]
    return derivative


def _real(value):
    array = np.asarray(value)
    if array.dtype.kind not in "fiub":
        raise TypeError(
            f"f: expected real numbers back, got {type(value).__name__} of dtype {array.dtype}"
        )
    return array.astype(np.float64)  # a copy: f may hand out one buffer again and again
