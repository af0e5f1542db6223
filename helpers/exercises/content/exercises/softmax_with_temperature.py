"""Softmax with a temperature."""

import numpy as np

from helpers.exercises.checker.exercise import PROBABILITIES, Exercise, Mistake
from helpers.exercises.content.exercises.ways import drawn, f32, f64, naive, whole


def _reference(z, temperature):
    e = np.exp((z - np.max(z)) / temperature)
    return e / e.sum()


EXERCISE = Exercise(
    name="softmax_with_temperature",
    statement=(
        "Given a vector `z` of shape (K,) and a number `temperature` above 0 (z / temperature "
        "stays between -100 and 100), return softmax at that temperature, shape (K,)."
    ),
    shown="You can sharpen and flatten the same scores without changing their order.",
    reference=_reference,
    tolerance=PROBABILITIES,
    cases=[
        (f64(0), 2.0),
        (f64(0, 0), 0.5),
        (f64(1, 2), 1.0),
        (f64(1, 2), 2.0),
        (f64(1, 2, 3), 2.0),
        (f64(1, 2, 3), 0.5),
        (whole(1, 2, 3), 2),
        (f32(-1, 0.5, 2), 1.5),
        (f64(3, -1, 0), 10.0),
        (f64(3, -1, 0), 0.1),
        (f64(2, 2, -1, 0), 3.0),
        (f64(5, -5, 20, 19), 100.0),
        (drawn(3, 8, 3.0), 0.7),
        (drawn(4, 20, 3.0), 4.0),
    ],
    hints=(
        "A high temperature flattens the probabilities, a low one sharpens them. At which point "
        "must it act: on the scores, or on the finished probabilities?",
        "It acts on the scores, before exp: the differences between them shrink when the "
        "temperature is high.",
        "softmax of `z / temperature`: `exps = np.exp(z / temperature)`, and divide by their sum.",
    ),
    solution="""
def softmax_with_temperature(z, temperature):
    exps = np.exp(z / temperature)
    return exps / exps.sum()
""",
    why=(
        "Dividing the logits by the temperature divides every difference between two logits by "
        "it, and differences are all that softmax sees."
    ),
    mistakes=(
        Mistake(
            "28-temperature-inverted",
            (
                lambda z, temperature: naive(z * temperature),
                lambda z, temperature: naive(z) ** temperature / (naive(z) ** temperature).sum(),
            ),
            "You multiply by the temperature (raising the probabilities to the power T and "
            "normalising again is the same). Hot then means sharp and cold means flat: the wrong "
            "way round. Divide.",
            "tabfm#93",
        ),
        Mistake(
            "divided-after-softmax",
            (lambda z, temperature: naive(z) / temperature,),
            "You divide the probabilities by the temperature. They no longer sum to 1 but to 1/T. "
            "Divide the logits, before exp.",
        ),
        Mistake(
            "power-without-normalising",
            (lambda z, temperature: naive(z) ** (1 / temperature),),
            "Raising the probabilities to the power 1/T is a good way, but the result must be "
            "divided by its sum once more.",
        ),
        Mistake(
            "temperature-forgotten",
            (lambda z, temperature: naive(z),),
            "The temperature has no effect: it is never used, or it cancels (dividing all "
            "exponentials by T, or subtracting T from all logits, changes nothing). It must "
            "divide the logits, before exp.",
        ),
        Mistake(
            "temperature-above-only",
            (lambda z, temperature: np.exp(z / temperature) / np.exp(z).sum(),),
            "The temperature stands in the numerator only. The sum below must be over the same "
            "exponentials, exp(z / T).",
        ),
        Mistake(
            "temperature-below-only",
            (lambda z, temperature: np.exp(z) / np.exp(z / temperature).sum(),),
            "The temperature stands in the denominator only. The exponential above must have "
            "z / T too.",
        ),
    ),
)
