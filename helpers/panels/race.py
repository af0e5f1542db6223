"""One neuron learns with squared error and with cross-entropy, side by side."""

import numpy as np

from helpers.functions import sigmoid
from helpers.live import Button, Count, RunningPanel, Slider, class_colour, mathml
from helpers.neuron import neuron_slope, train_neuron
from helpers.panels.parts.controls import log_slider, whole_slider
from helpers.panels.parts.words import GAP, loose_text, number, paper, spread

REACH = 8.0  # how far the axis of z goes to either side
Z = np.linspace(-REACH, REACH, 321)
GUTTER = 0.45  # room for the words beside the curves, as a share of the epochs
EASY, BAD = {"w": 0.6, "b": 0.9}, {"w": 2.0, "b": 2.0}
# Colour, line style and marker tell the two apart; so do the words beside each curve.
RUNNERS = {
    "squared_error": ("squared error", {"color": class_colour(1), "linestyle": "--"}, "s"),
    "cross_entropy": ("cross-entropy", {"color": class_colour(0), "linestyle": "-"}, "o"),
}


class Race(RunningPanel):
    title = "The race: squared error against cross-entropy"
    size = (8.0, 3.5)
    step_name = "epoch"
    speed = 50.0  # epochs a second: 300 of them in 6 s
    most = 15

    def build(self, figure):
        left, right = figure.subplots(1, 2, width_ratios=(5, 4))
        self.race_axes = left
        self.drags = {right: ("ew-resize", lambda x, y, _, v: {"b": x - v["w"] * v["x"]})}
        self.total = total = self.specs["done"].most
        left.set(title="output $a$ of each neuron", xlabel="epoch")
        left.set(xlim=(0, (1 + GUTTER) * total), ylim=(-0.13, 1.13), yticks=(0, 0.5, 1))
        ticks = np.linspace(0, total, 4).round().astype(int) if total >= 3 else (0, total)
        left.set_xticks(ticks)
        right.set(title="size of the slope, $|dL/dz|$")
        right.set_xlabel("$z = wx + b$: drag to move the start")
        right.set(xlim=(-REACH, REACH), xticks=(-8, -4, 0, 4, 8), ylim=(0, 1.05))
        right.set_yticks((0, 0.5, 1))
        ink = left.title.get_color()
        box, dotted = paper(right, pad=1, alpha=0.8), {"linestyle": ":", "linewidth": 1.6}
        (self.target,) = left.plot([], [], color=ink, **dotted)
        self.target_words = loose_text(left, words="target", fontsize=10, bbox=dict(box))
        (self.start,) = right.plot([], [], color="0.5", **dotted)
        self.start_words = loose_text(
            right, 0, 0.33, "start", fontsize=10, va="center", bbox=dict(box)
        )
        self.curves, self.heads, self.words, self.slopes, self.here = {}, {}, {}, {}, {}
        for loss, (_, look, marker) in RUNNERS.items():
            dot = {"marker": marker, "color": look["color"], "markeredgecolor": ink}
            (self.curves[loss],) = left.plot([], [], **look)
            (self.slopes[loss],) = right.plot([], [], **look)
            (self.heads[loss],) = left.plot([], [], markersize=9, clip_on=False, **dot)
            (self.here[loss],) = right.plot([], [], markersize=11, clip_on=False, **dot)
            self.words[loss] = loose_text(left, fontsize=10.5, va="center", bbox=dict(box))
        moving = (self.slopes, self.curves, self.here, self.heads, self.words)
        first = [self.target, self.start, self.target_words, self.start_words]
        return [*first, *(artist for part in moving for artist in part.values())]

    def update(self, values):
        w, b, x, y, done = (values[name] for name in ("w", "b", "x", "y", "done"))
        rule = {"x": x, "y": y, "learning_rate": values["learning_rate"], "epochs": done}
        self.neurons = {loss: train_neuron(w, b, **rule, loss=loss) for loss in RUNNERS}
        start = w * x + b
        self._draw_race(y, done)
        self._draw_slopes(x, y, min(max(start, -REACH), REACH))
        squared, cross = (number(neuron.outputs[-1], 2) for neuron in self.neurons.values())
        return (
            f"from w = {number(w, 1)}, b = {number(b, 1)}, epoch {done} of {self.total}: "
            f"the output goes from {number(sigmoid(start), 2)} to {squared} with squared error "
            f"and to {cross} with cross-entropy; the target is {number(y, 2)}"
        )

    def formula(self, values):
        pairs = zip(RUNNERS, (1, 0), strict=True)
        return "".join(self._gradient(loss, k, values["x"], values["y"]) for loss, k in pairs)

    def _gradient(self, loss, k, x, y):
        m, neuron = mathml, self.neurons[loss]
        a, slope, name = neuron.outputs[-1], neuron.dw, RUNNERS[loss][0]
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

    def _draw_race(self, y, done):
        total = self.total
        self.target.set_data([0, total], [y, y])
        low = y < 0.5
        self.target_words.set_position((0.02 * total, y + (-0.02 if low else 0.02)))
        self.target_words.set_verticalalignment("top" if low else "bottom")
        heights = spread([neuron.outputs[-1] for neuron in self.neurons.values()], 0.1, 0.0, 1.0)
        for (loss, neuron), height in zip(self.neurons.items(), heights, strict=True):
            a = neuron.outputs[-1]
            self.curves[loss].set_data(np.arange(done + 1), neuron.outputs)
            self.heads[loss].set_data([done], [a])
            words = f"{RUNNERS[loss][0]} {number(a, 2)}"
            self.words[loss].set(x=done + 0.045 * total, y=height, text=words)

    def _draw_slopes(self, x, y, start):
        self.start.set_data([start, start], [0, 1.05])
        right = 0 < start < 0.75 * REACH  # where no curve is in the way
        self.start_words.set_x(start + (0.3 if right else -0.3))
        self.start_words.set_horizontalalignment("left" if right else "right")
        for loss, neuron in self.neurons.items():
            z = min(max(neuron.w * x + neuron.b, -REACH), REACH)
            self.slopes[loss].set_data(Z, np.abs(neuron_slope(Z, y, loss=loss)))
            self.here[loss].set_data([z], [abs(neuron_slope(z, y, loss=loss))])


def race(w=0.6, b=0.9, *, epochs=300, done=None):
    """Show one sigmoid neuron learning with squared error and with cross-entropy, at one rate.

    Parameters
    ----------
    w, b : float
        Weight and bias of both neurons at the start, from -3 to 3 and from -4 to 4.
    epochs : int
        Length of the race, up to 2000.
    done : int, optional
        Epochs that are run already; None stands for all.

    Raises
    ------
    ValueError, TypeError
        If a number is not within its slider.

    Notes
    -----
    The picture shows the first epochs from the start that stands in the controls: move one, and
    both neurons run again from there, up to the same epoch.

    Examples
    --------
    >>> race(done=50).text.partition(": ")[0]
    'from w = 0.6, b = 0.9, epoch 50 of 300'
    """
    epochs = whole_slider("epochs", "epochs", epochs, 1, 2000).value
    done = epochs if done is None else Count(0, epochs).check("done", done)
    return Race(
        {
            "w": Slider("start w", w, -3.0, 3.0, 0.1),
            "b": Slider("start b", b, -4.0, 4.0, 0.1),
            "x": Slider("input x", 1.0, -2.0, 2.0, 0.1),
            "y": Slider("target y", 0.0, 0.0, 1.0, 0.05),
            "learning_rate": log_slider("rate", "learning_rate", 0.15, 0.001, 10.0, 0.05, digits=3),
            "easy": Button("Easy start: w = 0.6, b = 0.9", lambda values: EASY),
            "bad": Button("Bad start: w = b = 2", lambda values: BAD),
            "done": Count(done, epochs),
        }
    )
