"""Drive every panel of the course through thousands of random moves (`make soak`).

    python -m tools.soak             every panel
    python -m tools.soak simplex     one of them

For each panel: no exception, the kernel's memory grows by less than 2 MB after a warm-up, and the
last picture is the one that a fresh panel draws for the same values.
"""

import gc
import random
import sys

import psutil

import helpers.panels
from tools.drive import move

MOST_GROWTH = 2.0  # MB
MOVES = 10_000  # of a panel
WARM_UP = 2000  # matplotlib's caches of texts and fonts, and ours, fill up during these moves


def memory():
    """Return the resident memory of this process in MB, after a collection."""
    gc.collect()
    return psutil.Process().memory_info().rss / 2**20


def soak(name, moves=MOVES):
    """Return (growth in MB, whether the last picture is a fresh panel's) after random moves."""
    make = getattr(helpers.panels, name)
    panel, rng = make(), random.Random(0)
    for number in range(1, WARM_UP + moves + 1):
        if number == WARM_UP + 1:
            before = memory()
        move(panel, rng, number)
    growth, fresh = memory() - before, make()
    fresh.set(**panel.values)
    return growth, (fresh.text, fresh.png) == (panel.text, panel.png)


def main(names):
    """Soak the panels named, or all; exit status 1 if one of them fails."""
    bad = 0
    for name in names or helpers.panels.__all__:
        growth, same = soak(name)
        fine = growth < MOST_GROWTH and same
        bad += not fine
        picture = "as a fresh one" if same else "DIFFERS"
        said = f"memory {growth:+.2f} MB, last picture {picture}"
        print(f"{'ok ' if fine else 'BAD'} {name:20} {said}", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
