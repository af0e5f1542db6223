"""Numbers that a lesson's prose states and no cell of that lesson computes.

NUMBERS holds, by lesson and by the digits as written, the computation that must give those digits.
GIVEN holds numbers that are not computed by anybody, with the reason why they stand there.
"""

import math

NUMBERS = {
    "00": {
        "0.0900": lambda: _example(1),
        "0.2447": lambda: _example(2),
        "0.6652": lambda: _example(3),
        "0.4076": lambda: -math.log(_example(3)),
        # Chance level of ten classes.
        "2.3": lambda: math.log(10),
        # What a softmax before a loss that applies softmax itself cannot get below, for K = 10.
        "1.461": lambda: math.log(1 + 9 / math.e),
    },
    "02": {
        # How far the largest power alone lets C = -max + c go in float16, for z = (1, 2, 3).
        "8.09": lambda: math.log(65504) - 3,
    },
    "09": {
        # The probability that goes with the loss at which a double softmax of ten classes stops.
        "0.23": lambda: math.e / (math.e + 9),
        # The largest loss that an eps of 1e-7 inside the logarithm lets through.
        "16.118": lambda: -math.log(1e-7),
    },
}
GIVEN = {
    "00": {"120": "the minutes of lessons 08 and 09, which test_map.py compares"},
    "07": {
        "-0.2447": "part of a wrong answer to choose from",
        "-0.6652": "part of a wrong answer to choose from",
    },
    "08": {"0.001": "a setting that the reader is told to try"},
}


def _example(k):
    """Return the probability of class k in the running example z = (1, 2, 3)."""
    return math.exp(k) / (math.exp(1) + math.exp(2) + math.exp(3))
