"""The drawing of lesson 04's network: three inputs, lines for the weights, an output a class."""

import numpy as np
from matplotlib.patches import Rectangle

from helpers.live import class_style
from helpers.panels.parts import number

CHANNELS = ("R", "G", "B")
X_IN, X_OUT, X_SCORE, X_BARS = 0.62, 1.75, 2.1, 2.4
BAR = 0.75  # length of a bar for p = 1
WIDTH = 3.62


class NetworkPicture:
    """Inputs, weights, scores and probabilities; row 0 is at the top, and rows are 1 apart."""

    def __init__(self, axes, weights):
        self.count = len(weights)
        ink = axes.title.get_color()
        # Rows as in a heat map with the same limits, so that the two can stand side by side.
        axes.set(xlim=(0, WIDTH), ylim=(self.count - 0.5, -0.5), yticks=())
        axes.spines[:].set_visible(False)
        axes.grid(False)
        axes.tick_params(length=0)
        axes.set_xticks(
            (0.4, 1.18, X_SCORE - 0.1, 2.8),
            (
                f"x ({len(CHANNELS)},)",
                f"W {weights.shape}\nsolid +, dashed −",
                f"z ({self.count},)",
                f"p ({self.count},)",
            ),
            fontsize=11,
        )
        self.inputs = np.array([0.23, 0.56, 0.89]) * (self.count - 1)
        for k, row in enumerate(weights):
            for start, weight in zip(self.inputs, row, strict=True):
                if weight:
                    axes.plot(
                        (X_IN, X_OUT),
                        (start, k),
                        color=ink,
                        alpha=0.7,
                        linewidth=0.45 * abs(weight),
                        linestyle="-" if weight > 0 else (0, (2, 2)),
                    )
        self.discs, self.amounts = [], []
        for height, channel in zip(self.inputs, CHANNELS, strict=True):
            self.discs += axes.plot(X_IN, height, "o", markersize=21, markeredgecolor=ink)
            self.amounts.append(
                axes.text(X_IN - 0.17, height, f"{channel} 0.00", ha="right", va="center")
            )
        self.scores, self.bars, self.shares = [], [], []
        for k in range(self.count):
            look = class_style(k)
            axes.plot(
                X_OUT, k, "o", markersize=17, color=look["color"], markeredgecolor=ink, zorder=3
            )
            self.scores.append(axes.text(X_SCORE + 0.16, k, "", ha="right", va="center"))
            bar = Rectangle(
                (X_BARS, k - 0.2),
                0,
                0.4,
                facecolor=look["color"],
                edgecolor=look["edgecolor"],
                hatch=look["hatch"],
            )
            self.bars.append(axes.add_patch(bar))
            self.shares.append(axes.text(X_BARS, k, "", ha="left", va="center"))
        self.frame = Rectangle(
            (X_OUT - 0.16, 0),
            WIDTH - X_OUT + 0.12,
            1,
            facecolor="none",
            edgecolor=ink,
            linewidth=3,
            clip_on=False,
        )
        axes.add_patch(self.frame)
        self.target = axes.text(
            X_BARS, 0, "true class", ha="left", va="center", fontsize=9.5, style="italic"
        )
        self.swatch = Rectangle((0.08, -0.45), 0.68, 0.62, edgecolor=ink)
        axes.add_patch(self.swatch)
        for words in (*self.shares, self.target):
            words.set_in_layout(False)  # where they stand must not move the axes
        self.artists = [
            self.discs,
            self.amounts,
            self.scores,
            self.bars,
            self.shares,
            self.frame,
            self.target,
            self.swatch,
        ]

    def show(self, x, z, p, *, chosen, target):
        """Write the present numbers into the network."""
        for c, amount in enumerate(x):
            light = np.zeros(3)
            light[c] = amount
            self.discs[c].set_markerfacecolor(tuple(light))
            self.amounts[c].set_text(f"{CHANNELS[c]} {amount:.2f}")
        self.swatch.set_facecolor(tuple(x))
        for k in range(self.count):
            self.scores[k].set_text(number(z[k], 2))
            self.bars[k].set_width(BAR * p[k])
            self.shares[k].set(x=X_BARS + BAR * p[k] + 0.04, text=number(p[k], 3))
        self.frame.set_y(chosen - 0.5)
        self.target.set_y(target + 0.34)
