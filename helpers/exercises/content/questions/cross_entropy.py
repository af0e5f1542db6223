"""Predictions: what is asked, and what is shown after the commit."""

QUESTIONS = {
    "04-minimum": {
        "kept_as": "05-minimum",
        "question": (
            "The truth $y$ stays fixed, and you may choose your belief $p$ freely. Which $p$"
            " makes the cross-entropy $H(y, p)$ smallest?"
        ),
        "options": [
            "$p$ with everything on the most frequent class",
            "$p = y$",
            "$p$ uniform, $1/K$ each",
        ],
        "answer": "$p = y$",
        "reveal": (
            "The smallest value is $H(y, y)$, the entropy of $y$. Every other belief costs"
            " $\\operatorname{KL}(y \\,\\|\\, p)$ more. The proof stands below the next panel."
        ),
    },
    "04-swapped": {
        "kept_as": "05-swapped",
        "question": (
            "You swap the two arguments by mistake and compute $-\\sum_k p_k \\log y_k$ with the"
            " one-hot $y = (1, 0, 0)$ and $p = (0.5, 0.4, 0.1)$. What comes out?"
        ),
        "options": [
            "The same number",
            "A negative number",
            "inf",
        ],
        "answer": "inf",
        "reveal": (
            "$\\log 0$ stands at every class that is not the true one, and is multiplied with a"
            " $p_k$ above 0. The order matters: target first, prediction second."
        ),
    },
    "04-chance": {
        "kept_as": "05-chance",
        "question": (
            "Ten classes, a fresh network that knows nothing. Roughly what loss do you expect?"
        ),
        "options": [
            "0.1",
            "1",
            "2.3",
            "10",
        ],
        "answer": "2.3",
        "reveal": (
            "Each class gets about 1/10, and $-\\log(1/10) = \\log 10$ is a little more than 2.3."
        ),
    },
}
