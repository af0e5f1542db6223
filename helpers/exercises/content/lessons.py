"""Which lesson uses what: the only place that knows the order of the lessons.

An exercise and a hunt are modules of their name, with _ for -; questions stand together by topic.
A prediction's name begins with the number its lesson had when it was written. Kept answers are
found by it, so it stays when a lesson moves.
"""

from typing import NamedTuple


class Lesson(NamedTuple):
    """What one lesson asks of its reader, in its order."""

    questions: str
    exercises: tuple[str, ...] = ()
    hunts: tuple[str, ...] = ()


LESSONS = {
    "00": Lesson(
        questions="start",
    ),
    "01": Lesson(
        questions="probabilities",
        exercises=(
            "softmax",
            "softmax_with_temperature",
            "sigmoid_as_softmax",
            "logits_for",
        ),
    ),
    "02": Lesson(
        questions="overflow",
        exercises=(
            "stable_softmax",
            "softmax_rows",
            "logsumexp",
            "log_softmax",
            "plogp",
        ),
    ),
    "03": Lesson(
        questions="jacobian",
        exercises=(
            "softmax_jacobian",
            "batch_jacobian",
            "softmax_vjp",
            "numerical_jacobian",
        ),
    ),
    "04": Lesson(
        questions="weights",
        exercises=(
            "row_derivative",
            "weight_derivative",
            "weight_gradient",
            "input_gradient",
        ),
    ),
    "05": Lesson(
        questions="cross_entropy",
        exercises=(
            "entropy",
            "cross_entropy",
            "batch_cross_entropy",
            "binary_cross_entropy",
        ),
    ),
    "06": Lesson(
        questions="learning_speed",
        exercises=(
            "squared_error_gradient",
            "cross_entropy_neuron_gradient",
            "outputs_per_epoch",
            "softmax_squared_error_gradient",
        ),
    ),
    "07": Lesson(
        questions="p_minus_y",
        exercises=(
            "logits_gradient",
            "smoothed_gradient",
            "batch_gradient",
            "regularised_gradient",
            "fused_loss",
        ),
    ),
    "08": Lesson(
        questions="digits",
        exercises=(
            "batch_accuracy",
            "network_forward",
            "hidden_delta",
            "network_gradients",
            "sgd_step",
        ),
    ),
    "09": Lesson(
        questions="bugs",
        hunts=(
            "nll-of-probabilities",
            "y-and-p-swapped",
            "double-softmax",
            "shift-cures-log-0",
            "eps-no-op",
            "eps-bias",
            "integer-dtype",
            "one-output-softmax",
            "shift-numerator-only",
            "wrong-axis",
            "no-keepdims",
            "shift-by-batch-max",
            "bias-summed-over-classes",
            "overwritten-row",
            "elementwise-for-matrix",
            "sum-for-mean",
            "half-reg",
            "forgotten-regularisation",
        ),
    ),
}
