"""Small pieces that wrong answers are made of. None of this is for use: see helpers.functions."""

import numpy as np


def naive(z):
    """Softmax as the formula stands, without a shift."""
    e = np.exp(z)
    return e / e.sum()


def shifted(z):
    """Softmax with the maximum subtracted."""
    e = np.exp(z - np.max(z))
    return e / e.sum()


def as_like(z, p):
    """Store a result in an array made like the input, whatever that input's format is."""
    out = np.empty_like(z)
    out[...] = p
    return out


def f32(*values):
    """Make a float32 array."""
    return np.array(values, np.float32)


def f16(*values):
    """Make a float16 array."""
    return np.array(values, np.float16)


def f64(*values):
    """Make a float64 array."""
    return np.array(values, np.float64)


def whole(*values):
    """Make an integer array, int64 on every platform."""
    return np.array(values, np.int64)


# So far apart that a shift by anything but the largest logit gives inf or 0/0: by the mean, the
# median, the first or the last, the smallest, the largest in size, one for the whole batch.
FAR = (f64(2000, 0), f64(0, 2000), f64(-2000, -2001), f64(0, 0, 2000))
FAR_ROWS = f64([2000, 0], [0, 2000], [-2000, -2001])


def drawn(seed, shape, scale):
    """Draw normal numbers, rounded to two digits so that every platform has the same."""
    return np.round(np.random.default_rng(seed).normal(scale=scale, size=shape), 2)


#: What people add inside a logarithm, or clip at.
EPS = tuple(10.0**-k for k in (*range(3, 21), 30, 38, 45, 100, 200, 300))
EPS += (float(np.finfo(np.float64).eps), float(np.finfo(np.float32).eps))
