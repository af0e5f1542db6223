"""From S2 to S1: the gradient with respect to the sums inside the hidden sigmoids."""

from helpers.exercises.checker.exercise import Exercise, Mistake
from helpers.exercises.content.exercises.jacobians import DERIVATIVES
from helpers.exercises.content.exercises.three_layers import outputs, sigmoid
from helpers.exercises.content.exercises.ways import drawn, f32, f64, whole


def _slope(H):
    return H * (1 - H)


def _with(slope):
    """Give S1 with another derivative of the bend."""
    return lambda S2, W2, H: (S2 @ W2) * slope(H)


_reference = _with(_slope)


EXERCISE = Exercise(
    name="hidden_delta",
    statement=(
        "In a network with a hidden layer, given `S2` of shape (n, K), the gradient of each "
        "example's loss with respect to its logits, `W2` of shape (K, M), floats or whole "
        "numbers, and the hidden outputs `H` of shape (n, M), which are sigmoids, return the "
        "gradient with respect to the sums inside these sigmoids, shape (n, M)."
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
        "Two steps back. First from the logits to H: H goes into every logit, so the chain rule "
        "sums over the classes, as in `input_gradient` of lesson 07. Then through the sigmoid.",
        "The first step for all rows at once is `S2 @ W2`, shape (n, M). The sigmoid works "
        "entry by entry, so its derivative multiplies entry by entry.",
        "The derivative of the sigmoid, written with its output, is H(1 - H): "
        "`(S2 @ W2) * H * (1 - H)`.",
    ),
    solution="""
def hidden_delta(S2, W2, H):
    return (S2 @ W2) * H * (1 - H)
""",
    why=(
        "Forward, H @ W2.T takes M numbers to K. Backward, W2 takes K numbers to M. A softmax "
        "would need a matrix here; a sigmoid is entry by entry, and its Jacobian is a diagonal."
    ),
    mistakes=(
        Mistake(
            "slope-forgotten",
            (_with(lambda H: 1.0),),
            "The derivative of the sigmoid is missing: you stop at the gradient with respect to "
            "H. In the output layer it cancelled against the loss; in a hidden layer it does not.",
        ),
        Mistake(
            "half-of-the-slope",
            (_with(lambda H: H), _with(lambda H: 1 - H)),
            "Only one half of H(1 - H) is there. The derivative vanishes at both ends, so it "
            "needs both.",
        ),
        Mistake(
            "derivative-at-the-output",
            (_with(lambda H: _slope(sigmoid(H))),),
            "You take the derivative of the sigmoid at H instead of at the sum inside it. With "
            "the output at hand it is H(1 - H).",
            "DeepLearnToolbox#165, gophernet#6, libBrain#78",
        ),
        Mistake(
            "slope-of-tanh",
            (_with(lambda H: 1 - H**2),),
            "1 - H^2 is the derivative of tanh, written with its output. That of the sigmoid is "
            "H(1 - H).",
        ),
        Mistake(
            "slope-of-relu",
            (_with(lambda H: (H > 0).astype(float)),),
            "You pass the gradient on where H is positive: that is the derivative of another "
            "bend, max(0, z). That of the sigmoid is H(1 - H).",
        ),
        Mistake(
            "slope-twice",
            (_with(lambda H: _slope(H) ** 2),),
            "The factor H(1 - H) is there twice. The way back meets the sigmoid once.",
        ),
        Mistake(
            "slope-of-softmax",
            (lambda S2, W2, H: H * ((g := S2 @ W2) - (g * H).sum(axis=1, keepdims=True)),),
            "You go back through H as if it were a softmax. It is a sigmoid, entry by entry, so "
            "it is a product with H(1 - H).",
        ),
        Mistake(
            "8-elementwise-for-matrix",
            (
                lambda S2, W2, H: S2 * W2 * _slope(H),
                lambda S2, W2, H: S2 * _slope(H),
            ),
            "You multiply entry by entry where the chain rule sums: H goes into every logit, so "
            "the step from the logits to H is a product of matrices, `S2 @ W2`.",
            "AI SE 25608",
        ),
        Mistake(
            "matrix-for-elementwise",
            (
                lambda S2, W2, H: (S2 @ W2) @ _slope(H),
                lambda S2, W2, H: (S2 @ W2) @ _slope(H).T,
            ),
            "You use a product of matrices for the sigmoid too. It works entry by entry: `*`.",
        ),
        Mistake(
            "weights-not-transposed",
            (lambda S2, W2, H: (S2 @ W2.T) * _slope(H),),
            "You use `S2 @ W2.T`: an error when M and K differ, and silently wrong when "
            "M = K. Forward it is H @ W2.T; backward the transpose is gone.",
        ),
        Mistake(
            "sign-flipped",
            (
                lambda S2, W2, H: -_reference(S2, W2, H),
                lambda S2, W2, H: (S2 @ W2) * (H - 1),
            ),
            "All signs are flipped. H(1 - H) is never negative.",
        ),
        Mistake(
            "divided-by-n",
            (
                lambda S2, W2, H: _reference(S2, W2, H) / len(H),
                lambda S2, W2, H: _reference(S2, W2, H).mean(axis=0),
                lambda S2, W2, H: _reference(S2, W2, H).sum(axis=0),
            ),
            "You average or sum over the examples. Each example keeps a row of its own; the "
            "mean is taken where they meet, in the weights.",
        ),
        Mistake(
            "transposed-result",
            (lambda S2, W2, H: _reference(S2, W2, H).T,),
            "Your result is transposed, shape (M, n). One example is one row.",
        ),
        Mistake(
            "24-integer-dtype",
            (
                lambda S2, W2, H: _reference(S2, W2, H).astype(W2.dtype),
                lambda S2, W2, H: _reference(S2, W2, H).astype(S2.dtype),
            ),
            "Your result is stored in the format of `W2` or `S2`. When that holds whole "
            "numbers, the result is cut to whole numbers. Make it a float array.",
            "Stack Overflow 36738754",
        ),
    ),
)
