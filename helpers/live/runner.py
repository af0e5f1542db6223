"""RunningPanel: a panel that goes on by itself, step by step, and can be paused at any moment."""

from helpers.live.controls import Button
from helpers.live.panel import Panel

SHORTEST = 40.0  # ms between two pictures: more than 25 a second the eye does not tell apart


class RunningPanel(Panel):
    """A panel with Run, Pause, Step and Start over; subclasses say what a step is.

    How far the run is belongs to the values, here as the `Count` called `done`, so the picture
    depends on the values alone, not on how they were reached. A subclass that keeps it otherwise
    overrides `progress`, `advance` and `restart`. Steps are done when the page asks for them, see
    running.js: no thread, no timer, and nothing moves in a notebook that runs without a page.
    """

    speed = 25.0  # steps a second
    most = 10  # steps in one picture, however long the last one took
    again = True  # whether Run and Step begin again at step 0 when all steps are done

    def __init__(self, controls):
        buttons = {"run": Button("Run", self._toggle)}
        for n in (1, 5, 25):
            buttons[f"step_{n}"] = Button(f"Step {n}", lambda values, n=n: self._pressed(values, n))
        buttons["start_over"] = Button("Start over", self.restart)
        self.last_row = tuple(buttons)
        super().__init__(controls | buttons)
        self.controls["run"].layout.width = "8em"  # the same for every label: nothing jumps
        self.view.interval = max(SHORTEST, 1000.0 / self.speed)
        self.view.observe(self._name_run_button, ["running", "frame"])
        self._name_run_button()

    # What subclasses say

    def progress(self, values):
        """Return (steps done, steps in all, name of a step)."""
        return values["done"], self.specs["done"].most, "epoch"

    def advance(self, values, steps):
        """Return the control values after `steps` more steps, never more than are left."""
        return {"done": values["done"] + steps}

    def restart(self, values):
        """Return the control values at step 0, everything else as it is."""
        return {"done": 0}

    # What notebooks and tests use

    def pause(self):
        """Stand still."""
        self.view.running = False

    def tick(self, elapsed):
        """Do the steps that are due `elapsed` ms after the page asked for the last picture."""
        if not self.view.running:
            return  # paused meanwhile
        steps = max(round(min(elapsed * self.speed / 1000.0, self.most)), 1)
        try:
            self.answer(lambda values: self._advanced(values, steps))
        except BaseException:  # an interrupted kernel too: the page would wait for a picture
            self.pause()
            raise
        if self._left(self.values) == 0:
            self.pause()

    def reset(self):
        """Stand still and put every control back to its start value."""
        self.pause()
        super().reset()

    # Inside

    def _left(self, values):
        done, total, _ = self.progress(values)
        return total - done

    def _name_run_button(self, change=None):
        anew = self.again and self._left(self.values) == 0
        label = "Pause" if self.view.running else "Run again" if anew else "Run"
        self.controls["run"].description = label

    def _toggle(self, values):
        at_end = self._left(values) == 0
        self.view.running = not self.view.running and (self.again or not at_end)
        return self.restart(values) if self.view.running and at_end else None

    def _pressed(self, values, steps):
        self.pause()
        anew = self.restart(values) if self.again and self._left(values) == 0 else {}
        return self._advanced(values | anew, steps)

    def _advanced(self, values, steps):
        steps = min(steps, self._left(values))
        return self.advance(values, steps) if steps > 0 else None

    def _message(self, view, content, buffers):
        super()._message(view, content, buffers)
        # Another view of the panel asks too: one of them gets the picture after the one shown.
        if content.get("kind") == "tick" and content["frame"] == self.view.frame:
            self.tick(content["elapsed"])
