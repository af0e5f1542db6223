"""What happens in the moving picture of README.md: where the pointer is, and whether it drags."""

import math
from typing import NamedTuple

HOME = (0.2, 0.68)  # under the second bar, where the pointer hides nothing


class Shot(NamedTuple):
    """One stretch of the film: in so many seconds to logit k at height z (k None: home)."""

    seconds: float
    k: int | None = None
    z: float = 0.0
    pressed: bool = False


# Ends where it begins, so that the loop has no jump: the running example z = (1, 2, 3).
SHOTS = (
    Shot(0.6),
    Shot(0.6, 0, 1.0),
    Shot(0.15, 0, 1.0, True),
    Shot(1.3, 0, 4.4, True),
    Shot(0.6, 0, 4.4, True),
    Shot(1.3, 0, -2.5, True),
    Shot(0.5, 0, -2.5, True),
    Shot(0.8, 0, 1.0, True),
    Shot(0.7, 2, 3.0),
    Shot(0.15, 2, 3.0, True),
    Shot(1.1, 2, 0.0, True),
    Shot(0.5, 2, 0.0, True),
    Shot(0.9, 2, 3.0, True),
    Shot(0.6),
)


def frames(top_of, rate, shots=SHOTS):
    """Yield (place, pressed) for every picture.

    Parameters
    ----------
    top_of : callable
        `top_of(k, z)` returns where the top of logit k's bar stands, as fractions of the picture.
    rate : float
        Pictures a second.
    shots : sequence of Shot
        The film.

    Yields
    ------
    tuple
        The pointer's place as two fractions, and whether its button is down.
    """
    here = HOME
    for shot in shots:
        there = HOME if shot.k is None else top_of(shot.k, shot.z)
        count = max(1, round(shot.seconds * rate))
        for i in range(1, count + 1):
            part = ease(i / count)
            place = tuple(a + part * (b - a) for a, b in zip(here, there, strict=True))
            yield place, shot.pressed
        here = there


def ease(part):
    """Return how far a hand has come after this part of the time: slow, fast, slow.

    Examples
    --------
    >>> ease(0.0), ease(0.5), ease(1.0)
    (0.0, 0.5, 1.0)
    """
    return round((1 - math.cos(math.pi * part)) / 2, 12)
