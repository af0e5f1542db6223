"""Panel of lesson 00: drag three scores until the probabilities match the marks."""

import numpy as np

from helpers.functions import softmax
from helpers.live import Button, Panel, State
from helpers.panels.parts import (
    Bars,
    logit_sliders,
    logits,
    nearest_class,
    number,
    read_logits,
    vector,
)

TARGETS = ((0.2, 0.5, 0.3), (0.8, 0.1, 0.1), (0.33, 0.33, 0.34), (0.02, 0.08, 0.9))
NEAR = 0.02  # how close every probability must come; a slider's step moves one by up to 0.0125


class HitTheTarget(Panel):
    """Three scores and a target; see `hit_the_target`."""

    title = "Hit the target"
    size = (8.0, 3.0)

    def __init__(self, z=(0.0, 0.0, 0.0)):
        controls = logit_sliders(logits(z, least=3, most=3), reach=4.0, step=0.05)
        super().__init__(
            {**controls, "another": Button("Another target", self.next_target), "round": State(0)}
        )

    def next_target(self, values):
        """Return the panel's values with the next target chosen."""
        return {"round": (values["round"] + 1) % len(TARGETS)}

    def build(self, figure):
        left, right = figure.subplots(1, 2)
        left.set(title="scores $z$: drag these", ylim=(-5, 5))
        left.axhline(0, color=left.spines["left"].get_edgecolor(), linewidth=1)
        right.set(title="probabilities $p$: hit the marks", ylim=(0, 1.17), yticks=(0, 0.5, 1))
        self.z_axes = left
        self.z_bars, self.p_bars = Bars(left, 3), Bars(right, 3)
        ink = right.title.get_color()
        self.marks = [right.plot([], [], color=ink, linewidth=3)[0] for _ in range(3)]
        self.hits = [right.text(k, 1.1, "", ha="center", fontsize=13) for k in range(3)]
        return [self.z_bars.artists, self.p_bars.artists, self.marks, self.hits]

    def update(self, values):
        z = read_logits(values)
        p, target = softmax(z), np.array(TARGETS[values["round"]])
        self.z_bars.show(z, [number(v, 2) for v in z])
        self.p_bars.show(p, [number(v, 2) for v in p])
        gaps = np.abs(p - target)
        for k in range(3):
            self.marks[k].set_data([k - 0.45, k + 0.45], [target[k]] * 2)
            self.hits[k].set_text("✓" if gaps[k] < NEAR else "")
        result = (
            "all three are there. Well done!"
            if gaps.max() < NEAR
            else f"{number(gaps.max(), 2)} away at class {gaps.argmax() + 1}."
        )
        return (
            f"scores {vector(z, 2)} give p = {vector(p, 2)}; target {vector(target, 2)}: {result}"
        )

    def draggable(self, figure):
        return {self.z_axes: "ns-resize"}

    def on_drag(self, axes, x, y, start, values):
        return {f"z{nearest_class(start.x, 3) + 1}": y} if axes is self.z_axes else None


def hit_the_target(z=(0.0, 0.0, 0.0)):
    """Show three scores to drag, and marks that their probabilities should reach.

    Parameters
    ----------
    z : sequence of float, shape (3,)
        The scores at the start.

    Returns
    -------
    Panel

    Raises
    ------
    ValueError
        If `z` is not three finite numbers.

    Examples
    --------
    >>> game = hit_the_target()
    >>> game.set(z1=-0.2, z2=0.7, z3=0.2)
    >>> game.text.endswith("Well done!")
    True
    """
    return HitTheTarget(z)
