"""Two distributions, and cross-entropy as entropy plus divergence."""

import math
from functools import partial

import numpy as np

from helpers.information import cross_entropy, entropy, kl_divergence
from helpers.live import Button, Panel, State, mathml
from helpers.panels.parts.bars import scale_end, share_bars
from helpers.panels.parts.controls import DistributionState, choose, with_share
from helpers.panels.parts.words import THIN, choice_mark, loose_text, number, tick_text, vector

COUNT = 3
STEPS = {"ArrowUp": 0.01, "ArrowDown": -0.01, "Shift+ArrowUp": 0.1, "Shift+ArrowDown": -0.1}
PARTS, END = (0, 0.5, 1), 1.12  # of the scale: its ticks, and where the picture ends


class TwoDistributions(Panel):
    title = "Entropy, cross-entropy and divergence"
    size = (8.0, 3.4)
    keys_help = "Left and right arrow choose a bar, up and down arrow change it."

    def build(self, figure):
        left, middle, right = figure.subplots(1, 3, width_ratios=(2, 2, 3.4))
        titles = {left: "target $y$: drag", middle: "prediction $p$: drag"}
        self.bars = [share_bars(axes, COUNT, title=title) for axes, title in titles.items()]
        self.marks = [choice_mark(axes) for axes in titles]
        self.drags = {}
        for i, axes in enumerate(titles):
            axes.set_xlabel(" ")  # room for the mark under the chosen bar
            self.drags[axes] = ("ns-resize", partial(self._moved, i))
        return [*(bars.artists for bars in self.bars), self.marks, self._build_lengths(right)]

    def _build_lengths(self, axes):
        """Make H(y, p) above, H(y) and KL below, end to end."""
        ink = axes.title.get_color()
        axes.set(title="$H(y, p) = H(y) + KL$", xlim=(0, END), ylim=(0, 2.2), yticks=())
        axes.set_xticks(PARTS, ("", "", ""))
        axes.grid(True, axis="x")
        axes.spines["left"].set_visible(False)
        # Not classes, so not the colours of classes; each bar has its name on it besides.
        look = {"color": ("0.5", "0.62", "0.36"), "hatch": ("", "..", "//"), "edgecolor": ink}
        bars = axes.barh((1.25, 0.25, 0.25), 0, 0.42, align="edge", linewidth=1.2, **look)
        self.lengths = dict(zip(("cross", "entropy", "kl"), bars))
        self.words = {
            name: loose_text(axes, 0, y, ha="left", va="bottom", fontsize=11)
            for name, y in (("cross", 1.72), ("entropy", 0.72))
        }
        self.words["kl"] = loose_text(axes, END, 0.2, ha="right", va="top", fontsize=11)
        self.ticks = [tick_text(axes, "0", x=x) for x in PARTS]
        return [*self.lengths.values(), *self.words.values(), *self.ticks[1:]]

    def update(self, values):
        y, p = np.array(values["y"]), np.array(values["p"])
        self.h, self.cross = float(entropy(y)), float(cross_entropy(y, p))
        self.kl = float(kl_divergence(y, p))
        chosen, k = divmod(values["chosen"], COUNT)
        for i, shares in enumerate((y, p)):
            self.bars[i].show(shares, [number(v, 3) for v in shares])
            self.marks[i].set(x=k, visible=i == chosen)
        longest, beyond, why = self.cross, "", ""
        if math.isinf(self.cross):  # it runs off the scale, which follows the others
            k = int(np.flatnonzero((p == 0) & (y > 0))[0])
            longest, beyond = self.h, ": off the scale"
            why = f": y gives class {k + 1} a share, and p says that it cannot happen"
        top = scale_end(max(longest, 1.0))
        for tick, part in zip(self.ticks[1:], PARTS[1:]):
            tick.set_text(f"{part * top:g}")
        h, cross, kl = self.h / top, self.cross / top, self.kl / top
        self.lengths["entropy"].set_width(h)
        self.lengths["cross"].set_width(min(cross, END))
        self.lengths["kl"].set(x=h, width=min(kl, END - h))
        self.words["cross"].set_text(f"cross-entropy H(y, p) = {number(self.cross, 3)}{beyond}")
        self.words["entropy"].set_text(f"entropy H(y) = {number(self.h, 3)}  (dotted)")
        self.words["kl"].set_text(f"+  divergence KL = {number(self.kl, 3)}  (striped)")
        return (
            f"y = {vector(y, 3)}, p = {vector(p, 3)}: H(y) = {number(self.h, 4)}, "
            f"KL = {number(self.kl, 4)}, H(y, p) = {number(self.cross, 4)}{why}"
        )

    def formula(self, values):
        m = mathml
        log, big_h, y, p = m.text(f"{THIN}log{THIN}"), m.var("H"), m.var("y"), m.var("p")
        terms = [
            m.mark(m.row(m.text(number(a, 2)), log, m.text(number(b, 2))), k)
            for k, (a, b) in enumerate(zip(values["y"], values["p"], strict=True))
        ]
        sides = (
            big_h + m.listed([y, p]),
            m.op("-") + m.paren(m.total(terms)),
            m.num(self.cross, 3),
            m.num(self.h, 3) + m.op("+") + m.num(self.kl, 3),
            big_h + m.paren(y) + m.op("+") + m.var("KL"),
        )
        return m.math(
            m.equal(*sides),
            alttext=f"the cross-entropy is {number(self.cross, 3)}, the entropy "
            f"{number(self.h, 3)} plus the divergence {number(self.kl, 3)}",
        )

    def _moved(self, i, x, y, start, values):
        name, k = "yp"[i], self.bars[i].nearest(start.x)
        # From where the drag began: a bar taken to 1 and back leaves the others as before.
        return {name: with_share(start.values[name], k, y), "chosen": COUNT * i + k}

    def on_key(self, key, values):
        if key not in STEPS:
            return choose(key, values, "chosen", 2 * COUNT)
        i, k = divmod(values["chosen"], COUNT)
        shares = values["yp"[i]]
        share = round(shares[k] + STEPS[key], 4)  # without 0.30000000000000004
        return {"yp"[i]: with_share(shares, k, share)}


def two_distributions():
    """Show a target and a predicted distribution to drag, and H(y, p) = H(y) + KL.

    Notes
    -----
    Dragging one bar scales the others of the same distribution, so that their proportions stay
    and the sum remains 1.

    Examples
    --------
    >>> panel = two_distributions()
    >>> panel.set(y=(1, 0, 0), p=(0.5, 0.4, 0.1))
    >>> panel.text.partition(": ")[2]
    'H(y) = 0, KL = 0.6931, H(y, p) = 0.6931'
    """

    def sharpened(values):
        return {"y": with_share(values["y"], int(np.argmax(values["y"])), 1.0)}

    return TwoDistributions(
        {
            "equal": Button("make p equal y", lambda values: {"p": values["y"]}),
            "one_hot": Button("one-hot y", sharpened),
            "y": DistributionState((0.5, 0.3, 0.2)),
            "p": DistributionState((0.2, 0.3, 0.5)),
            "chosen": State(COUNT),  # the bars of y, then those of p
        }
    )
