"""How long the roads from p to the gradient of cross-entropy take, measured on this machine."""

from functools import partial
from time import perf_counter
from timeit import Timer
from typing import NamedTuple

import numpy as np

from helpers.functions import softmax

SIZES = tuple(2**power for power in range(4, 19))  # 16 to 262144
LARGEST_MATRIX = 4096  # a Jacobian of 128 MiB; for larger ones there is no time and no room
ENOUGH = 0.02  # seconds for each road and size: below 1 s in all
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


def measure_cost():
    """Measure three roads from the probabilities p to the gradient p - y.

    Returns
    -------
    Costs
        Arrays of shape (15,), for K = 16, 32, ..., 262144: the shortest of several times, in
        seconds. It takes about a second in all. The matrix is left out, nan, for K above 4096.

    Notes
    -----
    matrix: the row vector -y/p times J = diag(p) - outer(p, p), built in place in memory that is
    there already, 8 K^2 bytes. vjp: p * (g - <g, p>) with g = -y/p. fused: p - y. The first
    writes and reads K^2 numbers, the others a few times K.

    Examples
    --------
    >>> from helpers.cost import measure_cost
    >>> measure_cost()
    <Costs: 15 sizes, K = 16 to 262144>
    """
    # Memory touched for the first time would measure the operating system.
    room = np.full(LARGEST_MATRIX**2, np.nan)
    roads = (partial(_matrix_road, room), _vjp_road, np.subtract)
    seconds = np.full((len(roads), len(SIZES)), np.nan)
    for i, K in enumerate(SIZES):
        p, y = softmax(np.random.default_rng(K).normal(size=K)), np.zeros(K)
        y[-1] = 1.0
        for j, road in enumerate(roads):
            if j > 0 or K <= LARGEST_MATRIX:
                seconds[j, i] = _seconds(partial(road, p, y))
    return Costs(np.array(SIZES), *seconds)


def _matrix_road(room, p, y):
    jacobian = room[: p.size**2].reshape(p.size, p.size)
    np.multiply.outer(p, -p, out=jacobian)
    jacobian.flat[:: p.size + 1] += p
    # Here and below not @: for many numbers it wakes threads, and waits for other programs.
    return np.einsum("k,kj->j", -y / p, jacobian)


def _vjp_road(p, y):
    upstream = -y / p
    return p * (upstream - (upstream * p).sum())


def _seconds(run):
    """Return the shortest time of one run, of several: other programs only ever add to it."""
    timer, start, count, times = Timer(run), perf_counter(), 1, []
    while len(times) < 2 or perf_counter() - start < ENOUGH:
        seconds = timer.timeit(count)
        if seconds < SHORTEST:
            count *= 2
        else:
            times.append(seconds / count)
    return min(times)
