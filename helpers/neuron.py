"""One sigmoid neuron, a = sigmoid(wx + b), and how either loss trains it."""

import math
from typing import NamedTuple

import numpy as np

from helpers.arguments import read_choice, read_count, read_finite, read_number

LOSSES = ("squared_error", "cross_entropy")


class Trained(NamedTuple):
    """What `train_neuron` leaves: the output after 0, 1, … epochs, and the last w and b."""

    outputs: np.ndarray
    w: float
    b: float


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
    slopes = [_slope(v, y, loss) for v in z.ravel().tolist()]
    return np.array(slopes, dtype=np.float64).reshape(z.shape)[()]


def neuron_gradients(w, b, x, y, *, loss):
    """Give dL/dw and dL/db of one neuron and one example.

    Parameters
    ----------
    w, b, x : float
        Weight, bias and input.
    y, loss
        As for `neuron_slope`.

    Returns
    -------
    tuple of float
        dL/dw and dL/db.

    Raises
    ------
    ValueError
        If a number is not finite or has dimensions, `y` is not from 0 to 1, or `loss` is neither
        of the two.
    TypeError
        If one of them is anything but a real number.

    Notes
    -----
    dL/dw = dL/dz x and dL/db = dL/dz, because z = wx + b. For squared error that is
    (a - y) a (1 - a) x, for cross-entropy (a - y) x: the factor a (1 - a) has cancelled
    (Nielsen, Neural Networks and Deep Learning, chapter 3).

    Examples
    --------
    >>> from helpers.neuron import neuron_gradients
    >>> neuron_gradients(0.0, 0.0, x=2.0, y=1.0, loss="cross_entropy")
    (-1.0, -0.5)
    >>> neuron_gradients(0.0, 0.0, x=2.0, y=1.0, loss="squared_error")
    (-0.25, -0.125)
    """
    w, b, x, y, loss = _read(w, b, x, y, loss)
    slope = _slope(w * x + b, y, loss)
    return slope * x, slope


def train_neuron(w, b, x, y, *, loss, learning_rate, epochs):
    """Train one neuron on one example by gradient descent, and keep its output after every epoch.

    Parameters
    ----------
    w, b, x, y, loss
        As for `neuron_gradients`; `w` and `b` are the start.
    learning_rate : float
        Above 0: how far to go against the gradient in each epoch.
    epochs : int
        How many steps, 0 or more.

    Returns
    -------
    Trained
        `outputs`, shape (epochs + 1,), beginning with the output at the start; `w` and `b` at the
        end. A rate so large that w overflows leaves nan; nothing is raised.

    Raises
    ------
    ValueError, TypeError
        As `neuron_gradients`, and if `learning_rate` is not finite and above 0, or `epochs` is
        negative or not a whole number.

    Notes
    -----
    w becomes w - rate dL/dw, and b becomes b - rate dL/db, both from the same gradient.

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
    w, b, x, y, loss = _read(w, b, x, y, loss)
    rate = read_number(learning_rate, "learning_rate", above=0.0)
    steps = read_count(epochs, "epochs", at_least=0)
    outputs = np.empty(steps + 1)
    for step in range(steps):
        z = w * x + b
        outputs[step] = _sigmoid(z)
        slope = _slope(z, y, loss)
        w, b = w - rate * slope * x, b - rate * slope
    outputs[steps] = _sigmoid(w * x + b)
    return Trained(outputs, w, b)


# Plain floats: 300 epochs of arrays with a single number in each take twenty times as long.
def _sigmoid(z):
    small = math.exp(-abs(z))
    return (1.0 if z >= 0 else small) / (1.0 + small)


def _slope(z, y, loss):
    yes, no = _sigmoid(z), _sigmoid(-z)  # no is 1 - a, with its digits where a rounds to 1
    slope = (1.0 - y) * yes - y * no  # a - y
    return slope * yes * no if loss == "squared_error" else slope


def _read_target(y, loss):
    return read_number(y, "y", at_least=0.0, at_most=1.0), read_choice(loss, "loss", LOSSES)


def _read(w, b, x, y, loss):
    numbers = (read_number(value, name) for value, name in ((w, "w"), (b, "b"), (x, "x")))
    return *numbers, *_read_target(y, loss)
