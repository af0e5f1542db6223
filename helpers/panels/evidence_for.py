"""Which pixels of one digit speak for which class, and the logits they give."""

import numpy as np

from helpers.live import Count, mathml
from helpers.network import forward
from helpers.panels.parts.bars import LyingBars
from helpers.panels.parts.controls import DOWN, choose
from helpers.panels.parts.digits import DigitPanel, Tiles, read_digits
from helpers.panels.parts.words import number

FULL = 0.6  # of the largest weight: from there on a product has the full colour


class EvidenceFor(DigitPanel):
    title = "The evidence in one digit"
    size = (8.0, 3.3)
    keys_help = "Left and right arrow choose a digit, up and down arrow choose a class."

    def build(self, figure):
        left, middle, right = figure.subplots(1, 3, width_ratios=(1.4, 4.4, 2.2))
        left.set_title("the digit $x$")
        self.image = Tiles(left, 1, 1, signed=False)
        middle.set_title("$W_{ij}\\,x_j$: choose a class (dash: against it)")
        self.tiles = Tiles(middle, self.count, 5, names=range(self.count), lines=1, size=11)
        self.bars = LyingBars(right, self.count, title="logits $z$", ends=self.ends())
        self.drags = {
            middle: ("pointer", lambda x, y, *_: {"class": self.tiles.at(x, y)}),
            right: ("pointer", lambda x, y, *_: {"class": self.bars.nearest(y)}),
        }
        return [self.image.artists, self.tiles.artists, self.bars.artists]

    def update(self, values):
        digit, x, label = self.chosen(values)
        i, W = values["class"], self.layer.W
        products = W * x
        self.logits = forward([self.layer], x)[-1]
        self.total = float(products[i].sum())
        self.image.show(x)
        # One scale for all digits: another one would make a faint digit look sure.
        self.tiles.show(products, scale=FULL * np.abs(W).max() or 1.0, framed=i)
        self.bars.show(self.logits, [number(v, 1) for v in self.logits])
        best = int(np.argmax(self.logits))
        said = f"says {best}, which is {'right' if best == label else 'wrong'}"
        return (
            f"{digit}: the largest logit, {number(self.logits[best], 2)}, "
            f"{said}; for {i} the 64 products add up to {number(self.total, 2)}, "
            f"with its bias to {number(self.logits[i], 2)}"
        )

    def formula(self, values):
        m, i = mathml, values["class"]
        weights = m.row(m.var("W", f"{i}j"), m.var("x", "j"))
        symbols = m.row(m.under(m.op("∑"), m.var("j")), weights)
        z, bias = float(self.logits[i]), float(self.layer.b[i])
        sign = m.op("+" if bias >= 0 else "-")
        numbers = m.num(self.total, 3) + sign + m.num(abs(bias), 3)
        sides = m.mark(m.var("z", i), i), symbols + m.op("+") + m.var("b", i), numbers, m.num(z, 3)
        return m.math(
            m.equal(*sides),
            alttext=f"the logit of {i} is {number(self.total, 3)} plus the bias "
            f"{number(bias, 3)}: {number(z, 3)}",
        )

    def on_key(self, key, values):
        return choose(key, values, "class", self.count, DOWN) or super().on_key(key, values)


def evidence_for(W=None, b=None, images=None, labels=None):
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

    Raises
    ------
    ValueError, TypeError
        If shapes or kinds do not fit, a number is not finite, or a label is out of range.

    Notes
    -----
    z_i = sum over j of W_ij x_j, plus b_i: each pixel's product is one pixel of picture i.

    Examples
    --------
    >>> import numpy as np
    >>> evidence_for(np.eye(2, 64), images=np.ones((1, 64)), labels=[0]).text
    'digit 0 is a 0: the largest logit, 1.00, says 0, which is right; for 0 the 64 products add \
up to 1.00, with its bias to 1.00'
    """
    layer, X, labels = read_digits(W, b, images, labels)
    chosen = Count(int(labels[0]), len(layer.W) - 1)
    return EvidenceFor(layer, X, labels, {"class": chosen})
