"""How long the roads from p to the gradient of cross-entropy take, measured on this machine."""

from functools import partial
from time import perf_counter
from typing import NamedTuple

import numpy as np

from helpers.arguments import read_counts
from helpers.functions import softmax

SIZES = tuple(2**power for power in range(4, 19))  # 16 to 262144
LARGEST_MATRIX = 4096  # a Jacobian of 128 MiB; for larger ones there is no time and no room
LARGEST = 2**20
ENOUGH = 0.02  # seconds for each road and size: below 2 s in all
FEW, TOO_LONG = 5, 0.25  # times that are taken at least, unless they take so many seconds
SHORTEST = 2e-4  # seconds: below, the clock's own steps would be measured


class Costs(NamedTuple):
    """Seconds from p to dL/dz, for every number of classes, by each of three roads."""

    sizes: np.ndarray
    matrix: np.ndarray  # -y/p times the Jacobian; nan for K above 4096
    vjp: np.ndarray  # the same product without the matrix
    fused: np.ndarray  # p - y

    def __repr__(self):
        # No times: the text of a lesson is compared on every run.
        return f"<Costs: {len(self.sizes)} sizes, K = {self.sizes[0]} to {self.sizes[-1]}>"


def measure_cost(sizes=SIZES):
    """Measure three roads from the probabilities p to the gradient p - y.

    Parameters
    ----------
    sizes : sequence of int
        The numbers of classes K, rising, each from 2 to 2**20.

    Returns
    -------
    Costs
        Arrays of shape (len(sizes),): the shortest of several times, in seconds. The default
        sizes take about a second in all. The matrix is left out, nan, for K above 4096.

    Raises
    ------
    ValueError
        If there is no size, one is out of range, or they do not rise.
    TypeError
        If the sizes are no sequence of integers.

    Notes
    -----
    matrix: the row vector -y/p times J = diag(p) - outer(p, p), built in place in memory that is
    there already, 8 K^2 bytes. vjp: p * (g - <g, p>) with g = -y/p. fused: p - y. The first
    writes and reads K^2 numbers, the others a few times K.

    Examples
    --------
    >>> from helpers.cost import measure_cost
    >>> measure_cost((16, 1024))
    <Costs: 2 sizes, K = 16 to 1024>
    """
    sizes = read_counts(sizes, "sizes", at_least=2, at_most=LARGEST)
    if any(a >= b for a, b in zip(sizes, sizes[1:])):
        raise ValueError(f"sizes: expected rising numbers, got {sizes}")
    largest = max((K for K in sizes if K <= LARGEST_MATRIX), default=0)
    # Memory touched for the first time would measure the operating system.
    room = np.full(largest**2, np.nan)
    roads = (partial(_matrix_road, room), _vjp_road, _fused_road)
    seconds = np.full((len(roads), len(sizes)), np.nan)
    for i, K in enumerate(sizes):
        p, y = _example(K)
        for j, road in enumerate(roads):
            if j > 0 or largest >= K:
                seconds[j, i] = _seconds(road, p, y)
    return Costs(np.array(sizes), *seconds)


def _matrix_road(room, p, y):
    jacobian = room[: p.size**2].reshape(p.size, p.size)
    np.multiply.outer(p, -p, out=jacobian)
    jacobian.flat[:: p.size + 1] += p
    # Here and below not @: for many numbers it wakes threads, and waits for other programs.
    return np.einsum("k,kj->j", -y / p, jacobian)


def _vjp_road(p, y):
    upstream = -y / p
    return p * (upstream - (upstream * p).sum())


def _fused_road(p, y):
    return p - y


def _example(K):
    p = softmax(np.random.default_rng(K).normal(size=K))
    y = np.zeros(K)
    y[-1] = 1.0
    return p, y


def _seconds(road, p, y):
    """Return the shortest time of one run, of several: other programs only ever add to it."""
    start, count, times = perf_counter(), 1, []
    while True:
        before = perf_counter()
        for _ in range(count):
            road(p, y)
        now = perf_counter()
        if now - before < SHORTEST:
            count *= 2
            continue
        times.append((now - before) / count)
        if now - start > (ENOUGH if len(times) >= FEW else TOO_LONG):
            return min(times)
