"""Time an epoch of training on the digits: ours against scikit-learn's MLPClassifier.

The same shape (64, 32, 10), sigmoids, softmax with cross-entropy, mini-batches of at most 32, plain
SGD without momentum, rate, L2 term, float64 and data for both. They train in turns, in one run, in
two ways. "learn" is the steps alone (scikit-learn adds up its batches' losses on the way). "learn
and measure" is what a curve of training needs, and what `run_epoch` does: after every epoch, loss
and accuracy of the examples to learn from and of the held-out ones.

Where scikit-learn ends far below: it cuts 1347 digits into 42 batches of 32 and one of 3, and a
step at this rate for 3 digits alone goes wide of the mark; ours are of 31 and 32.

    python -m bench.training
"""

import time
import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from bench.timing import at_least, machine, percentiles, progress, table
from helpers.digits import split_digits
from helpers.losses import categorical_cross_entropy, one_hot
from helpers.network import Training, initial_layers, train
from helpers.network.sgd import descend

HIDDEN, RATE, BATCH, L2 = (32,), 2.0, 32, 1e-4
ROUNDS = 15
EPOCHS = 10  # in each round
LONG = 60  # epochs before held-out accuracies are compared
SEEDS = range(5)
DIGITS = split_digits()
LEARN = DIGITS.train.X, DIGITS.train.labels
HELD_OUT = DIGITS.held_out.X, DIGITS.held_out.labels
TARGETS = one_hot(DIGITS.train.labels, 10)


def our_steps(seed, epochs):
    """Do what run_epoch does before it measures."""
    layers = initial_layers((64, *HIDDEN, 10), seed=seed)
    settings = {"batch_size": BATCH, "learning_rate": RATE, "l2": L2, "loss": "cross_entropy"}
    for number in range(1, epochs + 1):
        order = np.random.default_rng([seed, number]).permutation(len(TARGETS))
        descend(layers, LEARN[0].take(order, axis=0), TARGETS.take(order, axis=0), **settings)


def our_curve(seed, epochs):
    """Train as the lesson does; return the last held-out accuracy."""
    options = {"hidden": HIDDEN, "learning_rate": RATE, "batch_size": BATCH, "l2": L2}
    training = Training(*LEARN, held_out=HELD_OUT, seed=seed, **options)
    *_, last = train(training, epochs)
    return last.held_out_accuracy


def classifier(seed, epochs):
    """Return scikit-learn's network, set to the same."""
    return MLPClassifier(
        HIDDEN,
        activation="logistic",
        solver="sgd",
        momentum=0.0,
        nesterovs_momentum=False,
        learning_rate="constant",
        learning_rate_init=RATE,
        batch_size=BATCH,
        alpha=L2 * BATCH,  # it divides the term by the rows of the batch
        random_state=seed,
        max_iter=epochs,
        tol=0.0,
        n_iter_no_change=epochs + 1,  # it is not to stop early
    )


def their_steps(seed, epochs):
    """Fit, once; return the held-out accuracy."""
    network = classifier(seed, epochs)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # it would like more epochs
        return network.fit(*LEARN).score(*HELD_OUT)


def their_curve(seed, epochs):
    """Fit one epoch at a time and measure after each."""
    network, history = classifier(seed, epochs), []
    for _ in range(epochs):
        network.partial_fit(*LEARN, classes=np.arange(10))
        for X, labels in (LEARN, HELD_OUT):
            p = network.predict_proba(X)
            history.append(categorical_cross_entropy(labels, p))
            history.append(np.mean(p.argmax(axis=1) == labels))
    return history


def times(functions):
    """Return {function: milliseconds of an epoch}, measured in turns."""
    found = {function: [] for function in functions}
    for number in range(ROUNDS + 1):  # the first is for warming up
        progress(f"round {number} of {ROUNDS}" if number else "warming up")
        for function in functions if number % 2 else functions[::-1]:
            start = time.perf_counter()
            function(number, EPOCHS)
            if number:
                found[function].append(1000 * (time.perf_counter() - start) / EPOCHS)
    return found


def main():
    progress(f"held-out accuracy after {LONG} epochs")
    lowest = {f: 100 * min(f(seed, LONG) for seed in SEEDS) for f in (our_curve, their_steps)}
    pairs = {"learn": (our_steps, their_steps), "learn and measure": (our_curve, their_curve)}
    found = times([function for pair in pairs.values() for function in pair])
    print(f"\nAn epoch of SGD, network (64, 32, 10), batches of {BATCH}; {machine()}")
    rows, ratios = [], {}
    for what, (ours, theirs) in pairs.items():
        ratios[what] = float(np.median(np.divide(found[theirs], found[ours])))
        both = [f"{figure:.2f}" for f in (ours, theirs) for figure in percentiles(found[f])]
        rows.append([what, *both, f"{ratios[what]:.2f}"])
    table(["", "ours ms", "p95", "MLPClassifier ms", "p95", "times as fast"], rows)
    for what, ratio in ratios.items():
        at_least(f"{what}: times as fast, median of the rounds", ratio, 3.0)
    print(f"  MLPClassifier's held-out accuracy, worst seed: {lowest[their_steps]:.1f} %")
    at_least("our held-out accuracy, worst seed", lowest[our_curve], 97.0, " %")


if __name__ == "__main__":
    main()
