"""The likelihood of data as a product that becomes 0, and as a sum of logs."""

from functools import cache

import numpy as np

from helpers.functions import logsumexp
from helpers.information import cross_entropy, surprise
from helpers.live import Panel, Slider, class_colour, mathml
from helpers.panels.parts.controls import UP, step
from helpers.panels.parts.curves import dot
from helpers.panels.parts.format_line import BAD
from helpers.panels.parts.words import GAP, THIN, beside, loose_text, number, paper

MOST = 2000
SHARES = np.linspace(0.005, 0.995, 199)
TEN = logsumexp(np.zeros(10))  # the logarithm of ten
LOWEST = np.log10(np.finfo(np.float64).smallest_subnormal)  # below it float64 holds 0 only
DEPTH = -500.0
TOP = 2.95


@cache
def tosses():
    """Return heads (1) and tails (0) of a bent coin, the same for every reader: heads in 7 of 10.

    Not thrown at import: loading numpy.random takes 90 ms of each page's start in a browser.
    """
    return (np.random.default_rng(7).random(MOST) < 0.7).astype(int)


class Likelihood(Panel):
    title = "The likelihood of a series of tosses"
    size = (8.0, 3.5)
    keys_help = "Left and right arrow change n, up and down arrow change q."

    def build(self, figure):
        left, right = figure.subplots(1, 2, width_ratios=(6, 5))
        self.drags = {
            left: ("ew-resize", lambda x, *_: {"n": x}),
            right: ("ew-resize", lambda x, *_: {"q": x}),
        }
        box = paper(left, linewidth=2, boxstyle="round,pad=0.25")
        return [self._build_product(left, box), self._build_mean(right, box)]

    def _build_product(self, axes, box):
        axes.set(title="product of n probabilities", xlabel="number of tosses n")
        axes.set(xlim=(0, MOST), ylim=(DEPTH, 15), xticks=(0, 500, 1000, 1500, 2000))
        powers = (0, -100, -200, -300, -400, -500)
        axes.set_yticks(powers, ["1", *(f"$10^{{{power}}}$" for power in powers[1:])])
        axes.axhspan(DEPTH, LOWEST, facecolor="none", edgecolor=BAD, hatch="///", alpha=0.4)
        words = "float64 has only 0 here"
        axes.text(0.03 * MOST, DEPTH + 22, words, va="bottom", bbox=box, fontsize=10)
        dashed = {"color": axes.title.get_color(), "linestyle": (0, (2, 1.5)), "linewidth": 1.8}
        (self.logs,) = axes.plot([], [], label="sum of logs", **dashed)
        look = {"color": class_colour(0), "linewidth": 3.2, "label": "product in float64"}
        (self.stored,) = axes.plot([], [], **look)
        axes.legend(loc="upper right", fontsize=10)
        (self.end,) = axes.plot([], [], "X", color=BAD, markersize=11)
        self.point = dot(axes, 0)
        self.words = loose_text(axes, bbox=box, fontsize=12, va="center")
        return [self.logs, self.stored, self.end, self.words, self.point]

    def _build_mean(self, axes, box):
        axes.set(title="mean of $-\\log$ over the tosses", xlabel="model's $q$")
        axes.set(xlim=(0, 1), ylim=(0, 3), yticks=(0, 1, 2, 3))
        (self.curve,) = axes.plot([], [], color=class_colour(0))
        (self.best,) = axes.plot([], [], color=class_colour(2), linestyle="--", linewidth=1.8)
        self.best_words = loose_text(axes, y=2.72, fontsize=10.5)
        self.here = dot(axes, 1)
        self.mean_words = loose_text(axes, ha="center", va="bottom", fontsize=12, bbox=box)
        return [self.curve, self.best, self.best_words, self.mean_words, self.here]

    def update(self, values):
        n, q = values["n"], values["q"]
        shares = np.where(tosses() == 1, q, 1 - q)
        products, logs = np.cumprod(shares), np.cumsum(-surprise(shares))
        self.heads = int(tosses()[:n].sum())
        self.product, self.total = float(products[n - 1]), float(logs[n - 1])
        self.mean = -self.total / n  # of -log
        self._draw_product(n, products, logs / TEN)
        self._draw_mean(n, q)
        product = "0, by underflow" if self.product == 0 else number(self.product, 3)
        return (
            f"n = {n}, heads {self.heads}, model q = {q:.2f}: the product is {product}; "
            f"the sum of logs is {number(self.total, 2)}, the mean of −log is "
            f"{number(self.mean, 4)}, least at q = {self.heads / n:.3f}"
        )

    def formula(self, values):
        m, n = mathml, values["n"]
        heads, tails = m.num(self.heads), m.num(n - self.heads)
        q, rest = m.num(values["q"], 2), m.paren(m.row(m.num(1), m.op("-"), m.num(values["q"], 2)))
        product, total = number(self.product, 3), number(self.total, 2)
        log, gap = m.text(f"{THIN}log{THIN}"), m.text(f",{GAP}")
        powers = m.row(m.sup(q, heads), m.op("·"), m.sup(rest, tails))
        logs = m.row(heads, log, q, m.op("+"), tails, log, rest)
        mean = m.frac(m.text(number(-self.total, 2)), m.num(n))
        return m.math(
            m.equal(powers, m.text(product)) + gap,
            m.equal(logs, m.text(total)) + gap,
            m.equal(mean, m.num(self.mean, 4)),
            alttext=f"the product of {n} probabilities is stored as {product}; "
            f"the sum of their logs is {total}",
        )

    def _draw_product(self, n, products, powers):
        alive, counts = int(np.count_nonzero(products)), np.arange(1, MOST + 1)
        self.logs.set_data(counts[::10], powers[::10])
        self.stored.set_data(counts[:alive:5], powers[:alive:5])
        self.end.set_data([alive], [powers[alive - 1]])
        self.end.set_visible(alive < MOST)
        height = float(max(powers[n - 1], DEPTH))
        self.point.set_data([n], [height])
        gone = self.product == 0
        self.words.set(
            x=min(max(n, 0.34 * MOST), 0.66 * MOST) if gone else n + 60,
            y=max(height, DEPTH + 85),
            ha="center" if gone else "left",
            text="underflow: stored as 0" if gone else number(self.product, 3),
            fontweight="bold" if gone else "normal",
        )
        self.words.get_bbox_patch().set_edgecolor(BAD if gone else "none")

    def _draw_mean(self, n, q):
        share = self.heads / n
        models = np.column_stack([SHARES, 1 - SHARES])
        observed = np.broadcast_to([share, 1 - share], models.shape)
        self.curve.set_data(SHARES, cross_entropy(observed, models))
        self.best.set_data([share, share], [0, 3])
        words = f"heads: {self.heads} of {n}"
        beside(self.best_words, share, 0.02, right=share <= 0.5, text=words)
        off, shown = self.mean > TOP, min(self.mean, TOP)
        self.here.set_data([q], [shown])
        self.mean_words.set(
            x=min(max(q, 0.12), 0.88),
            y=shown - 0.6 if off else shown + 0.16,
            text=number(self.mean, 3) + (" ↑" if off else ""),
        )

    def on_key(self, key, values):
        return step(key, values, "n", 10) or step(key, values, "q", 0.01, UP)


def likelihood():
    """Show how likely a model makes a series of coin tosses, as a product and as a sum of logs.

    Notes
    -----
    The 2000 tosses are the same for every reader: a fixed seed, heads in 7 of 10.

    Examples
    --------
    >>> panel = likelihood()
    >>> panel.set(n=2000)
    >>> panel.text.partition(": ")[2].partition(";")[0]
    'the product is 0, by underflow'
    """
    return Likelihood(
        {
            "n": Slider("tosses n", 100, 1, MOST, 1),
            "q": Slider("model: P(heads) = q", 0.5, 0.01, 0.99, 0.01),
        }
    )
