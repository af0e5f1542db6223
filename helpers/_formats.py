"""Read the name of a float format."""

import numpy as np

FORMATS = ("float16", "float32", "float64")


def read_format(dtype, name="dtype"):
    """Return float16, float32 or float64 as a numpy dtype, from a dtype or a name."""
    try:
        found = None if dtype is None else np.dtype(dtype)
    except TypeError:
        found = None
    if found is None:
        raise TypeError(f"{name}: expected one of {', '.join(FORMATS)}, got {dtype!r}")
    if found.name not in FORMATS:
        raise TypeError(f"{name}: expected one of {', '.join(FORMATS)}, got {found.name}")
    return found.newbyteorder("=")
