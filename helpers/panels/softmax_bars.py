"""Panel of lesson 01: draggable logits, their powers, and the probabilities."""

import math

import numpy as np

from helpers.functions import softmax
from helpers.live import Panel, Slider, State, mathml
from helpers.panels.parts import (
    Bars,
    logit_sliders,
    logits,
    nearest_class,
    number,
    read_logits,
    sub,
    tick_text,
    vector,
)


class SoftmaxBars(Panel):
    """Logits, powers, probabilities side by side; see `softmax_bars`."""

    title = "From logits to probabilities"
    size = (8.0, 3.0)
    keys_help = "Left and right arrow choose a class, up and down arrow move its logit."

    def __init__(self, z=(1.0, 2.0, 3.0), *, c=None, temperature=None, names=None):
        z = logits(z)
        if names is not None and len(names) != len(z):
            raise ValueError(f"names must be {len(z)}, one a logit, got {len(names)}: {names}")
        self.names, self.count, self.c, self.temperature = names, len(z), c, temperature
        controls = logit_sliders(z)
        self.low, self.high = controls["z1"].low, controls["z1"].high
        if c is not None:
            controls["c"] = Slider("add c", c, -10.0, 10.0, 0.5)
        if temperature is not None:
            controls["temperature"] = Slider("temperature T", temperature, 0.1, 10.0, 0.05)
        super().__init__({**controls, "chosen": State(self.count - 1)})

    def build(self, figure):
        figure.get_layout_engine().set(wspace=0.06)
        left, middle, right = figure.subplots(1, 3)
        room = 0.18 * (self.high - self.low)
        reach = 0.0 if self.c is None else 10.0  # what the slider c adds at most
        left.set(
            title="logits $z$" if self.c is None else "logits $z + c$",
            ylim=(self.low - reach - room, self.high + reach + room),
        )
        left.axhline(0, color=left.spines["left"].get_edgecolor(), linewidth=1)
        power = "e^{z/T}" if self.temperature else "e^{z+c}" if self.c is not None else "e^z"
        middle.set(title=f"powers ${power}$", ylim=(0, 1.17), yticks=(0, 0.5, 1), yticklabels=[])
        right.set(title="probabilities $p$", ylim=(0, 1.17), yticks=(0, 0.5, 1))
        self.z_axes = left
        parts = [Bars(axes, self.count, names=self.names) for axes in (left, middle, right)]
        self.z_bars, self.power_bars, self.p_bars = parts
        # The powers reach from 0.007 to millions, so this scale moves with them. The first text is
        # a wide one: the layout is made once and has to leave room for it.
        self.scale = [tick_text(middle, "5.0·10⁸", y=height) for height in (0, 0.5, 1)]
        self.mark = left.text(
            0, 0.01, "▲", ha="center", va="bottom", transform=left.get_xaxis_transform()
        )
        return [*(part.artists for part in parts), self.scale, self.mark]

    def update(self, values):
        z = read_logits(values)
        lifted = z + values.get("c", 0.0)
        exponents = lifted / values.get("temperature", 1.0)
        self.powers, self.p = np.exp(exponents), softmax(exponents)
        self.z_bars.show(lifted, [number(v, 1) for v in lifted])
        scale = _nice(self.powers.max())
        self.power_bars.show(self.powers / scale, [number(v) for v in self.powers])
        for tick, part in zip(self.scale, (0, 0.5, 1), strict=True):
            tick.set_text(f"{part * scale:g}" if scale < 1e5 else number(part * scale, 0))
        self.p_bars.show(self.p, [number(v, 3) for v in self.p])
        self.mark.set_x(values["chosen"])
        extra = "".join(
            f", {name} = {number(values[key], digits)}"
            for key, name, digits in (("c", "c", 1), ("temperature", "T", 2))
            if key in values
        )
        power = (
            "exp(z/T)" if "temperature" in values else "exp(z + c)" if "c" in values else "exp(z)"
        )
        return (
            f"z = {vector(z, 1)}{extra}, {power} = {vector(self.powers, 2)}, "
            f"p = {vector(self.p, 3)}"
        )

    def formula(self, values):
        m, k = mathml, values["chosen"]

        def exponent(j):
            shown = m.num(values[f"z{j + 1}"], 1)
            if "c" in values:
                c = values["c"]
                shown = m.row(shown, m.op("-" if c < 0 else "+"), m.num(abs(c), 1))
            if "temperature" in values:
                shown = m.row(shown, m.op("/"), m.num(values["temperature"], 2))
            return m.mark(m.exp(shown), j)

        def plain(x):
            return m.text(number(x))

        terms = [exponent(j) for j in range(self.count)]
        return m.math(
            m.mark(m.var("p", k + 1), k),
            m.op("="),
            m.frac(terms[k], m.total(terms)),
            m.op("="),
            m.frac(plain(self.powers[k]), plain(self.powers.sum())),
            m.op("="),
            m.num(self.p[k], 3),
            alttext=f"{sub('p', k)} is {number(self.powers[k])} divided by "
            f"{number(self.powers.sum())}, which is {number(self.p[k], 3)}",
        )

    def draggable(self, figure):
        return {self.z_axes: "ns-resize"}

    def on_drag(self, axes, x, y, start, values):
        if axes is not self.z_axes:
            return None
        k = nearest_class(start.x, self.count)
        return {f"z{k + 1}": y - values.get("c", 0.0), "chosen": k}

    def on_key(self, key, values):
        k = values["chosen"]
        if key in ("ArrowLeft", "ArrowRight"):
            return {"chosen": (k + (1 if key == "ArrowRight" else -1)) % self.count}
        step = {"ArrowUp": 0.1, "ArrowDown": -0.1}.get(key)
        return None if step is None else {f"z{k + 1}": values[f"z{k + 1}"] + step}


def _nice(top):
    """Return the first of 1, 2, 5, 10, 20, … that is not below top."""
    power = 10.0 ** math.floor(math.log10(top))
    return next(m * power for m in (1, 2, 5, 10, 20) if m * power >= top)


def softmax_bars(z=(1.0, 2.0, 3.0), *, c=None, temperature=None, names=None):
    """Show logits as bars to drag, and what softmax makes of them.

    Parameters
    ----------
    z : sequence of float, shape (K,)
        The logits at the start, 2 to 6 of them.
    c : float, optional
        Adds a slider for a number that is added to every logit, with this start value.
    temperature : float, optional
        Adds a slider for the temperature, from 0.1 to 10, with this start value.
    names : sequence of str, optional
        What stands under the bars, one name a class.

    Returns
    -------
    Panel

    Raises
    ------
    ValueError
        If `z` has another shape or is not finite, or an option is outside its slider.

    Examples
    --------
    >>> softmax_bars().text
    'z = (1.0, 2.0, 3.0), exp(z) = (2.72, 7.39, 20.09), p = (0.090, 0.245, 0.665)'
    """
    return SoftmaxBars(z, c=c, temperature=temperature, names=names)
