"""Panel of lesson 03: nudge one logit, and compare the true change of p with what J predicts."""

import numpy as np

from helpers.functions import softmax
from helpers.jacobians import softmax_jacobian
from helpers.live import Choice, Panel, Slider, Toggle, class_colour, class_style, mathml
from helpers.panels.parts import (
    GAP,
    THIN,
    logit_sliders,
    logits,
    number,
    read_logits,
    sub,
    vector,
)

SMALLEST, LARGEST = 1e-9, 2.0  # below 1e-8 the error is rounding, and stops shrinking
SIZES = np.geomspace(SMALLEST, LARGEST, 150)
STEP = 0.05  # of the slider, in powers of ten
FLOOR = 1e-18  # an error of 0 has no place on a logarithmic axis


class Nudge(Panel):
    """The change of p after a nudge, true and predicted; see `nudge`."""

    title = "A nudge, and what the Jacobian says of it"
    size = (8.0, 3.4)
    keys_help = "Left and right arrow choose a logit, up and down arrow make the nudge larger."

    def __init__(self, z=(1.0, 2.0, 3.0), h=0.5, *, j=None):
        z = logits(z, most=5)
        self.count = len(z)
        h = Slider("h", h, -LARGEST, LARGEST).check("h", h)
        super().__init__(
            {
                **logit_sliders(z),
                "j": Choice(
                    "nudge",
                    self.count - 1 if j is None else j,
                    [(sub("z", k), k) for k in range(self.count)],
                ),
                "h": Slider("by h", abs(h), _lowest(abs(h)), LARGEST, STEP, log=True),
                "down": Toggle("downwards", h < 0),
            }
        )
        self.controls["h"].readout_format = ".2g"

    def build(self, figure):
        left, right = figure.subplots(1, 2, width_ratios=(6, 5))
        left.set(
            title="before (pale), after, predicted (line)",
            ylim=(-0.35, 1.35),
            yticks=(0, 0.5, 1),
            xlim=(-0.6, self.count - 0.4),
        )
        left.axhline(0, color=left.spines["left"].get_edgecolor(), linewidth=1)
        left.set_xticks(range(self.count), [f"$p_{k + 1}$" for k in range(self.count)], fontsize=11)
        left.tick_params(axis="x", length=0)
        ink = left.title.get_color()
        self.before, self.after, self.marks, self.labels = [], [], [], []
        for k in range(self.count):
            self.before += left.bar(k - 0.2, 0, width=0.36, alpha=0.35, **class_style(k))
            self.after += left.bar(k + 0.2, 0, width=0.36, **class_style(k))
            self.marks += left.plot([], [], color=ink, linewidth=3.5)
            self.labels.append(left.text(k + 0.2, 0, "", ha="center", va="bottom", fontsize=10))
        right.set(
            title="error of the prediction",
            xscale="log",
            yscale="log",
            xlabel="size of h",
            xlim=(SMALLEST, 3 * LARGEST),
            ylim=(FLOOR, 30),
        )
        right.set_xticks((1e-8, 1e-6, 1e-4, 1e-2, 1))
        right.set_yticks((1e-16, 1e-12, 1e-8, 1e-4, 1))
        right.minorticks_off()
        # In the background: the line of h², along which a tenth of h leaves a hundredth of error.
        right.plot(SIZES, SIZES**2, color="0.5", linestyle="--", linewidth=1.4)
        right.text(3e-5, 2e-6, "slope 2: $h/10$,\nerror/100", ha="right", va="center", fontsize=10)
        right.text(2e-5, 2e-17, "rounding", ha="left", va="center", fontsize=10)
        self.error_axes = right
        (self.curve,) = right.plot([], [], color=ink, linewidth=2)
        (self.point,) = right.plot([], [], "D", markersize=10)
        self.error_label = right.text(0, 0, "", va="bottom", fontsize=12)
        self.error_label.set_in_layout(False)  # where it stands must not move the axes
        return [
            self.before,
            self.after,
            self.marks,
            self.labels,
            self.curve,
            self.point,
            self.error_label,
        ]

    def update(self, values):
        z, j = read_logits(values), values["j"]
        h = -values["h"] if values["down"] else values["h"]
        column = softmax_jacobian(z)[:, j]
        self.p, self.slope = softmax(z), column[j]
        new, self.predicted, error = _nudged(z, j, np.array([h]), self.p, column)
        self.new, self.predicted, self.error = new[0], self.predicted[0], error[0]
        errors = _nudged(z, j, np.copysign(SIZES, h), self.p, column)[2]
        for k in range(self.count):
            self.before[k].set_height(self.p[k])
            self.after[k].set_height(self.new[k])
            self.marks[k].set_data([k - 0.04, k + 0.44], [self.predicted[k]] * 2)
            top = max(self.new[k], self.predicted[k])
            self.labels[k].set(y=top + 0.03, text=number(self.new[k], 3))
        # Where rounding leaves no error at all there is nothing to draw on this scale.
        self.curve.set_data(SIZES, np.where(errors > 0, errors, np.nan))
        self.point.set_data([abs(h)], [max(self.error, FLOOR)])
        self.point.set_color(class_colour(j))
        at_right = abs(h) > 1e-4
        self.error_label.set(
            x=abs(h) * (0.4 if at_right else 1.0),
            y=max(self.error, FLOOR) * (0.7 if at_right else 60),
            ha="right" if at_right else "center",
            text=number(self.error, 3),
        )
        return (
            f"z = {vector(z, 1)}, {sub('z', j)} nudged by {number(h, 3)}: p becomes "
            f"{vector(self.new, 3)}, predicted {vector(self.predicted, 3)}, "
            f"largest error {number(self.error, 3)}"
        )

    def formula(self, values):
        m, j = mathml, values["j"]
        h = -values["h"] if values["down"] else values["h"]
        name = m.mark(m.var("p", j + 1), j)
        slope = m.frac(m.row(m.op("∂"), name), m.row(m.op("∂"), m.mark(m.var("z", j + 1), j)))
        size = m.text(number(h, 3))
        return m.math(
            name,
            m.op("+"),
            slope,
            m.op("·"),
            m.var("h"),
            m.op("="),
            m.num(self.p[j], 3),
            m.op("+"),
            m.num(self.slope, 3),
            m.op("·"),
            m.paren(size) if h < 0 else size,
            m.op("="),
            m.num(self.predicted[j], 3),
            m.text(f",{GAP}in truth{THIN}"),
            m.num(self.new[j], 3),
            alttext=f"{sub('p', j)} plus its derivative times h predicts "
            f"{number(self.predicted[j], 3)}; in truth it becomes {number(self.new[j], 3)}",
        )

    def draggable(self, figure):
        return {self.error_axes: "ew-resize"}

    def on_drag(self, axes, x, y, start, values):
        return {"h": x} if axes is self.error_axes else None

    def on_key(self, key, values):
        if key in ("ArrowLeft", "ArrowRight"):
            return {"j": (values["j"] + (1 if key == "ArrowRight" else -1)) % self.count}
        factor = {"ArrowUp": 10**0.25, "ArrowDown": 10**-0.25}.get(key)
        return None if factor is None else {"h": values["h"] * factor}


def _lowest(h):
    """Return where the slider begins, so that h is one of its steps: a browser moves it there."""
    if not h > SMALLEST:
        return SMALLEST
    return h * 10 ** -(STEP * np.floor(np.log10(h / SMALLEST) / STEP))


def _nudged(z, j, sizes, p, column):
    """Return p after each nudge of z_j, what the column of J predicts, and the largest error."""
    moved = np.tile(z, (len(sizes), 1))
    moved[:, j] += sizes
    after = softmax(moved)
    predicted = p + np.outer(sizes, column)
    return after, predicted, np.abs(after - predicted).max(axis=-1)


def nudge(z=(1.0, 2.0, 3.0), h=0.5, *, j=None):
    """Show what a nudge of one logit does to p, and how near the Jacobian's prediction comes.

    Parameters
    ----------
    z : sequence of float, shape (K,)
        The logits at the start, 2 to 5 of them.
    h : float
        The nudge at the start, from 1e-9 to 2; a negative one goes downwards.
    j : int, optional
        Which logit is nudged at the start, counted from 0; by default the last.

    Returns
    -------
    Panel

    Raises
    ------
    ValueError
        If `z` has another shape or is not finite, `h` is outside its slider, or `j` is no class.

    Examples
    --------
    >>> panel = nudge(h=0.1)
    >>> panel.text.partition(": ")[2]
    'p becomes (0.084, 0.229, 0.687), predicted (0.084, 0.228, 0.688), largest error 3.8·10⁻⁴'
    """
    return Nudge(z, h, j=j)
