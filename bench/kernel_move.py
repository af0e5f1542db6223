"""What one move of a slider costs in the kernel: update, drawing and PNG, for every panel.

A panel without sliders is moved by reports of the mouse. A panel that runs is also asked for one
picture after the other, as the page does 15 to 25 times a second.

    python -m bench.kernel_move
"""

import time
from functools import partial

import numpy as np

import helpers.panels
from bench.timing import met, percentiles, table
from helpers.live import RunningPanel, Slider

WARM_UP = 5


def there_and_back(low, high, spaced=np.linspace):
    """Return 41 places from one end to the other and back."""
    places = spaced(low, high, 21).tolist()
    return places + places[-2::-1]


def moves(panel):
    """Yield functions that move the panel: every slider to one end and back, or else the mouse."""
    sliders = {name: spec for name, spec in panel.specs.items() if isinstance(spec, Slider)}
    for name, spec in sliders.items():
        for value in there_and_back(spec.low, spec.high, np.geomspace if spec.log else np.linspace):
            yield partial(setattr, panel.controls[name], "value", spec.clip(name, value))
    for area in [] if sliders else panel.view.hot:
        x = area["left"] + 0.5 * area["width"]
        for number, place in enumerate(there_and_back(0.05, 0.95), 1):
            y = area["top"] + area["height"] * place
            at = {"id": number, "x0": x, "y0": y, "x": x, "y": y, "done": False}
            yield partial(setattr, panel.view, "pointer", at)


def frames(panel):
    """Yield functions that draw the next frame of a panel's run."""
    for _ in range(WARM_UP + 40):
        if not panel.view.running:
            panel.press("start_over")
            panel.press("run")
        yield partial(panel.tick, panel.view.interval)


def times(panel, acts):
    """Return the milliseconds of the processor for each act that drew a picture.

    On a busy machine an act takes longer than it works, because it has to wait for its turn.
    """
    found = []
    for act in acts:
        before = panel.view.frame
        start = time.thread_time()
        act()
        spent = time.thread_time() - start
        if panel.view.frame != before:  # a place between two steps of a slider draws nothing
            found.append(1000 * spent)
    return found[WARM_UP:]


def main():
    rows = []
    for name in helpers.panels.__all__:
        panel = getattr(helpers.panels, name)()
        kinds = [(name, moves, 10)]
        if isinstance(panel, RunningPanel):  # a frame must not keep the kernel longer than this
            kinds.append((f"{name}, a frame of its run", frames, 40))
        for said, acts, most in kinds:
            median, slow = percentiles(times(panel, acts(panel)))
            rows.append([said, median, slow, met(median <= most, f"at most {most}")])
    title = "The kernel's processor time for a move, every slider swept there and back"
    table(title, ["", "median ms", "p95 ms", "target"], rows)


if __name__ == "__main__":
    main()
