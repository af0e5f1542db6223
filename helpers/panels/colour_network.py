"""A network that names colours, and what each row of W would receive."""

import numpy as np
from matplotlib.patches import Rectangle

from helpers.functions import softmax
from helpers.jacobians import softmax_weight_derivative
from helpers.live import Choice, Panel, Slider, class_colour, class_style, mathml
from helpers.panels.parts.cells import Cells, frame
from helpers.panels.parts.controls import DOWN, choose
from helpers.panels.parts.words import loose_text, number, sub, vector

# Chosen by hand, not learnt: a row of W is 8 times (the class's own colour - middle grey), and the
# biases make the largest score belong to the nearest of the five colours. The classes are named
# after the colours that they have in every lesson.
NAMES = ("blue", "orange", "green", "purple", "red")
PURE = np.array([[0, 0, 1], [1, 0.5, 0], [0, 1, 0], [1, 0, 1], [1, 0, 0]])  # red, green, blue
WEIGHTS = 8 * (PURE - 0.5)  # (5, 3)
BIAS = 4 - 4 * (PURE**2).sum(axis=1)  # (5,)

COUNT = len(NAMES)
CHANNELS = ("R", "G", "B")
X_MIDDLE = 1.2  # left of it a drag moves an input, right of it it chooses an output
X_IN, X_OUT, X_SCORE, X_BARS = 0.62, 1.75, 2.1, 2.4
BAR = 0.75  # length of a bar for p = 1
WIDTH = 3.62


class ColourNetwork(Panel):
    title = "A network that names colours"
    size = (8.0, 3.8)
    keys_help = "Up and down arrow choose the output that is differentiated."

    def build(self, figure):
        left, right = figure.subplots(1, 2, width_ratios=(5, 2.7))
        left.set_title("$x$, $z = Wx + b$, $p$: move a colour")
        network = self._build_network(left)
        right.set_title("$\\partial p_i/\\partial W$ " + f"{WEIGHTS.shape}: row by row")
        self.cells = Cells(right, *WEIGHTS.shape)
        right.set_xticks(range(3), CHANNELS, fontsize=11)
        right.set_yticks(range(COUNT), NAMES, fontsize=11)
        self.drags = {left: ("ns-resize", self._moved), right: ("pointer", self._choose)}
        return [*network, self.cells.artists]

    def _build_network(self, axes):
        """Make inputs, lines for the weights, scores and probabilities; rows are 1 apart."""
        ink = axes.title.get_color()
        # Rows as in a heat map with the same limits, so that the two can stand side by side.
        axes.set(xlim=(0, WIDTH), ylim=(COUNT - 0.5, -0.5), yticks=())
        axes.spines[:].set_visible(False)
        axes.grid(False)
        axes.tick_params(length=0)
        weights = f"W {WEIGHTS.shape}\nsolid +, dashed −"
        words = (f"x ({len(CHANNELS)},)", weights, f"z ({COUNT},)", f"p ({COUNT},)")
        axes.set_xticks((0.4, 1.18, X_SCORE - 0.1, 2.8), words, fontsize=11)
        self.inputs = np.array([0.23, 0.56, 0.89]) * (COUNT - 1)
        for (i, j), weight in np.ndenumerate(WEIGHTS):
            if weight:
                dash = "-" if weight > 0 else (0, (2, 2))
                wide = 0.45 * abs(weight)
                ends = (X_IN, X_OUT), (self.inputs[j], i)
                axes.plot(*ends, color=ink, alpha=0.7, linewidth=wide, linestyle=dash)
        self.discs, self.amounts = [], []
        for height, channel in zip(self.inputs, CHANNELS, strict=True):
            self.discs += axes.plot(X_IN, height, "o", markersize=21, markeredgecolor=ink)
            words = f"{channel} 0.00"
            self.amounts.append(axes.text(X_IN - 0.17, height, words, ha="right", va="center"))
        self.scores, self.bars, self.shares = [], [], []
        for k in range(COUNT):
            dot = {"color": class_colour(k), "markeredgecolor": ink, "markersize": 17}
            axes.plot(X_OUT, k, "o", zorder=3, **dot)
            self.scores.append(axes.text(X_SCORE + 0.16, k, "", ha="right", va="center"))
            self.bars += axes.barh(k, 0, height=0.4, left=X_BARS, **class_style(k))
            self.shares.append(loose_text(axes, X_BARS, k, ha="left", va="center"))
        self.frame = frame(axes, X_OUT - 0.16, 0, WIDTH - X_OUT + 0.12, 1)
        look = {"ha": "left", "va": "center", "fontsize": 9.5, "style": "italic"}
        self.target = loose_text(axes, X_BARS, 0, "true class", **look)
        self.swatch = axes.add_patch(Rectangle((0.08, -0.45), 0.68, 0.62, edgecolor=ink))
        numbers = [self.amounts, self.scores, self.shares]
        return [self.discs, self.bars, numbers, self.frame, self.target, self.swatch]

    def update(self, values):
        x = np.array([values[name] for name in CHANNELS])
        z = WEIGHTS @ x + BIAS
        p = self.p = softmax(z)
        i, t = NAMES.index(values["output"]), NAMES.index(values["target"])
        self.derivative = softmax_weight_derivative(WEIGHTS, x, BIAS)[i]
        for c, amount in enumerate(x):
            self.discs[c].set_markerfacecolor(tuple(amount * np.eye(3)[c]))
            self.amounts[c].set_text(f"{CHANNELS[c]} {amount:.2f}")
        self.swatch.set_facecolor(tuple(x))
        for k in range(COUNT):
            self.scores[k].set_text(number(z[k], 2))
            self.bars[k].set_width(BAR * p[k])
            self.shares[k].set(x=X_BARS + BAR * p[k] + 0.04, text=number(p[k], 3))
        self.frame.set_y(i - 0.5)
        self.target.set_y(t + 0.34)
        self.cells.show(self.derivative, framed=(i, 0, 1, 3))
        return (
            f"x = {vector(x, 2)}, p = {vector(p, 3)}: named {NAMES[p.argmax()]}; the true class "
            f"{NAMES[t]} has {number(p[t], 3)}; row {NAMES[i]} of the derivative of "
            f"{sub('p', i)} by W is {vector(self.derivative[i], 3)}"
        )

    def formula(self, values):
        m, i = mathml, NAMES.index(values["output"])
        other = int(np.argmax(np.delete(self.p, i)))  # the strongest rival, without p_i
        other += other >= i
        shown = [m.mark(m.text(number(p, 3)), k) for k, p in enumerate(self.p)]

        def line(k, delta):
            slope = m.slope(m.mark(m.var("p", i + 1), i), m.mark(m.var("w", k + 1), k))
            factor = shown[i] + m.paren(m.row(m.num(delta), m.op("-"), shown[k])) + m.var("x")
            row = m.listed(m.num(v, 3) for v in self.derivative[k])
            words = f"{sub('p', i)} by row {k + 1} of W is {vector(self.derivative[k], 3)}"
            return m.math(m.equal(slope, factor, row), alttext=f"the derivative of {words}")

        return line(i, 1) + line(other, 0)

    def _choose(self, x, y, start, values):
        return {"output": NAMES[self.cells.at(0, y)["row"]]}

    def _moved(self, x, y, start, values):
        if start.x > X_MIDDLE:  # beside the outputs: choose one
            return self._choose(x, y, start, values)
        channel = CHANNELS[int(np.abs(self.inputs - start.y).argmin())]
        return {channel: start.values[channel] + (start.y - y) / 2}  # up is more

    def on_key(self, key, values):
        chosen = choose(key, {"output": NAMES.index(values["output"])}, "output", COUNT, DOWN)
        return chosen and {"output": NAMES[chosen["output"]]}


def colour_network():
    """Show a network that names a colour, and how one of its outputs answers every weight.

    Notes
    -----
    A drag up or down beside an input moves it.

    Examples
    --------
    >>> panel = colour_network()
    >>> panel.set(R=0.0, G=1.0, B=0.0)
    >>> panel.text.partition(": ")[2].partition(";")[0]
    'named green'
    """
    start = zip(CHANNELS, (0.9, 0.4, 0.1), strict=True)
    return ColourNetwork(
        {
            **{name: Slider(name, amount, 0.0, 1.0, 0.01) for name, amount in start},
            "target": Choice("true class", "orange", NAMES),
            "output": Choice("output i", "orange", NAMES),
        }
    )
