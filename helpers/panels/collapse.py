"""Panel of lesson 07: -y/p times the Jacobian, entry by entry, becomes p - y."""

import numpy as np

from helpers.functions import softmax
from helpers.jacobians import softmax_jacobian
from helpers.live import Button, Choice, Panel, Slider, mathml
from helpers.losses import (
    categorical_cross_entropy_from_logits_gradient,
    categorical_cross_entropy_gradient,
    one_hot,
    smooth_labels,
)
from helpers.panels.cells import IndexState, cell_at, signed
from helpers.panels.collapse_picture import CollapsePicture
from helpers.panels.distributions import DistributionState, distribution, with_share
from helpers.panels.format_line import FORMATS
from helpers.panels.parts import (
    logit_sliders,
    logits,
    nearest_class,
    number,
    read_logits,
    sub,
    vector,
)

REACH = 10.0  # far enough apart for p to become 0 in float16
MOST_DECIMALS = 14  # beyond these the last bits differ from machine to machine


class Collapse(Panel):
    """The chain rule through softmax, number by number; see `collapse`."""

    title = "From −y/p to p − y"
    size = (8.0, 4.1)
    keys_help = "Left and right arrow choose a column, up and down arrow move its logit."

    def __init__(self, z=(1.0, 2.0, 3.0), y=None, *, smoothing=0.0, column=None, format="float64"):
        z = logits(z, most=4)
        self.count = count = len(z)
        y = distribution("y", one_hot(count - 1, count) if y is None else y, count=count)
        chosen = IndexState(int(np.argmax(y)), count)
        if column is not None:
            chosen = IndexState(chosen.check("column", column), count)
        super().__init__(
            {
                **logit_sliders(z, reach=REACH),
                "smoothing": Slider("ε", smoothing, 0.0, 0.5, 0.01),
                "format": Choice("format", format, FORMATS),
                **{f"class{k + 1}": self._class_button(k) for k in range(count)},
                "y": DistributionState(y, count),
                "column": chosen,
            }
        )

    def _class_button(self, k):
        sharp = tuple(one_hot(k, self.count).tolist())
        return Button(f"class {k + 1}", lambda values: {"y": sharp, "column": k})

    def build(self, figure):
        picture = self.picture = CollapsePicture(figure, self.count, self.controls["z1"].max)
        return picture.artists

    def update(self, values):
        name, j = values["format"], values["column"]
        z = read_logits(values).astype(name)
        y = smooth_labels(values["y"], values["smoothing"])
        p, jacobian = softmax(z), softmax_jacobian(z)
        factors = categorical_cross_entropy_gradient(y, p)
        with np.errstate(all="ignore"):  # inf times 0 is the point where it happens
            terms = factors[:, None] * jacobian
            sums = terms.sum(axis=0)
        fused = categorical_cross_entropy_from_logits_gradient(y, z)
        self.shown = {"z": z, "y": y, "p": p, "g": factors, "J": jacobian}
        self.shown |= {"terms": terms, "sums": sums, "fused": fused}
        agreement = self._agreement()
        self.picture.show(self.shown, j, _short(name, agreement))
        start = f"z = {vector(z, 1)}, y = {vector(y, 2)}, p = {vector(p, 3)}: "
        column = f"column {j + 1} adds up to {signed(float(sums[j]), 4)}"
        whole = f"{sub('p', j)} − {sub('y', j)} = {signed(float(fused[j]), 4)}"
        return f"{start}{column}, and {whole}; {self._verdict(agreement)}"

    def _agreement(self):
        """Say to how many decimals the two roads to the gradient agree; '' where one ends."""
        gap = np.abs(self.shown["sums"].astype(float) - self.shown["fused"]).max()
        decimals = [d for d in range(MOST_DECIMALS + 1) if gap <= 0.5 * 10.0**-d]
        if not decimals:
            return ""
        return f"{decimals[-1]} decimal{'s' * (decimals[-1] != 1)}"

    def _verdict(self, agreement):
        if agreement:
            return f"in every column the two agree to {agreement}"
        factors = self.shown["g"]
        k = int(np.flatnonzero(~np.isfinite(factors))[0])
        ratio = f"{sub('y', k)}/{sub('p', k)}"
        return (
            f"{ratio} is too large for {factors.dtype}, so the first road ends at inf or, "
            "where J is 0, at inf · 0 = nan; p − y, taken from the logits, needs no division"
        )

    def formula(self, values):
        m, j = mathml, values["column"]
        y, p, entries = (self.shown[name] for name in ("y", "p", "J"))
        terms = []
        for k in range(self.count):
            ratio = m.frac(m.text(number(y[k], 2)), m.text(number(p[k], 3)))
            entry = m.text(number(entries[k, j], 3))
            product = m.row(m.op("-"), ratio, m.op("·"), m.paren(entry) if k != j else entry)
            terms.append(m.mark(m.under(product, "k = j" if k == j else "k ≠ j"), k))
        total, fused = (float(self.shown[name][j]) for name in ("sums", "fused"))
        slope = m.frac(m.row(m.op("∂"), m.var("L")), m.row(m.op("∂"), m.var("z", j + 1)))
        wanted = m.row(m.var("p", j + 1), m.op("-"), m.var("y", j + 1))
        equal = "=" if np.isfinite(total) else "≠"
        return m.math(
            slope,
            m.op("="),
            *terms,
            m.op("="),
            m.text(signed(total)),
            m.op(equal),
            wanted,
            *(() if equal == "=" else (m.op("="), m.text(signed(fused)))),
            alttext=f"the sum over k of minus y k over p k times J k {j + 1} is "
            f"{signed(total)}; p {j + 1} minus y {j + 1} is {signed(fused)}",
        )

    def draggable(self, figure):
        axes = self.picture.axes
        cursors = {"z": "ns-resize", "y": "ns-resize"}
        return {axes[n]: cursors.get(n, "pointer") for n in ("z", "y", "J", "terms", "p - y")}

    def on_drag(self, axes, x, y, start, values):
        own = self.picture.axes
        if axes is own["z"]:
            return {f"z{nearest_class(start.x, self.count) + 1}": y}
        if axes is own["y"]:
            # What the hand takes is the smoothed target: from here on it is the target itself.
            smoothed = smooth_labels(start.values["y"], start.values["smoothing"])
            k = nearest_class(start.x, self.count)
            return {"y": with_share(smoothed, k, y), "smoothing": 0.0}
        if axes in (own["J"], own["terms"], own["p - y"]):
            return {"column": cell_at(x, y, self.count, self.count)[1]}
        return None

    def on_key(self, key, values):
        j = values["column"]
        if key in ("ArrowLeft", "ArrowRight"):
            return {"column": (j + (1 if key == "ArrowRight" else -1)) % self.count}
        step = {"ArrowUp": 0.1, "ArrowDown": -0.1}.get(key)
        return None if step is None else {f"z{j + 1}": values[f"z{j + 1}"] + step}


def _short(name, agreement):
    return f"in {name}\nthe sums\n" + (f"are p − y to\n{agreement}" if agreement else "break down")


def collapse(z=(1.0, 2.0, 3.0), y=None, *, smoothing=0.0, column=None, format="float64"):
    """Show the row vector -y/p times the Jacobian of softmax, entry by entry, becoming p - y.

    Parameters
    ----------
    z : sequence of float, shape (K,)
        The logits at the start, 2 to 4 of them.
    y : sequence of float, shape (K,), optional
        The target's shares at the start, with sum 1; by default all on the last class.
    smoothing : float
        Label smoothing at the start, 0 to 0.5: (1 - smoothing) y + smoothing / K is the target.
    column : int, optional
        The column chosen at the start, counted from 0; by default that of the largest share.
    format : {"float16", "float32", "float64"}
        The float format at the start. In float16 the road through y/p ends early.

    Returns
    -------
    Panel

    Raises
    ------
    ValueError
        If `z` or `y` has another shape or is not finite, `y` is no distribution, or an option is
        outside its control.

    Examples
    --------
    >>> print(collapse().text.partition(": ")[2])
    column 3 adds up to −0.3348, and p₃ − y₃ = −0.3348; in every column the two agree to 14 decimals
    """
    return Collapse(z, y, smoothing=smoothing, column=column, format=format)
