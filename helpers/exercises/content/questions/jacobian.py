"""Predictions: what is asked, and what is shown after the commit."""

QUESTIONS = {
    "03-passes": {
        "question": (
            "The network of lesson 08 reads digits with 650 weights and biases. By wiggling, how"
            " many times does *one step* of learning compute the loss?"
        ),
        "options": [
            "once",
            "10 times, as here",
            "651 times",
            "$650^2$ times",
        ],
        "answer": "651 times",
        "reveal": (
            "Once where the weights are, and once more for each weight that is moved. A language"
            " model has billions of them."
        ),
    },
    "03-count": {
        "question": "With $K = 3$ classes, how many partial derivatives does softmax have?",
        "options": [
            "1",
            "3",
            "6",
            "9",
        ],
        "answer": "9",
        "reveal": (
            "Three probabilities, each of which answers to three logits: $3 \\times 3 = 9$. In"
            " general $K^2$. An elementwise function such as the sigmoid has only $K$ that are"
            " not 0."
        ),
    },
    "03-zero": {
        "question": (
            "Somebody wants *the gradient of softmax* as a vector and adds up the entries of $J$"
            " along one axis. The result is 0 for all logits. What is wrong?"
        ),
        "options": [
            "The gradient has vanished: the logits are too large.",
            "Nothing is wrong with $J$: the sums of its rows and columns are always 0.",
            "The case i = j was forgotten.",
        ],
        "answer": "Nothing is wrong with $J$: the sums of its rows and columns are always 0.",
        "reveal": (
            "Columns sum to 0 because the probabilities always sum to 1, rows because one number"
            " added to all logits changes nothing. It is not a vanishing gradient. A function"
            " with $K$ outputs has no gradient vector; it has a Jacobian. *(Stack Overflow,"
            " question 36279904)*"
        ),
    },
    "03-elementwise": {
        "question": (
            "Many functions of a network work entry by entry. With such a function, an upstream"
            " gradient is multiplied entry by entry with the derivatives, here the diagonal"
            " $p_i(1 - p_i)$. What happens if you do this with softmax?"
        ),
        "options": [
            "It is the same thing, only faster.",
            "The parts of the chain rule with i ≠ j are missing.",
            "The shapes do not fit.",
        ],
        "answer": "The parts of the chain rule with i ≠ j are missing.",
        "reveal": (
            "Only the diagonal of $J$ is used. The shapes fit, nothing fails, and the gradient is"
            " wrong. *(found in libnd4j issue 440 and in a question on Cross Validated, 235528)*"
        ),
    },
}
