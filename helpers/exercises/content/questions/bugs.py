"""Predictions: what is asked, and what is shown after the commit."""

QUESTIONS = {
    "10-accuracy": {
        "kept_as": "09-accuracy",
        "question": (
            "Ten classes. Can an accuracy of 100 % on the training examples and a mean loss of 1.46"
            " go together, with both computed correctly?"
        ),
        "options": [
            "No",
            "Yes, if the right class leads everywhere, but by little",
            "Yes, if a few examples cost very much and the others nothing",
        ],
        "answer": "Yes, if the right class leads everywhere, but by little",
        "reveal": (
            "Accuracy asks *who* leads, the loss asks by how much. A loss of 1.46 is what you get"
            " when the true class has a probability of about 0.23 and the nine others share the"
            " rest. A few examples can't do it: a class that leads among ten has at least 1/10, so"
            " no example costs more than $\\log 10$, which is 2.303. The question becomes: why does"
            " nobody get more than 0.23?"
        ),
    },
    "10-floor": {
        "kept_as": "09-floor",
        "question": (
            "Softmax is taken twice by mistake, this time with 100 classes. Where does the loss"
            " stop?"
        ),
        "options": [
            "at 0",
            "at 1.461 again",
            "at 3.622",
            "at 4.605, which is log 100",
        ],
        "answer": "at 3.622",
        "reveal": (
            "The best that the second softmax can get is a 1 for the true class and 99 zeros. It"
            " makes $e / (e + 99)$ of that, and the loss is $\\log(1 + 99/e)$. Chance level is"
            " higher, so something *is* learned."
        ),
    },
    "10-sum": {
        "kept_as": "09-sum",
        "question": (
            "Somebody shows you a gradient with respect to the three logits of one example, $(3,"
            " -1, 2)$, and doesn't say which loss it belongs to. Softmax comes before the loss."
            " Can it be right?"
        ),
        "options": [
            "Yes",
            "No",
            "Nobody can tell without the loss",
        ],
        "answer": "No",
        "reveal": (
            "Add the same number to all the logits, and no probability changes, so no loss of the"
            " probabilities does. The entries of the gradient must sum to 0, whatever the loss."
            " These sum to 4."
        ),
    },
}
