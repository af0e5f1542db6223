"""Read distributions, and say what is wrong with the bad ones."""

import numpy as np

from helpers._arguments import read_logits

# Wide enough for numbers typed with four digits and for the steps of a numerical gradient, narrow
# enough to catch logits, counts, percentages and the wrong axis.
SUM_TOLERANCE = 1e-3
HALF_SUM_TOLERANCE = 1e-2  # float16 has three digits


def read_probabilities(p, name="p"):
    """`p`, classes last, as floats; every row non-negative and summing to 1."""
    p = read_logits(p, name)
    if p.ndim == 0 or p.shape[-1] == 0:
        raise ValueError(
            f"{name}: expected probabilities of shape (K,) or (n, K) with at least one class, "
            f"got shape {p.shape}"
        )
    tolerance = _tolerance(p)
    _require_between(p, 1.0 + tolerance, name)
    sums = p.sum(axis=-1, dtype=np.float64)
    off = np.abs(sums - 1.0) > tolerance
    if off.any():
        row = first(off)
        where = f" in row {shown(row)}" if row else ""
        raise ValueError(
            f"{name}: expected probabilities that sum to 1 (within {tolerance:g}), got the sum "
            f"{sums[row]:.6g}{where}; softmax turns logits into probabilities"
        )
    return p


def read_each_probability(p, name="p"):
    """`p` of any shape as floats, every element a probability of its own."""
    p = read_logits(p, name)
    _require_between(p, 1.0, name)
    return p


def read_log_probabilities(log_p, name="log_p"):
    """`log_p`, classes last, as floats: logarithms of probabilities that sum to 1."""
    log_p = read_logits(log_p, name)
    if log_p.ndim == 0 or log_p.shape[-1] == 0:
        raise ValueError(
            f"{name}: expected log-probabilities of shape (K,) or (n, K) with at least one class, "
            f"got shape {log_p.shape}"
        )
    tolerance = _tolerance(log_p)
    bad = ~(log_p <= tolerance)
    if bad.any():
        index = first(bad)
        raise ValueError(
            f"{name}: expected logarithms of probabilities, which are never above 0, got "
            f"{log_p[index]:.6g} at index {shown(index)}; log_softmax gives them from logits"
        )
    sums = np.exp(log_p.astype(np.float64)).sum(axis=-1)
    off = np.abs(sums - 1.0) > tolerance
    if off.any():
        row = first(off)
        where = f" in row {shown(row)}" if row else ""
        raise ValueError(
            f"{name}: expected logarithms of probabilities that sum to 1, got exp({name}) with the "
            f"sum {sums[row]:.6g}{where}; log_softmax gives them from logits"
        )
    return log_p


def require_same_shape(value, name, model, model_name):
    """Refuse to broadcast: (n,) beside (n, 1) would silently become (n, n)."""
    if value.shape != model.shape:
        raise ValueError(
            f"{name}: expected the shape {model.shape} of {model_name}, got shape {value.shape}"
        )


def first(mask):
    """Find the first True."""
    return tuple(int(i) for i in np.argwhere(mask)[0])


def shown(index):
    """Write an index as a reader does: 2 rather than (2,)."""
    return index[0] if len(index) == 1 else index


def _tolerance(p):
    return HALF_SUM_TOLERANCE if p.dtype == np.float16 else SUM_TOLERANCE


def _require_between(p, top, name):
    bad = ~((p >= 0.0) & (p <= top))  # so written, nan is bad too
    if bad.any():
        index = first(bad)
        where = f" at index {shown(index)}" if index else ""
        raise ValueError(
            f"{name}: expected probabilities between 0 and 1, got {p[index]:.6g}{where}"
        )
