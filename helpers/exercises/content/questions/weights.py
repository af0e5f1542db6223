"""Predictions: what is asked, and what is shown after the commit."""

QUESTIONS = {
    "04-zero": {
        "question": "Why is this not the derivative of *our* network?",
        "options": [
            "In the quotient rule a sign is wrong.",
            "All classes have the same weights in it.",
            "The bias is missing.",
        ],
        "answer": "All classes have the same weights in it.",
        "reveal": (
            "$W$ has $K$ rows, and each class has its own. If all the classes shared one $w$,"
            " their logits would always be equal and $p$ would be $1/K$ for ever. The derivative"
            " of a constant **is** 0. The computation is right, the model is not."
        ),
    },
    "04-black": {
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
}
