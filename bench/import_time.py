"""How long `import helpers` takes beyond importing numpy and matplotlib, in fresh processes.

    python -m bench.import_time
"""

import subprocess
import sys

from bench.timing import at_most, machine, median, p95, progress, table

RUNS = 7
TARGET = 0.6  # s
PLAIN = "numpy, matplotlib"
# A lesson's kernel has IPython, zmq and traitlets in memory before the first cell runs.
KERNEL = "numpy, matplotlib, ipykernel.ipkernel"
MODULES = [
    "helpers",
    "helpers.panels",
    "helpers.exercises",
    "helpers, helpers.panels, helpers.exercises",
]
CODE = """
import {before}
from time import perf_counter
start = perf_counter()
import {modules}
print(perf_counter() - start)
"""


def seconds(before, modules):
    """Return the time that one fresh process needs."""
    code = CODE.format(before=before, modules=modules)
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"import {modules} fails: {run.stderr.strip().splitlines()[-1]}")
    return float(run.stdout)


def main():
    cases = [(modules, before) for before in (PLAIN, KERNEL) for modules in MODULES]
    times = {case: [] for case in cases}
    for number in range(RUNS + 1):  # the first fills the disk's cache and counts for nothing
        progress(f"run {number} of {RUNS}" if number else "warming up")
        for modules, before in cases:  # in turns: a busy moment hits all alike
            took = seconds(before, modules)
            if number:
                times[modules, before].append(took)
    rows = [
        [modules]
        + [f"{of(times[modules, b]):.3f}" for b in (PLAIN, KERNEL) for of in (median, p95)]
        for modules in MODULES
    ]
    print(f"\nImport beyond numpy and matplotlib, {RUNS} fresh processes; {machine()}")
    table(["", "plain Python s", "p95", "in a kernel s", "p95"], rows)
    for before, where in ((PLAIN, "plain Python"), (KERNEL, "in a kernel")):
        at_most(f"all three, {where}, median", median(times[MODULES[-1], before]), TARGET, " s")


if __name__ == "__main__":
    main()
