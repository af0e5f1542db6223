"""Panel of lesson 05: the likelihood of data as a product that becomes 0, and as a sum of logs."""

from functools import lru_cache

import numpy as np

from helpers.information import cross_entropy, surprise
from helpers.live import Panel, Slider, class_colour, mathml
from helpers.panels.format_line import BAD
from helpers.panels.parts import GAP, THIN, number

MOST = 2000
SHARES = np.linspace(0.005, 0.995, 199)
LOWEST = np.log10(np.finfo(np.float64).smallest_subnormal)  # below it float64 holds 0 only
DEPTH = -500.0
TOP = 2.95
# Heads (1) and tails (0) of a bent coin, thrown once for every reader: heads in 7 of 10.
TOSSES = (np.random.default_rng(7).random(MOST) < 0.7).astype(int)
HEADS = np.cumsum(TOSSES)


class Likelihood(Panel):
    """Tosses of a coin and the likelihood of a model of it; see `likelihood`."""

    title = "The likelihood of a series of tosses"
    size = (8.0, 3.5)
    keys_help = "Left and right arrow change n, up and down arrow change q."

    def __init__(self, n=100, q=0.5):
        n = Slider("n", 1, 1, MOST, 1).check("n", n)  # 3.0 becomes 3: the slider takes integers
        super().__init__(
            {
                "n": Slider("tosses n", n, 1, MOST, 1),
                "q": Slider("model: P(heads) = q", q, 0.01, 0.99, 0.01),
            }
        )

    def build(self, figure):
        left, right = figure.subplots(1, 2, width_ratios=(6, 5))
        self.n_axes, self.q_axes = left, right
        ink = left.title.get_color()
        left.set(
            title="product of n probabilities",
            xlabel="number of tosses n",
            xlim=(0, MOST),
            ylim=(DEPTH, 15),
            xticks=(0, 500, 1000, 1500, 2000),
        )
        powers = (0, -100, -200, -300, -400, -500)
        left.set_yticks(powers, ["1", *(f"$10^{{{power}}}$" for power in powers[1:])])
        left.axhspan(DEPTH, LOWEST, facecolor="none", edgecolor=BAD, hatch="///", alpha=0.4)
        box = {"facecolor": left.get_facecolor(), "edgecolor": "none", "linewidth": 2}
        box["boxstyle"] = "round,pad=0.25"
        left.text(
            0.03 * MOST, DEPTH + 22, "float64 has only 0 here", va="bottom", bbox=box, fontsize=10
        )
        (self.logs,) = left.plot(
            [], [], color=ink, linestyle=(0, (2, 1.5)), linewidth=1.8, label="sum of logs"
        )
        (self.product,) = left.plot(
            [], [], color=class_colour(0), linewidth=3.2, label="product in float64"
        )
        left.legend(loc="upper right", fontsize=10)
        (self.end,) = left.plot([], [], "X", color=BAD, markersize=11)
        (self.point,) = left.plot(
            [], [], "o", color=class_colour(0), markersize=11, markeredgecolor=ink, clip_on=False
        )
        self.words = left.text(0, 0, "", bbox=dict(box), fontsize=12)
        right.set(
            title="mean of $-\\log$ over the tosses",
            xlabel="model's $q$",
            xlim=(0, 1),
            ylim=(0, 3),
            yticks=(0, 1, 2, 3),
        )
        (self.curve,) = right.plot([], [], color=class_colour(0))
        (self.best,) = right.plot([], [], color=class_colour(2), linestyle="--", linewidth=1.8)
        self.best_words = right.text(0, 0, "", fontsize=10.5)
        (self.here,) = right.plot(
            [], [], "s", color=class_colour(1), markersize=11, markeredgecolor=ink, clip_on=False
        )
        self.mean_words = right.text(0, 0, "", va="bottom", fontsize=12, bbox=dict(box))
        for words in (self.words, self.best_words, self.mean_words):
            words.set_in_layout(False)  # where they stand must not move the axes
        return [
            self.logs,
            self.product,
            self.end,
            self.words,
            self.point,
            self.curve,
            self.best,
            self.best_words,
            self.mean_words,
            self.here,
        ]

    def update(self, values):
        n, q = values["n"], values["q"]
        logs, products, alive = _series(q)
        self.heads, self.total = int(HEADS[n - 1]), float(logs[n - 1])
        self.stored, self.mean = float(products[n - 1]), -self.total / n
        counts = np.arange(1, MOST + 1)
        in_tens = logs / np.log(10)
        self.logs.set_data(counts[::10], in_tens[::10])
        self.product.set_data(counts[:alive:5], in_tens[:alive:5])
        self.end.set_data([alive], [in_tens[alive - 1]])
        self.end.set_visible(alive < MOST)
        height = float(max(in_tens[n - 1], DEPTH))
        self.point.set_data([n], [height])
        gone = self.stored == 0
        self.words.set(
            x=min(max(n, 0.34 * MOST), 0.66 * MOST) if gone else n + 60,
            y=max(height, DEPTH + 85),
            va="center",
            ha="center" if gone else "left",
            text="underflow: stored as 0" if gone else number(self.stored, 3),
            fontweight="bold" if gone else "normal",
        )
        self.words.get_bbox_patch().set_edgecolor(BAD if gone else "none")
        share = self.heads / n
        self.curve.set_data(SHARES, _means(n))
        self.best.set_data([share, share], [0, 3])
        self.best_words.set(
            x=share + (-0.02 if share > 0.5 else 0.02),
            y=2.72,
            ha="right" if share > 0.5 else "left",
            text=f"heads: {self.heads} of {n}",
        )
        off = self.mean > TOP
        shown = min(self.mean, TOP)
        self.here.set_data([q], [shown])
        self.mean_words.set(
            x=min(max(q, 0.12), 0.88),
            y=shown - 0.6 if off else shown + 0.16,
            text=number(self.mean, 3) + (" ↑" if off else ""),
            ha="center",
        )
        product = "0, by underflow" if gone else number(self.stored, 3)
        return (
            f"n = {n}, heads {self.heads}, model q = {q:.2f}: the product is {product}; "
            f"the sum of logs is {number(self.total, 2)}, the mean of −log is "
            f"{number(self.mean, 4)}, least at q = {share:.3f}"
        )

    def formula(self, values):
        m, n, q = mathml, values["n"], values["q"]
        tails = n - self.heads
        heads_q, tails_q = m.num(q, 2), m.paren(m.row(m.num(1), m.op("-"), m.num(q, 2)))
        product = m.row(m.sup(heads_q, m.num(self.heads)), m.op("·"), m.sup(tails_q, m.num(tails)))
        log, gap = m.text(f"{THIN}log{THIN}"), m.text(f",{GAP}")
        logs = m.row(m.num(self.heads), log, m.num(q, 2), m.op("+"), m.num(tails), log, tails_q)
        return m.math(
            product,
            m.op("="),
            m.text(number(self.stored, 3)),
            gap,
            logs,
            m.op("="),
            m.text(number(self.total, 2)),
            gap,
            m.frac(m.text(number(-self.total, 2)), m.num(n)),
            m.op("="),
            m.num(self.mean, 4),
            alttext=f"the product of {n} probabilities is stored as {number(self.stored, 3)}; "
            f"the sum of their logs is {number(self.total, 2)}",
        )

    def draggable(self, figure):
        return {self.n_axes: "ew-resize", self.q_axes: "ew-resize"}

    def on_drag(self, axes, x, y, start, values):
        return {"n": x} if axes is self.n_axes else {"q": x}

    def on_key(self, key, values):
        steps = {
            "ArrowLeft": ("n", -10),
            "ArrowRight": ("n", 10),
            "ArrowDown": ("q", -0.01),
            "ArrowUp": ("q", 0.01),
        }
        if key not in steps:
            return None
        name, step = steps[key]
        return {name: values[name] + step}


@lru_cache(maxsize=16)  # a drag comes back to the same values; all of them would be 6 MB
def _series(q):
    """Return sums of logs and products of the first 1, 2, … tosses, and how many stay above 0."""
    shares = np.where(TOSSES == 1, q, 1 - q)
    products = np.cumprod(shares)
    return np.cumsum(-surprise(shares)), products, int(np.count_nonzero(products))


@lru_cache(maxsize=16)  # a drag comes back to the same values; all of them would be 6 MB
def _means(n):
    """Return the mean of -log q over the first n tosses, for each q of the curve."""
    observed = HEADS[n - 1] / n
    models = np.column_stack([SHARES, 1 - SHARES])
    return cross_entropy(np.broadcast_to([observed, 1 - observed], models.shape), models)


def likelihood(n=100, q=0.5):
    """Show how likely a model makes a series of coin tosses, as a product and as a sum of logs.

    Parameters
    ----------
    n : int
        How many tosses are looked at, from 1 to 2000.
    q : float
        The model's probability of heads at the start, from 0.01 to 0.99.

    Returns
    -------
    Panel

    Raises
    ------
    ValueError
        If `n` or `q` is outside its slider, or `n` is not whole.

    Notes
    -----
    The 2000 tosses are the same for every reader: a fixed seed, heads in 7 of 10.

    Examples
    --------
    >>> likelihood(n=2000).text.partition(": ")[2].partition(";")[0]
    'the product is 0, by underflow'
    """
    return Likelihood(n, q)
