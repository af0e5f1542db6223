"""Panel of lesson 06: one neuron learns with squared error and with cross-entropy, side by side."""

import numpy as np

from helpers.functions import sigmoid
from helpers.live import Button, RunningPanel, Slider, Steps, class_colour, mathml
from helpers.neuron import neuron_gradients, neuron_slope, train_neuron
from helpers.panels.parts import GAP, lowest_step, number, spread

REACH = 8.0  # how far the axis of z goes to either side
Z = np.linspace(-REACH, REACH, 321)
GUTTER = 0.45  # room for the words beside the curves, as a share of the epochs
RATES, STEP = (0.001, 10.0), 0.05  # the step is in powers of ten
EASY, BAD = {"w": 0.6, "b": 0.9}, {"w": 2.0, "b": 2.0}
# Colour, line style and marker tell the two apart; so do the words beside each curve.
RUNNERS = {
    "squared_error": ("squared error", {"color": class_colour(1), "linestyle": "--"}, "s"),
    "cross_entropy": ("cross-entropy", {"color": class_colour(0), "linestyle": "-"}, "o"),
}


class Race(RunningPanel):
    """Two neurons with the same start and the same rate; see `race`."""

    title = "The race: squared error against cross-entropy"
    size = (8.0, 3.5)
    speed = 50.0  # epochs a second: 300 of them in 6 s
    most = 15

    def __init__(self, w=0.6, b=0.9, *, x=1.0, y=0.0, learning_rate=0.15, epochs=300, done=None):
        epochs = Slider("epochs", 300, 1, 2000, 1).check("epochs", epochs)
        rate = Slider("rate", 1.0, *RATES).check("learning_rate", learning_rate)
        low = lowest_step(rate, RATES[0], STEP)
        self.total = epochs
        steps = Steps(0, epochs)
        super().__init__(
            {
                "w": Slider("start w", w, -3.0, 3.0, 0.1),
                "b": Slider("start b", b, -4.0, 4.0, 0.1),
                "x": Slider("input x", x, -2.0, 2.0, 0.1),
                "y": Slider("target y", y, 0.0, 1.0, 0.05),
                "learning_rate": Slider("rate", rate, low, RATES[1], STEP, log=True, digits=3),
                "easy": Button("Easy start: w = 0.6, b = 0.9", lambda values: EASY),
                "bad": Button("Bad start: w = b = 2", lambda values: BAD),
                "done": Steps(epochs if done is None else steps.check("done", done), epochs),
            }
        )

    def build(self, figure):
        left, right = figure.subplots(1, 2, width_ratios=(5, 4))
        self.race_axes, self.slope_axes = left, right
        ink = left.title.get_color()
        ticks = np.linspace(0, self.total, 4).round().astype(int) if self.total >= 3 else None
        left.set(
            title="output $a$ of each neuron",
            xlabel="epoch",
            xlim=(0, (1 + GUTTER) * self.total),
            ylim=(-0.13, 1.13),
            yticks=(0, 0.5, 1),
        )
        left.set_xticks([0, self.total] if ticks is None else ticks)
        right.set(
            title="size of the slope, $|dL/dz|$",
            xlabel="$z = wx + b$: drag to move the start",
            xlim=(-REACH, REACH),
            xticks=(-8, -4, 0, 4, 8),
            ylim=(0, 1.05),
            yticks=(0, 0.5, 1),
        )
        box = {"facecolor": right.get_facecolor(), "edgecolor": "none", "pad": 1, "alpha": 0.8}
        (self.target,) = left.plot([], [], color=ink, linestyle=":", linewidth=1.6)
        self.target_words = left.text(0, 0, "target", fontsize=10, bbox=dict(box))
        (self.start,) = right.plot([], [], color="0.5", linestyle=":", linewidth=1.6)
        self.start_words = right.text(0, 0.33, "start", fontsize=10, va="center", bbox=dict(box))
        self.curves, self.heads, self.words, self.slopes, self.here = {}, {}, {}, {}, {}
        for loss, (_, look, marker) in RUNNERS.items():
            dot = {"marker": marker, "color": look["color"], "markeredgecolor": ink}
            (self.curves[loss],) = left.plot([], [], **look)
            (self.slopes[loss],) = right.plot([], [], **look)
            (self.heads[loss],) = left.plot([], [], markersize=9, clip_on=False, **dot)
            (self.here[loss],) = right.plot([], [], markersize=11, clip_on=False, **dot)
            self.words[loss] = left.text(0, 0, "", fontsize=10.5, va="center", bbox=dict(box))
        for words in (self.target_words, self.start_words, *self.words.values()):
            words.set_in_layout(False)  # where they stand must not move the axes
        moving = (self.slopes, self.curves, self.here, self.heads, self.words)
        first = [self.target, self.start, self.target_words, self.start_words]
        return [*first, *(artist for part in moving for artist in part.values())]

    def update(self, values):
        x, y, done = values["x"], values["y"], values["done"]
        rule = {"x": x, "y": y, "learning_rate": values["learning_rate"]}
        self.neurons = {
            loss: train_neuron(values["w"], values["b"], **rule, loss=loss, epochs=done)
            for loss in RUNNERS
        }
        self.target.set_data([0, self.total], [y, y])
        low = y < 0.5
        self.target_words.set(x=0.02 * self.total, y=y + (-0.02 if low else 0.02))
        self.target_words.set_verticalalignment("top" if low else "bottom")
        start = min(max(values["w"] * x + values["b"], -REACH), REACH)
        self.start.set_data([start, start], [0, 1.05])
        right = 0 < start < 0.75 * REACH  # where no curve is in the way
        self.start_words.set(x=start + (0.3 if right else -0.3))
        self.start_words.set_horizontalalignment("left" if right else "right")
        heights = spread([neuron.outputs[-1] for neuron in self.neurons.values()], 0.1, 0.0, 1.0)
        for (loss, neuron), height in zip(self.neurons.items(), heights, strict=True):
            a = neuron.outputs[-1]
            self.curves[loss].set_data(np.arange(done + 1), neuron.outputs)
            self.heads[loss].set_data([done], [a])
            self.words[loss].set(
                x=done + 0.045 * self.total, y=height, text=f"{RUNNERS[loss][0]} {number(a, 2)}"
            )
            z = min(max(neuron.w * x + neuron.b, -REACH), REACH)
            self.slopes[loss].set_data(Z, np.abs(neuron_slope(Z, y, loss=loss)))
            self.here[loss].set_data([z], [abs(neuron_slope(z, y, loss=loss))])
        first = number(sigmoid(values["w"] * x + values["b"]), 2)
        squared, cross = (number(neuron.outputs[-1], 2) for neuron in self.neurons.values())
        return (
            f"from w = {number(values['w'], 1)}, b = {number(values['b'], 1)}, "
            f"epoch {done} of {self.total}: the output goes from {first} to {squared} with squared "
            f"error and to {cross} with cross-entropy; the target is {number(y, 2)}"
        )

    def formula(self, values):
        m, x, y = mathml, values["x"], values["y"]
        lines = []
        for loss, k in (("squared_error", 1), ("cross_entropy", 0)):
            neuron = self.neurons[loss]
            a = neuron.outputs[-1]
            slope, _ = neuron_gradients(neuron.w, neuron.b, x, y, loss=loss)
            parts = [m.paren(m.row(m.num(a, 3), m.op("-"), m.num(y, 2)))]
            if loss == "squared_error":
                parts += [m.num(a, 3), m.paren(m.row(m.num(1), m.op("-"), m.num(a, 3)))]
            parts.append(m.paren(m.num(x, 1)) if x < 0 else m.num(x, 1))
            lines.append(
                m.math(
                    m.mark(m.text(f"{RUNNERS[loss][0]}:{GAP}"), k),
                    m.var("dL/dw"),
                    m.op("="),
                    m.op("·").join(parts),
                    m.op("="),
                    m.mark(m.num(slope, 4), k),
                    alttext=f"{RUNNERS[loss][0]}: dL/dw is {number(slope, 4)}",
                )
            )
        return "".join(lines)

    def progress(self, values):
        return values["done"], self.total, "epoch"

    def advance(self, values, steps):
        return {"done": values["done"] + steps}

    def restart(self, values):
        return {"done": 0}

    def draggable(self, figure):
        return {self.slope_axes: "ew-resize"}

    def on_drag(self, axes, x, y, start, values):
        return {"b": x - values["w"] * values["x"]} if axes is self.slope_axes else None


def race(w=0.6, b=0.9, *, x=1.0, y=0.0, learning_rate=0.15, epochs=300, done=None):
    """Show one sigmoid neuron learning with squared error and with cross-entropy, at one rate.

    Parameters
    ----------
    w, b : float
        Weight and bias of both neurons at the start, from -3 to 3 and from -4 to 4.
    x, y : float
        The input, from -2 to 2, and the target, from 0 to 1.
    learning_rate : float
        Of both, from 0.001 to 10.
    epochs : int
        Length of the race, up to 2000.
    done : int, optional
        Epochs that are run already; None stands for all.

    Returns
    -------
    RunningPanel

    Raises
    ------
    ValueError
        If a number is outside its slider.

    Notes
    -----
    The picture shows the first epochs from the start that stands in the controls: move one, and
    both neurons run again from there, up to the same epoch.

    Examples
    --------
    >>> race(done=50).text.partition(": ")[0]
    'from w = 0.6, b = 0.9, epoch 50 of 300'
    """
    return Race(w, b, x=x, y=y, learning_rate=learning_rate, epochs=epochs, done=done)
