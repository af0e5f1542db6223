"""The figures of a class as a table, and what is wrong with it, in sentences."""

from functools import partial
from statistics import mean, median

import numpy as np

from tools.classroom.student import MOVES

SLOWEST = 500  # ms; a picture that is later at the 95th percentile is too late
p95 = partial(np.quantile, q=0.95)


def latencies(students):
    """Return how many milliseconds each picture of a class took."""
    return [1000 * seconds for s in students for seconds in s.latencies]


def table(students):
    """Return as text, row by row, what the class waited for and took."""
    figures = {
        "students": len(students),
        "failed": sum(bool(s.lost) for s in students),
        "server ready, median / max s": spread([s.ready for s in students], 1, median, max),
        "all cells run, median / max s": spread([s.ran for s in students], 1, median, max),
        "move to picture, median / p95 / max ms": spread(latencies(students), 0, median, p95, max),
        "memory a student, mean MiB": spread([s.memory for s in students], 0, mean),
    }
    return "\n".join(f"{label:38}  {figure}" for label, figure in figures.items())


def spread(values, digits, *measures):
    """Return what each measure says of the values that there are."""
    known = [value for value in values if value is not None]
    return " / ".join(f"{measure(known):.{digits}f}" for measure in measures) if known else "none"


def failures(students):
    """Return what is wrong with a class, in sentences; empty when every lesson went through."""
    wrong = []
    for s in students:
        if s.lost:
            wrong.append(f"{s.name}: {s.lost}")
        elif len(s.latencies) < MOVES:
            wrong.append(f"{s.name}: {MOVES - len(s.latencies)} pictures did not come")
    shown = latencies(students)
    late = p95(shown) if shown else 0
    if late > SLOWEST:
        said = "the 95th percentile from move to picture"
        wrong.append(f"{said} is {late:.0f} ms, more than {SLOWEST} ms")
    return wrong
