"""Read the arguments of `helpers.functions`, and say what is wrong with the bad ones."""

import math
import operator

import numpy as np

FLOATS = frozenset(np.dtype(name) for name in ("float16", "float32", "float64"))


def read_logits(z, name="z"):
    """Return `z` as float16, float32 or float64; whole numbers and truth values as float64."""
    try:
        z = np.asarray(z)
    except ValueError as error:
        raise ValueError(
            f"{name}: expected numbers in a regular array, got rows of unequal length ({error})"
        ) from None
    if z.dtype in FLOATS:
        return z
    kind = z.dtype.newbyteorder("=")  # files written elsewhere may hold their bytes in reverse
    if kind in FLOATS:
        return z.astype(kind)
    if kind.kind in "iub":
        return z.astype(np.float64)
    raise TypeError(
        f"{name}: expected real numbers (float16, float32, float64, integers or booleans), "
        f"got dtype {z.dtype}"
    )


def read_axis(axis, z, name="z"):
    """Return `axis` as an index from 0 to z.ndim - 1."""
    if z.ndim == 0:
        raise ValueError(
            f"{name}: expected at least one dimension, such as logits of shape (K,) or (n, K), "
            f"got the single number {z}; for two classes see sigmoid"
        )
    try:
        index = operator.index(axis)
    except TypeError:
        raise TypeError(f"axis: expected an integer, got {axis!r}") from None
    if not -z.ndim <= index < z.ndim:
        raise np.exceptions.AxisError(index, z.ndim, f"axis, with {name} of shape {z.shape}")
    return index % z.ndim


def classes_last(z, axis):
    """View `z` with `axis` moved to the end."""
    if axis == z.ndim - 1:
        return z
    return z.T if z.ndim == 2 else np.moveaxis(z, axis, -1)  # .T is the faster


def read_temperature(temperature):
    """Return `temperature` as a Python float, finite and above 0."""
    if type(temperature) is float and temperature == 1.0:
        return 1.0  # the default, not worth the microsecond below
    try:
        value = float(temperature) if np.ndim(temperature) == 0 else math.nan
    except (TypeError, ValueError):
        raise TypeError(f"temperature: expected a number, got {temperature!r}") from None
    if not 0.0 < value < math.inf:
        raise ValueError(
            f"temperature: expected one finite number above 0, got {temperature!r}; as it falls "
            "to 0 softmax tends to argmax, and as it grows to the uniform distribution"
        )
    return value


def require_classes(z, axis):
    """Refuse zero classes: no probabilities over nothing sum to 1."""
    if z.shape[axis] == 0:
        raise ValueError(
            f"z: expected at least one class along axis {axis}, got shape {z.shape}"
        )


def infinite_row(z, axis):
    """Build the error for the first row whose largest logit is infinite."""
    rows = np.moveaxis(z, axis, -1)
    top = rows.max(axis=-1)
    row = tuple(int(i) for i in np.argwhere(np.isinf(top))[0])
    if top[row] < 0:
        where = f"row {row if len(row) != 1 else row[0]}" if row else "z"
        return ValueError(
            f"z: expected at least one logit above -inf in every row along axis {axis}, "
            f"got {where} with every class masked"
        )
    index = list(row)
    index.insert(axis, int(rows[row].argmax()))
    shown = tuple(index) if len(index) > 1 else index[0]
    return ValueError(f"z: expected logits below inf, got inf at index {shown}")
