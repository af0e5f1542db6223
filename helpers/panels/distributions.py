"""Distributions that a hand can change: checked, kept at a sum of 1, one share at a time."""

from dataclasses import dataclass

import numpy as np

from helpers.live import State

NEAR = 1e-3  # how far from 1 a sum may be: shares are often given with three decimals


@dataclass(frozen=True)
class DistributionState(State):
    """The shares of one distribution, checked and made to sum to 1."""

    count: int | None = None

    def check(self, name, value):
        """Return the shares as a tuple of floats that sum to 1, or raise ValueError."""
        return distribution(name, value, count=self.count)

    clip = check


def distribution(name, shares, *, count=None, least=2, most=4):
    """Return the shares as a tuple of floats that sum to 1, or say what a panel can show.

    Parameters
    ----------
    name : str
        What the shares are called, for messages.
    shares : sequence of float, shape (K,)
        At least 0, with a sum within 0.001 of 1.
    count : int, optional
        How many there must be; otherwise `least` to `most`.

    Returns
    -------
    tuple of float

    Raises
    ------
    ValueError
        If there are too few or too many, one is negative or not finite, or the sum is not 1.
    """
    try:
        shares = np.asarray(shares, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be shares that sum to 1, got {shares!r}") from None
    least, most = (least, most) if count is None else (count, count)
    if shares.ndim != 1 or not least <= shares.size <= most:
        wanted = f"{least}" if least == most else f"{least} to {most}"
        raise ValueError(
            f"{name} must be {wanted} shares in one dimension, got shape {shares.shape}"
        )
    if not np.isfinite(shares).all() or (shares < 0).any():
        raise ValueError(f"{name} must be finite shares of at least 0, got {shares}")
    if abs(shares.sum() - 1) > NEAR:
        raise ValueError(f"{name} must sum to 1, got {shares}, which sum to {shares.sum():g}")
    return tuple((shares / shares.sum()).tolist())


def with_share(shares, k, share):
    """Return the shares with share k set and the others keeping their proportions.

    Parameters
    ----------
    shares : sequence of float, shape (K,)
        They sum to 1.
    k : int
        Which one is set.
    share : float
        Its new value, brought inside 0 to 1.

    Returns
    -------
    tuple of float
        They sum to 1. If all the others were 0, what is left is spread evenly among them.
    """
    share = min(max(float(share), 0.0), 1.0)
    new = np.array(shares, dtype=float)
    others = np.arange(new.size) != k
    rest = new[others].sum()
    new[others] = new[others] / rest if rest > 0 else 1 / others.sum()
    new[others] *= 1 - share
    new[k] = share
    return tuple(new.tolist())
