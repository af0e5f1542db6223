"""A softmax of two logits is the sigmoid of their difference."""

import numpy as np

from helpers.functions import sigmoid, softmax
from helpers.live import Panel, class_colour, mathml
from helpers.panels.parts.bars import LogitBars, logit_sliders, logits_of, share_bars
from helpers.panels.parts.words import beside, number, vector


class TwoClasses(Panel):
    title = "Two classes: softmax and sigmoid"
    size = (8.0, 3.0)

    def build(self, figure):
        left, middle, right = figure.subplots(1, 3, width_ratios=(1, 1, 2))
        self.z_bars, self.p_bars = LogitBars(left, self), share_bars(middle, 2, title="softmax $p$")
        self.drags = self.z_bars.drags | {right: ("ew-resize", self._moved)}
        self.reach = self.specs["z1"].high - self.specs["z1"].low
        d = np.linspace(-self.reach, self.reach, 400)
        right.plot(d, sigmoid(d), color=class_colour(0))
        right.set(title="sigmoid of the difference", xlabel="$z_1 - z_2$")
        right.set(ylim=(0, 1.17), yticks=(0, 0.5, 1), xlim=(-self.reach, self.reach))
        (self.guide,) = right.plot([], [], color="0.5", linewidth=1, linestyle="--")
        (self.point,) = right.plot([], [], "o", color=class_colour(0), markersize=10)
        self.label = right.text(0, 0, "", va="bottom")
        return [self.z_bars.artists, self.p_bars.artists, self.guide, self.point, self.label]

    def update(self, values):
        z = logits_of(values)
        p, d = softmax(z), z[0] - z[1]
        height = sigmoid(d)
        self.numbers = z, d, height
        self.z_bars.show(z, [number(v, 1) for v in z])
        self.p_bars.show(p, [number(v, 3) for v in p])
        self.point.set_data([d], [height])
        self.guide.set_data([-self.reach, d, d], [height, height, 0])
        y, words = min(height + 0.03, 1.03), number(height, 3)
        beside(self.label, d, 0.4, right=d <= 0, y=y, text=words)
        return (
            f"z = {vector(z, 1)}: softmax gives p = {vector(p, 3)}; "
            f"the sigmoid of z₁ − z₂ = {number(d, 1)} is {words}"
        )

    def formula(self, values):
        m, (z, d, height) = mathml, self.numbers
        first, second = (m.mark(m.exp(m.num(z[k], 1)), k) for k in (0, 1))
        return m.math(
            m.equal(
                m.mark(m.var("p", 1), 0),
                m.frac(first, m.total([first, second])),
                m.frac(m.num(1), m.row(m.num(1), m.op("+"), m.exp(m.num(-d, 1)))),
                m.var("σ") + m.paren(m.num(d, 1)),
                m.num(height, 3),
            ),
            alttext=f"p₁ is sigma of {number(d, 1)}, which is {number(height, 3)}",
        )

    def _moved(self, x, y, start, values):
        # Both logits move, as little as possible, to the new difference.
        middle = (values["z1"] + values["z2"]) / 2
        return {"z1": middle + x / 2, "z2": middle - x / 2}


def two_classes():
    """Show two logits, their softmax, and the sigmoid of their difference.

    Examples
    --------
    >>> two_classes().values
    {'z1': 2.0, 'z2': 0.5}
    """
    return TwoClasses(logit_sliders((2.0, 0.5), reach=4.0))
