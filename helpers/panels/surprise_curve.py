"""How much an event of probability p surprises, as a curve."""

import numpy as np

from helpers.information import surprise
from helpers.live import Panel, Slider, class_colour, mathml
from helpers.panels.parts.controls import step
from helpers.panels.parts.curves import dot
from helpers.panels.parts.words import THIN, beside, loose_text, number, paper

LOWEST = 0.001
CURVE = np.geomspace(LOWEST, 1, 300)


class SurpriseCurve(Panel):
    title = "Surprise"
    size = (8.0, 3.2)
    keys_help = "Left and right arrow move the probability."

    def build(self, figure):
        axes = figure.subplots()
        self.drags = {axes: ("ew-resize", lambda x, *_: {"p": x})}
        axes.set(title="the rarer, the more surprising: $-\\log\\,p$", xlabel="probability $p$")
        axes.set(ylabel="surprise", xlim=(0, 1.02), ylim=(0, 8))
        axes.plot(CURVE, surprise(CURVE), color=class_colour(0), linewidth=2.6)
        look = {"textcoords": "offset points", "fontsize": 12}
        look["arrowprops"] = {"arrowstyle": "-", "color": "0.5"}
        for p, words in ((1.0, "certain: 0"), (0.5, "a coin: log 2"), (1 / 6, "a die: log 6")):
            place = (p, float(surprise(p)))
            axes.annotate(words, place, (0, 40), ha="right" if p == 1 else "center", **look)
        (self.guide,) = axes.plot([], [], color="0.5", linestyle="--", linewidth=1.4)
        self.point = dot(axes, 1, 13, "o")
        self.label = loose_text(axes, va="bottom", fontsize=14, bbox=paper(axes, pad=1, alpha=0.8))
        return [self.guide, self.point, self.label]

    def update(self, values):
        p = values["p"]
        height = self.height = float(surprise(p))
        self.point.set_data([p], [height])
        self.guide.set_data([0, p, p], [height, height, 0])
        words = number(height, 3)
        beside(self.label, p, 0.015, right=p < 0.8, y=height + 0.25, text=words)
        return f"an event of probability {p:.3g} surprises you by {words}"

    def formula(self, values):
        m = mathml
        p = m.num(values["p"], 3)
        log = m.text(f"{THIN}log{THIN}")
        sides = m.op("-") + log + p, log + m.frac(m.num(1), p), m.num(self.height, 3)
        return m.math(
            m.equal(*sides),
            alttext=f"minus the logarithm of {values['p']:.3g} is {number(self.height, 3)}",
        )

    def on_key(self, key, values):
        return step(key, values, "p", 0.01)


def surprise_curve():
    """Show the curve of surprise with a point to drag along it.

    Examples
    --------
    >>> surprise_curve().text
    'an event of probability 0.25 surprises you by 1.386'
    """
    return SurpriseCurve({"p": Slider("probability p", 0.25, LOWEST, 1.0, 0.001)})
