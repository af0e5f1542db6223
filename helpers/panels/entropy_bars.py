"""Two bars of equal length: cross-entropy, and the entropy and divergence that it is made of."""

import math

from matplotlib.patches import Rectangle

from helpers.panels.parts import number, tick_text

TOPS = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0)
# Not classes, so not the colours of classes; each bar has its name on it besides.
LOOKS = {
    "cross": {"facecolor": "0.5", "hatch": ""},
    "entropy": {"facecolor": "0.62", "hatch": ".."},
    "kl": {"facecolor": "0.36", "hatch": "//"},
}


class EntropyBars:
    """H(y, p) above, H(y) and KL below, end to end; the scale follows the longest."""

    def __init__(self, axes):
        ink = axes.title.get_color()
        axes.set(title="$H(y, p) = H(y) + KL$", xlim=(0, 1.12), ylim=(0, 2.2), yticks=())
        axes.set_xticks((0, 0.5, 1), ("", "", ""))
        axes.grid(True, axis="x")
        axes.spines["left"].set_visible(False)
        self.bars = {
            name: axes.add_patch(
                Rectangle((0, y), 0, 0.42, edgecolor=ink, linewidth=1.2, **LOOKS[name])
            )
            for name, y in (("cross", 1.25), ("entropy", 0.25), ("kl", 0.25))
        }
        style = {"ha": "left", "va": "bottom", "fontsize": 11}
        self.words = {
            name: axes.text(0, y, "", **style) for name, y in (("cross", 1.72), ("entropy", 0.72))
        }
        self.words["kl"] = axes.text(1.12, 0.2, "", ha="right", va="top", fontsize=11)
        self.ticks = [tick_text(axes, "0", x=x) for x in (0, 0.5, 1)]
        for words in self.words.values():
            words.set_in_layout(False)  # how long they are must not move the axes
        self.artists = [*self.bars.values(), *self.words.values(), *self.ticks[1:]]

    def show(self, entropy, cross, kl):
        """Set the three lengths; an infinite one runs off the scale and says so."""
        longest = cross if math.isfinite(cross) else entropy
        top = next(t for t in TOPS if t >= longest)
        for tick, part in zip(self.ticks[1:], (0.5, 1), strict=True):
            tick.set_text(f"{part * top:g}")
        end = 1.12  # beyond the last tick
        self.bars["entropy"].set_width(entropy / top)
        self.bars["cross"].set_width(min(cross / top, end))
        self.bars["kl"].set(x=entropy / top, width=min(kl / top, end - entropy / top))
        beyond = "" if math.isfinite(cross) else ": off the scale"
        self.words["cross"].set_text(f"cross-entropy H(y, p) = {number(cross, 3)}{beyond}")
        self.words["entropy"].set_text(f"entropy H(y) = {number(entropy, 3)}  (dotted)")
        self.words["kl"].set_text(f"+  divergence KL = {number(kl, 3)}  (striped)")
