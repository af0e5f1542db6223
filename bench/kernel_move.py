"""What one move of a slider costs in the kernel: update, drawing and PNG, for every panel.

A panel without sliders is moved by reports of the mouse. A panel that runs is also asked for one
picture after the other, as the page does 15 to 25 times a second.

    python -m bench.kernel_move
"""

import struct
import time
from functools import partial
from itertools import count

import numpy as np
from ipywidgets import FloatLogSlider, FloatSlider, IntSlider

import helpers.panels
from bench.contestants import TwoAxes
from bench.timing import at_most, machine, median, p95, progress, table
from helpers.live import RunningPanel

SWEEP = np.concatenate([np.linspace(0, 1, 21), np.linspace(1, 0, 21)[1:]])
WARM_UP = 5
TARGET = 10.0  # ms, two axes at 800 x 320, one device pixel a CSS pixel
FRAME = 40.0  # ms: a frame of a run must not keep the kernel longer
TICKS = 40


def panels():
    """Return the panels by name: the two axes of the target, then every panel of the lessons."""
    makers = {name: getattr(helpers.panels, name) for name in helpers.panels.__all__}
    return {"two axes, 800x320": TwoAxes, **makers}


def handles(panel):
    """Return one function a slider, each taking a place in [0, 1]; without sliders, the mouse."""
    found = []
    for widget in panel.controls.values():
        if isinstance(widget, FloatLogSlider):
            found.append(partial(_slide, widget, lambda x: 10**x))
        elif isinstance(widget, (FloatSlider, IntSlider)):
            found.append(partial(_slide, widget, type(widget.value)))
    return found or [_mouse(panel, area) for area in panel.view.hot]


def _slide(widget, value, place):
    steps = round(place * (widget.max - widget.min) / widget.step)
    widget.value = value(widget.min + steps * widget.step)


def _mouse(panel, area):
    x = area["left"] + 0.5 * area["width"]
    top, height = area["top"], area["height"]
    number = count(1)

    def drag(place):
        y = top + height * (0.05 + 0.9 * place)
        at = {"x0": x, "y0": y, "x": x, "y": y}
        panel.view.pointer = {"id": next(number), **at, "done": False}

    return drag


def moves(panel, ratio):
    """Return the milliseconds of single moves, and the processor's share of each.

    Every slider is swept to one end and back. On a busy machine a move takes longer than it
    works, because it has to wait for its turn.
    """
    panel.view.pixel_ratio = ratio
    times, works = [], []
    for handle in handles(panel):
        for place in SWEEP:
            before = panel.view.frame
            start, start_work = time.perf_counter(), time.thread_time()
            handle(place)
            took, work = time.perf_counter() - start, time.thread_time() - start_work
            if panel.view.frame != before:  # a place between two steps of the slider draws nothing
                times.append(1000 * took)
                works.append(1000 * work)
    if len(times) <= WARM_UP:
        raise RuntimeError(f"{type(panel).__name__} has nothing that moves its picture")
    return times[WARM_UP:], works[WARM_UP:]


def ticks(panel):
    """Return the milliseconds of single frames of a run, and the processor's share of each."""
    times, works = [], []
    for _ in range(WARM_UP + TICKS):
        if not panel.running:
            panel.press("start_over")
            panel.run()
        start, start_work = time.perf_counter(), time.thread_time()
        panel.tick(panel.view.interval)
        times.append(1000 * (time.perf_counter() - start))
        works.append(1000 * (time.thread_time() - start_work))
    return times[WARM_UP:], works[WARM_UP:]


def show_ticks():
    """Measure and print a frame of every panel that runs."""
    rows = []
    for name, make in panels().items():
        panel = make()
        if isinstance(panel, RunningPanel):
            progress(name)
            times, works = ticks(panel)
            steps = max(1, round(panel.speed * panel.view.interval / 1000))
            row = [name, str(steps), f"{panel.view.interval:.0f}"]
            rows.append(row + [f"{v:.1f}" for v in (median(times), p95(times), median(works))])
    print(f"\nKernel time of a frame of a run; {machine()}")
    table(["", "steps", "every ms", "median ms", "p95 ms", "CPU ms"], rows)
    for row in rows:
        at_most(f"{row[0]}, a frame of its run, median", float(row[3]), FRAME, " ms")


def main():
    rows = []
    for name, make in panels().items():
        progress(name)
        panel = make()
        axes = len(panel.stage.figure.axes)
        row = [name, str(axes)]
        for ratio in (1.0, 2.0):
            times, works = moves(panel, ratio)
            width, height = struct.unpack(">II", panel.png[16:24])
            size = f"{width}x{height}, {len(panel.png) / 1000:.0f} kB"
            row += [size, f"{median(times):.1f}", f"{p95(times):.1f}", f"{median(works):.1f}"]
        rows.append(row)
    print(f"\nKernel time of a move, every slider swept there and back; {machine()}")
    times = ["median ms", "p95 ms", "CPU ms"]
    table(["", "axes", "1x picture", *times, "2x picture", *times], rows)
    for row in rows:
        at_most(f"{row[0]}, 1x, median", float(row[3]), TARGET, " ms")
    show_ticks()


if __name__ == "__main__":
    main()
