"""All zeros: probabilities stored in an array of whole numbers."""

from helpers.exercises.checker.exercise import Hunt

HUNT = Hunt(
    name="integer-dtype",
    symptom="no-chance",
    title="Nobody has a chance",
    lines=(
        (
            "points = np.array([[12, 9, 7], [3, 3, 5], [8, 14, 2]])  # by match day and team",
            "Whole numbers are good scores. With `12.0` the program would run, until the next"
            " reader types 12. Who insists on whole numbers for the *result*?",
        ),
        (
            "chances = np.zeros_like(points)",
            "*like* means the same shape and the same dtype: whole numbers. What is written into"
            " it is cut to 0, without a word.",
            "chances = np.zeros(points.shape)",
        ),
        ("for day, row in enumerate(points):", "One match day after the other: day 0, 1, 2."),
        (
            "    powers = np.exp(row - row.max())",
            "The shift, and `np.exp` of whole numbers gives floats.",
        ),
        (
            "    chances[day] = powers / powers.sum()",
            "On the right stands a fine distribution: print it and see. What becomes of it when it"
            " is put into its place on the left?",
        ),
        ("print(chances.round(3))", "It shows what is stored; rounding a 0 changes nothing."),
        ('print("sums", chances.sum(axis=1))', "A good check: each row should sum to 1."),
    ),
    hint="Print `powers / powers.sum()` inside the loop, and then `chances[day]`. Between the two"
    " something gets lost.",
    story="An array of numpy has one dtype for ever. Assigning into it converts, and from float to"
    " integer that means cutting: 0.95 becomes 0. `zeros_like` and `empty_like` copy the dtype"
    " of what they are like, and so an innocent list of integers upstream decides. The question"
    " why a softmax returns nothing but zeros has been asked in public, with this cause.",
    found_in="Stack Overflow 36738754",
    catch="assert np.allclose(chances.sum(axis=1), 1)",
    moral="Rows sum to 1: one line, and it catches five programs of this lesson.",
)
