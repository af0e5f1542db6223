"""Panel of lesson 07: every example of a batch contributes to every entry of dL/dW."""

import numpy as np

from helpers.live import Panel, Slider, mathml
from helpers.losses import one_hot
from helpers.network import Layer, loss_and_gradients, probabilities
from helpers.panels.cells import Cells, CellState, cell_at, signed
from helpers.panels.parts import number

X_DEFAULT = ((2.0, 1.0), (-1.0, 2.0), (-2.0, -1.0), (1.0, -2.0))
LABELS = (0, 1, 2, 0)
STEPS, RATE = 50, 0.2
MOVES = {"ArrowUp": (-1, 0), "ArrowDown": (1, 0), "ArrowLeft": (0, -1), "ArrowRight": (0, 1)}


class BatchGradient(Panel):
    """P - Y, X and the product of the two, cell by cell; see `batch_gradient`."""

    title = "A batch and one entry of dL/dW"
    size = (8.0, 3.1)
    keys_help = "The arrow keys choose an entry of the gradient."

    def __init__(self, X=X_DEFAULT, labels=LABELS, *, steps=0, cell=(0, 0)):
        self.X, self.labels, self.count = _read(X, labels)
        self.layers = _descend(self.X, self.labels, self.count)
        whole = CellState((0, 0), self.count, self.X.shape[1])
        cell = CellState(whole.check("cell", cell), self.count, self.X.shape[1])
        steps = Slider("steps", 0, 0, STEPS, 1).check("steps", steps)
        super().__init__({"steps": Slider("steps of descent", steps, 0, STEPS, 1), "cell": cell})

    def build(self, figure):
        n, d = self.X.shape
        widths = (self.count + 0.6, d + 0.6, d + 0.6)
        left, middle, right = figure.subplots(1, 3, width_ratios=widths)
        left.set_title("$P - Y$", fontsize=12)
        middle.set_title("$X$")
        right.set_title("$(P - Y)^T X\\,/\\,n$: choose")
        largest = max(float(np.abs(self.X).max()), 1e-300)
        self.slopes = Cells(left, n, self.count, limit=1.0)
        self.inputs = Cells(middle, n, d, limit=2 * largest)
        self.gradient = Cells(right, self.count, d, limit=largest)
        for axes, rows, words in (
            (left, n, "example"),
            (middle, n, "example"),
            (right, self.count, "class"),
        ):
            axes.set_yticks(range(rows), [f"{words} {i + 1}" for i in range(rows)])
        for axes, name, columns in ((left, "class", self.count), (middle, "x", d), (right, "x", d)):
            space = " " if name == "class" else ""
            axes.set_xticks(range(columns), [f"{name}{space}{j + 1}" for j in range(columns)])
        for axes in (left, middle, right):
            axes.xaxis.tick_top()
            axes.tick_params(length=0)
            axes.set_ylim(max(n, self.count) - 0.5, -0.5)  # cells of one height
        self.map_axes = right
        return [cells.artists for cells in (self.slopes, self.inputs, self.gradient)]

    def update(self, values):
        (k, j), steps = values["cell"], values["steps"]
        layer, n = self.layers[steps], len(self.X)
        loss, (gradient,) = loss_and_gradients([layer], self.X, self.labels)
        self.delta = probabilities([layer], self.X) - one_hot(self.labels, self.count)
        self.entry = float(gradient.W[k, j])
        self.slopes.show(self.delta, framed=(0, k, n, 1), say=_short)
        self.inputs.show(self.X, framed=(0, j, n, 1), say=_short)
        say = signed if self.X.shape[1] < 3 else _short  # narrow cells have room for two decimals
        self.gradient.show(gradient.W, framed=(k, j, 1, 1), say=say)
        start = f"after {steps} step{'s' * (steps != 1)} of descent, loss {number(loss, 4)}"
        return (
            f"{start}: ∂L/∂W for class {k + 1} and x{j + 1} is {signed(self.entry, 4)}, "
            f"the mean over {n} examples of (p − y) for class {k + 1} times x{j + 1}"
        )

    def formula(self, values):
        m, (k, j) = mathml, values["cell"]
        products = [
            m.row(m.paren(m.num(float(slope), 2)), m.op("·"), m.paren(m.num(float(x), 2)))
            for slope, x in zip(self.delta[:, k], self.X[:, j], strict=True)
        ]
        weight = m.var("W", f"{k + 1}{j + 1}")
        return m.math(
            m.frac(m.row(m.op("∂"), m.var("L")), m.row(m.op("∂"), weight)),
            m.op("="),
            m.frac(m.num(1), m.num(len(self.X))),
            m.paren(m.total(products)),
            m.op("="),
            m.num(self.entry, 3),
            alttext=f"the mean of the {len(self.X)} products is {number(self.entry, 3)}",
        )

    def draggable(self, figure):
        return {self.map_axes: "pointer"}

    def on_drag(self, axes, x, y, start, values):
        if axes is not self.map_axes:
            return None
        return {"cell": cell_at(x, y, self.count, self.X.shape[1])}

    def on_key(self, key, values):
        if key not in MOVES:
            return None
        moved = np.add(values["cell"], MOVES[key]) % (self.count, self.X.shape[1])
        return {"cell": tuple(moved.tolist())}


def _short(x):
    return signed(x, 2)


def _descend(X, labels, count):
    """Return the layer after 0, 1, ... steps of gradient descent from zeros."""
    layers = [Layer(np.zeros((count, X.shape[1])), np.zeros(count))]
    for _ in range(STEPS):
        _, (gradient,) = loss_and_gradients([layers[-1]], X, labels)
        layers.append(Layer(*(a - RATE * b for a, b in zip(layers[-1], gradient, strict=True))))
    return layers


def _read(X, labels):
    try:
        X = np.asarray(X, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(f"X must be numbers of shape (n, d), got {X!r}") from None
    if X.ndim != 2 or not (2 <= len(X) <= 5 and 1 <= X.shape[1] <= 3):
        raise ValueError(f"X must be 2 to 5 examples of 1 to 3 numbers, got shape {X.shape}")
    if not (np.isfinite(X).all() and np.abs(X).max() <= 10):
        raise ValueError(f"X must be finite, from -10 to 10, got {X}")
    labels = np.asarray(labels)
    if labels.shape != X.shape[:1] or labels.dtype.kind not in "iu":
        raise ValueError(
            f"labels must be {len(X)} class indices, one for each row of X, got {labels}"
        )
    if not (labels >= 0).all() or labels.max() > 3:
        raise ValueError(f"labels must be from 0 to 3, got {labels}")
    return X, labels, max(int(labels.max()) + 1, 2)


def batch_gradient(X=X_DEFAULT, labels=LABELS, *, steps=0, cell=(0, 0)):
    """Show P - Y, X and dL/dW = (P - Y)^T X / n, and what goes into one entry of it.

    Parameters
    ----------
    X : array_like, shape (n, d)
        A batch of 2 to 5 examples of 1 to 3 numbers, each from -10 to 10.
    labels : array_like of int, shape (n,)
        Their classes, from 0 to 3; K is the largest and 1, at least 2.
    steps : int
        How many steps of gradient descent, with rate 0.2 from zero weights, have been taken at the
        start, 0 to 50.
    cell : tuple of int
        Class and input of the entry chosen at the start, counted from 0.

    Returns
    -------
    Panel

    Raises
    ------
    ValueError
        If the batch has another shape, numbers or labels, or an option is outside its control.

    Examples
    --------
    >>> print(batch_gradient().text.partition(": ")[2])
    ∂L/∂W for class 1 and x1 is −0.7500, the mean over 4 examples of (p − y) for class 1 times x1
    """
    return BatchGradient(X, labels, steps=steps, cell=cell)
