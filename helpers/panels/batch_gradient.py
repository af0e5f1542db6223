"""Every example of a batch contributes to every entry of dL/dW."""

import numpy as np

from helpers.arguments import read_finite, read_labels, require
from helpers.live import Count, Panel, Slider, mathml
from helpers.losses import one_hot
from helpers.network import Layer, loss_and_gradients, probabilities
from helpers.panels.parts.cells import Cells
from helpers.panels.parts.controls import DOWN, choose
from helpers.panels.parts.words import number, signed

X_DEFAULT = ((2.0, 1.0), (-1.0, 2.0), (-2.0, -1.0), (1.0, -2.0))
LABELS = (0, 1, 2, 0)
STEPS, RATE = 50, 0.2


class BatchGradient(Panel):
    title = "A batch and one entry of dL/dW"
    size = (8.0, 3.1)
    keys_help = "The arrow keys choose an entry of the gradient."

    def __init__(self, X, labels, controls):
        self.X, self.count = X, controls["row"].most + 1
        self.steps = _descend(X, labels, self.count)
        super().__init__(controls)

    def build(self, figure):
        n, d = self.X.shape
        widths = (self.count + 0.6, d + 0.6, d + 0.6)
        left, middle, right = figure.subplots(1, 3, width_ratios=widths)
        left.set_title("$P - Y$")
        middle.set_title("$X$")
        right.set_title("$(P - Y)^T X\\,/\\,n$: choose", x=-0.25)  # else it ends at the edge
        largest = max(float(np.abs(self.X).max()), 1e-300)
        self.slopes = Cells(left, n, self.count, limit=1.0, say=_short)
        self.inputs = Cells(middle, n, d, limit=2 * largest, say=_short)
        say = signed if d < 3 else _short  # narrow cells have room for two decimals
        self.gradient = Cells(right, self.count, d, limit=largest, say=say)
        maps = (self.slopes, self.inputs, self.gradient)
        names = (("example", "class "), ("example", "x"), ("class", "x"))
        for cells, (row, column) in zip(maps, names, strict=True):
            axes, rows, columns = cells.axes, range(cells.rows), range(cells.columns)
            axes.set_yticks(rows, [f"{row} {at + 1}" for at in rows])
            axes.set_xticks(columns, [f"{column}{at + 1}" for at in columns])
            axes.xaxis.tick_top()
            axes.set_ylim(max(n, self.count) - 0.5, -0.5)  # cells of one height
        self.drags = {right: ("pointer", lambda x, y, *_: self.gradient.at(x, y))}
        return [cells.artists for cells in maps]

    def update(self, values):
        i, j, steps, n = values["row"], values["column"], values["steps"], len(self.X)
        loss, self.errors, gradient = self.steps[steps]
        self.entry = float(gradient[i, j])
        self.slopes.show(self.errors, framed=(0, i, n, 1))
        self.inputs.show(self.X, framed=(0, j, n, 1))
        self.gradient.show(gradient, framed=(i, j, 1, 1))
        start = f"after {steps} step{'s' * (steps != 1)} of descent, loss {number(loss, 4)}"
        return (
            f"{start}: ∂L/∂W for class {i + 1} and x{j + 1} is {signed(self.entry, 4)}, "
            f"the mean over {n} examples of (p − y) for class {i + 1} times x{j + 1}"
        )

    def formula(self, values):
        m, i, j = mathml, values["row"], values["column"]
        products = [
            m.row(m.paren(m.num(slope, 2)), m.op("·"), m.paren(m.num(x, 2)))
            for slope, x in zip(self.errors[:, i], self.X[:, j], strict=True)
        ]
        slope = m.slope(m.var("L"), m.var("W", f"{i + 1}{j + 1}"))
        mean = m.frac(m.num(1), m.num(len(self.X))) + m.paren(m.total(products))
        return m.math(
            m.equal(slope, mean, m.num(self.entry, 3)),
            alttext=f"the mean of the {len(self.X)} products is {number(self.entry, 3)}",
        )

    def on_key(self, key, values):
        across = choose(key, values, "column", self.X.shape[1])
        return across or choose(key, values, "row", self.count, DOWN)


def _short(x):
    return signed(x, 2)


def _descend(X, labels, count):
    """Return loss, P - Y and dL/dW after 0, 1, … steps of gradient descent from zeros."""
    layer, steps = Layer(np.zeros((count, X.shape[1])), np.zeros(count)), []
    for _ in range(STEPS + 1):
        loss, (gradient,) = loss_and_gradients([layer], X, labels)
        steps.append((loss, probabilities([layer], X) - one_hot(labels, count), gradient.W))
        layer = Layer(layer.W - RATE * gradient.W, layer.b - RATE * gradient.b)
    return steps


def batch_gradient(X=X_DEFAULT, labels=LABELS):
    """Show P - Y, X and dL/dW = (P - Y)^T X / n, and what goes into one entry of it.

    Parameters
    ----------
    X : array_like, shape (n, d)
        A batch of 2 to 5 examples of 1 to 3 numbers, each from -10 to 10.
    labels : array_like of int, shape (n,)
        Their classes, from 0 to 3; K is the largest and 1, at least 2.

    Raises
    ------
    ValueError, TypeError
        If the batch has another shape, kind, numbers or labels.

    Examples
    --------
    >>> print(batch_gradient().text.partition(": ")[2])
    ∂L/∂W for class 1 and x1 is −0.7500, the mean over 4 examples of (p − y) for class 1 times x1
    """
    X = read_finite(X, "X")
    if X.ndim != 2 or not (2 <= len(X) <= 5 and 1 <= X.shape[1] <= 3):
        raise ValueError(f"X: expected 2 to 5 examples of 1 to 3 numbers, got shape {X.shape}")
    require(np.abs(X) <= 10, X, "X", "numbers from -10 to 10")
    labels = read_labels(labels, 4, X.shape[:1])
    controls = {
        "steps": Slider("steps of descent", 0, 0, STEPS, 1),
        "row": Count(0, max(int(labels.max()), 1)),
        "column": Count(0, X.shape[1] - 1),
    }
    return BatchGradient(X, labels, controls)
