"""What float16, float32 and float64 can hold, and where exp meets their ends."""

import functools
from dataclasses import dataclass
from decimal import Decimal, localcontext

import numpy as np

from helpers.arguments import read_format


@dataclass(frozen=True)
class Limits:
    """The ends of a float format, and where exp meets them.

    Attributes
    ----------
    name : str
    bits : int
    max, smallest_normal, smallest_subnormal : float
        The largest number, the smallest with all its digits, the smallest above 0.
    eps : float
        The gap between 1 and the next number.
    exp_overflow : float
        The largest z of the format for which exp(z) is finite.
    exp_to_subnormal, exp_to_zero : float
        The largest z for which exp(z) has lost digits, and for which it is 0.
    """

    name: str
    bits: int
    max: float
    smallest_normal: float
    smallest_subnormal: float
    eps: float
    exp_overflow: float
    exp_to_subnormal: float
    exp_to_zero: float

    def __repr__(self):
        return (
            f"{self.name}: up to {self.max:.5g}, steps of {self.eps:.2g} at 1; "
            f"exp(z) is inf above {self.exp_overflow:.2f}, loses digits below about "
            f"{self.exp_to_subnormal:.2f}, is 0 below about {self.exp_to_zero:.2f}"
        )


def limits(dtype):
    """Give the ends of a float format, and where exp meets them.

    Parameters
    ----------
    dtype : {"float16", "float32", "float64"} or the numpy dtype
        The format.

    Returns
    -------
    Limits

    Raises
    ------
    TypeError
        If `dtype` is another format, or none.

    Examples
    --------
    >>> from helpers.floats import limits
    >>> limits("float16")
    float16: up to 65504, steps of 0.00098 at 1; exp(z) is inf above 11.09, loses digits \
below about -9.71, is 0 below about -17.34
    """
    return _limits(read_format(dtype))


@functools.cache
def _limits(dtype):
    info = np.finfo(dtype)
    half = Decimal(float(info.smallest_subnormal)) / 2
    largest, normal = Decimal(float(info.max)), Decimal(float(info.smallest_normal))
    last_gap = largest - Decimal(float(np.nextafter(info.max, dtype.type(0))))
    return Limits(
        dtype.name,
        info.bits,
        *map(float, (info.max, info.smallest_normal, info.smallest_subnormal, info.eps)),
        # To nearest, ties to even: a tie falls to inf above, and to 0 below.
        exp_overflow=_last_below_log(largest + last_gap / 2, dtype),
        exp_to_subnormal=_last_below_log(normal - half, dtype),
        exp_to_zero=_last_below_log(half, dtype),
    )


def _last_below_log(value, dtype):
    """Return the largest z of the format with exp(z) below `value`."""
    with localcontext(prec=60):
        bound = value.ln()
        z = dtype.type(float(bound))
        return float(z if Decimal(float(z)) < bound else np.nextafter(z, dtype.type(-np.inf)))
