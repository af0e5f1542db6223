"""An infinite loss in spite of a clip: 1 - 1e-8 is 1 in float32."""

from helpers.exercises.checker.exercise import Hunt

HUNT = Hunt(
    name="eps-no-op",
    symptom="infinite-spam",
    title="Infinite, on the new machine only",
    lines=(
        ("def spam_loss(is_spam, score):", "Labels first, then the raw score: as it is called."),
        (
            "    a = sigmoid(score)",
            "The sigmoid of lesson 01. For 21 it gives exactly 1 in float32, since nothing lies"
            " between. That is why somebody wrote the next line.",
        ),
        (
            "    a = np.clip(a, 1e-8, 1 - 1e-8)",
            "In float32 the neighbour of 1 is 1 − 6e-8. So 1 − 1e-8 is rounded to 1, and the upper"
            " end clips nothing.",
            "    a = np.clip(a, 1e-7, 1 - 1e-7)",
        ),
        (
            "    return -(is_spam * np.log(a) + (1 - is_spam) * np.log(1 - a))",
            "Binary cross-entropy as in lesson 04, with all its signs. It needs an `a` that is"
            " neither 0 nor 1. Who was to see to that?",
        ),
        ("",),
        (
            "scores = np.array([-3.0, 0.5, 21.0, 6.0], dtype=np.float32)",
            "float32 is what most networks compute in, and 21 is no absurd score. In float64 this"
            " program works: you are near. Which line was written with float64 in mind?",
        ),
        (
            "is_spam = np.array([0, 1, 0, 1], dtype=np.float32)",
            "The third mail is no spam, and its score is 21: a bad mistake of the filter, and a"
            " large loss is its due. But not inf.",
        ),
        ("print(*spam_loss(is_spam, scores).round(4))", "It shows what was computed."),
    ),
    hint="The third mail has score 21. Follow it line by line, in float32. A number near 1 is"
    " kept to about 6e-8.",
    story="An ε that is right in float64 may be nothing at all in float32: 1e-8 is an ordinary"
    " float32, and beside 1 it is nothing. In half precision even 1e-4 is lost. A library made its"
    " binary cross-entropy faster by adding its ε, 1e-12, to the 1 first, and since then it"
    " returned nan now and then. Others meet it when they change to mixed precision. The mended"
    " program is finite, but look at its number: the true loss of that mail is 21. The next"
    " program is about that.",
    found_in="ipex-llm issue 2471, apex issue 358",
    catch="assert np.isfinite(spam_loss(is_spam, scores)).all()",
    moral="Test with the float format you train in, at a score where sigmoid is exactly 1. Better:"
    " compute the loss from the score, `np.logaddexp(0, score) - is_spam * score`, where logaddexp"
    " is log(1 + e^score), without overflow.",
)
