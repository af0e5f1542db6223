"""nan in some rows: one maximum for the whole batch."""

from helpers.exercises.checker.exercise import Hunt

HUNT = Hunt(
    name="shift-by-batch-max",
    symptom="quiet-nan",
    title="The quiet recordings are nan",
    lines=(
        ("def word_probabilities(scores):", "One row for each recording, a column for each word."),
        (
            "    peak = scores.max()",
            "The largest score of *all* recordings. The quiet ones lie so far below it that all"
            " their powers underflow to 0, and 0/0 is nan. Each row needs its own.",
            "    peak = scores.max(axis=-1, keepdims=True)",
        ),
        (
            "    powers = np.exp(scores - peak)",
            "No power above 1, so nothing overflows. It subtracts the peak that it is given. But"
            " look at the rows: which are all 0?",
        ),
        (
            "    return powers / powers.sum(axis=-1, keepdims=True)",
            "Row by row, with keepdims, as it should be. Where it is handed nothing but zeros it"
            " divides 0 by 0, and can't help it.",
        ),
        ("",),
        ("quiet = np.array([[2.0, 1.0, 0.5], [-1.0, 0.0, 3.0]])", "Two recordings, three words."),
        (
            "loud = np.array([[1400.0, 1402.0, 1399.0]])",
            "Large, but finite, and alone it is no problem: see what is printed.",
        ),
        ('print("loud ", word_probabilities(loud).round(4))', "The loud one alone works."),
        ('print("quiet", word_probabilities(quiet).round(4))', "The quiet ones alone work."),
        (
            'print("both ", word_probabilities(np.vstack([quiet, loud])).round(4))',
            "One below the other, shape (3, 3), as they should be.",
        ),
    ),
    hint="Each kind works alone, so something in the function mixes the recordings of a batch.",
    story="Any shift is right on paper, if a row has the same one above and below. In floats it has"
    " to be near the *row's* maximum. The maximum of the batch protects the largest row and"
    " starves the others: about 745 below it every power is 0. A change that was to make a"
    " library's softmax stable took the maximum of the whole array; a reader of it proposed one"
    " for each row.",
    found_in="keras pull request 9606, a comment on it",
    catch="assert np.isfinite(word_probabilities(np.array([[0.0], [1000.0]]))).all()",
    moral="Two rows that are far apart, in one batch.",
)
