"""softmax, log_softmax, logsumexp and sigmoid beside those of scipy.special: errors and times.

    python -m bench.functions

Errors are in units in the last place against 50 digits by mpmath, the largest found in random rows
of every kind in `bench.oracle`; for logsumexp, which cancels near 0, of the larger one of the
result and log(K). Times are medians of calls in turn, along the last axis; a ratio above 1 says how
many times faster ours is.
"""

import itertools
import time
from functools import partial

import numpy as np
import scipy.special

from bench.oracle import KINDS, exact_row, exact_sigmoid
from bench.timing import in_turns, met, table
from helpers.floats import ulp_error
from helpers.functions import log_softmax, logsumexp, sigmoid, softmax

PAIRS = {
    "softmax": (softmax, partial(scipy.special.softmax, axis=-1)),
    "log_softmax": (log_softmax, partial(scipy.special.log_softmax, axis=-1)),
    "logsumexp": (logsumexp, partial(scipy.special.logsumexp, axis=-1)),
    "sigmoid": (sigmoid, scipy.special.expit),
}
# From 709.8 (103 in float32) down the result of expit, too, is 0.
FORMATS = {"float64": 708, "float32": 87}
SECONDS = 40
CLASSES = (1, 2, 3, 10, 33, 100, 1000)
SHAPES = (
    (3,), (10,), (100,), (1000,), (50_000,), (32, 10), (1000, 3), (1000, 10), (32, 1000),
    (128, 1000), (1000, 1000), (128, 50_000),
)  # fmt: skip


def errors(z):
    """Return {name: the largest errors of ours and scipy's} for one row of logits."""
    p, log_p, total = exact_row(z)
    scale = z.dtype.type(max(abs(float(total)), np.log(z.size)) or 1.0)
    found = {}
    with np.errstate(all="ignore"):
        for name, exact in (("softmax", p), ("log_softmax", log_p)):
            found[name] = [ulp_error(f(z), exact).max() for f in PAIRS[name]]
        unit = float(np.spacing(scale))
        found["logsumexp"] = [float(abs(float(f(z)) - total)) / unit for f in PAIRS["logsumexp"]]
        near = z[np.abs(z) < FORMATS[z.dtype.name]]
        exact = exact_sigmoid(near)
        found["sigmoid"] = [ulp_error(f(near), exact).max(initial=0) for f in PAIRS["sigmoid"]]
    return found


def accuracy():
    """Search for the largest errors and print them."""
    rng = np.random.default_rng(0)
    worst, end = {}, time.monotonic() + SECONDS
    for kind, k in itertools.cycle(itertools.product(KINDS.values(), CLASSES)):
        row = kind(rng, k)
        for dtype in FORMATS:
            for name, found in errors(row.astype(dtype)).items():
                key = name, dtype
                worst[key] = np.maximum(worst.get(key, 0.0), found)
        if time.monotonic() > end:
            break
    rows = [
        [*key, ours, theirs, met(ours <= theirs, "at most scipy's")]
        for key, (ours, theirs) in sorted(worst.items())
    ]
    table("Largest errors, in ulp", ["", "format", "ours", "scipy", "target"], rows)


def speed():
    """Time both and print microseconds."""
    rng = np.random.default_rng(0)
    for dtype, (name, pair) in itertools.product(FORMATS, PAIRS.items()):
        rows = []
        for shape in SHAPES:
            z = rng.normal(0.0, 3.0, shape).astype(dtype)
            calls = [partial(function, z) for function in pair]
            ours, theirs = 1e6 * np.median(in_turns(calls, max(9, min(1000, 10**7 // z.size))), 0)
            ratio = theirs / ours
            rows.append([str(shape), ours, theirs, ratio, met(ratio >= 1, "at least 1")])
        table(f"{name}, {dtype}, microseconds", ["", "ours", "scipy", "ratio", "target"], rows)


if __name__ == "__main__":
    accuracy()
    speed()
