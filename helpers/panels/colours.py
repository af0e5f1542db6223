"""The small network of lesson 07: a colour (red, green, blue) in, five scores out.

Its weights were chosen by hand, not learnt. The row of a class is 8 times (its colour - middle
grey) and its bias 4 - 4 times the squared length of its colour, so the largest score belongs to
the nearest of the five colours. The classes are named after the colours they have in every lesson.
"""

import numpy as np

__all__ = ["BIAS", "NAMES", "PURE", "WEIGHTS"]

NAMES = ("blue", "orange", "green", "purple", "red")


def _fixed(rows):
    array = np.array(rows, dtype=float)
    array.flags.writeable = False  # one network for every lesson: nobody changes it in passing
    return array


# One row a class, (5, 3): how much red, green and blue the class's own colour has.
PURE = _fixed([[0, 0, 1], [1, 0.5, 0], [0, 1, 0], [1, 0, 1], [1, 0, 0]])

# W, (5, 3): what red, green and blue of the input count for each class.
WEIGHTS = _fixed([[-4, -4, 4], [4, 0, -4], [-4, 4, -4], [4, -4, 4], [4, -4, -4]])

# b, (5,): what a class has against it before any light falls on it.
BIAS = _fixed([0, -1, 0, -4, 0])
