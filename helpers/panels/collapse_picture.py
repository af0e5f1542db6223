"""What the panel `collapse` draws: a row vector, the Jacobian, their products, and the sums."""

import math

import numpy as np

from helpers.panels.cells import Cells, signed
from helpers.panels.parts import Bars, number

SUMS = 0.62  # how far below the last row the sums stand, in cells


class CollapsePicture:
    """Seven small pictures in two rows: z, -y/p, J, products; y, p, p - y; and a verdict."""

    def __init__(self, figure, count, reach):
        self.count, self.digits = count, 3 if count < 4 else 2  # narrow cells have room for two
        layout = figure.get_layout_engine()
        layout.set(wspace=0.02, hspace=0.02)
        grid = figure.add_gridspec(
            2, 4, width_ratios=(1.9, 0.9, 3, 3), height_ratios=(2.2 if count < 4 else 2.5, 1)
        )
        self._inputs(figure, grid, reach)
        self._maps(figure, grid)
        self._outputs(figure, grid)
        self.artists = [
            *(bars.artists for bars in self.bars.values()),
            *(cells.artists for cells in self.cells.values()),
            self.sums,
            self.mark,
            self.verdict,
        ]

    def _inputs(self, figure, grid, reach):
        self.axes, self.bars = {}, {}
        room = 0.3 * reach
        z = figure.add_subplot(grid[0, 0])
        z.set(title="logits $z$: drag", ylim=(-reach - room, reach + room))
        z.axhline(0, color=z.spines["left"].get_edgecolor(), linewidth=1)
        y = figure.add_subplot(grid[1, 0])
        y.set(title="target $y$: drag", ylim=(0, 1.3), yticks=(0, 1))
        for name, axes in (("z", z), ("y", y)):
            self.axes[name], self.bars[name] = axes, Bars(axes, self.count, size=9)

    def _maps(self, figure, grid):
        count, names = self.count, {"g": "$-y/p$", "J": "times Jacobian $J$"}
        names["terms"] = "gives the terms"
        widths, limits = {"g": 1, "J": count, "terms": count}, {"g": 1e9, "J": 0.25, "terms": 1}
        self.cells = {}
        for place, (name, title) in enumerate(names.items()):
            axes = self.axes[name] = figure.add_subplot(grid[0, place + 1])
            # An infinite entry is the only one of -y/p that has a colour: it has no measure.
            self.cells[name] = Cells(
                axes, count, widths[name], size=10 if count < 4 else 9, limit=limits[name]
            )
            axes.set(title=title, ylim=(count + 0.25, -0.5))
            axes.tick_params(length=0)
        self.axes["g"].set_yticks(range(count), [f"$k={k + 1}$" for k in range(count)])
        for name in ("J", "terms"):
            self.axes[name].set_xticks(range(count), [f"$z_{k + 1}$" for k in range(count)])
            self.axes[name].xaxis.tick_top()
        style = {"ha": "center", "va": "center", "fontsize": 11 if count < 4 else 10}
        below = count - 0.5 + SUMS / 1.7
        words = "sum of each column (choose one):"
        words = self.axes["J"].text(count - 0.5, below, words, **(style | {"ha": "right"}))
        words.set_in_layout(False)  # it may reach below -y/p
        self.sums = [self.axes["terms"].text(k, below, "", **style) for k in range(count)]

    def _outputs(self, figure, grid):
        words = figure.add_subplot(grid[1, 1])
        words.set_axis_off()
        self.verdict = words.text(0.5, 0.5, "", ha="center", va="center", fontsize=10)
        self.verdict.set_in_layout(False)  # how long it is must not move the axes
        p = figure.add_subplot(grid[1, 2])
        p.set(title="$p = $softmax$(z)$", ylim=(0, 1.3), yticks=(0, 1), yticklabels=())
        slope = figure.add_subplot(grid[1, 3])
        slope.set(title="$p - y$", ylim=(-1.6, 1.6), yticks=(-1, 0, 1), yticklabels=())
        slope.axhline(0, color=slope.spines["left"].get_edgecolor(), linewidth=1)
        for name, axes in (("p", p), ("p - y", slope)):
            self.axes[name], self.bars[name] = axes, Bars(axes, self.count, size=9)
            axes.set_xlim(-0.5, self.count - 0.5)  # each bar below its column
        self.mark = slope.text(
            0, -0.3, "▲", ha="center", va="top", transform=slope.get_xaxis_transform()
        )
        slope.set_xlabel(" ")  # room for the mark

    def show(self, shown, column, verdict):
        """Set everything; `shown` holds z, y, p, g, J, terms, sums and fused by name."""
        self.verdict.set_text(verdict)
        z, y, p, fused = (np.asarray(shown[n], dtype=float) for n in ("z", "y", "p", "fused"))
        self.bars["z"].show(z, [number(v, 1) for v in z])
        self.bars["y"].show(y, [number(v, 2) for v in y])
        self.bars["p"].show(p, [number(v, 3) for v in p])
        self.bars["p - y"].show(fused, [self._cell(v) for v in fused])
        tall = self.count
        column_frame = (0, column, tall, 1)
        self.cells["g"].show(np.asarray(shown["g"])[:, None], framed=(0, 0, tall, 1), say=_factor)
        for name in ("J", "terms"):
            self.cells[name].show(shown[name], framed=column_frame, say=self._cell)
        for k, (label, total) in enumerate(zip(self.sums, shown["sums"], strict=True)):
            label.set(text=self._cell(float(total)), weight="bold" if k == column else "normal")
        self.mark.set_x(column)

    def _cell(self, x):
        return signed(x, self.digits)


def _factor(x):
    return number(x, 2) if math.isfinite(x) else signed(x)
