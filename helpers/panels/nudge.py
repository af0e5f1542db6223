"""Nudge one logit, and compare the true change of p with what J predicts."""

import numpy as np

from helpers.functions import softmax
from helpers.jacobians import softmax_jacobian
from helpers.live import Choice, Panel, Toggle, class_colour, class_style, mathml
from helpers.panels.parts.bars import logit_sliders, logits_of
from helpers.panels.parts.controls import UP, choose, log_slider, step
from helpers.panels.parts.words import GAP, THIN, loose_text, number, sub, vector

START = (1.0, 2.0, 3.0)
COUNT = len(START)
SMALLEST, LARGEST = 1e-9, 2.0  # below 1e-8 the error is rounding, and stops shrinking
SIZES = np.geomspace(SMALLEST, LARGEST, 150)
FLOOR = 1e-18  # an error of 0 has no place on a logarithmic axis


def nudged(z, j, sizes):
    """Return p, dp/dz_j, and for a nudge of z_j by each of `sizes` p after it and as predicted."""
    rows = np.tile(z, (len(sizes), 1))
    rows[:, j] += sizes
    p, slope = softmax(z), softmax_jacobian(z)[:, j]
    return p, slope, softmax(rows), p + np.outer(sizes, slope)


class Nudge(Panel):
    title = "A nudge, and what the Jacobian says of it"
    size = (8.0, 3.4)
    keys_help = "Left and right arrow choose a logit, up and down arrow make the nudge larger."

    def build(self, figure):
        left, right = figure.subplots(1, 2, width_ratios=(6, 5))
        left.set(title="before (pale), after, predicted (line)", xlim=(-0.6, COUNT - 0.4))
        left.set(ylim=(-0.35, 1.35), yticks=(0, 0.5, 1))
        left.axhline(0, color=left.spines["left"].get_edgecolor(), linewidth=1)
        left.set_xticks(range(COUNT), [f"$p_{k + 1}$" for k in range(COUNT)], fontsize=11)
        left.tick_params(axis="x", length=0)
        ink = left.title.get_color()
        self.before, self.after, self.marks, self.labels = [], [], [], []
        for k in range(COUNT):
            self.before += left.bar(k - 0.2, 0, width=0.36, alpha=0.35, **class_style(k))
            self.after += left.bar(k + 0.2, 0, width=0.36, **class_style(k))
            self.marks += left.plot([], [], color=ink, linewidth=3.5)
            self.labels.append(left.text(k + 0.2, 0, "", ha="center", va="bottom", fontsize=10))
        self._build_errors(right, ink)
        bars = [self.before, self.after, self.marks, self.labels]
        return [*bars, self.curve, self.point, self.error_label]

    def _build_errors(self, axes, ink):
        self.drags = {axes: ("ew-resize", lambda x, *_: {"h": x})}
        axes.set(title="error of the prediction", xlabel="size of h", xscale="log", yscale="log")
        axes.set(xlim=(SMALLEST, 3 * LARGEST), ylim=(FLOOR, 30))
        axes.set_xticks((1e-8, 1e-6, 1e-4, 1e-2, 1))
        axes.set_yticks((1e-16, 1e-12, 1e-8, 1e-4, 1))
        axes.minorticks_off()
        # In the background: the line of h², along which a tenth of h leaves a hundredth of error.
        axes.plot(SIZES, SIZES**2, color="0.5", linestyle="--", linewidth=1.4)
        axes.text(3e-5, 2e-6, "slope 2: $h/10$,\nerror/100", ha="right", va="center", fontsize=10)
        axes.text(2e-5, 2e-17, "rounding", ha="left", va="center", fontsize=10)
        (self.curve,) = axes.plot([], [], color=ink, linewidth=2)
        (self.point,) = axes.plot([], [], "D", markersize=10)
        self.error_label = loose_text(axes, va="bottom", fontsize=12)

    def update(self, values):
        z, j, size = logits_of(values), values["j"], values["h"]
        sizes = np.append(size, SIZES) * (-1 if values["down"] else 1)
        p, slope, after, predicted = nudged(z, j, sizes)
        errors = np.abs(after - predicted).max(axis=-1)
        truth, predicted, error = after[0], predicted[0], errors[0]
        self.h, self.numbers = sizes[0], (p[j], slope[j], predicted[j], truth[j])
        for k in range(COUNT):
            self.before[k].set_height(p[k])
            self.after[k].set_height(truth[k])
            self.marks[k].set_data([k - 0.04, k + 0.44], [predicted[k]] * 2)
            top = max(truth[k], predicted[k])
            self.labels[k].set(y=top + 0.03, text=number(truth[k], 3))
        # Where rounding leaves no error at all there is nothing to draw on this scale.
        self.curve.set_data(SIZES, np.where(errors[1:] > 0, errors[1:], np.nan))
        height = max(error, FLOOR)
        self.point.set_data([size], [height])
        self.point.set_color(class_colour(j))
        x, y, side = (0.4, 0.7, "right") if size > 1e-4 else (1.0, 60, "center")
        self.error_label.set(x=x * size, y=y * height, ha=side, text=number(error, 3))
        return (
            f"z = {vector(z, 1)}, {sub('z', j)} nudged by {number(self.h, 3)}: p becomes "
            f"{vector(truth, 3)}, predicted {vector(predicted, 3)}, "
            f"largest error {number(error, 3)}"
        )

    def formula(self, values):
        m, j = mathml, values["j"]
        p, change, predicted, truth = self.numbers
        name = m.mark(m.var("p", j + 1), j)
        slope = m.slope(name, m.mark(m.var("z", j + 1), j))
        size = m.text(number(self.h, 3))
        size = m.paren(size) if values["down"] else size
        times, plus = m.op("·"), m.op("+")
        symbols = name + plus + slope + times + m.var("h")
        numbers = m.num(p, 3) + plus + m.num(change, 3) + times + size
        return m.math(
            m.equal(symbols, numbers, m.num(predicted, 3)),
            m.text(f",{GAP}in truth{THIN}"),
            m.num(truth, 3),
            alttext=f"{sub('p', j)} plus its derivative times h predicts "
            f"{number(predicted, 3)}; in truth it becomes {number(truth, 3)}",
        )

    def on_key(self, key, values):
        power = step(key, {"h": 0}, "h", 0.25, UP)
        if power:
            return {"h": values["h"] * 10 ** power["h"]}
        return choose(key, values, "j", COUNT)


def nudge():
    """Show what a nudge of one logit does to p, and how near the Jacobian's prediction comes.

    Examples
    --------
    >>> panel = nudge()
    >>> panel.set(h=0.1)
    >>> panel.text.partition(": ")[2]
    'p becomes (0.084, 0.229, 0.687), predicted (0.084, 0.228, 0.688), largest error 3.8·10⁻⁴'
    """
    sliders = logit_sliders(START)
    options = [(slider.label, k) for k, slider in enumerate(sliders.values())]
    panel = Nudge(
        {
            **sliders,
            "j": Choice("nudge", COUNT - 1, options),
            "h": log_slider("by h", "h", 0.5, SMALLEST, LARGEST, 0.05),
            "down": Toggle("downwards"),
        }
    )
    panel.controls["h"].readout_format = ".2g"
    return panel
