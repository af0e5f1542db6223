"""Predictions: what is asked, and what is shown after the commit."""

QUESTIONS = {
    "00-growth": {
        "question": (
            "In a panel with the logits $(z_1, 0, 0)$ you move $z_1$ step by step from $-5$ to 5."
            " How does $p_1$ grow?"
        ),
        "options": [
            "By the same amount at each step",
            "Faster and faster",
            "Slowly, then fast, then slowly again",
        ],
        "answer": "Slowly, then fast, then slowly again",
        "reveal": (
            "Near 0 and near 1 there is little to win. In between every step counts. Try it in"
            " the panel. Lesson 01 gives the curve its name."
        ),
    },
    "00-derivative": {
        "question": "**Calculus.** What is the derivative of $e^{2x}$ with respect to $x$?",
        "options": [
            "$e^{2x}$",
            "$2e^{2x}$",
            "$2x\\,e^{2x-1}$",
        ],
        "answer": "$2e^{2x}$",
        "reveal": (
            "The chain rule: the derivative of the outer function, $e^{2x}$, times that of the"
            " inner, 2. To refresh it, watch *Visualizing the chain rule and product rule* in the"
            " series *Essence of calculus* by 3Blue1Brown."
        ),
    },
    "00-quotient": {
        "question": "**Calculus.** What is the derivative of $\\frac{f}{g}$?",
        "options": [
            "$\\frac{f'}{g'}$",
            "$\\frac{f' g - f g'}{g^2}$",
            "$\\frac{f g' - f' g}{g^2}$",
        ],
        "answer": "$\\frac{f' g - f g'}{g^2}$",
        "reveal": (
            "The quotient rule, needed from lesson 03 on. It stands with examples in every"
            " calculus textbook, for instance in section 3.3 of *Calculus Volume 1* by OpenStax,"
            " which is free."
        ),
    },
    "00-numpy": {
        "question": "**numpy.** `A` has the shape (5, 3). What is the shape of `A.sum(axis=1)`?",
        "options": [
            "(3,)",
            "(5,)",
            "(5, 1)",
        ],
        "answer": "(5,)",
        "reveal": (
            "The axis you name is the one that disappears: axis 1 has the length 3. If arrays are"
            " new to you, read *NumPy: the absolute basics for beginners* in the numpy"
            " documentation."
        ),
    },
}
