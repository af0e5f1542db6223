"""Small networks with one hidden layer, for the exercises of lesson 09."""

import numpy as np

from helpers.exercises.content.exercises.ways import drawn, f32, f64, whole


def sigmoid(z):
    """Give the sigmoid, without overflow."""
    small = np.exp(-np.abs(z))
    return np.where(z < 0, small, 1.0) / (1 + small)


def outputs(seed, shape):
    """Draw outputs of sigmoids, two digits each."""
    return np.round(sigmoid(drawn(seed, shape, 1.5)), 2)


#: X (n, d), W1 (M, d), b1 (M,), W2 (K, M), b2 (K,): square where it would hide something, and not.
NETWORKS = (
    (f64([3]), f64([2]), f64(1), f64([1]), f64(0)),
    (f64([2]), f64([1]), f64(-1), f64([1], [-1]), f64(0, 0.5)),
    (f64([1, 0.5]), f64([1, -1]), f64(0), f64([2], [1]), f64(1, 0)),
    (f64([0.5]), f64([1]), f64(0.25), f64([1800], [1801]), f64(0, 1)),
    (f64([1], [-1]), f64([50]), f64(0), f64([1800], [1801]), f64(0, 1)),
    (f64([1, 2], [0, -1]), f64([1, 0.5], [-1, 2]), f64(0.5, -1), f64([1, 2], [0, 1]), f64(0, 1)),
    (whole([1, 2], [0, -1]), whole([1, 0], [-1, 2]), whole(1, 0), whole([1, 2], [3, 1]), f64(0, 1)),
    (f64([1, 0], [0, 3]), f64([900, 0], [0, -900]), f64(1, 0), f64([800, 1], [2, 0]), f64(0, 1)),
    (
        f32([1, 0.5], [-1, 2]),
        f32([1, 0], [0.5, -1], [0, 1]),
        f32(0, 0.5, 1),
        f32([1, 0, -1], [0.5, 1, 0]),
        f32(0, 0.25),
    ),
    (
        drawn(103, (4, 2), 1.0),
        drawn(104, (3, 2), 1.0),
        drawn(105, 3, 1.0),
        drawn(106, (5, 3), 1.0),
        drawn(107, 5, 1.0),
    ),
    (
        drawn(108, (3, 3), 1.0),
        drawn(109, (3, 3), 1.0),
        drawn(110, 3, 1.0),
        drawn(111, (3, 3), 1.0),
        drawn(112, 3, 1.0),
    ),
    (
        drawn(113, (4, 3), 1.0),
        drawn(114, (4, 3), 1.0),
        drawn(115, 4, 1.0),
        drawn(116, (2, 4), 1.0),
        drawn(117, 2, 1.0),
    ),
    (
        drawn(118, (2, 4), 1.0),
        drawn(119, (3, 4), 1.0),
        drawn(120, 3, 1.0),
        drawn(121, (2, 3), 1.0),
        drawn(122, 2, 1.0),
    ),
    # Logits so far apart that a shift by anything but the largest fails.
    (f64([1], [-1]), f64([50]), f64(0), f64([4000], [0]), f64(0, 2000)),
    (f64([1]), f64([1]), f64(0), f64([0], [0]), f64(-2000, -2001)),
)
