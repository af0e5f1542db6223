"""The usual suspects, where two derivatives differ in a way that has one."""

import numpy as np


def hint_for(a, b, noise, names):
    """Name the mistake that leaves its trace in every entry, or give an empty string."""
    finite = np.isfinite(a).all() and np.isfinite(b).all()
    counts = (np.abs(a) > noise) | (np.abs(b) > noise)
    if not finite or counts.sum() < 2:
        return ""
    a_counts, b_counts = a[counts], b[counts]
    if b_counts.all():
        with np.errstate(all="ignore"):
            ratios = a_counts / b_counts
        ratio = float(np.median(ratios))
        if ratio != 0.0 and np.abs(ratios / ratio - 1.0).max() < 1e-3 and abs(ratio - 1) > 1e-2:
            if abs(ratio + 1.0) < 1e-3:
                return f"{names[0]} is minus {names[1]} in every entry: look for a sign"
            return (
                f"{names[0]} is {ratio:.4g} times {names[1]} in every entry: look for a missing or "
                "doubled factor"
            )
    if a.ndim == 2 and a.shape[0] == a.shape[1] and np.allclose(a.T, b, rtol=1e-4, atol=noise):
        return f"the transpose of {names[0]} agrees: rows and columns are exchanged"
    return ""
