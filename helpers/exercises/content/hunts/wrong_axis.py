"""A single row gets all ones: softmax over the batch."""

from helpers.exercises.checker.exercise import Hunt

HUNT = Hunt(
    name="wrong-axis",
    symptom="sure-of-everything",
    title="One article, sure of everything",
    lines=(
        ("def topic_shares(scores):", "One row for each article, one column for each topic."),
        (
            "    shifted = scores - scores.max(axis=1, keepdims=True)",
            "The largest score of each row becomes 0: along axis 1, the topics. That is right.",
        ),
        ("    powers = np.exp(shifted)", "Entry by entry, all between 0 and 1."),
        (
            "    return powers / powers.sum(axis=0, keepdims=True)",
            "axis=0 sums down a column, over the *articles*. The articles of a batch then share"
            " each topic among themselves.",
            "    return powers / powers.sum(axis=1, keepdims=True)",
        ),
        ("",),
        (
            "weights = np.array([[2.0, -1.0, 0.3], [-0.5, 1.5, 0.2], [0.1, 0.4, 1.0]])",
            "Rows are words, columns are topics. Any numbers would do.",
        ),
        (
            "articles = np.array([[1, 0, 2], [0, 3, 1], [2, 1, 0]])  # goal, vote, star",
            "How often three words stand in three articles, one row each.",
        ),
        ("shares = topic_shares(articles @ weights)", "(3, 3) times (3, 3): articles by topics."),
        ("print(shares.round(3))", "It shows what was computed."),
        (
            'print("the first alone", topic_shares(articles[:1] @ weights).round(3))',
            "`[:1]` keeps it a matrix with one row, so the shapes are right. A good test: the rest"
            " of the batch should make no difference.",
        ),
    ),
    hint="Add up the printed table in both directions.",
    story="Which axis is the class? In a square table nobody can tell from the shape. A table"
    " whose columns sum to 1 looks as good as one whose rows do, and its largest entries are often"
    " in the same places. The day one example comes alone, it is divided by itself: all ones. It"
    " stands in the material of a course, and it stood in a well-known world model.",
    found_in="pytorchfundamentals pull request 21, a course; world-models issue 10",
    catch="assert np.allclose(topic_shares(articles[:1] @ weights), shares[:1])",
    moral="An example's prediction must not depend on its neighbours in the batch. This test"
    " catches every mix-up of axes.",
)
