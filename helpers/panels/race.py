"""One neuron learns with squared error and with cross-entropy, side by side."""

import numpy as np

from helpers.arguments import read_count
from helpers.functions import sigmoid
from helpers.live import Button, Count, RunningPanel, Slider, mathml
from helpers.neuron import neuron_slope, train_neuron
from helpers.panels.parts.controls import log_slider
from helpers.panels.parts.curves import LOSSES, Curves, dot, line, spread
from helpers.panels.parts.words import GAP, beside, loose_text, number, paper

REACH = 8.0  # how far the axis of z goes to either side
Z = np.linspace(-REACH, REACH, 321)
EASY, BAD = {"w": 0.6, "b": 0.9}, {"w": 2.0, "b": 2.0}
RUNNERS = {"squared_error": 1, "cross_entropy": 0}  # drawn as which curve


class Race(RunningPanel):
    title = "The race: squared error against cross-entropy"
    size = (8.0, 3.5)
    speed = 50.0  # epochs a second: 300 of them in 6 s
    most = 15

    def build(self, figure):
        left, right = figure.subplots(1, 2, width_ratios=(5, 4))
        self.drags = {right: ("ew-resize", lambda x, y, _, v: {"b": x - v["w"] * v["x"]})}
        self.total = total = self.specs["done"].most
        self.curves = Curves(left, {LOSSES[loss]: k for loss, k in RUNNERS.items()}, total, size=9)
        left.set(title="output $a$ of each neuron", ylim=(-0.13, 1.13), yticks=(0, 0.5, 1))
        left.set_xticks(np.unique(np.linspace(0, total, 4).round()))
        right.set(title="size of the slope, $|dL/dz|$", ylim=(0, 1.05), yticks=(0, 0.5, 1))
        right.set_xlabel("$z = wx + b$: drag to move the start")
        right.set(xlim=(-REACH, REACH), xticks=(-8, -4, 0, 4, 8))
        look = {"fontsize": 10, "bbox": paper(right, pad=1, alpha=0.8)}
        dotted = {"linestyle": ":", "linewidth": 1.6}
        (self.target,) = left.plot([], [], color=left.title.get_color(), **dotted)
        self.target_words = loose_text(left, 0.02 * total, words="target", **look)
        (self.start,) = right.plot([], [], color="0.5", **dotted)
        self.start_words = loose_text(right, 0, 0.33, "start", va="center", **look)
        self.slopes = {loss: line(right, k) for loss, k in RUNNERS.items()}
        self.here = {loss: dot(right, k) for loss, k in RUNNERS.items()}
        first = [self.target, self.start, self.target_words, self.start_words]
        return [*first, *self.slopes.values(), *self.here.values(), self.curves.artists]

    def update(self, values):
        w, b, x, y, done = (values[name] for name in ("w", "b", "x", "y", "done"))
        rule = {"x": x, "y": y, "learning_rate": values["learning_rate"], "epochs": done}
        self.neurons = {loss: train_neuron(w, b, **rule, loss=loss) for loss in RUNNERS}
        start = w * x + b
        outputs = [neuron.outputs for neuron in self.neurons.values()]
        ends = [each[-1] for each in outputs]
        squared, cross = said = [number(a, 2) for a in ends]
        self.curves.show(outputs, spread(ends, 0.1, 0.0, 1.0), said)
        self.target.set_data([0, self.total], [y, y])
        low = y < 0.5
        self.target_words.set(y=y - 0.02 if low else y + 0.02, va="top" if low else "bottom")
        at = min(max(start, -REACH), REACH)
        self.start.set_data([at, at], [0, 1.05])
        free = 0 < at < 0.75 * REACH  # no curve is in the way
        beside(self.start_words, at, 0.3, right=free)
        for loss, neuron in self.neurons.items():
            z = min(max(neuron.w * x + neuron.b, -REACH), REACH)
            self.slopes[loss].set_data(Z, np.abs(neuron_slope(Z, y, loss=loss)))
            self.here[loss].set_data([z], [abs(neuron_slope(z, y, loss=loss))])
        return (
            f"from w = {number(w, 1)}, b = {number(b, 1)}, epoch {done} of {self.total}: "
            f"the output goes from {number(sigmoid(start), 2)} to {squared} with squared error "
            f"and to {cross} with cross-entropy; the target is {number(y, 2)}"
        )

    def formula(self, values):
        return "".join(self._gradient(loss, values["x"], values["y"]) for loss in RUNNERS)

    def _gradient(self, loss, x, y):
        m, neuron, name, k = mathml, self.neurons[loss], LOSSES[loss], RUNNERS[loss]
        a, slope = neuron.outputs[-1], neuron.dw
        parts = [m.paren(m.row(m.num(a, 3), m.op("-"), m.num(y, 2)))]
        if loss == "squared_error":
            parts += [m.num(a, 3), m.paren(m.row(m.num(1), m.op("-"), m.num(a, 3)))]
        parts.append(m.paren(m.num(x, 1)) if x < 0 else m.num(x, 1))
        product, result = m.op("·").join(parts), m.mark(m.num(slope, 4), k)
        return m.math(
            m.mark(m.text(f"{name}:{GAP}"), k),
            m.equal(m.var("dL/dw"), product, result),
            alttext=f"{name}: dL/dw is {number(slope, 4)}",
        )


def race(w=0.6, b=0.9, *, epochs=300):
    """Show one sigmoid neuron learning with squared error and with cross-entropy, at one rate.

    Parameters
    ----------
    w, b : float
        Weight and bias of both neurons at the start, from -3 to 3 and from -4 to 4.
    epochs : int
        Length of the race, up to 2000.

    Raises
    ------
    ValueError, TypeError
        If `w` or `b` is not within its slider, or `epochs` is no whole number or out of range.

    Notes
    -----
    The picture shows the first epochs from the start that stands in the controls: move one, and
    both neurons run again from there, up to the same epoch.

    Examples
    --------
    >>> panel = race()
    >>> panel.set(done=50)
    >>> panel.text.partition(": ")[0]
    'from w = 0.6, b = 0.9, epoch 50 of 300'
    """
    epochs = read_count(epochs, "epochs", at_most=2000)
    return Race(
        {
            "w": Slider("start w", w, -3.0, 3.0, 0.1),
            "b": Slider("start b", b, -4.0, 4.0, 0.1),
            "x": Slider("input x", 1.0, -2.0, 2.0, 0.1),
            "y": Slider("target y", 0.0, 0.0, 1.0, 0.05),
            "learning_rate": log_slider("rate", "learning_rate", 0.15, 0.001, 10.0, 0.05, digits=3),
            "easy": Button("Easy start: w = 0.6, b = 0.9", lambda values: EASY),
            "bad": Button("Bad start: w = b = 2", lambda values: BAD),
            "done": Count(epochs, epochs),
        }
    )
