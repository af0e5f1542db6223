"""Rows that do not sum to 1: the shift reaches the numerator only."""

from helpers.exercises.checker.exercise import Hunt

HUNT = Hunt(
    name="shift-numerator-only",
    symptom="fading-attention",
    title="Attention that fades away",
    lines=(
        ("def attention(queries, keys):", "Rows of queries ask, rows of keys answer."),
        (
            "    scores = queries @ keys.T / np.sqrt(keys.shape[1])",
            "Shape (queries, keys). The root of the width keeps the scores moderate, as usual.",
        ),
        (
            "    total = np.exp(scores).sum(axis=1, keepdims=True)",
            "It sums the powers of the *unshifted* scores. The next line shifts them, and so the"
            " shift reaches the numerator alone. Exchange the two lines.",
            "    scores = scores - scores.max(axis=1, keepdims=True)",
        ),
        (
            "    scores = scores - scores.max(axis=1, keepdims=True)",
            "A right line in the wrong place: the sum above was taken before the shift. Exchange"
            " the two lines. Without this line the rows sum to 1 as well, until exp overflows.",
            "    total = np.exp(scores).sum(axis=1, keepdims=True)",
        ),
        (
            "    return np.exp(scores) / total",
            "Powers over their sum: the definition, provided that both are powers of the same"
            " scores. Are they?",
        ),
        ("",),
        (
            "queries = np.array([[4.0, 0.0], [1.0, 1.0], [0.0, 0.5]])",
            "Three queries of width 2. Nothing special about the numbers.",
        ),
        (
            "keys = np.array([[2.0, 1.0], [3.0, -1.0], [0.5, 4.0]])",
            "Three keys of the same width. `queries @ keys.T` is what is wanted.",
        ),
        (
            'print("weights sum to", *attention(queries, keys).sum(axis=1).round(4))',
            "The sum over the keys, for each query. It should be 1.",
        ),
    ),
    hint="Multiplying above *and* below by the same number changes nothing. Check for each of the"
    " two whether it was done.",
    story="More than one published “stable softmax” shifts the scores above the line"
    " and forgets them below. For (1, 2, 3) the results sum to 0.0498 in place of 1. Worse: for"
    " (1000, 1001) the numerator is fine and the denominator is still infinite, so that everything"
    " is 0. The order of the numbers is right, and whoever takes only the argmax never notices.",
    found_in="public code on GitHub: five files hold the line",
    catch="assert np.allclose(attention(queries, keys).sum(axis=1), 1)",
    moral="Rows sum to 1, again.",
)
