"""What one move of a slider costs in the kernel: update, drawing and PNG, for every panel.

A panel without sliders is moved by reports of the mouse. A panel that runs is also asked for one
picture after the other, as the page does 15 to 25 times a second.

    python -m bench.kernel_move
"""

import time
from functools import partial

import numpy as np
from ipywidgets import FloatLogSlider, FloatSlider, IntSlider

import helpers.panels
from bench.timing import at_most, machine, percentiles, progress, table
from helpers.live import RunningPanel

SWEEP = np.concatenate([np.linspace(0, 1, 21), np.linspace(1, 0, 21)[1:]])
WARM_UP = 5


def moves(panel):
    """Yield functions that move the panel: every slider to one end and back, or else the mouse."""
    kinds = (FloatLogSlider, FloatSlider, IntSlider)
    sliders = [widget for widget in panel.controls.values() if isinstance(widget, kinds)]
    for widget in sliders:
        value = (lambda x: 10**x) if isinstance(widget, FloatLogSlider) else type(widget.value)
        for place in SWEEP:
            steps = round(place * (widget.max - widget.min) / widget.step)
            yield partial(setattr, widget, "value", value(widget.min + steps * widget.step))
    for area in [] if sliders else panel.view.hot:
        x = area["left"] + 0.5 * area["width"]
        for number, place in enumerate(SWEEP, 1):
            y = area["top"] + area["height"] * (0.05 + 0.9 * place)
            at = {"id": number, "x0": x, "y0": y, "x": x, "y": y, "done": False}
            yield partial(setattr, panel.view, "pointer", at)


def frames(panel):
    """Yield functions that draw the next frame of a panel's run."""
    for _ in range(WARM_UP + 40):
        if not panel.running:
            panel.press("start_over")
            panel.run()
        yield partial(panel.tick, panel.view.interval)


def times(panel, acts):
    """Return milliseconds of the acts that drew a picture, and of the processor in each.

    On a busy machine an act takes longer than it works, because it has to wait for its turn.
    """
    found = []
    for act in acts:
        before = panel.view.frame
        start, start_work = time.perf_counter(), time.thread_time()
        act()
        spent = time.perf_counter() - start, time.thread_time() - start_work
        if panel.view.frame != before:  # a place between two steps of a slider draws nothing
            found.append(spent)
    if len(found) <= WARM_UP:
        raise RuntimeError(f"{type(panel).__name__} has nothing that moves its picture")
    return 1000 * np.array(found[WARM_UP:]).T


def main():
    rows, targets = [], []
    for name in helpers.panels.__all__:
        progress(name)
        panel = getattr(helpers.panels, name)()
        kinds = [(name, moves, 10.0)]
        if isinstance(panel, RunningPanel):  # a frame must not keep the kernel longer than this
            kinds.append((f"{name}, a frame of its run", frames, 40.0))
        for said, acts, target in kinds:
            took, worked = times(panel, acts(panel))
            figures = percentiles(took) + percentiles(worked)
            rows.append([said, *(f"{figure:.1f}" for figure in figures)])
            targets.append((f"{said}, median", figures[0], target, " ms"))
    print(f"\nKernel time of a move, every slider swept there and back; {machine()}")
    table(["", "median ms", "p95 ms", "CPU median ms", "CPU p95 ms"], rows)
    for target in targets:
        at_most(*target)


if __name__ == "__main__":
    main()
