"""The predictions of lesson 07: what is asked, and what is shown after the commit."""

QUESTIONS = {
    "07-read": {
        "question": (
            "The left row is the gradient of the loss, the right row is $p$. The target is $y ="
            " (0, 0, 1)$. Which formula gives the left row?"
        ),
        "options": [
            "$y - p$",
            "$p - y$",
            "$p (1 - p)$",
            "$-y / p$",
        ],
        "answer": "$p - y$",
        "reveal": (
            "$(0.0900, 0.2447, 0.6652) - (0, 0, 1)$. You read it off the numbers. The next two"
            " sections derive it."
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
    "07-fused": {
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
            " $\\log 0$ is $-\\infty$, and $-1/0$ times the 0 in the Jacobian is nan."
        ),
    },
    "07-cost": {
        "question": (
            "A vocabulary of a hundred thousand tokens. How many numbers does the Jacobian of one"
            " single prediction have?"
        ),
        "options": [
            "a hundred thousand",
            "two hundred thousand",
            "ten million",
            "ten thousand million",
        ],
        "answer": "ten thousand million",
        "reveal": (
            "$K^2$, and that is 80 gigabytes in float64, for one row of one batch. $p - y$ has a"
            " hundred thousand numbers, less than a megabyte."
        ),
    },
}
