"""Which lesson uses what: the only place that knows the order of the lessons.

An exercise and a hunt are modules of their name, with _ for -; questions stand together by topic.
A prediction's name begins with the number of its lesson. Readers' answers are kept under the name
it had first, so one that has moved says `kept_as`.
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
        questions="cross_entropy",
        exercises=(
            "entropy",
            "cross_entropy",
            "batch_cross_entropy",
            "binary_cross_entropy",
        ),
    ),
    "05": Lesson(
        questions="learning_speed",
        exercises=(
            "squared_error_gradient",
            "cross_entropy_neuron_gradient",
            "outputs_per_epoch",
            "softmax_squared_error_gradient",
        ),
    ),
    "06": Lesson(
        questions="p_minus_y",
        exercises=(
            "logits_gradient",
            "smoothed_gradient",
            "fused_loss",
        ),
    ),
    "07": Lesson(
        questions="weights",
        exercises=(
            "weight_gradient",
            "input_gradient",
            "batch_gradient",
            "regularised_gradient",
            "row_derivative",
            "weight_derivative",
        ),
    ),
    "08": Lesson(
        questions="digits",
        exercises=(
            "batch_accuracy",
            "sgd_step",
            "overconfidence",
        ),
    ),
    "09": Lesson(
        questions="hidden_layer",
        exercises=(
            "network_forward",
            "hidden_delta",
            "network_gradients",
        ),
    ),
    "10": Lesson(
        questions="bugs",
        exercises=(
            "softmax_assertion",
            "gradient_assertion",
        ),
        hunts=(
            "nll-of-probabilities",
            "double-softmax",
            "shift-cures-log-0",
            "one-output-softmax",
            "shift-numerator-only",
            "wrong-axis",
            "bias-summed-over-classes",
            "elementwise-for-matrix",
            "half-reg",
            # The optional part.
            "y-and-p-swapped",
            "eps-no-op",
            "eps-bias",
            "shift-by-batch-max",
            "integer-dtype",
            "no-keepdims",
            "overwritten-row",
            "sum-for-mean",
            "forgotten-regularisation",
        ),
    ),
}

# The name that a lesson had -> the one that it has. Links to it still lead there, and what a reader
# has changed in its cells is found again. An old name is not given to another lesson.
MOVED = {
    "04_weights": "07_weights_and_batches",
    "05_cross_entropy": "04_cross_entropy",
    "06_squared_error_or_cross_entropy": "05_squared_error_or_cross_entropy",
    "07_p_minus_y": "06_p_minus_y",
    "09_bug_hunt": "10_bug_hunt",
}

# A lesson -> the one, by its name then, that gave some of its cells to it. They kept their ids.
TAKEN_FROM = {
    "07_weights_and_batches": "07_p_minus_y",
    "09_hidden_layer": "08_digits",
}
