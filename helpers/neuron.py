"""One sigmoid neuron, a = sigmoid(wx + b), how either loss trains it, and a softmax beside it."""

import math
from typing import NamedTuple

import numpy as np

from helpers.arguments import read_choice, read_count, read_finite, read_number
from helpers.functions import sigmoid

LOSSES = ("squared_error", "cross_entropy")


class Trained(NamedTuple):
    """What `train_neuron` leaves: the output after 0, 1, … epochs, the last w and b, and dL/dw."""

    outputs: np.ndarray
    w: float
    b: float
    dw: float


def neuron_slope(z, y, *, loss):
    """Give dL/dz of one neuron: how strongly the loss pulls at z = wx + b.

    Parameters
    ----------
    z : array_like, any shape
        Finite.
    y : float
        The target, from 0 to 1.
    loss : {"squared_error", "cross_entropy"}
        L = (a - y)^2 / 2, or L = -(y log a + (1 - y) log(1 - a)), with a = sigmoid(z).

    Returns
    -------
    ndarray or numpy scalar, shape of `z`, float64

    Raises
    ------
    ValueError
        If `z` is not finite, `y` is not from 0 to 1, or `loss` is neither of the two.
    TypeError
        If `z` or `y` is anything but real numbers.

    Notes
    -----
    (a - y) a (1 - a) for squared error, a - y for cross-entropy. Both are worked out from
    sigmoid(-z) where a rounds to 1, so they have digits left at both ends.

    Examples
    --------
    A neuron that is wrong with certainty hardly feels squared error:

    >>> from helpers.neuron import neuron_slope
    >>> neuron_slope([0, 8], 0, loss="squared_error").round(4)
    array([0.125 , 0.0003])
    >>> neuron_slope([0, 8], 0, loss="cross_entropy").round(4)
    array([0.5   , 0.9997])
    """
    z, (y, loss) = read_finite(z, "z"), _read_target(y, loss)
    with np.errstate(under="ignore"):
        return _slope(sigmoid(z), sigmoid(-z), y, loss)


def pairing_gradients(gaps, K):
    """Give dL/dz at the true class for both losses behind both outputs.

    Parameters
    ----------
    gaps : array_like, any shape
        How far the true class's logit lies above the others, which are all 0.
    K : int
        How many classes the softmax has; at least 2. The sigmoid has one output, with target 1.

    Returns
    -------
    dict
        From (loss, output) to an array of float64, shape of `gaps`: loss is "squared error" or
        "cross-entropy", output is "sigmoid" or "softmax".

    Raises
    ------
    ValueError
        If `gaps` is not finite, or `K` is below 2.
    TypeError
        If `gaps` does not hold real numbers, or `K` is not an integer.

    Notes
    -----
    With a = sigmoid(u) and p = softmax(u, 0, ..., 0)_1 = sigmoid(u - log(K - 1)) the four are
    a - 1, (a - 1) a (1 - a), p - 1 and (p - 1) p (1 - p) K / (K - 1). For K = 2 the softmax is the
    sigmoid, and its squared error counts the same difference twice.

    Examples
    --------
    >>> for pair, slope in pairing_gradients(-4.0, 10).items():
    ...     print(*pair, slope.round(4))
    cross-entropy sigmoid -0.982
    cross-entropy softmax -0.998
    squared error sigmoid -0.0173
    squared error softmax -0.0022
    """
    u, K = read_finite(gaps, "gaps"), read_count(K, "K", at_least=2)
    v = u - np.log(K - 1.0)
    return {
        ("cross-entropy", "sigmoid"): neuron_slope(u, 1, loss="cross_entropy"),
        ("cross-entropy", "softmax"): neuron_slope(v, 1, loss="cross_entropy"),
        ("squared error", "sigmoid"): neuron_slope(u, 1, loss="squared_error"),
        ("squared error", "softmax"): neuron_slope(v, 1, loss="squared_error") * K / (K - 1.0),
    }


def train_neuron(w, b, x, y, *, loss, learning_rate, epochs):
    """Train one neuron on one example by gradient descent, and keep its output after every epoch.

    Parameters
    ----------
    w, b, x : float
        Weight and bias at the start, and the input.
    y, loss
        As for `neuron_slope`.
    learning_rate : float
        Above 0: how far to go against the gradient in each epoch.
    epochs : int
        How many steps, 0 or more.

    Returns
    -------
    Trained
        `outputs`, shape (epochs + 1,), beginning with the output at the start; `w`, `b` and `dw`,
        which is dL/dw, at the end. A rate so large that w overflows leaves nan; nothing is raised.

    Raises
    ------
    ValueError
        If a number is not finite or has dimensions, `y` is not from 0 to 1, `loss` is neither of
        the two, `learning_rate` is not above 0, or `epochs` is below 0.
    TypeError
        If one of them is anything but a real number, or `epochs` is not a whole one.

    Notes
    -----
    dL/dw = dL/dz x and dL/db = dL/dz, because z = wx + b. For squared error that is
    (a - y) a (1 - a) x, for cross-entropy (a - y) x: the factor a (1 - a) has cancelled
    (Nielsen, Neural Networks and Deep Learning, chapter 3). w becomes w - rate dL/dw, and b becomes
    b - rate dL/db, both from the same gradient.

    Examples
    --------
    Nielsen's two starts, squared error:

    >>> from helpers.neuron import train_neuron
    >>> rule = dict(x=1, y=0, loss="squared_error", learning_rate=0.15, epochs=300)
    >>> train_neuron(0.6, 0.9, **rule).outputs[[0, -1]].round(2)
    array([0.82, 0.09])
    >>> train_neuron(2, 2, **rule).outputs[[0, -1]].round(2)
    array([0.98, 0.2 ])
    """
    w, b, x = (read_number(value, name) for value, name in ((w, "w"), (b, "b"), (x, "x")))
    y, loss = _read_target(y, loss)
    rate = read_number(learning_rate, "learning_rate", above=0.0)
    epochs, outputs = read_count(epochs, "epochs", at_least=0), []
    while True:
        z = w * x + b
        outputs.append(_sigmoid(z))
        slope = _slope(outputs[-1], _sigmoid(-z), y, loss)
        if len(outputs) > epochs:
            return Trained(np.array(outputs), w, b, slope * x)
        w, b = w - rate * slope * x, b - rate * slope


# Plain floats: 300 epochs of arrays with a single number in each take twenty times as long.
def _sigmoid(z):
    small = math.exp(-abs(z))
    return (1.0 if z >= 0 else small) / (1.0 + small)


def _slope(yes, no, y, loss):
    # no is 1 - a, taken as sigmoid(-z): it has its digits where a rounds to 1.
    slope = (1.0 - y) * yes - y * no  # a - y
    return slope * yes * no if loss == "squared_error" else slope


def _read_target(y, loss):
    return read_number(y, "y", at_least=0.0, at_most=1.0), read_choice(loss, "loss", LOSSES)
