"""Move any panel of the course as a restless reader would: every control, the mouse, the keys."""

import math

import numpy as np

from helpers.live import Button, Choice, Slider, Toggle
from helpers.panels.cells import CellState
from helpers.panels.distributions import DistributionState

KINDS = (Slider, Choice, Toggle, CellState, DistributionState)
KEYS = ("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Shift+ArrowUp", "Shift+ArrowDown")


def settable(panel):
    """Return the controls that `panel.set` can set to anything: name -> spec."""
    specs = panel._set.specs
    return {name: spec for name, spec in specs.items() if isinstance(spec, KINDS)}


def ends(spec):
    """Return the values at which a control stops."""
    if isinstance(spec, Slider):
        return [spec.low, spec.high]
    if isinstance(spec, Toggle):
        return [False, True]
    if isinstance(spec, CellState):
        return [(0, 0), (spec.rows - 1, spec.columns - 1)]
    if isinstance(spec, DistributionState):
        return [tuple(row) for row in np.eye(spec.count).tolist()]
    return [value for _, value in spec._pairs()]


def anywhere(spec, rng):
    """Return a random value that the control can take."""
    if isinstance(spec, Slider) and not spec.log:
        return spec.clip("value", rng.uniform(spec.low, spec.high))
    if isinstance(spec, Slider):
        return math.exp(rng.uniform(math.log(spec.low), math.log(spec.high)))
    if isinstance(spec, CellState):
        return rng.randrange(spec.rows), rng.randrange(spec.columns)
    if isinstance(spec, DistributionState):
        shares = [rng.choice((0.0, rng.random())) for _ in range(spec.count)]
        return spec.check("value", [s / sum(shares) for s in shares]) if any(shares) else spec.value
    return rng.choice(ends(spec))


def move(panel, rng, number):
    """Make one random move; `number` must rise from call to call."""
    kind = rng.random()
    specs = settable(panel)
    if kind < 0.5 and specs:
        name = rng.choice(sorted(specs))
        panel.set(**{name: anywhere(specs[name], rng)})
    elif kind < 0.85:
        x0, y0, x, y = (rng.random() for _ in range(4))
        panel.view.pointer = {"id": number, "x0": x0, "y0": y0, "x": x, "y": y, "done": False}
    elif kind < 0.97:
        key = rng.choice(KEYS)
        panel.answer(lambda values: panel.on_key(key, values))
    else:
        buttons = [n for n, spec in panel._set.specs.items() if isinstance(spec, Button)]
        panel.press(rng.choice(buttons)) if buttons else panel.reset()


def same_as_fresh(panel):
    """Return whether a new panel set to the same values shows the same words and picture."""
    fresh = type(panel)()
    fresh.set(**panel.values)
    return fresh.text == panel.text and fresh.png == panel.png
