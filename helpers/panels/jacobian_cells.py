"""Panel of lesson 03: the Jacobian of softmax, every cell of it with its own derivation."""

import numpy as np

from helpers.functions import softmax
from helpers.gradcheck import numerical_jacobian
from helpers.jacobians import softmax_jacobian
from helpers.live import Panel, mathml
from helpers.panels.cells import Cells, CellState, cell_at, signed, unsigned_zero
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

STEPS = {"ArrowUp": (-1, 0), "ArrowDown": (1, 0), "ArrowLeft": (0, -1), "ArrowRight": (0, 1)}


class JacobianCells(Panel):
    """Logits beside the K x K matrix of derivatives; see `jacobian_cells`."""

    title = "The Jacobian of softmax"
    size = (8.0, 3.5)
    keys_help = "The arrow keys choose a cell of the matrix."

    def __init__(self, z=(1.0, 2.0, 3.0), *, cell=None):
        z = logits(z, most=5)
        self.count = len(z)
        chosen = CellState((self.count - 1,) * 2, self.count, self.count)
        if cell is not None:
            chosen = CellState(chosen.check("cell", cell), self.count, self.count)
        super().__init__({**logit_sliders(z), "cell": chosen})

    def build(self, figure):
        figure.get_layout_engine().set(wspace=0.03)
        left, right = figure.subplots(1, 2, width_ratios=(2, 3.4))
        low, high = self.controls["z1"].min, self.controls["z1"].max
        room = 0.14 * (high - low)
        left.set(title="logits $z$: drag", ylim=(low - room, high + room))
        left.axhline(0, color=left.spines["left"].get_edgecolor(), linewidth=1)
        self.z_axes, self.map_axes = left, right
        self.bars = Bars(left, self.count)
        self.cells = Cells(right, self.count, self.count, size=11 if self.count < 5 else 10)
        last = self.count
        right.set(
            title="$J_{ij} = \\partial p_i / \\partial z_j$: choose a cell",
            xlim=(-0.5, last + 0.4),
            ylim=(last + 0.35, -0.5),
        )
        right.set_xticks(
            range(last + 1), [f"$z_{k + 1}$" for k in range(last)] + ["row sum"], fontsize=11
        )
        right.set_yticks(range(last), [f"$p_{k + 1}$ = 0.000" for k in range(last)], alpha=0)
        right.xaxis.tick_top()
        right.tick_params(length=0)
        # The tick labels above keep the room; these, which change, stand in it.
        self.rows = [tick_text(right, "", y=k, size=11) for k in range(last)]
        style = {"ha": "center", "va": "center", "fontsize": 10, "style": "italic"}
        # The sums stay "0.000" whatever is dragged, so they belong to the background.
        self.row_sums = [right.text(last, k, "", **style) for k in range(last)]
        self.column_sums = [right.text(k, last - 0.1, "", **style) for k in range(last)]
        right.text(-0.6, last - 0.1, "column sum", ha="right", va="center", fontsize=11)
        return [self.bars.artists, self.cells.artists, self.rows]

    def update(self, values):
        z, (i, j) = read_logits(values), values["cell"]
        self.p, self.jacobian = softmax(z), softmax_jacobian(z)
        self.bars.show(z, [number(v, 1) for v in z])
        self.cells.show(self.jacobian, framed=(i, j, 1, 1))
        for k in range(self.count):
            self.rows[k].set_text(f"{sub('p', k)} = {number(self.p[k], 3)}")
            self._write(self.row_sums[k], unsigned_zero(self.jacobian[k].sum()))
            self._write(self.column_sums[k], unsigned_zero(self.jacobian[:, k].sum()))
        difference = numerical_jacobian(softmax, z)[i, j]
        return (
            f"z = {vector(z, 1)}, p = {vector(self.p, 3)}: "
            f"∂{sub('p', i)}/∂{sub('z', j)} = {_digits(self.jacobian[i, j])}, "
            f"by finite difference {_digits(difference)}; every row and column sums to 0"
        )

    def _write(self, label, words):
        if label.get_text() != words:
            label.set_text(words)
            self.stage.forget_background()

    def formula(self, values):
        m, (i, j) = mathml, values["cell"]
        powers = [m.mark(m.exp(m.num(values[f"z{k + 1}"], 1)), k) for k in (i, j)]
        names = [m.mark(m.var("p", k + 1), k) for k in (i, j)]
        shares = [m.mark(m.text(number(self.p[k], 3)), k) for k in (i, j)]
        total, times = m.var("S"), m.op("·")
        one_minus = m.row(m.num(1), m.op("-"))
        if i == j:  # the numerator depends on this logit, and so does the sum
            first = m.row(powers[0], times, total)
            symbols = m.row(names[0], m.paren(m.row(one_minus, names[0])))
            numbers = m.row(shares[0], m.paren(m.row(one_minus, shares[0])))
        else:  # only the sum depends on this logit
            first = m.row(m.num(0), times, total)
            symbols = m.row(m.op("-"), names[0], names[1])
            numbers = m.row(m.op("-"), shares[0], times, shares[1])
        value = self.jacobian[i, j]
        return m.math(
            m.frac(m.row(m.op("∂"), names[0]), m.row(m.op("∂"), m.mark(m.var("z", j + 1), j))),
            m.op("="),
            m.frac(m.row(first, m.op("-"), powers[0], times, powers[1]), m.sup(total, m.num(2))),
            m.op("="),
            symbols,
            m.op("="),
            numbers,
            m.op("="),
            m.text(number(value, 3)),
            alttext=f"the derivative of {sub('p', i)} with respect to {sub('z', j)}, by the "
            f"quotient rule with S the sum of the powers, is {signed(value)}",
        )

    def draggable(self, figure):
        return {self.z_axes: "ns-resize", self.map_axes: "pointer"}

    def on_drag(self, axes, x, y, start, values):
        if axes is self.z_axes:
            return {f"z{nearest_class(start.x, self.count) + 1}": y}
        if axes is self.map_axes:
            return {"cell": cell_at(x, y, self.count, self.count)}
        return None

    def on_key(self, key, values):
        if key not in STEPS:
            return None
        moved = np.add(values["cell"], STEPS[key]) % self.count
        return {"cell": tuple(moved.tolist())}


def _digits(x):
    """Return x with six decimals, or as a power of ten where these would hide it."""
    return number(x, 6 if abs(x) >= 1e-3 else 0)


def jacobian_cells(z=(1.0, 2.0, 3.0), *, cell=None):
    """Show draggable logits and every partial derivative of their softmax.

    Parameters
    ----------
    z : sequence of float, shape (K,)
        The logits at the start, 2 to 5 of them.
    cell : tuple of int, optional
        Row and column of the cell chosen at the start, counted from 0; by default the last cell
        of the diagonal.

    Returns
    -------
    Panel

    Raises
    ------
    ValueError
        If `z` has another shape or is not finite, or the cell is outside the matrix.

    Examples
    --------
    >>> panel = jacobian_cells()
    >>> panel.set(cell=(0, 2))
    >>> panel.text.partition(": ")[2]
    '∂p₁/∂z₃ = −0.059892, by finite difference −0.059892; every row and column sums to 0'
    """
    return JacobianCells(z, cell=cell)
