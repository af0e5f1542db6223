"""From probabilities back to logits."""

import numpy as np

from helpers.exercises.checker.exercise import LOGARITHMS, Exercise, Mistake
from helpers.exercises.content.exercises.ways import f32, f64


def _share(*weights):
    w = np.array(weights, np.float64)
    return w / w.sum()


EXERCISE = Exercise(
    name="logits_for",
    statement=(
        "Given probabilities `p` of shape (K,), all above 0 and with sum 1, return logits of "
        "shape (K,) whose softmax is p. There are many: every one of them is accepted."
    ),
    shown=(
        "You can undo softmax, except for a constant added to all logits, which softmax cannot see."
    ),
    reference=lambda p: np.log(p),
    cases=[
        (f64(1),),
        (f64(0.5, 0.5),),
        (f64(0.25, 0.75),),
        (f32(0.125, 0.5, 0.375),),
        (_share(3, 1, 2),),
        (_share(np.exp(1), np.exp(2), np.exp(3)),),
        (_share(1e-12, 1, 1e-3),),
        (_share(1, 1, 1, 1),),
        (_share(7, 1, 1, 20, 5),),
        (_share(*range(1, 13)),),
    ],
    tolerance=LOGARITHMS,
    normal_form=lambda z: z - z.max(),
    compared_as="shifted so that the largest is 0",
    hints=(
        "p is exp(z) divided by a number that is the same for all classes. What undoes exp?",
        "log(p_k) = z_k - log(sum). The second part is the same for every class, and softmax "
        "does not see a constant that is added to all logits.",
        "So `np.log(p)` are logits for p. Check: exp(log p) = p, and the sum is already 1.",
    ),
    solution="""
def logits_for(p):
    return np.log(p)
""",
    why=(
        "softmax(log p) = p / sum(p) = p, because p sums to 1. Adding any constant to all of "
        "log p gives other logits with the same softmax."
    ),
    mistakes=(
        Mistake(
            "1-double-softmax",
            (lambda p: p,),
            "You return p itself. Its softmax is not p but a flatter distribution: softmax of a "
            "softmax.",
            "CGES#1, tflearn PR 562, llama-from-scratch#5",
        ),
        Mistake(
            "logarithm-to-base-2",
            (lambda p: np.log2(p),),
            "You take the logarithm to base 2. Softmax uses powers of e, so only the natural "
            "logarithm `np.log` undoes it.",
        ),
        Mistake(
            "logarithm-to-base-10",
            (lambda p: np.log10(p),),
            "You take the logarithm to base 10. Softmax uses powers of e, so only the natural "
            "logarithm `np.log` undoes it.",
        ),
        Mistake(
            "surprise-instead",
            (lambda p: -np.log(p),),
            "The sign is flipped: -log p is large where p is small. (It is the surprise, which "
            "becomes the loss in a later lesson.)",
        ),
        Mistake(
            "logit-of-each",
            (lambda p: np.log(p / (1 - p)), lambda p: np.log(p) - np.log1p(-p)),
            "You take log(p / (1 - p)) of each entry. That undoes a sigmoid of each; here one "
            "softmax ties all classes together.",
        ),
        Mistake(
            "exp-instead-of-log",
            (lambda p: np.exp(p),),
            "You take exp of p. Softmax takes exp of the logits, so going back takes log.",
        ),
    ),
)
