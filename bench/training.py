"""Time an epoch of training on the digits: ours against scikit-learn's MLPClassifier.

The same shape (64, 32, 10), sigmoids, softmax with cross-entropy, mini-batches of at most 32, plain
SGD without momentum, rate, L2 term, float64 and data for both. They train in turns, in one run:
the steps alone, without the figures of a curve (scikit-learn adds up its batches' losses on the
way).

    python -m bench.training
"""

import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from bench.timing import in_turns, met, percentiles, table
from helpers.digits import split_digits
from helpers.losses import one_hot
from helpers.network import initial_layers
from helpers.network.sgd import descend

HIDDEN, RATE, BATCH, L2 = (32,), 2.0, 32, 1e-4
ROUNDS = 15
EPOCHS = 10  # in each round
DIGITS = split_digits().train
X, LABELS = DIGITS.X, DIGITS.labels
TARGETS = one_hot(LABELS, 10)


def ours():
    """Do what run_epoch does before it measures."""
    layers = initial_layers((64, *HIDDEN, 10), seed=0)
    settings = {"batch_size": BATCH, "learning_rate": RATE, "l2": L2, "loss": "cross_entropy"}
    for number in range(1, EPOCHS + 1):
        order = np.random.default_rng([0, number]).permutation(len(X))
        descend(layers, X.take(order, axis=0), TARGETS.take(order, axis=0), **settings)


def theirs():
    """Fit scikit-learn's network, set to the same."""
    network = MLPClassifier(
        HIDDEN,
        activation="logistic",
        solver="sgd",
        momentum=0.0,
        nesterovs_momentum=False,
        learning_rate_init=RATE,
        batch_size=BATCH,
        alpha=L2 * BATCH,  # it divides the term by the rows of the batch
        random_state=0,
        max_iter=EPOCHS,
        n_iter_no_change=EPOCHS + 1,  # it is not to stop early
    )
    network.fit(X, LABELS)


def main():
    warnings.simplefilter("ignore", ConvergenceWarning)  # it would like more epochs
    in_turns([ours, theirs], 1)  # to warm up
    us, them = 1000 / EPOCHS * in_turns([ours, theirs], ROUNDS).T
    ratio = np.median(them / us)
    rows = [
        ["ours", *percentiles(us), ratio, met(ratio >= 3, "at least 3")],
        ["MLPClassifier", *percentiles(them), 1.0, ""],
    ]
    title = f"An epoch of SGD, network (64, 32, 10), batches of {BATCH}"
    table(title, ["", "median ms", "p95 ms", "times as fast", "target"], rows)


if __name__ == "__main__":
    main()
