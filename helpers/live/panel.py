"""Panel: controls, a live figure, a line of text, a formula and a reset button in one widget."""

import functools
import threading
from contextlib import contextmanager

import ipywidgets

from helpers.live.blitted_figure import DPI, BlittedFigure
from helpers.live.controls import Button, ControlSet
from helpers.live.figure import LiveFigure
from helpers.live.gestures import Gestures, hot_areas

# A notebook's page and its cells may ask for pictures in two threads, and matplotlib draws in one:
# its settings and its parser of formulas are shared by all figures.
_ONE = threading.RLock()


def one_by_one(method):
    """Return a panel's method that waits while another panel, or another thread, is in one."""

    @functools.wraps(method)
    def alone(self, *args, **kwargs):
        with _ONE:
            return method(self, *args, **kwargs)

    return alone


class Panel(ipywidgets.VBox):
    """Controls over a figure that answers at once; subclasses say what is drawn.

    Parameters
    ----------
    controls : dict, optional
        From name to `Slider`, `Choice`, `Toggle`, `Button`, `State` or `Count`.

    Raises
    ------
    ValueError, TypeError
        If a control's options do not fit together, or `update` returns no text.

    Notes
    -----
    A subclass sets `title` and `size`, overrides `build` and `update`, and `formula` and `on_key`
    where it wants them. It holds no mathematics of its own. Its `build` sets `drags`: the axes that
    can be dragged in, each with a CSS cursor and a function of (x, y, start, values), which returns
    the control values set by a pointer now at data coordinates (x, y), or None. `start` is a
    `Start`: x, y and values when the drag began. A click is a drag that does not move and is
    reported twice, so answer from `start.values`, not by adding to `values`.
    """

    title = ""
    size = (8.0, 3.2)  # inches; one inch is 100 CSS pixels
    keys_help = ""  # what the keys of `on_key` do, in a sentence; without it no key is heard
    has_text = True  # whether the line of text is shown; it is the `alt` in any case
    still_note = True  # whether a stored still says that the live one moves
    last_row = ()  # names of the controls that stand in a row of their own, beside Reset

    def __init__(self, controls=None):
        name = type(self).__name__
        if not self.title:
            raise ValueError(f"{name}.title: expected words for what the panel shows, got ''")
        self._set = ControlSet(controls or {}, name)
        self.controls = self._set.widgets
        self.stage = self.error = None
        self.drags = {}
        self._holding = False
        self.view = LiveFigure(
            width=round(self.size[0] * DPI),
            height=round(self.size[1] * DPI),
            title=self.title,
            has_text=self.has_text,
            keys_help=self.keys_help,
        )
        self.redraw()
        self.reset_button = ipywidgets.Button(description="Reset", layout={"width": "auto"})
        rows = self._set.rows(self.reset_button, last=self.last_row) if self.specs else []
        super().__init__(children=[*rows, self.view])
        self.add_class("sx-panel")
        self._listen()

    # What subclasses say

    def build(self, figure):
        """Create axes and artists; return the artists that change (the rest is drawn once).

        Called again for another theme or screen. The artists returned are drawn over the rest.
        """
        raise NotImplementedError(f"{type(self).__name__}: expected a definition of build(figure)")

    def update(self, values):
        """Set the artists' data from the values; return the line of text."""
        raise NotImplementedError(f"{type(self).__name__}: expected a definition of update(values)")

    def formula(self, values):
        """Return the formula with the present numbers, as MathML, or None."""

    def on_key(self, key, values):
        """Return the control values set by a key, such as 'ArrowUp' or 'Shift+ArrowUp'."""

    def progress(self, values):
        """Return how far a run is, as (steps done, steps in all, name of a step), or None."""

    # What notebooks and tests use

    @property
    def specs(self):
        """What the controls are: name -> `Slider`, `Choice`, `Toggle`, `Button` or `State`."""
        return dict(self._set.specs)

    @property
    def values(self):
        """Present values: name -> plain number, string, bool or state."""
        return self._set.values()

    @property
    def text(self):
        """The line that states what the panel shows now."""
        return self.view.text

    @property
    def png(self):
        """The present picture."""
        return self.view.png

    def set(self, **values):
        """Set controls by name and draw once.

        Raises
        ------
        ValueError
            If a name is unknown or a value outside its control's bounds; then nothing is set.
        """
        self._assign(self._set.check(values))

    def reset(self):
        """Put every control back to its start value and draw once."""
        self._assign(self._set.initial)

    def follow(self, texts):
        """Set what a link says, such as {"z": "10,2,-3", "T": "0.5"}.

        What it says wrongly is told in the panel, and nothing is set.
        """
        try:
            self.set(**self._set.from_link(texts))
        except ValueError as problem:
            self.view.error = f"The link cannot be followed. {problem}. This is the start."

    def press(self, name):
        """Do what the button called `name` does."""
        self.answer(self._set.action(name))

    @one_by_one
    def answer(self, ask):
        """Set what `ask(values)` says, brought inside the bounds; None sets nothing."""
        with self._reporting():
            said = ask(self.values)
            if said is None:
                return
            if not isinstance(said, dict):
                raise TypeError(f"expected a dict of control values or None, got {said!r}")
            said = self._set.clip(said)
        self._assign(said)

    @one_by_one
    def redraw(self):
        """Draw the present values."""
        with self._reporting():
            wanted = {"dark": self.view.dark, "ratio": self.view.pixel_ratio}
            if self.stage is None or (self.stage.dark, self.stage.ratio) != tuple(wanted.values()):
                self.stage = BlittedFigure(self.build, self.size, **wanted)
            text, formula = self._reading()
            view, values = self.view, self.values
            png = self.stage.draw()
            with view.hold_sync():  # the picture and all that is said about it in one message
                view.png, view.text, view.formula = png, text, formula or ""
                view.alt = text if text.startswith(self.title) else f"{self.title}: {text}"
                view.hot, view.drawn_for = hot_areas(self.drags), list(wanted.values())
                view.progress = list(self.progress(values) or ())
                view.state = self._set.to_link(values)
                view.frame += 1

    @one_by_one
    def still(self):
        """Return the present picture as a PNG for a light page without a kernel."""
        if self.stage.dark or self.stage.ratio != 1:
            live, self.stage = self.stage, BlittedFigure(self.build, self.size)
            try:
                self._reading()
                return self.stage.draw(note=self.still_note)
            finally:
                # `build` has bound the panel's artists to the still's: build the live one anew.
                self.stage = BlittedFigure(self.build, self.size, dark=live.dark, ratio=live.ratio)
                self._reading()
        return self.stage.draw(note=self.still_note)

    def _repr_mimebundle_(self, include=None, exclude=None):
        view = {"version_major": 2, "version_minor": 0, "model_id": self.model_id}
        data = {"application/vnd.jupyter.widget-view+json": view, "text/plain": self.text}
        if "image/png" in (exclude or ()):  # whoever shows the widget needs no still
            return data
        data["image/png"] = self.still()
        return data, {"image/png": {"alt": self.view.alt}}

    # Inside

    def _reading(self):
        """Bring the artists up to date; return the line of text, and the formula or None."""
        values = self.values
        text = self.update(values)
        if not isinstance(text, str) or not text:
            raise TypeError(f"{type(self).__name__}.update: expected a line of text, got {text!r}")
        return text, self.formula(values)

    def _listen(self):
        for name, widget in self.controls.items():
            if isinstance(self.specs[name], Button):
                widget.on_click(lambda _, name=name: self.press(name))
            else:
                widget.observe(self._changed, "value")
        self.reset_button.on_click(lambda _: self.reset())
        self.view.observe(self._page_changed, ["dark", "pixel_ratio"])
        self._gestures = Gestures(self)

    @one_by_one
    def _assign(self, values):
        self._holding = True
        try:
            new = self._set.assign(values)
        finally:
            self._holding = False
        if new or self.error is not None:
            self.redraw()

    @one_by_one
    def _changed(self, change):
        if not self._holding:
            self.redraw()

    def _page_changed(self, change):
        # Theme and pixel ratio arrive together but are reported one by one: draw once.
        if self.view.drawn_for != [self.view.dark, self.view.pixel_ratio]:
            self.redraw()

    @contextmanager
    def _reporting(self):
        """Say an exception in the panel, keep the last picture, and let the exception go on."""
        try:
            yield
        except Exception as error:
            self.error = error
            self.view.error = f"{type(error).__name__}: {error}"
            raise
        self.error, self.view.error = None, ""
