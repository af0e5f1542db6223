"""A gradient with wrong signs: the diagonal of the Jacobian times the upstream gradient."""

from helpers.exercises.checker.exercise import Hunt

HUNT = Hunt(
    name="elementwise-for-matrix",
    symptom="one-sign",
    title="One sign is wrong",
    lines=(
        ("won = np.array([0.0, 1.0, 0.0])  # the second horse", "The target, one-hot."),
        ("z = np.array([1.0, 2.0, 3.0])", "Three logits: the third horse is the favourite."),
        ("",),
        ("def penalty(z):", "Squared error with softmax, a loss that is in use for forecasts."),
        (
            "    return ((softmax(z) - won) ** 2).sum()",
            "The sum of the squared differences. Nothing wrong, and it is what is differentiated"
            " numerically below.",
        ),
        ("",),
        ("p = softmax(z)", "(0.0900, 0.2447, 0.6652), the running example."),
        (
            "upstream = 2 * (p - won)",
            "dL/dp of a sum of squares: twice the difference. Right, and it is the derivative with"
            " respect to p: softmax is still to come.",
        ),
        (
            "gradient = upstream * p * (1 - p)",
            "p(1 − p) is the diagonal of the Jacobian. Every logit also moves the *other*"
            " probabilities, so the whole matrix is needed, by `@`, or the vector-Jacobian product"
            " of lesson 03.",
            "gradient = p * (upstream - (upstream * p).sum())",
        ),
        ('print("by hand  ", gradient.round(4))', "It shows what was computed."),
        (
            'print("numerical", numerical_gradient(penalty, z).round(4))',
            "Central differences of the very loss above: the witness. It is right.",
        ),
    ),
    hint="Add up the three numbers of each printed line. One of the sums has to be 0: which, and"
    " why?",
    story="For sigmoid the derivative acts on each entry alone, and `upstream * a * (1 - a)` is"
    " right. With softmax the same line drops all the entries off the diagonal. Here the first"
    " number gets the wrong sign, so that a step moves the first logit the wrong way. It was asked"
    " in public why the one is an elementwise product and the other isn't.",
    found_in="AI Stack Exchange 25608",
    catch="assert abs(gradient.sum()) < 1e-12",
    moral="Only differences of logits matter, so a gradient with respect to logits sums to 0.",
)
