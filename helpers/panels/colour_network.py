"""Panel of lesson 04: a network that names colours, and what each row of W would receive."""

import numpy as np

from helpers.colours import BIAS, NAMES, WEIGHTS
from helpers.functions import softmax
from helpers.jacobians import softmax_weight_derivative
from helpers.live import Choice, Panel, Slider, mathml
from helpers.panels.cells import Cells
from helpers.panels.network_picture import CHANNELS, NetworkPicture
from helpers.panels.parts import GAP, nearest_class, number, sub, vector

COUNT = len(NAMES)
X_MIDDLE = 1.2  # left of it a drag moves an input, right of it it chooses an output


class ColourNetwork(Panel):
    """A colour, its scores and probabilities, and a derivative by W; see `colour_network`."""

    title = "A network that names colours"
    size = (8.0, 3.8)
    keys_help = "Up and down arrow choose the output that is differentiated."

    def __init__(self, rgb=(0.9, 0.4, 0.1), *, target="orange", output=None):
        x = np.asarray(rgb, dtype=float)
        if x.shape != (3,):
            raise ValueError(f"rgb must be red, green and blue, shape (3,), got shape {x.shape}")
        options = [(name, name) for name in NAMES]
        super().__init__(
            {
                **{
                    name: Slider(name, float(amount), 0.0, 1.0, 0.01)
                    for name, amount in zip(CHANNELS, x, strict=True)
                },
                "target": Choice("true class", target, options),
                "output": Choice("output j", target if output is None else output, options),
            }
        )

    def build(self, figure):
        left, right = figure.subplots(1, 2, width_ratios=(5, 2.7))
        left.set_title("$x$, $z = Wx + b$, $p$: move a colour")
        self.net_axes, self.map_axes = left, right
        self.net = NetworkPicture(left, WEIGHTS)
        right.set_title("$\\partial p_j/\\partial W$ " + f"{WEIGHTS.shape}: row by row")
        self.cells = Cells(right, *WEIGHTS.shape)
        right.set_xticks(range(3), CHANNELS, fontsize=11)
        right.set_yticks(range(COUNT), NAMES, fontsize=11)
        right.tick_params(length=0)
        return [self.net.artists, self.cells.artists]

    def update(self, values):
        x = np.array([values[name] for name in CHANNELS])
        z = WEIGHTS @ x + BIAS
        p = self.p = softmax(z)
        j, t = NAMES.index(values["output"]), NAMES.index(values["target"])
        self.derivative = softmax_weight_derivative(WEIGHTS, x, BIAS)[j]
        self.net.show(x, z, p, chosen=j, target=t)
        self.cells.show(self.derivative, framed=(j, 0, 1, 3))
        return (
            f"x = {vector(x, 2)}, p = {vector(p, 3)}: named {NAMES[p.argmax()]}; the true class "
            f"{NAMES[t]} has {number(p[t], 3)}; row {NAMES[j]} of the derivative of "
            f"{sub('p', j)} by W is {vector(self.derivative[j], 3)}"
        )

    def formula(self, values):
        m, j = mathml, NAMES.index(values["output"])
        one_p = m.mark(m.text(number(self.p[j], 3)), j)
        other = int(np.argmax(np.delete(self.p, j)))  # the strongest rival, without p_j
        other += other >= j

        def case(i, delta):
            of, by = m.mark(m.var("p", j + 1), j), m.mark(m.var("w", i + 1), i)
            share = m.mark(m.text(number(self.p[i], 3)), i)
            row = m.listed(m.num(v, 3) for v in self.derivative[i])
            return m.row(
                m.frac(m.row(m.op("∂"), of), m.row(m.op("∂"), by)),
                m.op("="),
                one_p,
                m.paren(m.row(m.num(delta), m.op("-"), share)),
                m.var("x"),
                m.op("="),
                row,
            )

        return m.math(
            case(j, 1),
            m.text(f",{GAP}"),
            case(other, 0),
            alttext=f"the derivative of {sub('p', j)} by its own row of W is "
            f"{vector(self.derivative[j], 3)}, by row {other + 1} "
            f"{vector(self.derivative[other], 3)}",
        )

    def draggable(self, figure):
        return {self.net_axes: "ns-resize", self.map_axes: "pointer"}

    def on_drag(self, axes, x, y, start, values):
        if axes is self.map_axes:
            return {"output": NAMES[nearest_class(y, COUNT)]}
        if axes is not self.net_axes:
            return None
        if start.x > X_MIDDLE:  # beside the outputs: choose one
            return {"output": NAMES[nearest_class(y, COUNT)]}
        channel = CHANNELS[int(np.abs(self.net.inputs - start.y).argmin())]
        return {channel: start.values[channel] + (start.y - y) / 2}  # up is more

    def on_key(self, key, values):
        step = {"ArrowUp": -1, "ArrowDown": 1}.get(key)
        if step is None:
            return None
        return {"output": NAMES[(NAMES.index(values["output"]) + step) % COUNT]}


def colour_network(rgb=(0.9, 0.4, 0.1), *, target="orange", output=None):
    """Show a network that names a colour, and how one of its outputs answers every weight.

    Parameters
    ----------
    rgb : sequence of float, shape (3,)
        Red, green and blue at the start, each from 0 to 1.
    target : {"blue", "orange", "green", "purple", "red"}
        The true class at the start.
    output : str, optional
        The class whose probability is differentiated at the start; by default the true class.

    Returns
    -------
    Panel

    Raises
    ------
    ValueError
        If `rgb` has another shape or is outside its sliders, or a class is unknown.

    Notes
    -----
    The weights stand in `helpers.colours`. A drag up or down beside an input moves it.

    Examples
    --------
    >>> colour_network(rgb=(0, 1, 0)).text.partition(": ")[2].partition(";")[0]
    'named green'
    """
    return ColourNetwork(rgb, target=target, output=output)
