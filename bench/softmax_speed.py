"""Time helpers.softmax against scipy.special.softmax, side by side in one run.

    python bench/softmax_speed.py [--offset 1000]

Both are called in turn, so that whatever else the machine does falls on both. A ratio above 1
says how many times faster ours is. `--offset` is added to every logit: beyond 700 exp overflows,
and ours takes its longer way.
"""

import argparse
import time

import numpy as np
from scipy.special import softmax as scipy_softmax

from helpers import softmax

SHAPES = (
    (3,), (10,), (100,), (1000,), (50_000,), (32, 10), (1000, 3), (1000, 10), (32, 1000),
    (128, 1000), (1000, 1000), (128, 50_000),
)


def medians(z, axis):
    """Return the median seconds of ours and scipy's, over calls in turn."""
    # The result is dropped before the next call: neither gets warm memory from the other.
    repeats = int(np.clip(1e7 / z.size, 9, 1000))
    seconds = np.empty((repeats, 2))
    for i in range(repeats):
        for j in (0, 1) if i % 2 else (1, 0):
            function = (softmax, scipy_softmax)[j]
            start = time.perf_counter()
            function(z, axis=axis)
            seconds[i, j] = time.perf_counter() - start
    return np.median(seconds, axis=0)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offset", type=float, default=0.0)
    offset = parser.parse_args().offset
    rng = np.random.default_rng(0)
    print(f"{'shape':>14} {'axis':>4} {'format':>8} {'ours us':>10} {'scipy us':>10} {'ratio':>6}")
    for axis in (-1, 0):
        for shape in SHAPES:
            if axis == 0 and len(shape) == 1:
                continue
            for dtype in (np.float64, np.float32):
                z = (rng.normal(0.0, 3.0, shape) + offset).astype(dtype)
                ours, scipys = medians(z, axis)
                print(
                    f"{shape!s:>14} {axis:>4} {np.dtype(dtype).name:>8} {ours * 1e6:10.1f} "
                    f"{scipys * 1e6:10.1f} {scipys / ours:6.2f}"
                )


if __name__ == "__main__":
    main()
