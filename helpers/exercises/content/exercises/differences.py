"""Pieces of wrong numerical Jacobians; a way is (f, z, e) -> column, with e the unit vector."""

import numpy as np

#: Steps that people choose. The last is the cube root of the precision.
STEPS = (1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 2.0**-26, float(np.finfo(np.float64).eps) ** (1 / 3))


def exact(f, z):
    """Give what a right numerical Jacobian comes close to."""
    return f.jacobian(z)


def one_sided(h):
    """Give the way that compares with f(z)."""
    return lambda f, z, e: (f(z + h * e) - f(z)) / h


def central(h):
    """Give the way that goes up and down."""
    return lambda f, z, e: (f(z + h * e) - f(z - h * e)) / (2 * h)


def scaled(way, factor):
    """Give a way whose columns are off by a factor."""
    return lambda f, z, e: way(f, z, e) * factor


def columns(way):
    """Put the columns that a way gives beside each other."""
    return lambda f, z: np.stack([way(f, z, e) for e in np.eye(len(z))], axis=1)


def in_the_format_of_z(h):
    """Give central differences whose moved points are copies of z: whole numbers stay whole."""

    def way(f, z, e):
        up, down = (z + h * e).astype(z.dtype), (z - h * e).astype(z.dtype)
        return (f(up) - f(down)) / (2 * h)

    return columns(way)


def steps_in_the_format_of_z(f, z):
    """Give central differences with `np.zeros_like(z)` for the step: 0 where z is whole."""
    return exact(f, z) * (0.0 if z.dtype.kind == "i" else 1.0)


def moving_one_array(h, *, fresh=False, back=False, floats=False):
    """Give central differences that move one array up by h and then down by 2h.

    `fresh` copies z for each column, `back` moves the entry back, `floats` makes the copy one of
    floats.
    """

    def code(f, z):
        moved, found = np.array(z, np.float64 if floats else z.dtype), []
        for j in range(len(z)):
            if fresh:
                moved = z.copy()
            moved[j] += h
            up = f(moved)
            moved[j] -= 2 * h
            found.append((up - f(moved)) / (2 * h))
            if back:
                moved[j] += h
        return np.stack(found, axis=1)

    return code


def diagonal_only(f, z):
    """Write the j-th entry of column j on the diagonal of a (K, K) array."""
    J = np.zeros((len(z), len(z)))
    for j, column in enumerate(exact(f, z).T):
        J[j, j] = column[j]
    return J


def square_by_columns(f, z):
    """Write the columns into a (d, d) array, as if K were d."""
    J = np.zeros((len(z), len(z)))
    for j, column in enumerate(exact(f, z).T):
        J[:, j] = column
    return J


def square_by_rows(f, z):
    """Write the columns into the rows of a (K, K) array."""
    J = np.zeros((len(z), len(z)))
    for j, column in enumerate(exact(f, z).T):
        J[j] = column
    return J
