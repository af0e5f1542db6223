"""An infinite loss from a stable softmax: the logarithm comes after the underflow."""

from helpers.exercises.checker.exercise import Hunt

HUNT = Hunt(
    name="shift-cures-log-0",
    symptom="infinite-chess",
    title="Infinite, though softmax is stable",
    lines=(
        ("def move_probabilities(scores):", "One row for each position, one column for each move."),
        (
            "    powers = np.exp(scores - scores.max(axis=1, keepdims=True))",
            "The shift of lesson 02, row by row. No power is above 1, nothing overflows.",
        ),
        (
            "    return powers / powers.sum(axis=1, keepdims=True)",
            "As stable as softmax gets. It does return an exact 0 for the second position, and"
            " rightly: the true value is far below the smallest float64. Who can't live with a 0?",
        ),
        ("",),
        (
            "scores = np.array([[4.0, 1.0, -2.0], [900.0, 20.0, 35.0], [-3.0, 0.5, 2.5]])",
            "Scores of 900 are large, but nothing forbids them, and the shift copes with them.",
        ),
        ("played = np.array([0, 1, 2])  # the moves that the master played", "Class indices."),
        (
            "p = move_probabilities(scores)",
            "Correct to the last digit, and 0 where no float64 is small enough. The next line"
            " decides what becomes of it.",
        ),
        (
            "losses = -np.log(p[np.arange(3), played])",
            "By now the information is gone: p is 0, and log 0 is −inf. The logarithm has to be"
            " taken on paper, before the division: that is log-softmax.",
            "losses = -log_softmax(scores)[np.arange(3), played]",
        ),
        ('print(*losses.round(4), "  mean", losses.mean().round(4))', "What was computed."),
    ),
    hint="One of the losses is infinite. What is the largest loss that a program can print which"
    " takes the logarithm of a float64?",
    story="The shift cures overflow. It does nothing for underflow: a class that trails by more"
    " than 745 gets the probability 0 in float64, in float32 more than 104 is enough, and then the"
    " logarithm has nothing to work with. log-softmax subtracts before it exponentiates, and"
    " its answer for the second position is a finite number. Two libraries computed their loss"
    " this way until users reported the zero and the inf. One of them proposed an ε: see two"
    " programs further down what that costs. It is also met in a famous course's first assignment.",
    found_in="chainer issue 584, deeplearning4j issue 785; cs231n, assignment 1",
    catch="assert np.isfinite(losses).all()",
    moral="And feed it one row with a gap of 1000: tests with small logits never see this.",
)
