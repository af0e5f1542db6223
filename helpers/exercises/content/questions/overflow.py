"""Predictions: what is asked, and what is shown after the commit."""

QUESTIONS = {
    "02-thousand": {
        "question": (
            "The logits are $z = (1000, 0)$, so the probabilities ought to be 1 and 0. What does"
            " `naive_softmax` return?"
        ),
        "options": [
            "(1, 0)",
            "(inf, 0)",
            "(nan, 0)",
            "(nan, nan)",
        ],
        "answer": "(nan, 0)",
        "reveal": (
            "$e^{1000}$ is larger than the largest float, so it is stored as inf, and the sum is"
            " inf as well. inf / inf has no value: nan, *not a number*. And 1 / inf is 0."
        ),
    },
    "02-change": {
        "question": (
            "A bug report says: *your softmax subtracts the maximum, so its results are wrong.*"
            " Is the reporter right?"
        ),
        "options": [
            "Yes: smaller exponents give smaller probabilities.",
            "No: the quotient is the same for every shift.",
            "It depends on the sign of the logits.",
        ],
        "answer": "No: the quotient is the same for every shift.",
        "reveal": (
            "The factor $e^C$ stands above and below and cancels. Why the maximum is"
            " subtracted is asked again and again: matconvnet issue 450 and OpenAI baselines issue"
            " 761 are two of the places."
        ),
    },
    "02-log": {
        "question": (
            "You have the shifted, stable softmax. What is `np.log(softmax(z))` for $z = (1000,"
            " 0)$?"
        ),
        "options": [
            "(0, -1000)",
            "(0, -inf)",
            "(nan, nan)",
        ],
        "answer": "(0, -inf)",
        "reveal": (
            "$p_2 = e^{-1000}$ is far below the smallest positive float64, so it is stored as 0,"
            " and $\\log 0$ is $-\\infty$. The softmax did nothing wrong. **The information was"
            " lost before the logarithm came.**"
        ),
    },
}
