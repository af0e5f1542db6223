"""Draggable logits, their powers, and the probabilities."""

from helpers.floats import trace_softmax
from helpers.functions import softmax
from helpers.live import Panel, Slider, State, mathml
from helpers.panels.parts.bars import LogitBars, logit_sliders, logits_of, scale_end, share_bars
from helpers.panels.parts.controls import UP, choose, step
from helpers.panels.parts.words import choice_mark, number, read_names, sub, tick_text, vector


class SoftmaxBars(Panel):
    title = "From logits to probabilities"
    size = (8.0, 3.0)
    keys_help = "Left and right arrow choose a class, up and down arrow move its logit."

    def __init__(self, controls, names):
        self.names = names
        super().__init__(controls)

    def build(self, figure):
        figure.get_layout_engine().set(wspace=0.06)
        left, middle, right = figure.subplots(1, 3)
        lifted = "c" in self.values
        self.exponent = "z + c" if lifted else "z"
        if "temperature" in self.values:
            self.exponent = "(z + c)/T" if lifted else "z/T"
        title = "logits $z + c$" if lifted else "logits $z$"
        lift = 10.0 if lifted else 0.0  # what the slider c adds at most
        self.z_bars = LogitBars(left, self, title=title, lift=lift, names=self.names)
        self.drags = {left: ("ns-resize", self._moved)}
        count = self.z_bars.count
        title = f"powers $e^{{{self.exponent}}}$"
        self.power_bars = share_bars(middle, count, title=title, names=self.names)
        middle.set_yticks((0, 0.5, 1), ("", "", ""))
        self.p_bars = share_bars(right, count, names=self.names)
        # The powers reach from 0.007 to millions, so this scale moves with them. The first text is
        # a wide one: the layout is made once and has to leave room for it.
        self.scale = [tick_text(middle, "5.0·10⁸", y=height) for height in (0, 0.5, 1)]
        self.mark = choice_mark(left, 0.01, va="bottom")
        bars = (self.z_bars, self.power_bars, self.p_bars)
        return [*(part.artists for part in bars), self.scale, self.mark]

    def update(self, values):
        z, c, T = logits_of(values), values.get("c"), values.get("temperature")
        lifted = z + (c or 0.0)
        exponents = lifted / (T or 1.0)
        # Without a shift: that the powers grow so far is what the panel shows.
        self.powers = trace_softmax(exponents, "float64", shift=0.0).exps
        self.p = softmax(exponents)
        self.z_bars.show(lifted, [number(v, 1) for v in lifted])
        scale = scale_end(min(max(self.powers.max(), 1e-300), 1e300))  # all may be 0, or one inf
        self.power_bars.show((self.powers / scale).clip(max=1), [number(v) for v in self.powers])
        for tick, part in zip(self.scale, (0, 0.5, 1), strict=True):
            tick.set_text(f"{part * scale:g}" if scale < 1e5 else number(part * scale, 0))
        self.p_bars.show(self.p, [number(v, 3) for v in self.p])
        self.mark.set_x(values["chosen"])
        options = "" if c is None else f", c = {number(c, 1)}"
        options += "" if T is None else f", T = {number(T, 2)}"
        return (
            f"z = {vector(z, 1)}{options}, exp({self.exponent}) = {vector(self.powers, 2)}, "
            f"p = {vector(self.p, 3)}"
        )

    def formula(self, values):
        m, k = mathml, values["chosen"]
        exponents = [_exponent(z, values) for z in logits_of(values)]
        terms = [m.mark(m.exp(shown), j) for j, shown in enumerate(exponents)]
        power, total, p = number(self.powers[k]), number(self.powers.sum()), self.p[k]
        return m.math(
            m.equal(
                m.mark(m.var("p", k + 1), k),
                m.frac(terms[k], m.total(terms)),
                m.frac(m.text(power), m.text(total)),
                m.num(p, 3),
            ),
            alttext=f"{sub('p', k)} is {power} divided by {total}, which is {number(p, 3)}",
        )

    def _moved(self, x, y, start, values):
        k = self.z_bars.nearest(start.x)
        return {f"z{k + 1}": y - values.get("c", 0.0), "chosen": k}

    def on_key(self, key, values):
        z = f"z{values['chosen'] + 1}"
        return choose(key, values, "chosen", self.z_bars.count) or step(key, values, z, 0.1, UP)


def _exponent(z, values):
    """Return one logit with c added and divided by T, as far as the panel has them."""
    m, shown = mathml, mathml.num(z, 1)
    if "c" in values:
        c = values["c"]
        shown = m.row(shown, m.op("-" if c < 0 else "+"), m.num(abs(c), 1))
    if "temperature" in values:
        shown = m.paren(shown) if "c" in values else shown
        shown = m.row(shown, m.op("/"), m.num(values["temperature"], 2))
    return shown


def softmax_bars(z=(1.0, 2.0, 3.0), *, c=None, temperature=None, names=None):
    """Show logits as bars to drag, and what softmax makes of them.

    Parameters
    ----------
    z : sequence of float, shape (K,)
        The logits at the start, 2 to 6 of them.
    c : float, optional
        Adds a slider for a number that is added to every logit, from -10 to 10, with this start
        value.
    temperature : float, optional
        Adds a slider for the temperature, from 0.1 to 10, with this start value.
    names : sequence of str, optional
        What stands under the bars, one name a class.

    Raises
    ------
    ValueError, TypeError
        If `z` has another shape or kind or is not finite, or an option is not within its slider.

    Examples
    --------
    >>> softmax_bars().text
    'z = (1.0, 2.0, 3.0), exp(z) = (2.72, 7.39, 20.09), p = (0.090, 0.245, 0.665)'
    """
    controls = logit_sliders(z)
    count = len(controls)
    if c is not None:
        controls["c"] = Slider("add c", c, -10.0, 10.0, 0.5)
    if temperature is not None:
        controls["temperature"] = Slider("temperature T", temperature, 0.1, 10.0, 0.05)
    names = None if names is None else read_names(names, count, "names")
    return SoftmaxBars({**controls, "chosen": State(count - 1)}, names)
