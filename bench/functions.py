"""softmax, log_softmax, logsumexp and sigmoid beside those of scipy.special: errors and times.

    python -m bench.functions --seconds 60

Errors are in units in the last place against 50 digits by mpmath, the largest found in random rows
of every kind in `bench.oracle`; for logsumexp, which cancels near 0, of the larger one of the
result and log(K). Times are medians of calls in turn, so that whatever else the machine does falls
on both; a ratio above 1 says how many times faster ours is.
"""

import argparse
import time
from functools import partial

import numpy as np
import scipy.special

import helpers.functions
from bench.oracle import KINDS, exact_row, exact_sigmoid
from bench.timing import at_least, at_most, progress, table
from helpers.floats import ulp_error

NAMES = {
    "softmax": "softmax",
    "log_softmax": "log_softmax",
    "logsumexp": "logsumexp",
    "sigmoid": "expit",
}
PAIRS = {
    name: (getattr(helpers.functions, name), getattr(scipy.special, other))
    for name, other in NAMES.items()
}
FORMATS = ("float64", "float32")
CLASSES = (1, 2, 3, 10, 33, 100, 1000)
SHAPES = (
    (3,), (10,), (100,), (1000,), (50_000,), (32, 10), (1000, 3), (1000, 10), (32, 1000),
    (128, 1000), (1000, 1000), (128, 50_000),
)  # fmt: skip


def errors(z, name, pair):
    """Return the largest error of both functions for one row of logits."""
    p, log_p, total = exact_row(z)
    if name == "logsumexp":
        scale = z.dtype.type(max(abs(float(total)), np.log(z.size)) or 1.0)
        return [float(abs(float(f(z)) - total)) / float(np.spacing(scale)) for f in pair]
    exact = {"softmax": p, "log_softmax": log_p}.get(name) or exact_sigmoid(z)
    with np.errstate(all="ignore"):
        return [ulp_error(f(z), exact).max() for f in pair]


def accuracy(seconds):
    """Search for the largest errors and print them."""
    rng = np.random.default_rng(0)
    worst, start = {}, time.monotonic()
    for turn, kind in enumerate(KINDS):
        progress(f"errors: {kind}")
        while time.monotonic() - start < seconds * (turn + 1) / len(KINDS):
            for k in CLASSES:
                row = KINDS[kind](rng, k)
                for dtype in FORMATS:
                    z = row.astype(dtype)
                    # From 709.8 (103 in float32) down the result of expit, too, is 0.
                    near = z[np.abs(z) < (708 if dtype == "float64" else 87)]
                    for name, pair in PAIRS.items():
                        if name == "sigmoid" and not near.size:
                            continue
                        found = errors(near if name == "sigmoid" else z, name, pair)
                        key = name, dtype
                        worst[key] = np.maximum(worst.get(key, 0.0), found)
    rows = [[*key, f"{ours:.2f}", f"{theirs:.2f}"] for key, (ours, theirs) in sorted(worst.items())]
    print("\nLargest errors, in ulp")
    table(["", "format", "ours", "scipy"], rows)
    for (name, dtype), (ours, theirs) in sorted(worst.items()):
        at_most(f"{name}, {dtype}, largest error", ours, theirs, " ulp")


def medians(z, pair):
    """Return the median seconds of ours and scipy's, over calls in turn."""
    # The result is dropped before the next call: neither gets warm memory from the other.
    repeats = int(np.clip(1e7 / z.size, 9, 1000))
    seconds = np.empty((repeats, 2))
    for i in range(repeats):
        for j in (0, 1) if i % 2 else (1, 0):
            start = time.perf_counter()
            pair[j](z)
            seconds[i, j] = time.perf_counter() - start
    return np.median(seconds, axis=0)


def speed():
    """Time both along the last axis and print microseconds."""
    rng = np.random.default_rng(0)
    scipys = {
        name: f if name == "sigmoid" else partial(f, axis=-1) for name, (_, f) in PAIRS.items()
    }
    slowest = {}
    for dtype in FORMATS:
        rows = []
        for shape in SHAPES:
            progress(f"times: {dtype} {shape}")
            z = rng.normal(0.0, 3.0, shape).astype(dtype)
            row = [str(shape)]
            for name, (ours, _) in PAIRS.items():
                us, them = medians(z, (ours, scipys[name]))
                row += [f"{us * 1e6:.1f}", f"{them * 1e6:.1f}", f"{them / us:.2f}"]
                slowest[name] = min(slowest.get(name, np.inf), them / us)
            rows.append(row)
        header = [f"{dtype}, microseconds"]
        for name in PAIRS:
            header += [name, "scipy", "ratio"]
        table(header, rows)
    for name, ratio in slowest.items():
        at_least(f"{name}, as fast as scipy's at its slowest size", ratio, 1.0, " times")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=40.0, help="for the search of errors")
    accuracy(parser.parse_args().seconds)
    speed()


if __name__ == "__main__":
    main()
