"""Every example of a batch contributes to every entry of dL/dW."""

from functools import cache

import numpy as np

from helpers.live import Count, Panel, Slider, mathml
from helpers.losses import one_hot
from helpers.network import Layer, loss_and_gradients, probabilities
from helpers.panels.parts.cells import Cells
from helpers.panels.parts.controls import DOWN, choose
from helpers.panels.parts.words import number, signed

X = np.array([[2.0, 1.0], [-1.0, 2.0], [-2.0, -1.0], [1.0, -2.0]])
LABELS = np.array([0, 1, 2, 0])
COUNT = 3
STEPS, RATE = 50, 0.2


class BatchGradient(Panel):
    title = "A batch and one entry of dL/dW"
    size = (8.0, 3.1)
    keys_help = "The arrow keys choose an entry of the gradient."

    def build(self, figure):
        n, d = X.shape
        widths = (COUNT + 0.6, d + 0.6, d + 0.6)
        left, middle, right = figure.subplots(1, 3, width_ratios=widths)
        left.set_title("$P - Y$")
        middle.set_title("$X$")
        right.set_title("$(P - Y)^T X\\,/\\,n$: choose", x=-0.25)  # else it ends at the edge
        largest = np.abs(X).max()
        self.slopes = Cells(left, n, COUNT, limit=1.0, say=_short)
        self.inputs = Cells(middle, n, d, limit=2 * largest, say=_short)
        self.gradient = Cells(right, COUNT, d, limit=largest)
        maps = (self.slopes, self.inputs, self.gradient)
        names = (("example", "class "), ("example", "x"), ("class", "x"))
        for cells, (row, column) in zip(maps, names, strict=True):
            axes, rows, columns = cells.axes, range(cells.rows), range(cells.columns)
            axes.set_yticks(rows, [f"{row} {at + 1}" for at in rows])
            axes.set_xticks(columns, [f"{column}{at + 1}" for at in columns])
            axes.xaxis.tick_top()
            axes.set_ylim(n - 0.5, -0.5)  # cells of one height
        self.drags = {right: ("pointer", lambda x, y, *_: self.gradient.at(x, y))}
        return [cells.artists for cells in maps]

    def update(self, values):
        i, j, steps, n = values["row"], values["column"], values["steps"], len(X)
        loss, self.errors, gradient = descent()[steps]
        self.entry = float(gradient[i, j])
        self.slopes.show(self.errors, framed=(0, i, n, 1))
        self.inputs.show(X, framed=(0, j, n, 1))
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
            for slope, x in zip(self.errors[:, i], X[:, j], strict=True)
        ]
        slope = m.slope(m.var("L"), m.var("W", f"{i + 1}{j + 1}"))
        mean = m.frac(m.num(1), m.num(len(X))) + m.paren(m.total(products))
        return m.math(
            m.equal(slope, mean, m.num(self.entry, 3)),
            alttext=f"the mean of the {len(X)} products is {number(self.entry, 3)}",
        )

    def on_key(self, key, values):
        across = choose(key, values, "column", X.shape[1])
        return across or choose(key, values, "row", COUNT, DOWN)


def _short(x):
    return signed(x, 2)


@cache
def descent():
    """Return loss, P - Y and dL/dW after 0, 1, … steps of gradient descent from zeros."""
    layer, steps = Layer(np.zeros((COUNT, X.shape[1])), np.zeros(COUNT)), []
    for _ in range(STEPS + 1):
        loss, (gradient,) = loss_and_gradients([layer], X, LABELS)
        steps.append((loss, probabilities([layer], X) - one_hot(LABELS, COUNT), gradient.W))
        layer = Layer(layer.W - RATE * gradient.W, layer.b - RATE * gradient.b)
    return steps


def batch_gradient():
    """Show P - Y, X and dL/dW = (P - Y)^T X / n, and what goes into one entry of it.

    Examples
    --------
    >>> print(batch_gradient().text.partition(": ")[2])
    ∂L/∂W for class 1 and x1 is −0.7500, the mean over 4 examples of (p − y) for class 1 times x1
    """
    controls = {
        "steps": Slider("steps of descent", 0, 0, STEPS, 1),
        "row": Count(0, COUNT - 1),
        "column": Count(0, X.shape[1] - 1),
    }
    return BatchGradient(controls)
