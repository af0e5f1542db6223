"""Predictions: what is asked, and what is shown after the commit."""

QUESTIONS = {
    "07-zero": {
        "kept_as": "04-zero",
        "question": "Why is this not the derivative of *our* network?",
        "options": [
            "In the quotient rule a sign is wrong.",
            "It moves the weights of all classes at once.",
            "The bias is missing.",
        ],
        "answer": "It moves the weights of all classes at once.",
        "reveal": (
            "$W$ has $K$ rows, and each can move on its own. Differentiated by one $w$, all powers"
            " grow by the same factor, which cancels: moving all the rows together changes no"
            " probability. The computation is right, but it answers another question."
        ),
    },
    "07-black": {
        "kept_as": "04-black",
        "question": (
            "An input is $x = (0, 0, 0)$, and the network names it wrongly. To learn, it moves"
            " every weight and bias a little against its derivative of the loss. What moves?"
        ),
        "options": [
            "W and b",
            "b only",
            "Nothing",
        ],
        "answer": "b only",
        "reveal": (
            "The derivative with respect to $W$ has $x$ as a factor: no input, no change. The"
            " derivative with respect to $b$ does not. This is what the bias is there for."
        ),
    },
    "07-factor": {
        "question": (
            "You forget to divide by $n$ in the gradient, but the loss is a mean. The gradient"
            " check divides your gradient by the numerical one, entry by entry. What does it find"
            " for the batch of 5 examples?"
        ),
        "options": [
            "1/5 everywhere",
            "5 everywhere",
            "Different numbers in every entry",
        ],
        "answer": "5 everywhere",
        "reveal": (
            "Every entry is too large by the factor $n$. A ratio that is the same everywhere, and"
            " a whole number, is the fingerprint of a sum in place of a mean."
        ),
    },
}
