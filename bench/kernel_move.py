"""What one move of a slider costs in the kernel: update, drawing and PNG, for every panel.

    python -m bench.kernel_move
"""

import random
import struct
import time

import helpers.panels
from bench.contestants import TwoAxes
from bench.timing import at_most, machine, median, p95, progress, table
from helpers.live import Choice, Slider

MOVES = 80
WARM_UP = 10
TARGET = 10.0  # ms, two axes at 800 x 320, one device pixel a CSS pixel


def panels():
    """Return the panels by name: the two axes of the target, then every panel of the lessons."""
    makers = {name: getattr(helpers.panels, name) for name in helpers.panels.__all__}
    return {"two axes, 800x320": TwoAxes, **makers}


def somewhere(control, dice):
    """Return a value at which a reader could leave the control."""
    if isinstance(control, Choice):
        return dice.choice([o[1] if isinstance(o, tuple) else o for o in control.options])
    return control.clip("value", dice.uniform(control.low, control.high))


def moves(panel, ratio):
    """Return the milliseconds of single moves: one control each, taken in turns."""
    dice = random.Random(1)
    panel.view.pixel_ratio = ratio
    specs = {n: s for n, s in panel._set.specs.items() if isinstance(s, (Slider, Choice))}
    if not specs:
        raise ValueError(f"{type(panel).__name__} has no slider or list to move")
    times = []
    for number in range(WARM_UP + MOVES):
        name = list(specs)[number % len(specs)]
        value = somewhere(specs[name], dice)
        while value == panel.values[name]:  # setting the same again draws nothing
            value = somewhere(specs[name], dice)
        start = time.perf_counter()
        panel.set(**{name: value})
        times.append(1000 * (time.perf_counter() - start))
    return times[WARM_UP:]


def main():
    rows, target = [], None
    for name, make in panels().items():
        progress(name)
        panel = make()
        axes = len(panel.stage.figure.axes)
        row = [name, str(axes)]
        for ratio in (1.0, 2.0):
            times = moves(panel, ratio)
            width, height = struct.unpack(">II", panel.png[16:24])
            size = f"{width}x{height}, {len(panel.png) / 1000:.0f} kB"
            row += [size, f"{median(times):.1f}", f"{p95(times):.1f}"]
            target = target or median(times)
        rows.append(row)
    print(f"\nKernel time of a move, {MOVES} moves a panel; {machine()}")
    one, two = ["1x picture", "median ms", "p95 ms"], ["2x picture", "median ms", "p95 ms"]
    table(["", "axes", *one, *two], rows)
    at_most("two axes, 800x320, 1x, median", target, TARGET, " ms")
    for row in rows[1:]:
        at_most(f"{row[0]}, 1x, median", float(row[3]), TARGET, " ms")


if __name__ == "__main__":
    main()
