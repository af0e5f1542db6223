"""Numbers that a lesson's prose states and no cell of that lesson computes.

STATED holds, by lesson, by the id of the cell and by the digits as written, the computation that
must give those digits, or in words why nobody computes the number.
"""

import math


def example(k):
    """Return the probability of class k in the running example z = (1, 2, 3)."""
    return math.exp(k) / (math.exp(1) + math.exp(2) + math.exp(3))


STATED = {
    ("00", "questions", "0.4076"): lambda: -math.log(example(3)),
    # Chance level of ten classes.
    ("00", "questions", "2.303"): lambda: math.log(10),
    # What a softmax before a loss that applies softmax itself cannot get below, for K = 10.
    ("00", "questions", "1.461"): lambda: math.log(1 + 9 / math.e),
    ("00", "questions", "0.9"): "a probability that somebody's network says",
    ("00", "panel-reads", "0.0900"): lambda: example(1),
    ("00", "panel-reads", "0.2447"): lambda: example(2),
    ("00", "panel-reads", "0.6652"): lambda: example(3),
    # How far the largest power alone lets C = -max + c go in float16, for z = (1, 2, 3).
    ("02", "window-try", "8.09"): lambda: math.log(65504) - 3,
    ("06", "predict-sum", "-0.2447"): "part of a wrong answer to choose from",
    ("06", "predict-sum", "-0.6652"): "part of a wrong answer to choose from",
    ("09", "training-try", "0.001"): "a setting that the reader is told to try",
    # The largest loss that an eps of 1e-7 inside the logarithm lets through.
    ("10", "suspects", "16.118"): lambda: -math.log(1e-7),
    # The probability that goes with the loss at which a double softmax of ten classes stops.
    ("10", "predict-accuracy", "0.23"): lambda: math.e / (math.e + 9),
}
