"""A loss below 0: minus the probability where minus its logarithm is meant."""

from helpers.exercises.checker.exercise import Hunt

HUNT = Hunt(
    name="nll-of-probabilities",
    symptom="loss-below-zero",
    title="The loss below zero",
    lines=(
        (
            "words = np.array([[3, 0, 1], [0, 2, 1], [2, 1, 0], [0, 3, 2]])  # great, dull, plot",
            "Four reviews, and how often each of three words stands in them. Counts may be inputs.",
        ),
        ("labels = np.array([1, 0, 1, 0])  # 1: the critic liked it", "One class for each review."),
        ("rows = np.arange(len(labels))", "The row numbers 0 to 3, to pick one entry a row with."),
        (
            "W = np.zeros((3, 2))",
            "Three words in, two classes out. For a single layer zeros are a fair start: its"
            " gradient is not 0 there.",
        ),
        ("for step in range(61):", "61 steps, so that the last one printed is step 60."),
        (
            "    p = softmax(words @ W)",
            "Shape (4, 2): a distribution for each review. This softmax goes along rows.",
        ),
        (
            "    loss = -p[rows, labels].mean()",
            "`p` holds probabilities. The loss is minus their *logarithm*: without it you get a"
            " number between −1 and 0.",
            "    loss = -np.log(p[rows, labels]).mean()",
        ),
        ("    if step % 20 == 0:", "It prints every twentieth step."),
        ('        print(f"step {step:2}   loss {loss:.4f}")', "It shows what it is given."),
        (
            "    p[rows, labels] -= 1  # p - y, lesson 06",
            "It looks strange, and it is right: it turns `p` into p − y in place, the gradient of"
            " cross-entropy with respect to the logits. The loss was taken before.",
        ),
        (
            "    W -= 0.5 * words.T @ p / len(labels)",
            "Shapes (3, 4) and (4, 2) give (3, 2), and it divides by the number of reviews, as a"
            " mean asks for. This step *does* reduce the cross-entropy. What is printed is"
            " something else.",
        ),
    ),
    hint="What is the smallest value that a cross-entropy can have? Which line computes a number"
    " that has another smallest value?",
    story="A function with the name *negative log-likelihood* takes log-probabilities and does not"
    " take the logarithm itself: it only picks and changes the sign. Feed it probabilities, and it"
    " gives −p. The loss still falls when the model gets better, from −1/K towards −1, so training"
    " appears to work. PyTorch's documentation had to be made clearer about it. Here the gradient"
    " was written by hand and is right, so only the report is wrong. With automatic"
    " differentiation the gradient would be that of −p, which vanishes where p is near 0: at the"
    " examples that are most wrong.",
    found_in="the documentation of PyTorch, pull request 12703",
    catch="assert loss >= 0",
    moral="Minus the logarithm of a probability is never negative. Nor is any mean of them.",
)
