"""The predictions of lesson 04: what is asked, and what is shown after the commit."""

QUESTIONS = {
    "04-zero": {
        "question": "Where is the mistake?",
        "options": [
            "In the quotient rule: a sign is wrong.",
            "There is one $w$ in the formula, but $W$ has $K$ rows, and each class has its own.",
            "There is none. The derivative is 0.",
        ],
        "answer": (
            "There is one $w$ in the formula, but $W$ has $K$ rows, and each class has its own."
        ),
        "reveal": (
            "If all the classes shared the same weights, their logits would always be equal and"
            " $p$ would be $1/K$ for ever. The derivative of a constant **is** 0. The computation"
            " is right, the model is not."
        ),
    },
    "04-black": {
        "question": (
            "An input is $x = (0, 0, 0)$, and the network names it wrongly. What does one step of"
            " gradient descent do?"
        ),
        "options": [
            "It changes W and b.",
            "It changes b only.",
            "It changes nothing.",
        ],
        "answer": "It changes b only.",
        "reveal": (
            "The derivative with respect to $W$ has $x$ as a factor: no input, no change. The"
            " derivative with respect to $b$ does not. This is what the bias is there for."
        ),
    },
}
