"""A bias that never moves: its gradient is summed over the classes too."""

from helpers.exercises.checker.exercise import Hunt

HUNT = Hunt(
    name="bias-summed-over-classes",
    symptom="still-bias",
    title="The bias that never moves",
    lines=(
        (
            "rng = np.random.default_rng(4)",
            "It fixes the random numbers. Any seed shows the same.",
        ),
        (
            "birds = np.repeat([0, 1, 2], [70, 20, 10])  # sparrow, robin, wren",
            "A hundred visits to a feeder. Sparrows come most often, and that is what a bias is"
            " good for.",
        ),
        (
            "x = rng.normal(size=(100, 2))",
            "Two measurements that say nothing about the bird. All that can be learned is how"
            " often each comes, and a bias can learn that.",
        ),
        ("W, b = np.zeros((3, 2)), np.zeros(3)", "Shapes (K, d) and (K,), as in lesson 07."),
        ("for _ in range(300):", "Enough, as the mended program shows."),
        ("    G = softmax(x @ W.T + b)", "One row for each visit; b is added to each row."),
        (
            "    G[np.arange(100), birds] -= 1  # p - y, lesson 06",
            "It turns the probabilities into p − y, the gradient with respect to the logits.",
        ),
        (
            "    W -= 0.5 * G.T @ x / 100",
            "(3, 100) times (100, 2) gives (3, 2), and the mean over the visits.",
        ),
        (
            "    b -= 0.5 * G.sum() / 100",
            "Without an axis it sums over the classes as well. Every row of p − y sums to 0, so"
            " this is always 0, and numpy spreads one number over all of b without a word.",
            "    b -= 0.5 * G.sum(axis=0) / 100",
        ),
        ('print("bias         ", b.round(4) + 0.0)', "Rounded, because −0.0 would be ugly."),
        (
            'print("mean forecast", softmax(x @ W.T + b).mean(axis=0).round(2))',
            "The mean over the visits. It should be near the frequencies 0.7, 0.2 and 0.1.",
        ),
    ),
    hint="b is 0 from first to last, so its gradient must be 0. What do the entries of p − y sum to"
    " over the classes?",
    story="Each entry of b has its own gradient: the mean of its *column* of p − y. The sum over"
    " everything is 0 for ever, since p and y both sum to 1. In the material of a well-made course"
    " the weights learned, the loss fell, and the printed biases were all the same number, about"
    " −1e-8: rounding errors, added up. A reader noticed.",
    found_in="stat453-deep-learning-ss21 issue 5, a course",
    catch="assert np.ptp(b) > 0.1",
    moral="Better still, a gradient check for *every* parameter, the small ones too. Here it says"
    " 0 against something.",
)
