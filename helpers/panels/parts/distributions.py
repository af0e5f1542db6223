"""Distributions that a hand can change: checked, kept at a sum of 1, one share at a time."""

from dataclasses import dataclass

import numpy as np

from helpers.arguments import read_probabilities
from helpers.live import State


@dataclass(frozen=True)
class DistributionState(State):
    """The shares of one distribution, checked and made to sum to 1."""

    count: int | None = None

    def check(self, name, value):
        """Return the shares as a tuple of floats that sum to 1, or raise the error that fits."""
        return read_shares(value, name, least=self.count, most=self.count)


def read_shares(shares, name, *, least=2, most=4):
    """Return the shares as a tuple of floats that sum to 1.

    Parameters
    ----------
    shares : sequence of float, shape (K,)
        At least 0, with a sum within 0.001 of 1: they are often given with three decimals.
    name : str
        What the shares are called, for messages.
    least, most : int
        How many there may be.

    Returns
    -------
    tuple of float

    Raises
    ------
    ValueError
        If there are too few or too many, one is negative or not finite, or the sum is not 1.
    TypeError
        If the shares are no real numbers.
    """
    shares = read_probabilities(shares, name).astype(float)
    if shares.ndim != 1 or not least <= shares.size <= most:
        wanted = f"{least}" if least == most else f"{least} to {most}"
        raise ValueError(
            f"{name}: expected {wanted} shares in one dimension, got shape {shares.shape}"
        )
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
