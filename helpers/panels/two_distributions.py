"""Panel of lesson 05: two distributions, and cross-entropy as entropy plus divergence."""

import math

import numpy as np

from helpers.information import cross_entropy, entropy, kl_divergence
from helpers.live import Button, Panel, State, mathml
from helpers.panels.distributions import DistributionState, distribution, with_share
from helpers.panels.entropy_bars import EntropyBars
from helpers.panels.parts import THIN, Bars, nearest_class, number, vector

STEPS = {"ArrowUp": 0.01, "ArrowDown": -0.01, "Shift+ArrowUp": 0.1, "Shift+ArrowDown": -0.1}


class TwoDistributions(Panel):
    """A target y, a prediction p, and the price of the difference; see `two_distributions`."""

    title = "Entropy, cross-entropy and divergence"
    size = (8.0, 3.4)
    keys_help = "Left and right arrow choose a bar, up and down arrow change it."

    def __init__(self, y=(0.5, 0.3, 0.2), p=(0.2, 0.3, 0.5)):
        y = distribution("y", y)
        p = distribution("p", p, count=len(y))
        self.count = len(y)
        self.digits = 3 if self.count < 4 else 2  # narrow bars have room for two
        super().__init__(
            {
                "equal": Button("make p equal y", lambda values: {"p": values["y"]}),
                "one_hot": Button("one-hot y", self.sharpen),
                "y": DistributionState(y, self.count),
                "p": DistributionState(p, self.count),
                "chosen": State(("p", 0)),
            }
        )

    def sharpen(self, values):
        """Return y with all of it on its largest share."""
        return {"y": with_share(values["y"], int(np.argmax(values["y"])), 1.0)}

    def build(self, figure):
        left, middle, right = figure.subplots(1, 3, width_ratios=(2, 2, 3.4))
        for axes, words in ((left, "target $y$: drag"), (middle, "prediction $p$: drag")):
            axes.set(title=words, ylim=(0, 1.17), yticks=(0, 0.5, 1))
        self.axes = {"y": left, "p": middle}
        self.bars = {name: Bars(axes, self.count) for name, axes in self.axes.items()}
        self.marks = {
            name: axes.text(
                0, -0.12, "▲", ha="center", va="top", transform=axes.get_xaxis_transform()
            )
            for name, axes in self.axes.items()
        }
        for axes in (left, middle):
            axes.set_xlabel(" ")  # room for the mark under the chosen bar
        self.entropies = EntropyBars(right)
        return [
            *(bars.artists for bars in self.bars.values()),
            list(self.marks.values()),
            self.entropies.artists,
        ]

    def update(self, values):
        y, p = np.array(values["y"]), np.array(values["p"])
        self.h, self.cross = float(entropy(y)), float(cross_entropy(y, p))
        self.kl = float(kl_divergence(y, p))
        for name, shares in (("y", y), ("p", p)):
            self.bars[name].show(shares, [number(v, self.digits) for v in shares])
            self.marks[name].set(x=values["chosen"][1], visible=values["chosen"][0] == name)
        self.entropies.show(self.h, self.cross, self.kl)
        return (
            f"y = {vector(y, 3)}, p = {vector(p, 3)}: H(y) = {number(self.h, 4)}, "
            f"KL = {number(self.kl, 4)}, H(y, p) = {number(self.cross, 4)}{self._why(y, p)}"
        )

    def _why(self, y, p):
        if math.isfinite(self.cross):
            return ""
        k = int(np.flatnonzero((p == 0) & (y > 0))[0])
        return f": y gives class {k + 1} a share, and p says that it cannot happen"

    def formula(self, values):
        m = mathml
        log, big_h, y, p = m.text(f"{THIN}log{THIN}"), m.var("H"), m.var("y"), m.var("p")
        terms = [
            m.mark(m.row(m.text(number(a, 2)), log, m.text(number(b, 2))), k)
            for k, (a, b) in enumerate(zip(values["y"], values["p"], strict=True))
        ]
        return m.math(
            big_h,
            m.listed([y, p]),
            m.op("="),
            m.op("-"),
            m.paren(m.total(terms)),
            m.op("="),
            m.num(self.cross, 3),
            m.op("="),
            m.num(self.h, 3),
            m.op("+"),
            m.num(self.kl, 3),
            m.op("="),
            big_h,
            m.paren(y),
            m.op("+"),
            m.var("KL"),
            alttext=f"the cross-entropy is {number(self.cross, 3)}, the entropy "
            f"{number(self.h, 3)} plus the divergence {number(self.kl, 3)}",
        )

    def draggable(self, figure):
        return dict.fromkeys(self.axes.values(), "ns-resize")

    def on_drag(self, axes, x, y, start, values):
        for name, own in self.axes.items():
            if axes is own:
                k = nearest_class(start.x, self.count)
                # From where the drag began: a bar taken to 1 and back leaves the others as before.
                return {name: with_share(start.values[name], k, y), "chosen": (name, k)}
        return None

    def on_key(self, key, values):
        name, k = values["chosen"]
        if key in ("ArrowLeft", "ArrowRight"):
            place = k + self.count * (name == "p") + (1 if key == "ArrowRight" else -1)
            return {"chosen": ("yp"[place // self.count % 2], place % self.count)}
        if key not in STEPS:
            return None
        share = round(values[name][k] + STEPS[key], 4)  # without 0.30000000000000004
        return {name: with_share(values[name], k, share)}


def two_distributions(y=(0.5, 0.3, 0.2), p=(0.2, 0.3, 0.5)):
    """Show a target and a predicted distribution to drag, and H(y, p) = H(y) + KL.

    Parameters
    ----------
    y : sequence of float, shape (K,)
        The target's shares at the start, 2 to 4 of them, with sum 1.
    p : sequence of float, shape (K,)
        The prediction's shares at the start.

    Returns
    -------
    Panel

    Raises
    ------
    ValueError
        If `y` or `p` has another shape, a share below 0, or a sum that is not 1.

    Notes
    -----
    Dragging one bar scales the others of the same distribution, so that their proportions stay
    and the sum remains 1.

    Examples
    --------
    >>> two_distributions(y=(1, 0, 0), p=(0.5, 0.4, 0.1)).text.partition(": ")[2]
    'H(y) = 0, KL = 0.6931, H(y, p) = 0.6931'
    """
    return TwoDistributions(y, p)
