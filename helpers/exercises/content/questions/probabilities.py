"""Predictions: what is asked, and what is shown after the commit."""

QUESTIONS = {
    "01-ratio": {
        "question": (
            "The logits are $z = (1, 2, 3)$. You raise $z_3$ from 3 to 4 and leave the other two"
            " alone. $p_1$ and $p_2$ both fall. What happens to their ratio $p_2 / p_1$?"
        ),
        "options": [
            "It falls too.",
            "It rises.",
            "It stays the same.",
        ],
        "answer": "It stays the same.",
        "reveal": (
            "$p_1$ falls from 0.0900 to 0.0420 and $p_2$ from 0.2447 to 0.1142. Their numerators"
            " did not move, and the denominator is the same for both, so their ratio is still"
            " $e$. **Every output depends on every logit, but a ratio of two depends on their own"
            " two logits only.**"
        ),
    },
    "01-add": {
        "question": (
            "You add 100 to all three logits: $z = (101, 102, 103)$. What happens to $p ="
            " (0.0900, 0.2447, 0.6652)$?"
        ),
        "options": [
            "All three grow.",
            "The largest grows, the others shrink.",
            "Nothing changes.",
        ],
        "answer": "Nothing changes.",
        "reveal": (
            "Only the differences $z_i - z_j$ count, and they did not change. This is called"
            " **shift invariance**, and it is what saves softmax from overflow in lesson 02."
        ),
    },
    "01-cold": {
        "question": (
            "The logits stay $(1, 2, 3)$, and $T$ goes down from 1 towards 0. What does $p$ go to?"
        ),
        "options": [
            "(1/3, 1/3, 1/3)",
            "(0, 0, 1)",
            "(0, 0, 0)",
            "(0.0900, 0.2447, 0.6652): it does not depend on T",
        ],
        "answer": "(0, 0, 1)",
        "reveal": (
            "Dividing by a small $T$ stretches all the differences, so the largest logit takes"
            " everything. In the other direction, a large $T$ shrinks the differences to nothing:"
            " $p$ goes to $(1/3, 1/3, 1/3)$."
        ),
    },
}
