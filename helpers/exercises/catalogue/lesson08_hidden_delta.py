"""Lesson 08: the delta of the hidden layer."""

from helpers.exercises.catalogue.jacobians import DERIVATIVES
from helpers.exercises.catalogue.three_layers import outputs, sigmoid
from helpers.exercises.catalogue.ways import drawn, f32, f64, whole
from helpers.exercises.exercise import Exercise, Mistake


def _slope(h):
    return h * (1 - h)


def _with(slope):
    """Give the delta with another derivative of the bend."""
    return lambda delta2, W2, h: (delta2 @ W2) * slope(h)


_reference = _with(_slope)


EXERCISE = Exercise(
    name="hidden_delta",
    lesson="08",
    statement=(
        "In a network with a hidden layer, given `delta2` of shape (n, K), the gradient of each "
        "example's loss with respect to its logits, `W2` of shape (K, H), floats or whole "
        "numbers, and the hidden outputs `h` of shape (n, H), which are sigmoids, return the "
        "gradient with respect to the sums inside these sigmoids, shape (n, H)."
    ),
    shown="You have carried the error of the output one layer back.",
    reference=_reference,
    cases=[
        (f64([0.5]), f64([2]), f64([0.75])),
        (f64([0.5, -0.5]), f64([2], [1]), f64([0.2])),
        (f64([0.25, -0.25]), f64([1, 2], [3, -1]), f64([0.5, 0.9])),
        (f64([0.25, -0.25], [-0.5, 0.5]), f64([1, 2], [3, -1]), f64([0.5, 0.9], [0.1, 0.3])),
        (f64([1, -1], [-0.5, 0.5]), whole([1, 2], [3, -1]), f64([0.5, 0.9], [0.1, 0.3])),
        (whole([1, -1], [-1, 1]), whole([2, 1], [1, 0]), f64([0.25, 0.9], [0.1, 0.5])),
        (f64([0.5, -0.5], [-0.25, 0.25], [1, -1]), f64([1], [-2]), f64([0.5], [0.8], [1])),
        (
            f32([0.5, -0.5], [-1, 1]),
            f32([1, 2, 0], [0.5, -1, 1]),
            f32([0.5, 0.1, 0], [1, 0.9, 0.2]),
        ),
        (drawn(123, (3, 3), 0.5), drawn(124, (3, 3), 1.0), outputs(125, (3, 3))),
        (drawn(126, (2, 4), 0.5), drawn(127, (4, 3), 1.0), outputs(128, (2, 3))),
        (drawn(129, (5, 3), 0.5), drawn(130, (3, 3), 1.0), outputs(131, (5, 3))),
        (drawn(132, (4, 2), 0.5), drawn(133, (2, 4), 1.0), outputs(134, (4, 4))),
    ],
    tolerance=DERIVATIVES,
    hints=(
        "Two steps back. First from the logits to h: h goes into every logit, so the chain rule "
        "sums over the classes, as in `input_gradient` of lesson 04. Then through the sigmoid.",
        "The first step for all rows at once is `delta2 @ W2`, shape (n, H). The sigmoid works "
        "entry by entry, so its derivative multiplies entry by entry.",
        "The derivative of the sigmoid, written with its output, is h(1 - h): "
        "`(delta2 @ W2) * h * (1 - h)`.",
    ),
    solution="""
def hidden_delta(delta2, W2, h):
    return (delta2 @ W2) * h * (1 - h)
""",
    why=(
        "Forward, h @ W2.T takes H numbers to K. Backward, W2 takes K numbers to H. A softmax "
        "would need a matrix here; a sigmoid is entry by entry, and its Jacobian is a diagonal."
    ),
    mistakes=(
        Mistake(
            "10-a-y-with-mse",
            (_with(lambda h: 1.0),),
            "The derivative of the sigmoid is missing: you stop at the gradient with respect to "
            "h. In the output layer it cancelled against the loss; in a hidden layer it does not.",
            "AI SE 24020 (confuses d/da with d/dz)",
            called="the forgotten h(1 - h)",
        ),
        Mistake(
            "half-of-the-slope",
            (_with(lambda h: h), _with(lambda h: 1 - h)),
            "Only one half of h(1 - h) is there. The derivative vanishes at both ends, so it "
            "needs both.",
        ),
        Mistake(
            "derivative-at-the-output",
            (_with(lambda h: _slope(sigmoid(h))),),
            "You take the derivative of the sigmoid at h instead of at the sum inside it. With "
            "the output at hand it is h(1 - h).",
            "DeepLearnToolbox#165, gophernet#6, libBrain#78",
        ),
        Mistake(
            "slope-of-tanh",
            (_with(lambda h: 1 - h**2),),
            "1 - h^2 is the derivative of tanh, written with its output. That of the sigmoid is "
            "h(1 - h).",
        ),
        Mistake(
            "slope-of-relu",
            (_with(lambda h: (h > 0).astype(float)),),
            "You pass the gradient on where h is positive: that is the derivative of another "
            "bend, max(0, z). That of the sigmoid is h(1 - h).",
        ),
        Mistake(
            "slope-twice",
            (_with(lambda h: _slope(h) ** 2),),
            "The factor h(1 - h) is there twice. The way back meets the sigmoid once.",
        ),
        Mistake(
            "slope-of-softmax",
            (lambda delta2, W2, h: h * ((g := delta2 @ W2) - (g * h).sum(axis=1, keepdims=True)),),
            "You go back through h as if it were a softmax. It is a sigmoid, entry by entry, so "
            "it is a product with h(1 - h).",
        ),
        Mistake(
            "8-elementwise-for-matrix",
            (
                lambda delta2, W2, h: delta2 * W2 * _slope(h),
                lambda delta2, W2, h: delta2 * _slope(h),
            ),
            "You multiply entry by entry where the chain rule sums: h goes into every logit, so "
            "the step from the logits to h is a product of matrices, `delta2 @ W2`.",
            "AI SE 25608",
        ),
        Mistake(
            "matrix-for-elementwise",
            (
                lambda delta2, W2, h: (delta2 @ W2) @ _slope(h),
                lambda delta2, W2, h: (delta2 @ W2) @ _slope(h).T,
            ),
            "You use a product of matrices for the sigmoid too. It works entry by entry: `*`.",
        ),
        Mistake(
            "weights-not-transposed",
            (lambda delta2, W2, h: (delta2 @ W2.T) * _slope(h),),
            "You use `delta2 @ W2.T`: an error when H and K differ, and silently wrong when "
            "H = K. Forward it is h @ W2.T; backward the transpose is gone.",
        ),
        Mistake(
            "sign-flipped",
            (
                lambda delta2, W2, h: -_reference(delta2, W2, h),
                lambda delta2, W2, h: (delta2 @ W2) * (h - 1),
            ),
            "All signs are flipped. h(1 - h) is never negative.",
        ),
        Mistake(
            "divided-by-n",
            (
                lambda delta2, W2, h: _reference(delta2, W2, h) / len(h),
                lambda delta2, W2, h: _reference(delta2, W2, h).mean(axis=0),
                lambda delta2, W2, h: _reference(delta2, W2, h).sum(axis=0),
            ),
            "You average or sum over the examples. Each example keeps a delta of its own; the "
            "mean is taken where they meet, in the weights.",
        ),
        Mistake(
            "transposed-result",
            (lambda delta2, W2, h: _reference(delta2, W2, h).T,),
            "Your result is transposed, shape (H, n). One example is one row.",
        ),
        Mistake(
            "24-integer-dtype",
            (
                lambda delta2, W2, h: _reference(delta2, W2, h).astype(W2.dtype),
                lambda delta2, W2, h: _reference(delta2, W2, h).astype(delta2.dtype),
            ),
            "Your result is stored in the format of `W2` or `delta2`. When that holds whole "
            "numbers, the result is cut to whole numbers. Make it a float array.",
            "Stack Overflow",
        ),
    ),
)
