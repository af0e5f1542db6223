"""dL/dz of two losses behind two outputs, from sure and wrong to right."""

import numpy as np

from helpers.live import Panel, Slider, class_colour, mathml
from helpers.neuron import pairing_gradients
from helpers.panels.parts.controls import UP, step
from helpers.panels.parts.curves import dot
from helpers.panels.parts.words import GAP, number, paper

REACH = 10.0
GAPS = np.linspace(-REACH, REACH, 401)
LOSSES = ("cross-entropy", "squared error")
# Line style, marker, width, alpha. The dashes lie on the paler line: for K = 2 both
# cross-entropies are one curve.
OUTPUTS = {"sigmoid": ("-", "o", 5.0, 0.5), "softmax": ((0, (2.6, 1)), "s", 2.6, 1.0)}


class Pairings(Panel):
    title = "Two losses behind two outputs"
    size = (8.0, 3.6)
    keys_help = "Left and right arrow move the gap, up and down arrow change the number of classes."

    def build(self, figure):
        axes, key = figure.subplots(1, 2, width_ratios=(3, 1))
        self.drags = {axes: ("ew-resize", lambda x, *_: {"gap": x})}
        axes.set(title="sure and wrong: who still pulls?")
        axes.set(xlim=(-REACH, REACH), ylim=(-1.1, 0.14), yticks=(-1, -0.5, 0))
        axes.set_xlabel("← wrong     gap $u$: true logit minus the others     right →")
        axes.set_ylabel("$\\partial L / \\partial z$ of the true class")
        key.set(xlim=(0, 1), ylim=(0, 4))
        key.set_axis_off()
        (self.here,) = axes.plot([], [], color="0.5", linewidth=1.4)
        self.curves, self.points, self.labels = {}, {}, {}
        for row, pair in enumerate((loss, output) for loss in LOSSES for output in OUTPUTS):
            (line, marker, wide, alpha), k = OUTPUTS[pair[1]], LOSSES.index(pair[0])
            look = {"color": class_colour(k), "linestyle": line, "linewidth": wide, "alpha": alpha}
            (self.curves[pair],) = axes.plot([], [], **look)
            self.points[pair] = dot(axes, k, 9, marker)
            y = 3.6 - row
            key.plot([0, 0.24], [y, y], **look)
            dot(key, k, 9, marker).set_data([0.12], [y])
            key.text(0.32, y, f"{pair[0]}\nbehind {pair[1]}:", va="center", fontsize=10)
            self.labels[pair] = key.text(0.32, y - 0.38, "", va="center", weight="bold")
        names = [
            # In front of the line that moves.
            axes.text(-9.8, y, words, va="bottom", bbox=paper(axes, pad=1))
            for y, words in ((0.04, "squared error: no pull"), (-0.93, "cross-entropy: full pull"))
        ]
        moving = (self.curves, self.points, self.labels)
        return [self.here, names, *(list(artists.values()) for artists in moving)]

    def update(self, values):
        gap, count = values["gap"], values["K"]
        curves, now = pairing_gradients(GAPS, count), pairing_gradients([gap], count)
        self.slopes = {pair: float(slope[0]) for pair, slope in now.items()}
        self.here.set_data([gap, gap], [-1.1, 0.14])
        for pair, slope in self.slopes.items():
            self.curves[pair].set_data(GAPS, curves[pair])
            self.points[pair].set_data([gap], [slope])
            self.labels[pair].set_text(number(slope, 3))
        said = {pair: number(slope, 4) for pair, slope in self.slopes.items()}
        return (
            f"gap {number(gap, 1)}, K = {count}: dL/dz is "
            f"{said['cross-entropy', 'sigmoid']} with cross-entropy and "
            f"{said['squared error', 'sigmoid']} with squared error behind the sigmoid, "
            f"{said['cross-entropy', 'softmax']} and {said['squared error', 'softmax']} "
            "behind the softmax"
        )

    def formula(self, values):
        m, count, lines = mathml, values["K"], []
        for name, output in zip("ap", OUTPUTS, strict=True):
            letter, share = m.var(name), 1 + self.slopes["cross-entropy", output]
            wrong = m.row(letter, m.op("-"), m.num(1))
            slope = letter + m.paren(m.row(m.num(1), m.op("-"), letter))
            if name == "p":
                slope += m.row(m.op("·"), m.num(count), m.op("/"), m.num(count - 1))
            first, second = (number(self.slopes[loss, output], 3) for loss in LOSSES)
            groups = (
                m.row(m.equal(letter, m.text(number(share, 3)))),
                m.mark(m.row(m.equal(wrong, m.text(first))), 0),
                m.mark(m.row(m.equal(m.paren(wrong) + slope, m.text(second))), 1),
            )
            words = f"{LOSSES[0]} behind {output}: {first}; {LOSSES[1]}: {second}"
            lines.append(m.math(m.text(GAP).join(groups), alttext=words))
        return "".join(lines)

    def on_key(self, key, values):
        return step(key, values, "gap", 0.5) or step(key, values, "K", 1, UP)


def pairings():
    """Show dL/dz at the true class: squared error and cross-entropy, behind sigmoid and softmax.

    Notes
    -----
    The gap is how far the true class's logit lies above all the others. Behind the sigmoid it is
    the logit itself, with target 1.

    Examples
    --------
    >>> panel = pairings()
    >>> panel.set(gap=0.0, K=2)
    >>> print(panel.text.partition(": ")[2])
    dL/dz is −0.5000 with cross-entropy and −0.1250 with squared error behind the sigmoid, \
−0.5000 and −0.2500 behind the softmax
    """
    gap = Slider("gap u", -4.0, -REACH, REACH, 0.1)
    return Pairings({"gap": gap, "K": Slider("classes K", 10, 2, 10, 1)})
