"""-y/p times the Jacobian, entry by entry, becomes p - y."""

from functools import partial

import numpy as np

from helpers.arguments import FORMATS
from helpers.functions import softmax
from helpers.jacobians import softmax_jacobian
from helpers.live import Button, Choice, Count, Panel, Slider, mathml
from helpers.losses import (
    categorical_cross_entropy_from_logits_gradient,
    categorical_cross_entropy_gradient,
    smooth_labels,
)
from helpers.panels.parts.bars import Bars, LogitBars, logit_sliders, logits_of
from helpers.panels.parts.cells import Cells
from helpers.panels.parts.controls import UP, DistributionState, choose, step, with_share
from helpers.panels.parts.words import choice_mark, loose_text, number, signed, sub, vector

REACH = 10.0  # far enough apart for p to become 0 in float16
MOST_DECIMALS = 14  # beyond these the last bits differ from machine to machine


class Collapse(Panel):
    title = "From −y/p to p − y"
    size = (8.0, 4.1)
    keys_help = "Left and right arrow choose a column, up and down arrow move its logit."

    def build(self, figure):
        self.count = count = len(self.values["y"])
        # Narrow cells have room for two decimals.
        self._cell = partial(signed, digits=3 if count < 4 else 2)
        figure.get_layout_engine().set(wspace=0.02, hspace=0.02)
        grid = figure.add_gridspec(
            2, 4, width_ratios=(1.9, 0.9, 3, 3), height_ratios=(2.2 if count < 4 else 2.5, 1)
        )
        z, y = figure.add_subplot(grid[0, 0]), figure.add_subplot(grid[1, 0])
        y.set(title="target $y$: drag", ylim=(0, 1.3), yticks=(0, 1))
        self.bars = {
            "z": LogitBars(z, self, title="logits $z$: drag", room=0.15, size=9),
            "y": Bars(y, count, size=9),
        }
        self._build_maps(figure, grid)
        self._build_outputs(figure, grid)
        chosen = (self.cells["jacobian"], self.cells["terms"], self.bars["p - y"])
        choice = ("pointer", lambda x, *_: {"column": self.bars["p"].nearest(x)})
        self.drags = self.bars["z"].drags | {y: ("ns-resize", self._moved_target)}
        self.drags |= dict.fromkeys((part.axes for part in chosen), choice)
        drawn = (*self.bars.values(), *self.cells.values())
        return [*(part.artists for part in drawn), self.sum_texts, self.mark, self.verdict]

    def _build_maps(self, figure, grid):
        count = self.count
        looks = (
            # An infinite entry is the only one of -y/p that has a colour: it has no measure.
            ("factors", "$-y/p$", 1, 1e9, number),
            ("jacobian", "times Jacobian $J$", count, 0.25, self._cell),
            ("terms", "gives the terms", count, 1, self._cell),
        )
        self.cells = {}
        for place, (name, title, wide, limit, say) in enumerate(looks, start=1):
            axes = figure.add_subplot(grid[0, place])
            size = 10 if count < 4 else 9
            self.cells[name] = Cells(axes, count, wide, size=size, limit=limit, say=say)
            axes.set(title=title, ylim=(count + 0.25, -0.5))
            if wide == 1:
                axes.set_yticks(range(count), [f"$i={k + 1}$" for k in range(count)])
            else:
                axes.set_xticks(range(count), [f"$z_{k + 1}$" for k in range(count)])
                axes.xaxis.tick_top()
        below = count - 0.5 + 0.62 / 1.7  # the sums stand under the last row
        look = {"va": "center", "fontsize": 11 if count < 4 else 10}
        words = "sum of each column (choose one):"  # it may reach below -y/p
        loose_text(self.cells["jacobian"].axes, count - 0.5, below, words, ha="right", **look)
        terms = self.cells["terms"].axes
        self.sum_texts = [terms.text(k, below, "", ha="center", **look) for k in range(count)]

    def _build_outputs(self, figure, grid):
        words = figure.add_subplot(grid[1, 1])
        words.set_axis_off()
        self.verdict = loose_text(words, 0.5, 0.5, ha="center", va="center", fontsize=10)
        p, slope = figure.add_subplot(grid[1, 2]), figure.add_subplot(grid[1, 3])
        p.set(title="$p = $softmax$(z)$", ylim=(0, 1.3), yticks=(0, 1), yticklabels=())
        slope.set(title="$p - y$", ylim=(-1.6, 1.6), yticks=(-1, 0, 1), yticklabels=())
        slope.axhline(0, color=slope.spines["left"].get_edgecolor(), linewidth=1)
        for name, axes in (("p", p), ("p - y", slope)):
            self.bars[name] = Bars(axes, self.count, size=9)
            axes.set_xlim(-0.5, self.count - 0.5)  # each bar below its column
        self.mark = choice_mark(slope, -0.3)
        slope.set_xlabel(" ")  # room for the mark

    def update(self, values):
        z, j = logits_of(values).astype(values["format"]), values["column"]
        self.y = smooth_labels(values["y"], values["smoothing"])
        self.p, self.jacobian = softmax(z), softmax_jacobian(z)
        self.factors = categorical_cross_entropy_gradient(self.y, self.p)  # -y/p
        with np.errstate(all="ignore"):  # inf times 0 is the point where it happens
            self.terms = self.factors[:, None] * self.jacobian
            self.sums = self.terms.sum(axis=0)
        self.fused = categorical_cross_entropy_from_logits_gradient(self.y, z)  # p - y
        said = self._compare(values["format"])
        self._draw(z, j)
        return (
            f"z = {vector(z, 1)}, y = {vector(self.y, 2)}, p = {vector(self.p, 3)}: "
            f"column {j + 1} adds up to {signed(float(self.sums[j]), 4)}, and "
            f"{sub('p', j)} − {sub('y', j)} = {signed(float(self.fused[j]), 4)}; "
            f"{said}"
        )

    def _compare(self, name):
        """Write to how many decimals the two roads agree, or that one ends; return the sentence."""
        gap = float(np.abs(self.sums.astype(float) - self.fused).max())
        decimals = sum(gap <= 0.5 * 10.0**-d for d in range(MOST_DECIMALS + 1)) - 1
        if decimals >= 0:
            agreement = f"{decimals} decimal{'s' * (decimals != 1)}"
            self.verdict.set_text(f"in {name}\nthe sums\nare p − y to\n{agreement}")
            return f"in every column the two agree to {agreement}"
        self.verdict.set_text(f"in {name}\nthe sums\nbreak down")
        k = int(np.flatnonzero(~np.isfinite(self.factors))[0])
        return (
            f"{sub('y', k)}/{sub('p', k)} is too large for {name}, so the first road ends at inf "
            "or, where J is 0, at inf · 0 = nan; p − y, taken from the logits, needs no division"
        )

    def _draw(self, z, j):
        tall = self.count
        for bars, numbers, digits in (("z", z, 1), ("y", self.y, 2), ("p", self.p, 3)):
            self.bars[bars].show(numbers.astype(float), [number(v, digits) for v in numbers])
        fused = self.fused.astype(float)
        self.bars["p - y"].show(fused, [self._cell(v) for v in fused])
        self.cells["factors"].show(self.factors[:, None], framed=(0, 0, tall, 1))
        for cells, numbers in (("jacobian", self.jacobian), ("terms", self.terms)):
            self.cells[cells].show(numbers, framed=(0, j, tall, 1))
        for k, (label, total) in enumerate(zip(self.sum_texts, self.sums, strict=True)):
            label.set(text=self._cell(float(total)), weight="bold" if k == j else "normal")
        self.mark.set_x(j)

    def formula(self, values):
        m, j = mathml, values["column"]
        terms = []
        for k, (y, p, entry) in enumerate(zip(self.y, self.p, self.jacobian[:, j], strict=True)):
            ratio = m.frac(m.text(number(y, 2)), m.text(number(p, 3)))
            entry = m.text(number(entry, 3))
            product = m.row(m.op("-"), ratio, m.op("·"), m.paren(entry) if k != j else entry)
            terms.append(m.mark(m.under(product, m.text("i = j" if k == j else "i ≠ j")), k))
        total, fused = signed(float(self.sums[j])), signed(float(self.fused[j]))
        slope = m.slope(m.var("L"), m.var("z", j + 1))
        wanted = m.row(m.var("p", j + 1), m.op("-"), m.var("y", j + 1))
        sides = m.equal(slope, "".join(terms), m.text(total))
        if np.isfinite(self.sums[j]):
            sides = m.equal(sides, wanted)
        else:
            sides += m.op("≠") + m.equal(wanted, m.text(fused))
        return m.math(
            sides,
            alttext=f"the sum over i of minus y i over p i times J i {j + 1} is "
            f"{total}; p {j + 1} minus y {j + 1} is {fused}",
        )

    def _moved_target(self, x, y, start, values):
        # What the hand takes is the smoothed target: from here on it is the target itself.
        smoothed = smooth_labels(start.values["y"], start.values["smoothing"])
        k = self.bars["y"].nearest(start.x)
        return {"y": with_share(smoothed, k, y), "smoothing": 0.0}

    def on_key(self, key, values):
        z = f"z{values['column'] + 1}"
        return choose(key, values, "column", self.count) or step(key, values, z, 0.1, UP)


def collapse(z=(1.0, 2.0, 3.0)):
    """Show the row vector -y/p times the Jacobian of softmax, entry by entry, becoming p - y.

    Parameters
    ----------
    z : sequence of float, shape (K,)
        The logits at the start, 2 to 4 of them.

    Raises
    ------
    ValueError, TypeError
        If `z` has another shape or kind or is not finite.

    Examples
    --------
    >>> print(collapse().text.partition(": ")[2])
    column 3 adds up to −0.3348, and p₃ − y₃ = −0.3348; in every column the two agree to 14 decimals
    """
    sliders = logit_sliders(z, most=4, reach=REACH)
    count = len(sliders)
    sharp = [tuple(shares) for shares in np.eye(count).tolist()]  # by class
    buttons = {
        f"class{k + 1}": Button(f"class {k + 1}", lambda _, k=k: {"y": sharp[k], "column": k})
        for k in range(count)
    }
    return Collapse(
        {
            **sliders,
            "smoothing": Slider("ε", 0.0, 0.0, 0.5, 0.01),
            "format": Choice("format", "float64", FORMATS),
            **buttons,
            "y": DistributionState(sharp[-1]),
            "column": Count(count - 1, count - 1),
        }
    )
