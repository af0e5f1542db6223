"""Predictions: what is asked, and what is shown after the commit."""

QUESTIONS = {
    "08-pixels": {
        "question": (
            "Each class gets one weighted sum of the 64 pixels, and the largest sum wins. No"
            " shapes, no strokes, no neighbours. How many digits that it has never seen can such a"
            " machine read, after training?"
        ),
        "options": [
            "about 30 %",
            "about 60 %",
            "about 80 %",
            "about 95 %",
        ],
        "answer": "about 95 %",
        "reveal": (
            "Ten weighted sums go a long way. The last few percent are the hard part, and the"
            " reason for a second layer."
        ),
    },
}
