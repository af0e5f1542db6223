"""Move any panel of the course as a restless reader would: every control, the mouse, the keys."""

import math

import numpy as np

from helpers.live import Button, Choice, Count, RunningPanel, Slider
from helpers.panels.parts.controls import DistributionState, with_share

KINDS = (Slider, Choice, Count, DistributionState)
KEYS = ("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Shift+ArrowUp", "Shift+ArrowDown")


def settable(panel):
    """Return the controls that `panel.set` can set to anything: name -> spec."""
    return {name: spec for name, spec in panel.specs.items() if isinstance(spec, KINDS)}


def ends(spec):
    """Return the values at which a control stops."""
    if isinstance(spec, Slider):
        return [spec.low, spec.high]
    if isinstance(spec, Count):
        return [0, spec.most]
    if isinstance(spec, DistributionState):
        return [tuple(row) for row in np.eye(len(spec.value)).tolist()]
    return [value for _, value in spec.pairs()]


def anywhere(spec, rng):
    """Return a random value that the control can take."""
    if isinstance(spec, Slider) and not spec.log:
        return spec.clip("value", rng.uniform(spec.low, spec.high))
    if isinstance(spec, Slider):
        return math.exp(rng.uniform(math.log(spec.low), math.log(spec.high)))
    if isinstance(spec, Count):
        return rng.randint(0, spec.most)
    if isinstance(spec, DistributionState):
        k = rng.randrange(len(spec.value))
        return with_share(spec.value, k, rng.choice((0.0, rng.random(), 1.0)))
    return rng.choice(ends(spec))


def move(panel, rng, number):
    """Make one random move; `number` must rise from call to call."""
    if isinstance(panel, RunningPanel) and rng.random() < 0.3:
        tick(panel, rng)
        return
    kind = rng.random()
    specs = settable(panel)
    if kind < 0.5 and specs:
        name = rng.choice(sorted(specs))
        panel.set(**{name: anywhere(specs[name], rng)})
    elif kind < 0.8:
        x0, y0, x, y = (rng.random() for _ in range(4))
        panel.view.pointer = {"id": number, "x0": x0, "y0": y0, "x": x, "y": y, "done": False}
    elif kind < 0.9:
        key = rng.choice(KEYS)
        panel.answer(lambda values: panel.on_key(key, values))
    else:
        buttons = [n for n, spec in panel.specs.items() if isinstance(spec, Button)]
        panel.press(rng.choice(buttons)) if buttons else panel.reset()


def tell(widget, content):
    """Give a widget a message, as its view in a page sends it."""
    data = {"method": "custom", "content": content}
    widget.comm.handle_msg({"content": {"data": data}, "buffers": []})


def tick(panel, rng):
    """Ask for the next picture of a run, as a page does, or two pages."""
    frame = panel.view.frame
    for _ in range(rng.choice((1, 1, 2))):
        elapsed = rng.choice((40.0, 300.0))
        tell(panel.view, {"kind": "tick", "frame": frame, "elapsed": elapsed})
