"""Print the largest errors found, in ulp, against 50-digit arithmetic.

    python -m bench.softmax_accuracy --seconds 120

"plain" is the three-line softmax of lesson 02: exp(z - max) / sum.
"""

import argparse
import time

import numpy as np

from bench.oracle import KINDS, exact_row, exact_sigmoid
from helpers import log_softmax, logsumexp, sigmoid, softmax
from helpers.floats import ulp_error

CLASSES = (1, 2, 3, 10, 33, 100, 1000)
COLUMNS = (
    "softmax", "log_softmax", "logsumexp", "softmax T", "log_softmax T", "float32", "log float32",
    "plain",
)


def plain_softmax(z):
    exps = np.exp(z - z.max())
    return exps / exps.sum()


def errors(z, temperature):
    """Return the largest error of every column for one row of logits."""
    p, log_p, log_total = exact_row(z)
    warm_p, warm_log_p, _ = exact_row(z, temperature)
    single = z.astype(np.float32)
    single_p, single_log_p, _ = exact_row(single)
    with np.errstate(under="ignore"):
        plain = plain_softmax(z)
    # Near 0 logsumexp cancels: the yardstick is the larger of the result and log(K).
    scale = max(abs(float(log_total)), np.log(z.size)) or 1.0
    return [
        ulp_error(softmax(z), p).max(),
        ulp_error(log_softmax(z), log_p).max(),
        float(abs(float(logsumexp(z)) - log_total)) / np.spacing(scale),
        ulp_error(softmax(z, temperature=temperature), warm_p).max(),
        ulp_error(log_softmax(z, temperature=temperature), warm_log_p).max(),
        ulp_error(softmax(single), single_p).max(),
        ulp_error(log_softmax(single), single_log_p).max(),
        ulp_error(plain, p).max(),
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    worst = {(kind, k): np.zeros(len(COLUMNS)) for kind in KINDS for k in CLASSES}
    worst_sigmoid, rounds, end = 0.0, 0, time.monotonic() + options.seconds
    while time.monotonic() < end:
        for kind, k in worst:
            # As many numbers of each K, so that small K gets many rows.
            for _ in range(max(1, 100 // k)):
                found = errors(KINDS[kind](rng, k), float(np.exp(rng.normal(0.0, 1.5))))
                worst[kind, k] = np.maximum(worst[kind, k], found)
        z = rng.uniform(-750.0, 750.0, 500) * rng.choice([1.0, 0.01], 500)
        worst_sigmoid = max(worst_sigmoid, ulp_error(sigmoid(z), exact_sigmoid(z)).max())
        rounds += 1
    print("".join(f"{name:>15}" for name in ("worst, in ulp", *COLUMNS)))
    for title, names, place in (("kind", KINDS, 0), ("K", CLASSES, 1)):
        for name in names:
            row = np.max([found for key, found in worst.items() if key[place] == name], axis=0)
            label = str(name) if place == 0 else f"{title} = {name}"
            print(f"{label:>15}" + "".join(f"{value:15.2f}" for value in row))
    print(f"{'all':>15}" + "".join(f"{v:15.2f}" for v in np.max(list(worst.values()), axis=0)))
    print(f"sigmoid {worst_sigmoid:.2f}; {rounds} rounds, seed {options.seed}")


if __name__ == "__main__":
    main()
