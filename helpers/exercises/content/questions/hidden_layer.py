"""Predictions: what is asked, and what is shown after the commit."""

QUESTIONS = {
    "09-zeros": {
        "kept_as": "08-zeros",
        "question": (
            "You start the three-layer network with all weights and biases at 0. Softmax"
            " regression started so and learned. What does this network do?"
        ),
        "options": [
            "It learns as well, a little more slowly",
            "Its hidden units stay equal to each other for ever",
            "It gives nan",
        ],
        "answer": "Its hidden units stay equal to each other for ever",
        "reveal": (
            "All hidden units compute the same and send the same, so they receive the same"
            " gradient, and move alike at every step: 32 units act as one. Random weights break"
            " the tie."
        ),
    },
    "09-squared": {
        "kept_as": "08-squared",
        "question": (
            "The same network, the same start, the same rate, but with squared error in place of"
            " cross-entropy. After 2 epochs cross-entropy reads 84 % of the validation digits. And"
            " squared error?"
        ),
        "options": [
            "about 85 %",
            "about 75 %",
            "about 60 %",
            "about 20 %",
        ],
        "answer": "about 60 %",
        "reveal": (
            "A fresh network gives every class about 1/10, and there the gradient of squared"
            " error is a tenth of the other. The next cell shows the numbers side by side."
        ),
    },
}
