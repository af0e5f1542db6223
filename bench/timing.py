"""What the measurements share: calls in turn, tables, and which machine it was."""

import os
import platform
import timeit

import numpy as np
import psutil


def in_turns(functions, rounds):
    """Return the seconds of each call, a row a round: what else the machine does hits all alike."""
    timers = [timeit.Timer(function) for function in functions]
    seconds = np.empty((rounds, len(timers)))
    for number, row in enumerate(seconds):
        # There and back: each finds as often what the others have left in the caches.
        for i in range(len(timers))[:: 1 if number % 2 else -1]:
            row[i] = timers[i].timeit(1)
    return seconds


def percentiles(times):
    """Return the median and the 95th percentile."""
    return np.percentile(times, (50, 95)).tolist()


def met(fine, target):
    """Return what a table says of a target: a missed one stands out."""
    return f"{target}{'' if fine else ': MISSED'}"


def table(title, header, rows):
    """Print rows of texts and numbers, the numbers with three digits, under title and header."""
    rows = [header, *([_cell(value) for value in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*rows)]
    print(f"\n{title}; {machine()}")
    for first, *rest in rows:
        numbers = (f"{cell:>{width}}" for cell, width in zip(rest, widths[1:]))
        print("  ".join([f"{first:<{widths[0]}}", *numbers]), flush=True)


def _cell(value):
    if isinstance(value, str):
        return value
    return np.format_float_positional(value, precision=3, fractional=False, trim="-")


def machine():
    """Return in a line on what this was measured, and how busy it was: times grow with the load."""
    cores, load = os.cpu_count(), psutil.getloadavg()[0]
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{system}, {cores} cores, load {load:.1f}"
