"""Panel of lesson 08: which pixels of one digit speak for which class, and the logits they give."""

import numpy as np

from helpers.live import mathml
from helpers.network import forward
from helpers.panels.cells import IndexState
from helpers.panels.digit_choice import DigitPanel, a_digit, say_class
from helpers.panels.digit_parts import LyingBars, Tiles
from helpers.panels.digit_pictures import scale_of
from helpers.panels.parts import number

FULL = 0.6  # of the largest weight: from there on a product has the full colour


class EvidenceFor(DigitPanel):
    """A digit, its pictures of W_kd x_d class by class, and their sums; see `evidence_for`."""

    title = "The evidence in one digit"
    size = (8.0, 3.3)
    keys_help = "Left and right arrow choose a digit, up and down arrow choose a class."

    def __init__(self, W=None, b=None, images=None, labels=None, *, digit=0):
        self.read(W, b, images, labels, digit)
        super().__init__({"class": IndexState(int(self.labels[self.first]), self.count)})

    def build(self, figure):
        left, middle, right = figure.subplots(1, 3, width_ratios=(1.4, 4.4, 2.2))
        left.set_title("the digit $x$")
        self.image = Tiles(left, 1, 1, signed=False)
        middle.set_title("$W_{kd}\\,x_d$: choose a class (dash: against it)")
        columns = 5 if self.count > 5 else self.count
        self.tiles = Tiles(middle, self.count, columns, names=range(self.count), size=11)
        self.bars = LyingBars(right, self.count, title="logits $z$", ends=self.ends())
        self.tile_axes, self.bar_axes = middle, right
        return [self.image.artists, self.tiles.artists, self.bars.artists]

    def update(self, values):
        i, x, label = self.chosen(values)
        k = values["class"]
        products = self.W * x
        self.logits = forward([(self.W, self.b)], x)[-1]
        self.total = float(products[k].sum())
        self.image.show(x)
        # One scale for all digits: another one would make a faint digit look sure.
        self.tiles.show(products, scale=FULL * scale_of(self.W), framed=k)
        self.bars.show(self.logits, [number(v, 1) for v in self.logits])
        best = int(np.argmax(self.logits))
        said = f"{number(self.logits[best], 2)}, says {say_class(best, label)}"
        return (
            f"digit {i} is {a_digit(label)}: the largest logit, {said}; for {k} the 64 products "
            f"add up to {number(self.total, 2)}, with its bias to {number(self.logits[k], 2)}"
        )

    def formula(self, values):
        m, k = mathml, values["class"]
        weights = m.row(m.var("W", f"{k}d"), m.var("x", "d"))
        symbols = m.row(f"<munder><mo>∑</mo>{m.var('d')}</munder>", weights)
        z, bias = float(self.logits[k]), float(self.b[k])
        return m.math(
            m.mark(m.var("z", k), k),
            m.op("="),
            symbols,
            m.op("+"),
            m.var("b", k),
            m.op("="),
            m.num(self.total, 3),
            m.op("+" if bias >= 0 else "-"),
            m.num(abs(bias), 3),
            m.op("="),
            m.num(z, 3),
            alttext=f"the logit of {k} is {number(self.total, 3)} plus the bias "
            f"{number(bias, 3)}: {number(z, 3)}",
        )

    def draggable(self, figure):
        return {self.tile_axes: "pointer", self.bar_axes: "pointer"}

    def on_drag(self, axes, x, y, start, values):
        if axes is self.tile_axes:
            return {"class": self.tiles.at(x, y)}
        return {"class": min(max(round(y), 0), self.count - 1)} if axes is self.bar_axes else None

    def on_key(self, key, values):
        step = {"ArrowUp": -1, "ArrowDown": 1}.get(key)
        if step is None:
            return super().on_key(key, values)
        return {"class": (values["class"] + step) % self.count}


def evidence_for(W=None, b=None, images=None, labels=None, *, digit=0):
    """Show for one digit which pixels speak for and against every class, and the logits they give.

    Parameters
    ----------
    W : array_like, shape (K, 64), optional
        Weights of softmax regression on 8 x 8 pictures, K from 2 to 10. By default those of one
        that was trained for ten epochs.
    b : array_like, shape (K,), optional
        Its biases; by default 0 beside a `W` of your own.
    images : array_like, shape (n, 8, 8) or (n, 64), optional
        Pictures from 0 (paper) to 1 (ink); by default the digits that are held out.
    labels : array_like of int, shape (n,), optional
        Their classes; must come with `images`.
    digit : int
        Which picture is shown at the start, counted from 0.

    Returns
    -------
    Panel

    Raises
    ------
    ValueError
        If shapes do not fit, a number is not finite, a label is out of range, or there is no such
        digit.
    TypeError
        If an array is of the wrong kind.

    Notes
    -----
    z_k = sum over d of W_kd x_d, plus b_k: each pixel's product is one pixel of picture k.

    Examples
    --------
    >>> import numpy as np
    >>> evidence_for(np.eye(2, 64), images=np.ones((1, 64)), labels=[0]).text
    'digit 0 is a 0: the largest logit, 1.00, says 0, which is right; for 0 the 64 products add \
up to 1.00, with its bias to 1.00'
    """
    return EvidenceFor(W, b, images, labels, digit=digit)
