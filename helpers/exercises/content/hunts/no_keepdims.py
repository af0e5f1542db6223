"""Wrong for square batches only: a sum without keepdims."""

from helpers.exercises.checker.exercise import Hunt

HUNT = Hunt(
    name="no-keepdims",
    symptom="strange-policy",
    title="A policy that adds up to anything",
    lines=(
        ("rng = np.random.default_rng(2)", "It fixes the random numbers. Any seed shows the same."),
        ("boards = rng.normal(size=(4, 6))", "Four positions of a game, six numbers about each."),
        (
            "scores = boards @ rng.normal(size=(6, 4))",
            "Shape (4, 4): four positions, four moves. A square, by chance.",
        ),
        (
            "scores -= scores.max(axis=1)[:, None]",
            "`[:, None]` makes a column of the maxima, as keepdims does. Each row loses its own"
            " maximum. Right.",
        ),
        (
            "powers = np.exp(scores)",
            "Entry by entry, none above 1, in the shape (4, 4) of the scores: nothing can be mixed"
            " up here.",
        ),
        (
            "policy = powers / powers.sum(axis=1)",
            "The sums have shape (4,), and numpy lines them up with the *columns*. With five"
            " positions it would be an error; with four it is a wrong answer.",
            "policy = powers / powers.sum(axis=1, keepdims=True)",
        ),
        ('print("rows sum to", policy.sum(axis=1).round(3))', "Over the moves: it should be 1."),
        (
            'print("best moves ", policy.argmax(axis=1))',
            "The best move of each position. It may even be the right one.",
        ),
    ),
    hint="Write the shape beside every array. Then ask how numpy puts a (4,) beside a (4, 4).",
    story="numpy lines up shapes from the right: (4, 4) / (4,) divides column j by the j-th sum."
    " With n ≠ K you get an error at once (but for K = 1), and mend it. With n = K you get"
    " numbers. A library for"
    " playing games by reinforcement learning had such a line. The remedy costs one word,"
    " `keepdims=True`.",
    found_in="HandyRL pull request 209",
    catch="assert np.allclose(policy.sum(axis=1), 1)",
    moral="And never test with a square batch: three examples of five classes find this by"
    " themselves.",
)
