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
    lesson03_batch_jacobian,
    lesson03_numerical_jacobian,
    lesson03_softmax_jacobian,
    lesson03_softmax_vjp,
    lesson04_input_gradient,
    lesson04_row_derivative,
    lesson04_weight_derivative,
    lesson04_weight_gradient,
    lesson05_batch_cross_entropy,
    lesson05_binary_cross_entropy,
    lesson05_cross_entropy,
    lesson05_entropy,
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
        lesson03_softmax_jacobian,
        lesson03_batch_jacobian,
        lesson03_softmax_vjp,
        lesson03_numerical_jacobian,
        lesson04_row_derivative,
        lesson04_weight_derivative,
        lesson04_weight_gradient,
        lesson04_input_gradient,
        lesson05_entropy,
        lesson05_cross_entropy,
        lesson05_batch_cross_entropy,
        lesson05_binary_cross_entropy,
    )
}
