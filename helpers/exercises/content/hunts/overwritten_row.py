"""A Jacobian whose columns are all equal: the inner loop writes to the whole row."""

from helpers.exercises.checker.exercise import Hunt

HUNT = Hunt(
    name="overwritten-row",
    symptom="equal-columns",
    title="Every column is the same",
    lines=(
        ("z = np.array([0.5, 2.0, -1.0, 1.0])", "Four logits, floats."),
        ("p = softmax(z)", "Their probabilities. The formula below speaks of these, rightly."),
        (
            "gradient = np.zeros((4, 4))",
            "A place for each of the 16 derivatives, as it should be. In a vector of four places"
            " there would be no room for them.",
        ),
        ("for i in range(4):", "Row i: the output."),
        ("    for j in range(4):", "Column j: the input that moves."),
        (
            "        same = float(i == j)",
            "The Kronecker delta: 1 on the diagonal, otherwise 0. It puts both cases of the"
            " derivation into one line.",
        ),
        (
            "        gradient[i] = p[i] * (same - p[j])",
            "`gradient[i]` is the whole row. Each j overwrites what the others wrote, and the last"
            " one stays.",
            "        gradient[i, j] = p[i] * (same - p[j])",
        ),
        ("print(gradient.round(3))", "It shows what was computed."),
        (
            'print("rows sum to", gradient.sum(axis=1).round(3) + 0.0)',
            "Each row should sum to 0: move all logits alike, and nothing changes.",
        ),
    ),
    hint="The formula is right. Print `gradient` after the first turn of the inner loop.",
    story="A question that was read thousands of times asked whether its softmax gradient was"
    " correct. It had two mistakes. One, inputs in the place of outputs, is in lesson 03. The"
    " other is this: the inner loop wrote to `gradient[i]`, where K² derivatives need K² places."
    " With a vector the shape gives it away. With a matrix, as here, numpy fills the row.",
    found_in="the published question of lesson 03, about a network for digits",
    catch="assert np.allclose(gradient, gradient.T)",
    moral="The Jacobian of softmax is symmetric, and rows and columns sum to 0. Or compare it with"
    " `numerical_jacobian(softmax, z)`.",
)
