"""What one move of a slider costs in the kernel: update, drawing and PNG, for every panel.

A panel that runs is also asked for one picture after the other, as the page does 15 to 25 times a
second.

    python -m bench.kernel_move
"""

import random
import time
from functools import partial

import helpers.panels
from bench.timing import met, percentiles, table
from helpers.live import RunningPanel, Slider
from tools.drive import anywhere, settable

WARM_UP = 5


def moves(panel):
    """Yield functions that move the panel: every slider to random places, or what else it has."""
    rng, specs = random.Random(0), settable(panel)
    sliders = {name: spec for name, spec in specs.items() if isinstance(spec, Slider)}
    for name, spec in (sliders or specs).items():
        for _ in range(40):
            yield partial(panel.set, **{name: anywhere(spec, rng)})


def frames(panel):
    """Yield functions that draw the next frame of a panel's run."""
    for _ in range(WARM_UP + 40):
        if not panel.running:
            panel.press("start_over")
            panel.run()
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
        if panel.view.frame != before:  # the place where it was draws nothing
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
    title = "The kernel's processor time for a move, every slider to random places"
    table(title, ["", "median ms", "p95 ms", "target"], rows)


if __name__ == "__main__":
    main()
