"""Panel of lesson 05: how much an event of probability p surprises, as a curve."""

import numpy as np

from helpers.information import surprise
from helpers.live import Panel, Slider, class_colour, mathml
from helpers.panels.parts import THIN, number

LOWEST = 0.001
CURVE = np.geomspace(LOWEST, 1, 300)


class SurpriseCurve(Panel):
    """A point on the curve of surprise; see `surprise_curve`."""

    title = "Surprise"
    size = (8.0, 3.2)
    keys_help = "Left and right arrow move the probability."

    def __init__(self, p=0.25):
        super().__init__({"p": Slider("probability p", p, LOWEST, 1.0, 0.001)})

    def build(self, figure):
        axes = self.axes = figure.subplots()
        axes.set(
            title="the rarer, the more surprising: $-\\log\\,p$",
            xlabel="probability $p$",
            ylabel="surprise",
            xlim=(0, 1.02),
            ylim=(0, 8),
        )
        axes.plot(CURVE, surprise(CURVE), color=class_colour(0), linewidth=2.6)
        for p, words in ((1.0, "certain: 0"), (0.5, "a coin: log 2"), (1 / 6, "a die: log 6")):
            axes.annotate(
                words,
                (p, float(surprise(p))),
                (0, 40),
                textcoords="offset points",
                fontsize=12,
                ha="right" if p == 1 else "center",
                arrowprops={"arrowstyle": "-", "color": "0.5"},
            )
        (self.guide,) = axes.plot([], [], color="0.5", linestyle="--", linewidth=1.4)
        (self.point,) = axes.plot(
            [],
            [],
            "o",
            color=class_colour(1),
            markersize=13,
            clip_on=False,
            markeredgecolor=axes.title.get_color(),
        )
        self.label = axes.text(
            0,
            0,
            "",
            va="bottom",
            fontsize=14,
            bbox={"facecolor": axes.get_facecolor(), "edgecolor": "none", "pad": 1, "alpha": 0.8},
        )
        self.label.set_in_layout(False)  # where it stands must not move the axes
        return [self.guide, self.point, self.label]

    def update(self, values):
        p = values["p"]
        height = self.height = float(surprise(p))
        self.point.set_data([p], [height])
        self.guide.set_data([0, p, p], [height, height, 0])
        self.label.set(
            x=p + 0.015 if p < 0.8 else p - 0.015,
            y=height + 0.25,
            text=number(height, 3),
            ha="left" if p < 0.8 else "right",
        )
        return f"an event of probability {p:.3g} surprises you by {number(height, 3)}"

    def formula(self, values):
        m, p = mathml, values["p"]
        log = m.text(f"{THIN}log{THIN}")
        return m.math(
            m.op("-"),
            log,
            m.num(p, 3),
            m.op("="),
            log,
            m.frac(m.num(1), m.num(p, 3)),
            m.op("="),
            m.num(self.height, 3),
            alttext=f"minus the logarithm of {p:.3g} is {number(self.height, 3)}",
        )

    def draggable(self, figure):
        return {self.axes: "ew-resize"}

    def on_drag(self, axes, x, y, start, values):
        return {"p": x}

    def on_key(self, key, values):
        step = {"ArrowLeft": -0.01, "ArrowRight": 0.01}.get(key)
        return None if step is None else {"p": values["p"] + step}


def surprise_curve(p=0.25):
    """Show the curve of surprise with a point to drag along it.

    Parameters
    ----------
    p : float
        The probability at the start, from 0.001 to 1.

    Returns
    -------
    Panel

    Raises
    ------
    ValueError
        If `p` is outside its slider.

    Examples
    --------
    >>> surprise_curve().text
    'an event of probability 0.25 surprises you by 1.386'
    """
    return SurpriseCurve(p)
