"""Every exercise of the course, by name. A new one is a new module of data, listed here."""

from helpers.exercises.catalogue import (
    lesson01_logits_for,
    lesson01_sigmoid_as_softmax,
    lesson01_softmax,
    lesson01_temperature,
    lesson02_log_softmax,
    lesson02_logsumexp,
    lesson02_plogp,
    lesson02_softmax_rows,
    lesson02_stable_softmax,
)

EXERCISES = {
    module.EXERCISE.name: module.EXERCISE
    for module in (
        lesson01_softmax,
        lesson01_temperature,
        lesson01_sigmoid_as_softmax,
        lesson01_logits_for,
        lesson02_stable_softmax,
        lesson02_softmax_rows,
        lesson02_logsumexp,
        lesson02_log_softmax,
        lesson02_plogp,
    )
}
