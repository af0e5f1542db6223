"""Predictions: what is asked, and what is shown after the commit."""

QUESTIONS = {
    "05-start": {
        "kept_as": "06-start",
        "question": (
            "Both starts train with squared error, at the same rate. Which one changes its output"
            " more in the first 100 of the 300 epochs?"
        ),
        "options": [
            "The start at 0.98: the larger the error, the larger the step",
            "Both about the same",
            "The start at 0.82",
        ],
        "answer": "The start at 0.82",
        "reveal": (
            "In 100 epochs it falls from 0.82 to 0.21, and the other one from 0.98 to 0.96. The"
            " next section derives why."
        ),
    },
    "05-fifty": {
        "kept_as": "06-fifty",
        "question": (
            "The bad start again, $w = b = 2$ with the output 0.98, at the same rate 0.15. With"
            " cross-entropy, where is the output after 50 epochs?"
        ),
        "options": [
            "near 0.98",
            "near 1/2",
            "near 0.1",
            "near 0.01",
        ],
        "answer": "near 0.1",
        "reveal": (
            "$\\partial L / \\partial z = a - y$ is almost 1 at the start, so each of $w$ and $b$"
            " falls by almost 0.15 an epoch. After some 17 epochs the neuron is on the right side"
            " of 1/2, and the steps become smaller with the error."
        ),
    },
    "05-peak": {
        "kept_as": "06-peak",
        "question": (
            "The target is 0. At which output $a$ does squared error with sigmoid learn fastest,"
            " that is, where is its $\\partial L / \\partial z$ largest?"
        ),
        "options": [
            "$a = 1/2$",
            "$a = 2/3$",
            "$a = 0.9$",
            "$a$ near 1",
        ],
        "answer": "$a = 2/3$",
        "reveal": (
            "It is $(a - 0) \\cdot a(1 - a) = a^2 (1 - a)$. The factor $a(1 - a)$ alone has its"
            " top at 1/2, the error pulls it a little to the right."
        ),
    },
    "05-softmax": {
        "kept_as": "06-softmax",
        "question": (
            "Logits $(10, 0, 0)$, and the third class is right: the network is sure and wrong."
            " How large is the gradient of squared error with respect to $z_3$, compared with"
            " cross-entropy's?"
        ),
        "options": [
            "The same: softmax is not the sigmoid",
            "About a quarter",
            "About a ten-thousandth",
        ],
        "answer": "About a ten-thousandth",
        "reveal": (
            "Near a corner every entry of the Jacobian is almost 0, and the upstream gradient $p"
            " - y$ is multiplied by it. Cross-entropy's upstream gradient $-1/p_3$ is huge there,"
            " and makes up for it."
        ),
    },
}
