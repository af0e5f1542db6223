"""Predictions: what is asked, and what is shown after the commit."""

QUESTIONS = {
    "06-read": {
        "kept_as": "07-read",
        "question": (
            "The left row is the gradient for the target $(0, 0, 1)$, the right row is $p$. Now"
            " the same logits, but the *cat* is right, class 1: $y = (1, 0, 0)$. What is the"
            " gradient?"
        ),
        "options": [
            "$(-0.9100, 0.2447, 0.6652)$",
            "$(0.0900, 0.2447, -0.3348)$",
            "$(0.9100, -0.2447, -0.6652)$",
        ],
        "answer": "$(-0.9100, 0.2447, 0.6652)$",
        "reveal": (
            "The two wrong classes keep their probabilities, and the right one gets $0.0900 - 1$."
            " You have read a rule off the numbers. Two derivations of it follow."
        ),
    },
    "06-fused": {
        "kept_as": "07-fused",
        "question": (
            "One example, logits $(800, 0, 0)$, the third class is right, and float64. You"
            " compute the softmax with the shift, then the loss and the gradient in two steps:"
            " $-\\log p_3$ and $(-y/p)\\, J$. What do you get?"
        ),
        "options": [
            "800, and $p - y$: the shift takes care of it",
            "inf, and $p - y$",
            "inf, and nan",
        ],
        "answer": "inf, and nan",
        "reveal": (
            "The shift prevents overflow, but $p_3 = 1/e^{800}$ is still rounded to 0. Then"
            " $\\log 0$ is $-\\infty$, and the gradient meets $0/0$ and $-1/0$ times 0."
        ),
    },
    "06-cost": {
        "kept_as": "07-cost",
        "question": (
            "A vocabulary of a hundred thousand tokens. How many gigabytes does the Jacobian of"
            " *one* prediction take in float64, at 8 bytes a number?"
        ),
        "options": [
            "less than 1",
            "8",
            "80",
            "800",
        ],
        "answer": "80",
        "reveal": (
            "$K^2$ numbers of 8 bytes, for one row of one batch. $p - y$ takes less than a"
            " megabyte."
        ),
    },
}
