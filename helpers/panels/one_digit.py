"""Panel of lesson 08: one digit under the lens, before and after one step of gradient descent."""

import numpy as np

from helpers.functions import softmax
from helpers.live import Slider, Toggle, mathml
from helpers.losses import one_hot
from helpers.network import Layer, forward, loss_and_gradients
from helpers.panels.cells import signed
from helpers.panels.digit_choice import DigitPanel, a_digit
from helpers.panels.digit_parts import LyingBars, Tiles
from helpers.panels.parts import number

FULL = 0.5  # a gradient of this size has the full colour: (p - y) x ends at 1


class OneDigit(DigitPanel):
    """A digit, z, p, p - y, and the gradient of W as pictures; see `one_digit`."""

    title = "One digit under the lens"
    size = (8.0, 3.7)
    keys_help = (
        "Left and right arrow choose a digit, up and down arrow go before or after the step."
    )

    def __init__(
        self, W=None, b=None, images=None, labels=None, *, digit=0, learning_rate=0.02, after=True
    ):
        self.read(W, b, images, labels, digit)
        super().__init__(
            {
                "learning_rate": Slider("rate", learning_rate, 0.001, 1.0, 0.1, log=True, digits=3),
                "after": Toggle("after one step (bars; lines: before)", after),
            }
        )

    def build(self, figure):
        left, *middle, right = figure.subplots(1, 5, width_ratios=(1.35, 1.5, 1.5, 1.5, 1.65))
        left.set_title("the digit $x$")
        self.image = Tiles(left, 1, 1, signed=False)
        looks = (("logits $z$", self.ends()), ("$p$", (0, 1)), ("$p - y$", (-1, 1)))
        self.bars = [
            LyingBars(axes, self.count, title=title, ends=ends, names=i == 0, marks=True)
            for i, (axes, (title, ends)) in enumerate(zip(middle, looks, strict=True))
        ]
        right.set_title("$(p - y)\\,x^T$")
        columns = 2 if self.count > 5 else 1
        self.tiles = Tiles(right, self.count, columns, names=range(self.count), size=9)
        return [self.image.artists, *(bars.artists for bars in self.bars), self.tiles.artists]

    def update(self, values):
        i, x, label = self.chosen(values)
        rate = values["learning_rate"]
        y, layer = one_hot(label, self.count), Layer(self.W, self.b)
        loss, (gradient,) = loss_and_gradients([layer], x, y)
        stepped = Layer(layer.W - rate * gradient.W, layer.b - rate * gradient.b)
        new_loss, (new_gradient,) = loss_and_gradients([stepped], x, y)
        before, after = _numbers(layer, gradient, x), _numbers(stepped, new_gradient, x)
        self.before, self.after = before, after
        self.losses = loss, new_loss
        bars, tiles = (after, new_gradient) if values["after"] else (before, gradient)
        says = (_short, lambda v: number(v, 3), lambda v: signed(v, 3))
        for rows, shown, marks, say in zip(self.bars, bars, before, says, strict=True):
            rows.show(shown, [say(v) for v in shown], marks=marks if values["after"] else None)
            rows.marks.set_visible(values["after"])
        self.image.show(x)
        self.tiles.show(tiles.W, scale=FULL)
        start = (
            f"digit {i} is {a_digit(label)}: p for it is {number(before[1][label], 4)}, the loss "
        )
        if not values["after"]:
            return f"{start}{number(loss, 4)}; before a step with rate {number(rate, 3)}"
        return (
            f"{start}{number(loss, 4)}; after one step with rate {number(rate, 3)}, "
            f"{number(after[1][label], 4)} and {number(new_loss, 4)}"
        )

    def formula(self, values):
        m, (_, _, label) = mathml, self.chosen(values)
        W, p = m.var("W", label), m.var("p", label)
        slope = float(self.before[2][label])
        before, after = (float(numbers[1][label]) for numbers in (self.before, self.after))
        times = m.row(m.text(number(values["learning_rate"], 3)), m.op("·"))
        return m.math(
            m.mark(W, label),
            m.op("←"),
            m.mark(W, label),
            m.op("-"),
            times,
            m.paren(m.text(number(slope, 3))),
            m.op("·"),
            m.sup(m.var("x"), m.var("T")),
            m.op(","),
            m.text("\u2003"),
            m.mark(p, label),
            m.op(":"),
            m.text(number(before, 3)),
            m.op("→"),
            m.text(number(after, 3)),
            alttext=f"row {label} of W moves by {number(values['learning_rate'], 3)} times "
            f"{number(-slope, 3)} times x; p goes from {number(before, 3)} to {number(after, 3)}",
        )

    def on_key(self, key, values):
        if key in ("ArrowUp", "ArrowDown"):
            return {"after": key == "ArrowDown"}
        return super().on_key(key, values)


def _short(logit):
    """Return a logit in two decimals: a power of ten would run into the name of the class."""
    return f"{logit + 0.0:.2f}".replace("-", "−")


def _numbers(layer, gradient, x):
    """Return z, p and p - y, which is dL/db."""
    z = forward([layer], x)[-1]
    return z, softmax(z), np.asarray(gradient.b)


def one_digit(W=None, b=None, images=None, labels=None, *, digit=0, learning_rate=0.02, after=True):
    """Show one digit's logits, p, p - y and gradient of W, before and after one descent step.

    Parameters
    ----------
    W, b, images, labels, digit
        As for `evidence_for`.
    learning_rate : float
        How far the step goes at the start, 0.001 to 1.
    after : bool
        Whether the bars show at the start what holds after the step; lines on them show what held
        before.

    Returns
    -------
    Panel

    Raises
    ------
    ValueError
        As `evidence_for`, or if the rate is outside its slider, or `after` is no truth value.
    TypeError
        As `evidence_for`.

    Notes
    -----
    The gradient of W is the outer product (p - y) x^T, of the shape of W: row k is picture k. The
    step is W - learning_rate (p - y) x^T and b - learning_rate (p - y), on this digit alone.

    Examples
    --------
    >>> import numpy as np
    >>> panel = one_digit(np.zeros((2, 64)), images=np.ones((1, 64)), labels=[0], learning_rate=0.1)
    >>> panel.text
    'digit 0 is a 0: p for it is 0.5000, the loss 0.6931; after one step with rate 0.100, 0.9985 \
and 0.0015'
    """
    return OneDigit(W, b, images, labels, digit=digit, learning_rate=learning_rate, after=after)
