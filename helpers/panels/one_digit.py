"""One digit under the lens, before and after one step of gradient descent."""

from collections import namedtuple

from helpers.functions import softmax
from helpers.live import Slider, Toggle, mathml
from helpers.network import Layer, forward, loss_and_gradients
from helpers.panels.parts.bars import LyingBars
from helpers.panels.parts.controls import DOWN
from helpers.panels.parts.digits import DigitPanel, Tiles, read_digits
from helpers.panels.parts.words import GAP, number, signed

FULL = 0.5  # a gradient of this size has the full colour: (p - y) x ends at 1


Numbers = namedtuple("Numbers", "z p slope W loss")  # slope is dL/db = p - y, W is dL/dW


def numbers_of(layer, x, label):
    """Return what a layer makes of one digit."""
    loss, (gradient,) = loss_and_gradients([layer], x, label)
    z = forward([layer], x)[-1]
    return Numbers(z, softmax(z), gradient.b, gradient.W, loss)


class OneDigit(DigitPanel):
    title = "One digit under the lens"
    size = (8.0, 3.7)
    keys_help = (
        "Left and right arrow choose a digit, up and down arrow go before or after the step."
    )

    def build(self, figure):
        left, *middle, right = figure.subplots(1, 5, width_ratios=(1.35, 1.5, 1.5, 1.5, 1.65))
        left.set_title("the digit $x$")
        self.image = Tiles(left, 1, 1, signed=False)
        looks = (("logits $z$", self.ends()), ("$p$", (0, 1)), ("$p - y$", (-1, 1)))
        self.bars = [
            LyingBars(axes, self.count, title=title, ends=ends, names=i == 0)
            for i, (axes, (title, ends)) in enumerate(zip(middle, looks, strict=True))
        ]
        right.set_title("$(p - y)\\,x^T$")
        columns = 2 if self.count > 5 else 1
        self.tiles = Tiles(right, self.count, columns, names=range(self.count), lines=1)
        return [self.image.artists, *(bars.artists for bars in self.bars), self.tiles.artists]

    def update(self, values):
        digit, x, label = self.chosen(values)
        rate, after, layer = values["learning_rate"], values["after"], self.layer
        self.before = before = numbers_of(layer, x, label)
        stepped = Layer(layer.W - rate * before.W, layer.b - rate * before.slope)
        self.after = numbers_of(stepped, x, label)
        shown = self.after if after else before
        says = (_short, lambda v: number(v, 3), signed)
        for bars, lengths, marks, say in zip(self.bars, shown, before, says):
            bars.show(lengths, [say(v) for v in lengths], marks=marks if after else None)
        self.image.show(x)
        self.tiles.show(shown.W, scale=FULL)
        p, new_p = (number(numbers.p[label], 4) for numbers in (before, self.after))
        loss, step = number(before.loss, 4), f"step with rate {number(rate, 3)}"
        start = f"{digit}: p for it is {p}, the loss {loss}; "
        if not after:
            return f"{start}before a {step}"
        return f"{start}after one {step}, {new_p} and {number(self.after.loss, 4)}"

    def formula(self, values):
        m, label = mathml, self.chosen(values)[2]
        W, p = m.mark(m.var("W", label), label), m.mark(m.var("p", label), label)
        slope, rate = float(self.before.slope[label]), number(values["learning_rate"], 3)
        before, after = (number(each.p[label], 3) for each in (self.before, self.after))
        times = m.row(m.text(rate), m.op("·"))
        return m.math(
            *(W, m.op("←"), W, m.op("-"), times),
            *(m.paren(m.text(number(slope, 3))), m.op("·"), m.sup(m.var("x"), m.var("T"))),
            *(m.op(","), m.text(GAP), p, m.op(":"), m.text(before), m.op("→"), m.text(after)),
            alttext=f"row {label} of W moves by {rate} times {number(-slope, 3)} times x; "
            f"p goes from {before} to {after}",
        )

    def on_key(self, key, values):
        return {"after": key == DOWN[1]} if key in DOWN else super().on_key(key, values)


def _short(logit):
    """Return a logit in two decimals: a power of ten would run into the name of the class."""
    return f"{logit + 0.0:.2f}".replace("-", "−")


def one_digit(W=None, b=None, images=None, labels=None, *, after=True):
    """Show one digit's logits, p, p - y and gradient of W, before and after one descent step.

    Parameters
    ----------
    W, b, images, labels
        As for `evidence_for`.
    after : bool
        Whether the bars show at the start what holds after the step; lines on them show what held
        before.

    Raises
    ------
    ValueError, TypeError
        As `evidence_for`, or if `after` is no truth value.

    Notes
    -----
    The gradient of W is the outer product (p - y) x^T, of the shape of W: row i is picture i. The
    step is W - learning_rate (p - y) x^T and b - learning_rate (p - y), on this digit alone.

    Examples
    --------
    >>> import numpy as np
    >>> panel = one_digit(np.zeros((2, 64)), images=np.ones((1, 64)), labels=[0])
    >>> panel.set(learning_rate=0.1)
    >>> panel.text
    'digit 0 is a 0: p for it is 0.5000, the loss 0.6931; after one step with rate 0.100, 0.9985 \
and 0.0015'
    """
    rate = Slider("rate", 0.02, 0.001, 1.0, 0.1, log=True, digits=3)
    toggle = Toggle("after one step (bars; lines: before)", after)
    controls = {"learning_rate": rate, "after": toggle}
    return OneDigit(*read_digits(W, b, images, labels), controls)
