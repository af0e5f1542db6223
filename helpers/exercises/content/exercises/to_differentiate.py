"""Functions whose Jacobian is known, as hidden inputs for a reader's numerical one."""

import numpy as np

from helpers.exercises.content.exercises.jacobians import jacobian
from helpers.exercises.content.exercises.ways import shifted


class Known:
    """A function of a vector of K numbers, with its Jacobian and words that describe it.

    Works in float64, or in complex numbers for those who take a complex step.
    """

    def __init__(self, words, K, code, jacobian):
        self.__name__ = words
        self._K, self._code, self.jacobian = K, code, jacobian

    def __call__(self, z):
        """Give f(z)."""
        z = np.asarray(z)
        if z.shape != (self._K,):
            raise ValueError(f"f: expected z of shape ({self._K},), got shape {z.shape}")
        return self._code(z if z.dtype.kind == "c" else z.astype(np.float64))


def linear(*rows):
    """Give z -> A @ z, with these rows: not symmetric, and mostly not square."""
    A = np.array(rows, np.float64)
    return Known(
        f"A @ z with A = {A.astype(int).tolist()}", A.shape[1], lambda z: A @ z, lambda z: A
    )


def elementwise(K):
    """Give z -> z * z, whose Jacobian is a diagonal."""
    return Known("z * z", K, lambda z: z * z, lambda z: np.diag(2.0 * z))


def softmax_of(K):
    """Give z -> softmax(z)."""
    return Known("softmax(z)", K, shifted, lambda z: jacobian(shifted(z)))


def exponentials(K):
    """Give z -> exp(z) and its sum: K + 1 outputs, and a third derivative that a large h feels."""
    return Known(
        "exp(z), followed by its sum",
        K,
        lambda z: np.append(np.exp(z), np.exp(z).sum()),
        lambda z: np.vstack([np.diag(np.exp(z)), np.exp(z)]),
    )


def products(K):
    """Give z -> the product of each entry with the next: K - 1 outputs that mix the entries."""
    return Known(
        "z[1:] * z[:-1]",
        K,
        lambda z: z[1:] * z[:-1],
        lambda z: np.eye(K - 1, K) * z[1:, None] + np.eye(K - 1, K, 1) * z[:-1, None],
    )


def steep(K):
    """Give z -> 1000 times the square of the sum: so curved that one-sided differences fail.

    Central differences are exact for a parabola, whatever h is.
    """
    return Known(
        "[1000 * z.sum() ** 2]",
        K,
        lambda z: np.array([1000 * z.sum() ** 2]),
        lambda z: np.full((1, K), 2000.0 * z.sum()),
    )
