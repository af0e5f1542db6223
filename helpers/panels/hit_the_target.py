"""Drag three scores until the probabilities match the marks."""

import numpy as np

from helpers.functions import softmax
from helpers.live import Button, Count, Panel
from helpers.panels.parts.bars import LogitBars, logit_sliders, logits_of, share_bars
from helpers.panels.parts.words import number, vector

TARGETS = ((0.2, 0.5, 0.3), (0.8, 0.1, 0.1), (0.33, 0.33, 0.34), (0.02, 0.08, 0.9))
NEAR = 0.02  # how close every probability must come; a slider's step moves one by up to 0.0125


class HitTheTarget(Panel):
    title = "Hit the target"
    size = (8.0, 3.0)

    def build(self, figure):
        left, right = figure.subplots(1, 2)
        self.z_bars = LogitBars(left, self, title="scores $z$: drag these", room=0.125)
        self.p_bars = share_bars(right, 3, title="probabilities $p$: hit the marks")
        self.drags = self.z_bars.drags
        ink = right.title.get_color()
        self.marks = [right.plot([], [], color=ink, linewidth=3)[0] for _ in range(3)]
        self.hits = [right.text(k, 1.1, "", ha="center", fontsize=13) for k in range(3)]
        return [self.z_bars.artists, self.p_bars.artists, self.marks, self.hits]

    def update(self, values):
        z = logits_of(values)
        p, target = softmax(z), np.array(TARGETS[values["round"]])
        self.z_bars.show(z, [number(v, 2) for v in z])
        self.p_bars.show(p, [number(v, 2) for v in p])
        gaps = np.abs(p - target)
        for k in range(3):
            self.marks[k].set_data([k - 0.45, k + 0.45], [target[k]] * 2)
            self.hits[k].set_text("✓" if gaps[k] < NEAR else "")
        result = f"{number(gaps.max(), 2)} away at class {gaps.argmax() + 1}."
        if gaps.max() < NEAR:
            result = "all three are there. Well done!"
        return (
            f"scores {vector(z, 2)} give p = {vector(p, 2)}; target {vector(target, 2)}: {result}"
        )


def hit_the_target():
    """Show three scores to drag, and marks that their probabilities should reach.

    Examples
    --------
    >>> game = hit_the_target()
    >>> game.set(z1=-0.2, z2=0.7, z3=0.2)
    >>> game.text.endswith("Well done!")
    True
    """
    sliders = logit_sliders((0.0, 0.0, 0.0), reach=4.0, step=0.05)
    count = len(TARGETS)
    another = Button("Another target", lambda values: {"round": (values["round"] + 1) % count})
    return HitTheTarget({**sliders, "another": another, "round": Count(0, count - 1)})
