"""The Jacobian of softmax, every cell of it with its own derivation."""

from helpers.functions import softmax
from helpers.gradcheck import numerical_jacobian
from helpers.jacobians import softmax_jacobian
from helpers.live import Count, Panel, mathml
from helpers.panels.parts.bars import LogitBars, logit_sliders, logits_of
from helpers.panels.parts.cells import Cells
from helpers.panels.parts.controls import DOWN, choose
from helpers.panels.parts.words import number, signed, sub, tick_text, vector


class JacobianCells(Panel):
    title = "The Jacobian of softmax"
    size = (8.0, 3.5)
    keys_help = "The arrow keys choose a cell of the matrix."

    def build(self, figure):
        figure.get_layout_engine().set(wspace=0.03)
        left, right = figure.subplots(1, 2, width_ratios=(2, 3.4))
        self.bars = LogitBars(left, self, title="logits $z$: drag", room=0.14)
        last = self.count = self.bars.count
        self.cells = Cells(right, last, last, size=11 if last < 5 else 10)
        choice = ("pointer", lambda x, y, *_: self.cells.at(x, y))
        self.drags = self.bars.drags | {right: choice}
        right.set(title="$J_{ij} = \\partial p_i / \\partial z_j$: choose a cell")
        right.set(xlim=(-0.5, last + 0.4), ylim=(last + 0.35, -0.5))
        names = [*(f"$z_{k + 1}$" for k in range(last)), "row sum"]
        right.set_xticks(range(last + 1), names, fontsize=11)
        right.set_yticks(range(last), [f"$p_{k + 1}$ = 0.000" for k in range(last)], alpha=0)
        right.xaxis.tick_top()
        # The tick labels above keep the room; these, which change, stand in it.
        self.rows = [tick_text(right, "", y=k, size=11) for k in range(last)]
        style = {"ha": "center", "va": "center", "fontsize": 10, "style": "italic"}
        # The sums stay 0 whatever is dragged, so they belong to the background.
        jacobian = softmax_jacobian(logits_of(self.values))
        for k in range(last):
            right.text(last, k, f"{abs(jacobian[k].sum()):.3f}", **style)
            right.text(k, last - 0.1, f"{abs(jacobian[:, k].sum()):.3f}", **style)
        right.text(-0.6, last - 0.1, "column sum", ha="right", va="center", fontsize=11)
        return [self.bars.artists, self.cells.artists, self.rows]

    def update(self, values):
        z, i, j = logits_of(values), values["row"], values["column"]
        self.p, self.jacobian = softmax(z), softmax_jacobian(z)
        self.bars.show(z, [number(v, 1) for v in z])
        self.cells.show(self.jacobian, framed=(i, j, 1, 1))
        for k in range(self.count):
            self.rows[k].set_text(f"{sub('p', k)} = {number(self.p[k], 3)}")
        difference = numerical_jacobian(softmax, z)[i, j]
        return (
            f"z = {vector(z, 1)}, p = {vector(self.p, 3)}: "
            f"∂{sub('p', i)}/∂{sub('z', j)} = {_digits(self.jacobian[i, j])}, "
            f"by finite difference {_digits(difference)}; every row and column sums to 0"
        )

    def formula(self, values):
        m, i, j = mathml, values["row"], values["column"]
        powers = [m.mark(m.exp(m.num(values[f"z{k + 1}"], 1)), k) for k in (i, j)]
        names = [m.mark(m.var("p", k + 1), k) for k in (i, j)]
        shares = [m.mark(m.text(number(self.p[k], 3)), k) for k in (i, j)]
        total, times, minus = m.var("D"), m.op("·"), m.op("-")
        if i == j:  # the numerator depends on this logit, and so does the sum
            first = m.row(powers[0], times, total)
            symbols = m.row(names[0], m.paren(m.row(m.row(m.num(1), minus), names[0])))
            numbers = m.row(shares[0], m.paren(m.row(m.row(m.num(1), minus), shares[0])))
        else:  # only the sum depends on this logit
            first = m.row(m.num(0), times, total)
            symbols = m.row(minus, names[0], names[1])
            numbers = m.row(minus, shares[0], times, shares[1])
        value = self.jacobian[i, j]
        slope = m.slope(names[0], m.mark(m.var("z", j + 1), j))
        rule = m.frac(m.row(first, minus, powers[0], times, powers[1]), m.sup(total, m.num(2)))
        return m.math(
            m.equal(slope, rule, symbols, numbers, m.text(number(value, 3))),
            alttext=f"the derivative of {sub('p', i)} with respect to {sub('z', j)}, by the "
            f"quotient rule with D the sum of the powers, is {signed(value)}",
        )

    def on_key(self, key, values):
        across = choose(key, values, "column", self.count)
        return across or choose(key, values, "row", self.count, DOWN)


def _digits(x):
    """Return x with six decimals, or as a power of ten where these would hide it."""
    return number(x, 6 if abs(x) >= 1e-3 else 0)


def jacobian_cells(z=(1.0, 2.0, 3.0)):
    """Show draggable logits and every partial derivative of their softmax.

    Parameters
    ----------
    z : sequence of float, shape (K,)
        The logits at the start, 2 to 5 of them.

    Raises
    ------
    ValueError
        If `z` has another shape or is not finite.

    Examples
    --------
    >>> panel = jacobian_cells()
    >>> panel.set(row=0, column=2)
    >>> panel.text.partition(": ")[2]
    '∂p₁/∂z₃ = −0.059892, by finite difference −0.059892; every row and column sums to 0'
    """
    sliders = logit_sliders(z, most=5)
    last = len(sliders) - 1
    return JacobianCells({**sliders, "row": Count(last, last), "column": Count(last, last)})
