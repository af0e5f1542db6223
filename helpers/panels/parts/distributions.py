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
    """Return the shares as floats that sum to 1, or raise the error that names the argument.

    A sum within 0.001 of 1 will do: shares are often given with three decimals.
    """
    shares = read_probabilities(shares, name).astype(float)
    if shares.ndim != 1 or not least <= shares.size <= most:
        wanted = f"{least}" if least == most else f"{least} to {most}"
        raise ValueError(
            f"{name}: expected {wanted} shares in one dimension, got shape {shares.shape}"
        )
    return tuple((shares / shares.sum()).tolist())


def with_share(shares, k, share):
    """Return the shares with share k set, brought inside 0 to 1, and the sum 1.

    The others keep their proportions; were all of them 0, they share evenly what is left.
    """
    share = min(max(float(share), 0.0), 1.0)
    new = np.array(shares, dtype=float)
    others = np.arange(new.size) != k
    rest = new[others].sum()
    new[others] = new[others] / rest if rest > 0 else 1 / others.sum()
    new[others] *= 1 - share
    new[k] = share
    return tuple(new.tolist())
