"""Three probabilities as a point in a triangle, and temperature as a path."""

import numpy as np

from helpers.functions import softmax
from helpers.information import surprise
from helpers.live import CLASS_MARKERS, Panel, Slider, class_colour
from helpers.panels.parts.bars import logit_sliders, logits_of, share_bars
from helpers.panels.parts.words import number, vector

CORNERS = np.array([[0.0, 0.0], [1.0, 0.0], [0.5, np.sqrt(0.75)]])
TEMPERATURES = np.geomspace(0.02, 200, 160)  # from a corner to the centre, to the eye
EDGE = 0.003  # how near a dragged point may come to an edge, where a logit would be -inf


class Simplex(Panel):
    title = "The triangle of three probabilities"
    size = (8.0, 3.6)

    def build(self, figure):
        axes, right = figure.subplots(1, 2, width_ratios=(3, 2))
        axes.set(xlim=(-0.22, 1.22), ylim=(-0.12, 1.0), aspect="equal", title="p as a point")
        axes.axis("off")
        edge = axes.spines["left"].get_edgecolor()
        axes.fill(*CORNERS.T, facecolor="none", edgecolor=edge, linewidth=1.5)
        for level in (0.25, 0.5, 0.75):  # lines of equal p_k, faint: to read shares by
            for k in range(3):
                ends = [(1 - level) * CORNERS[j] + level * CORNERS[k] for j in range(3) if j != k]
                axes.plot(*np.transpose(ends), color=edge, linewidth=0.6, alpha=0.45)
        for k, (dx, dy, ha) in enumerate(
            [(-0.05, -0.02, "right"), (0.05, -0.02, "left"), (0.06, 0.0, "left")]
        ):
            x, y = CORNERS[k]
            axes.plot(x, y, CLASS_MARKERS[k], color=class_colour(k), markersize=11, clip_on=False)
            axes.text(x + dx, y + dy, f"$p_{k + 1} = 1$", ha=ha, va="center")
        (self.path,) = axes.plot([], [], color="0.5", linewidth=1.6, linestyle="--")
        ink = axes.title.get_color()
        (self.point,) = axes.plot([], [], "o", color=ink, markersize=11, zorder=5)
        self.drags = {axes: ("grab", self._moved)}
        self.bars = share_bars(right, 3)
        return [self.path, self.point, self.bars.artists]

    def update(self, values):
        z, temperature = logits_of(values), values["temperature"]
        p = softmax(z, temperature=temperature)
        self.point.set_data(*[[v] for v in p @ CORNERS])
        rows = softmax(z / TEMPERATURES[:, np.newaxis])  # one call for the whole path
        self.path.set_data(*(rows @ CORNERS).T)
        self.bars.show(p, [number(v, 3) for v in p])
        return f"z = {vector(z, 2)}, T = {number(temperature, 2)}: p = {vector(p, 3)}, {_place(p)}"

    def _moved(self, x, y, start, values):
        p = np.linalg.solve(np.vstack([CORNERS.T, np.ones(3)]), [x, y, 1.0])
        p = np.maximum(p, EDGE)
        z = values["temperature"] * -surprise(p / p.sum())  # logits whose softmax is p
        z += np.mean(logits_of(values)) - z.mean()  # the height is free: leave it as it was
        return {f"z{k + 1}": z[k] for k in range(3)}


def _place(p):
    if p.max() > 0.99:
        return f"almost in the corner of class {p.argmax() + 1}"
    if p.max() - p.min() < 0.01:
        return "in the centre"
    return f"nearest to the corner of class {p.argmax() + 1}"


def simplex():
    """Show three probabilities as a point in a triangle, with the path that temperature draws.

    Examples
    --------
    >>> simplex().text
    'z = (1.00, 2.00, 3.00), T = 1.00: p = (0.090, 0.245, 0.665), nearest to the corner of class 3'
    """
    controls = logit_sliders((1.0, 2.0, 3.0), reach=6.0, step=0.01)
    controls["temperature"] = Slider("temperature T", 1.0, 0.1, 10.0, 0.05)
    return Simplex(controls)
