"""RunningPanel: a panel that goes on by itself, step by step, and can be paused at any moment."""

import math
from time import monotonic

from helpers.arguments import read_count
from helpers.live.controls import Button
from helpers.live.panel import Panel

COUNTS = (1, 5, 25)  # steps of the buttons
SHORTEST = 40.0  # ms between two pictures: more than 25 a second the eye does not tell apart


class RunningPanel(Panel):
    """A panel with Run, Pause, Step and Start over; subclasses say what a step is.

    How far the run is belongs to the values, here as the `Count` called `done`, so the picture
    depends on the values alone, not on how they were reached. A subclass that keeps it otherwise
    overrides `progress`, `advance` and `restart`. Steps are done when the page asks for them, see
    running.js: no thread, no timer, and nothing moves in a notebook that runs without a page.
    """

    step_name = "step"
    speed = 25.0  # steps a second
    most = 10  # steps in one picture, however long the last one took
    again = True  # whether Run and Step begin again at step 0 when all steps are done
    last_row = ("run", *(f"step_{count}" for count in COUNTS), "start_over")

    def __init__(self, controls=None):
        self._answered = monotonic()  # when the page's last question was answered
        steps = {
            f"step_{n}": Button(f"Step {n}", lambda values, n=n: self._pressed(values, n))
            for n in COUNTS
        }
        super().__init__(
            {
                **(controls or {}),
                "run": Button("Run", self._toggle),
                **steps,
                "start_over": Button("Start over", self.restart),
            }
        )
        self.controls["run"].layout.width = "8em"  # the same for every label: nothing jumps
        self.view.interval = max(SHORTEST, 1000.0 / self.speed)

    # What subclasses say

    def progress(self, values):
        """Return (steps done, steps in all, name of a step)."""
        return values["done"], self.specs["done"].most, self.step_name

    def advance(self, values, steps):
        """Return the control values after `steps` more steps, never more than are left."""
        return {"done": values["done"] + steps}

    def restart(self, values):
        """Return the control values at step 0, everything else as it is."""
        return {"done": 0}

    # What notebooks and tests use

    @property
    def running(self):
        """Whether the page asks for one step after the other."""
        return self.view.running

    def run(self):
        """Begin or go on; at the end, begin again at step 0 if the panel allows it."""
        if not self.running:
            self.press("run")

    def pause(self):
        """Stand still."""
        self._go(False)

    def step(self, steps=1):
        """Do so many steps at once, or as many as are left, and stand still.

        Raises
        ------
        ValueError, TypeError
            If `steps` is not a whole number above 0.
        """
        steps = read_count(steps, "steps")
        self.answer(lambda values: self._pressed(values, steps))

    def tick(self, elapsed=0.0, frame=None):
        """Answer the page, which asks for the next picture; return whether it gets one.

        Parameters
        ----------
        elapsed : float
            Milliseconds since it asked for the last one.
        frame : int, optional
            The picture that it shows, if that may have been another page's last.
        """
        if not self.running or frame not in (None, self.view.frame):
            return False  # paused meanwhile, or answered before: a second view asks it too
        steps = elapsed * self.speed / 1000.0 if 0 < elapsed < math.inf else 0
        steps = max(round(min(steps, self.most)), 1)
        try:
            self.answer(lambda values: self._advanced(values, steps))
        except BaseException:  # an interrupted kernel too: the page would wait for a picture
            self._go(False)
            raise
        if self._left(self.values) == 0:
            self._go(False)
        return True

    def reset(self):
        """Stand still and put every control back to its start value."""
        self._go(False)
        super().reset()

    def redraw(self):
        """Draw the present values."""
        super().redraw()
        self._name_run_button()

    # Inside

    def _left(self, values):
        done, total, _ = self.progress(values)
        return total - done

    def _go(self, running):
        self.view.running, self._answered = running, monotonic()
        self._name_run_button()

    def _name_run_button(self):
        anew = self.again and self._left(self.values) == 0
        label = "Pause" if self.running else "Run again" if anew else "Run"
        self.controls["run"].description = label

    def _toggle(self, values):
        at_end = self._left(values) == 0
        self._go(not self.running and (self.again or not at_end))
        return self.restart(values) if self.running and at_end else None

    def _pressed(self, values, steps):
        self._go(False)
        anew = self.restart(values) if self.again and self._left(values) == 0 else {}
        return self._advanced(values | anew, steps)

    def _advanced(self, values, steps):
        steps = min(steps, self._left(values))
        return self.advance(values, steps) if steps > 0 else None

    def _message(self, view, content, buffers):
        super()._message(view, content, buffers)
        if content.get("kind") != "tick":
            return
        # The page does not count the time out of sight, and the kernel not what another view of
        # the same panel was answered: the shorter time is the true one.
        now = monotonic()
        since = min(content["elapsed"], 1000.0 * (now - self._answered))
        if self.tick(since, content["frame"]):
            self._answered = now
