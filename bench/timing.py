"""What the measurements share: percentiles, tables, verdicts, and which machine it was."""

import os
import platform

import numpy as np


def percentiles(times):
    """Return the median and the 95th percentile."""
    return np.percentile(times, (50, 95)).tolist()


def table(header, rows):
    """Print rows of strings under a header: the first column to the left, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(header, *rows)]
    for line in (header, ["-" * width for width in widths], *rows):
        first, *rest = (f"{cell:>{width}}" for cell, width in zip(line, widths))
        print("  ".join([f"{line[0]:<{len(first)}}", *rest]).rstrip())
    print(flush=True)


def at_most(what, value, target, unit=""):
    """Print whether a value that should be small is small enough."""
    _verdict(what, f"{value:.3g}{unit}", f"at most {target:g}{unit}", value / target)


def at_least(what, value, target, unit=""):
    """Print whether a value that should be large is large enough."""
    _verdict(what, f"{value:.3g}{unit}", f"at least {target:g}{unit}", target / value)


def _verdict(what, value, target, over):
    # `over` above 1 is missed, whichever way the target points.
    word = "met" if over <= 1 else f"MISSED by {100 * (over - 1):.1f} %"
    print(f"  {what}: {value} (target: {target}): {word}", flush=True)


def progress(message):
    """Say what is being measured now."""
    print(f"  ... {message}", flush=True)


def machine():
    """Return in a line on what this was measured, and how busy it was with other things."""
    said = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    if hasattr(os, "getloadavg"):
        load = os.getloadavg()[0]
        busy = " (BUSY: absolute times are too long, and p95 means little)"
        said += f", load {load:.1f}" + (busy if load > 1.5 * os.cpu_count() else "")
    return f"{said}, Python {platform.python_version()}"
