"""Training by stochastic gradient descent, to be stopped and gone on with at any time."""

from typing import NamedTuple

import numpy as np

from helpers.arguments import (
    read_choice,
    read_count,
    read_counts,
    read_finite,
    read_labels,
    read_number,
)
from helpers.functions import softmax
from helpers.losses import categorical_cross_entropy_from_logits, mean_squared_error, one_hot
from helpers.network.passes import Layer, initial_layers
from helpers.network.sgd import descend, logits_of_rows

LOSSES = ("cross_entropy", "squared_error")


class Epoch(NamedTuple):
    """How the network does after an epoch, measured on whole sets with the weights at its end.

    The losses are means over the examples, without the l2 term, so that any two settings can be
    compared. Without held-out examples the last two are None.
    """

    number: int
    loss: float
    accuracy: float
    held_out_loss: float | None = None
    held_out_accuracy: float | None = None

    def __str__(self):
        said = f"epoch {self.number}: loss {self.loss:.4f}, accuracy {self.accuracy:.1%}"
        if self.held_out_loss is None:
            return said
        return f"{said}; held out {self.held_out_loss:.4f}, {self.held_out_accuracy:.1%}"


class Training:
    """A network, its data, and how far it has come in learning them.

    Parameters
    ----------
    X : array_like, shape (n, d)
        Inputs, at least one. Finite.
    labels : array_like of int, shape (n,)
        Indices of the true classes.
    hidden : sequence of int
        Sizes of the hidden layers: () is softmax regression.
    loss : {"cross_entropy", "squared_error"}
        The mean over a batch of -sum_k y_k log p_k, or of 1/2 ||p - y||^2, with p = softmax(z).
    learning_rate : float
        How far to step against the gradient. Finite and above 0.
    batch_size : int
        How many examples make one step, at most. The batches of an epoch are of equal size, give
        or take one.
    l2 : float
        l2 / 2 times the sum of all squared weights, not of the biases, is added. 0 or more.
    seed : int
        Of the first weights and of the order of the examples. 0 or more.
    held_out : pair (X, labels), optional
        Examples to measure with and never to learn from.

    Attributes
    ----------
    loss, learning_rate, batch_size, l2
        You may change these between two epochs; the next one takes them up.
    sizes : tuple of int
        (d, *hidden, K), with K the largest label of either set, and 1.

    Raises
    ------
    ValueError
        If shapes do not fit, there is no example, a number is not finite, a label is out of
        range, or a setting is.
    TypeError
        If an array or setting is of the wrong kind.

    Notes
    -----
    An epoch shuffles the examples, goes through them batch by batch, and takes one step against
    the gradient after each: W - learning_rate dL/dW. The order depends on the seed and the number
    of the epoch alone. So training that was stopped goes on as if it never had been, and an epoch
    that was interrupted half-way never was.

    Examples
    --------
    >>> from helpers.network import Training
    >>> training = Training([[0.0], [1.0], [2.0], [3.0]], [0, 0, 1, 1], hidden=(), learning_rate=1)
    >>> for _ in range(200):
    ...     epoch = training.run_epoch()
    >>> epoch.number, epoch.accuracy, training.measure() == epoch
    (200, 1.0, True)
    """

    def __init__(
        self,
        X,
        labels,
        *,
        hidden=(32,),
        loss="cross_entropy",
        learning_rate=2.0,
        batch_size=32,
        l2=0.0,
        seed=0,
        held_out=None,
    ):
        hidden = read_counts(hidden, "hidden", shortest=0)
        self._X, labels = _read_examples(X, labels)
        inputs = self._X.shape[1]
        self._sets = [(self._X, labels)]
        if held_out is not None:
            try:
                X, labels_there = held_out
            except (TypeError, ValueError):
                raise ValueError(
                    f"held_out: expected the pair (X, labels), got {type(held_out).__name__}"
                ) from None
            self._sets.append(_read_examples(X, labels_there, "held_out ", inputs))
        classes = 1 + max(int(some.max()) for _, some in self._sets)
        self._Y = one_hot(labels, classes)
        self.sizes = (inputs, *hidden, classes)
        self.loss, self.learning_rate = loss, learning_rate
        self.batch_size, self.l2 = batch_size, l2
        self._settings()
        self._seed = read_count(seed, "seed", at_least=0)
        # Replaced as a whole: an interruption never leaves half of what has been reached.
        self._done = initial_layers(self.sizes, seed=seed), 0

    @property
    def layers(self):
        """The weights and biases now, as a list of Layer of your own: change them as you like."""
        return [Layer(W.copy(), b.copy()) for W, b in self._done[0]]

    def measure(self):
        """Say how the network does now, as an Epoch: number 0 before any has been run."""
        return self._measured(*self._done)

    def run_epoch(self):
        """Go once through all examples, then measure.

        Returns
        -------
        Epoch
            As from `measure`.

        Raises
        ------
        ValueError, TypeError
            If a setting has been changed to something impossible.
        FloatingPointError
            If the weights grow beyond every float. Like any other interruption, it leaves
            everything as it was after the epoch before.
        """
        settings = self._settings()
        layers, number = self.layers, self._done[1] + 1
        order = np.random.default_rng([self._seed, number]).permutation(len(self._X))
        descend(layers, self._X.take(order, axis=0), self._Y.take(order, axis=0), **settings)
        epoch = self._measured(layers, number)
        self._done = layers, number
        return epoch

    def _measured(self, layers, number):
        outputs = [logits_of_rows(layers, X) for X, _ in self._sets]
        arrays = (*outputs, *(array for layer in layers for array in layer))
        if not all(np.isfinite(array).all() for array in arrays):
            raise FloatingPointError(
                f"in epoch {number} the weights have grown beyond every float, with learning_rate "
                f"{self.learning_rate:g} and l2 {self.l2:g}: make one of them smaller"
            )
        figures = []
        for z, (_, labels) in zip(outputs, self._sets):
            if self.loss == "cross_entropy":
                loss = categorical_cross_entropy_from_logits(labels, z)
            else:
                loss = mean_squared_error(one_hot(labels, self.sizes[-1]), softmax(z))
            figures += [float(loss), float(np.mean(z.argmax(axis=1) == labels))]
        return Epoch(number, *figures)

    def _settings(self):
        return {
            "loss": read_choice(self.loss, "loss", LOSSES),
            "learning_rate": read_number(self.learning_rate, "learning_rate", above=0.0),
            "batch_size": read_count(self.batch_size, "batch_size"),
            "l2": read_number(self.l2, "l2", at_least=0.0),
        }

    def __repr__(self):
        sizes = " → ".join(str(size) for size in self.sizes)
        return f"<Training {sizes}, {len(self._X)} examples: {self.measure()}>"


def _read_examples(X, labels, prefix="", inputs="d"):
    """Read and copy `X`, to float64 of shape (n, d), and `labels`, (n,); at least one of them."""
    name = f"{prefix}X"
    X = read_finite(X, name).copy()  # the caller may write into the original before it is used
    if X.ndim != 2 or X.size == 0 or inputs not in ("d", X.shape[1]):
        raise ValueError(f"{name}: expected shape (n, {inputs}) with n >= 1, got shape {X.shape}")
    return X, read_labels(labels, None, X.shape[:1], f"{prefix}labels")
