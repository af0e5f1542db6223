"""Panel: controls, a live figure, a line of text, a formula and a reset button in one widget."""

from contextlib import contextmanager
from typing import NamedTuple

import ipywidgets

from helpers.live import drag
from helpers.live.controls import Button, Slider, State
from helpers.live.figure import LiveFigure
from helpers.live.stage import DPI, Stage


class Reading(NamedTuple):
    """What a panel says about its present values: a line of text and, if any, MathML."""

    text: str
    formula: str | None = None


class Panel(ipywidgets.VBox):
    """Controls over a figure that answers at once; subclasses say what is drawn.

    Parameters
    ----------
    controls : dict, optional
        From name to `Slider`, `Choice`, `Toggle`, `Button` or `State`.

    Notes
    -----
    A subclass sets `title` and `size` and overrides `build` and `update`; `formula`, `on_drag`,
    `on_key` and `draggable` where it wants them. It holds no formulas: those are in the ground
    floor.
    """

    title = ""
    size = (8.0, 3.2)  # inches; one inch is 100 CSS pixels
    keys_help = ""  # what the keys of `on_key` do, in a sentence
    has_text = True  # whether the line of text is shown; it is the `alt` in any case
    still_note = True  # whether a stored still says that the live one moves

    def __init__(self, controls=None):
        self._specs = dict(controls or {})
        if not self.title:
            raise ValueError(f"{type(self).__name__}.title must say what the panel shows")
        self.controls, self._states = {}, {}
        for name, spec in self._specs.items():
            if isinstance(spec, State):
                self._states[name] = spec.value
            elif hasattr(spec, "widget"):
                self.controls[name] = spec.widget(name)
            else:
                raise TypeError(
                    f"controls[{name!r}] must be a Slider, Choice, Toggle, Button or State, "
                    f"got {spec!r}"
                )
        self.error = None
        self._stage = self._drag = None
        self._finished = 0  # number of the last drag that ended
        self._holding = self._dirty = False
        self._initial = self.values
        self.view = LiveFigure(
            width=round(self.size[0] * DPI),
            height=round(self.size[1] * DPI),
            title=self.title,
            has_text=self.has_text,
            has_formula=self._overrides("formula"),
            has_keys=self._overrides("on_key"),
            keys_help=self.keys_help,
        )
        super().__init__(children=[*self._control_row(), self.view])
        self.add_class("sx-panel")
        self.redraw()
        self._listen()

    # What subclasses say

    def build(self, figure):
        """Create axes and artists; return the artists that change (the rest is drawn once)."""
        raise NotImplementedError(f"{type(self).__name__} must define build(figure)")

    def update(self, values):
        """Set the artists' data from the values; return a line of text, or a Reading."""
        raise NotImplementedError(f"{type(self).__name__} must define update(values)")

    def formula(self, values):
        """Return the formula with the present numbers in it, as MathML, or None."""

    def on_drag(self, axes, x, y, start, values):
        """Return the control values that a pointer dragged to (x, y) sets, or None."""

    def on_key(self, key, values):
        """Return the control values that a key, such as 'ArrowUp', sets, or None."""

    def draggable(self, figure):
        """Return the axes that can be dragged in, each with the CSS cursor to show there."""
        return dict.fromkeys(figure.axes, "grab") if self._overrides("on_drag") else {}

    # What notebooks and tests use

    @property
    def values(self):
        """Present values: name -> plain number, string or bool."""
        return {
            name: self._states[name] if name in self._states else spec.read(self.controls[name])
            for name, spec in self._specs.items()
            if not isinstance(spec, Button)
        }

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
            If a name is unknown or a value is outside its control's bounds; nothing is set then.
        """
        self._assign({name: self._spec(name).check(name, v) for name, v in values.items()})

    def reset(self):
        """Put every control back to its start value and draw once."""
        self._assign(self._initial)

    def press(self, name):
        """Do what the button called `name` does."""
        spec = self._specs.get(name)
        if not isinstance(spec, Button):
            raise ValueError(f"{name!r} is not a button of {type(self).__name__}")
        with self._reporting():
            self._apply(spec.action(self.values))

    def redraw(self, *, anew=False):
        """Draw the present values; with `anew`, the unchanging background too."""
        with self._reporting():
            wanted = (self.view.dark, self.view.pixel_ratio)
            if self._stage is None or (self._stage.dark, self._stage.ratio) != wanted:
                self._stage = Stage(self.build, self.size, dark=wanted[0], ratio=wanted[1])
                self._drag = None
            elif anew:
                self._stage.forget_background()
            reading = self._read()
            png = self._stage.draw()
            self.view.show(
                png,
                alt=f"{self.title}: {reading.text}",
                text=reading.text,
                formula=reading.formula or "",
                hot=drag.hot_areas(self.draggable(self._stage.figure)),
                drawn_for=list(wanted),
            )

    # Inside

    def _overrides(self, method):
        return getattr(type(self), method) is not getattr(Panel, method)

    def _read(self):
        values = self.values
        reading = self.update(values)
        if isinstance(reading, str):
            reading = Reading(reading, self.formula(values))
        if not isinstance(reading, Reading) or not reading.text:
            raise TypeError(
                f"{type(self).__name__}.update must return a line of text or a Reading, "
                f"got {reading!r}"
            )
        return reading

    def _control_row(self):
        sliders = [s for s in self._specs.values() if isinstance(s, Slider)]
        width = f"{max((len(s.label) for s in sliders), default=0) + 1}ch"
        for name, spec in self._specs.items():
            if isinstance(spec, Slider):
                self.controls[name].style.description_width = width
        row = list(self.controls.values())
        if not self._specs:
            return []
        self.reset_button = ipywidgets.Button(description="Reset", layout={"width": "auto"})
        box = ipywidgets.Box([*row, self.reset_button])
        box.add_class("sx-controls")
        return [box]

    def _listen(self):
        for name, widget in self.controls.items():
            if isinstance(self._specs[name], Button):
                widget.on_click(lambda _, name=name: self.press(name))
            else:
                widget.observe(self._changed, "value")
        if self._specs:
            self.reset_button.on_click(lambda _: self.reset())
        self.view.observe(self._page_changed, ["dark", "pixel_ratio"])
        self.view.observe(lambda change: self._pointer(change.new, done=False), "pointer")
        self.view.on_msg(self._message)

    def _spec(self, name):
        spec = self._specs.get(name)
        if spec is None or isinstance(spec, Button):
            known = ", ".join(self.values) or "none"
            raise ValueError(f"{name!r} is not a control of {type(self).__name__}; it has {known}")
        return spec

    def _assign(self, values):
        self._holding, self._dirty = True, False
        try:
            for name, value in values.items():
                if name in self._states:
                    # Containers may be equal and yet changed inside: draw in any case.
                    self._states[name], self._dirty = value, True
                else:
                    self.controls[name].value = value
        finally:
            self._holding = False
        if self._dirty or self.error is not None:
            self.redraw()

    def _apply(self, answer):
        """Set what a drag, key or button answered, brought inside the controls' bounds."""
        if answer is None:
            return
        if not isinstance(answer, dict):
            raise TypeError(f"expected a dict of control values or None, got {answer!r}")
        self._assign({name: self._spec(name).clip(value) for name, value in answer.items()})

    def _changed(self, change):
        if self._holding:
            self._dirty = True
        else:
            self.redraw()

    def _page_changed(self, change):
        # Theme and pixel ratio arrive together but are reported one by one: draw once.
        if self.view.drawn_for != [self.view.dark, self.view.pixel_ratio]:
            self.redraw()

    def _message(self, view, content, buffers):
        if content.get("kind") == "key":
            with self._reporting():
                self._apply(self.on_key(content["key"], self.values))
        elif content.get("kind") == "drag":
            self._pointer(content["pointer"], done=True)

    def _pointer(self, pointer, *, done):
        if not pointer or pointer["id"] <= self._finished:
            return  # a move that waited while the end of its drag overtook it
        if done:
            self._finished = pointer["id"]
        stage = self._stage
        with self._reporting():
            if self._drag is None or self._drag.number != pointer["id"]:
                self._drag = drag.begin(stage.figure, stage.canvas, pointer, self.values)
            if self._drag.axes is not None:
                x, y = drag.position(stage.figure, self._drag, pointer)
                self._apply(self.on_drag(self._drag.axes, x, y, self._drag.start, self.values))

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

    def still(self):
        """Return the present picture as a PNG for a light page without a kernel."""
        if (self._stage.dark, self._stage.ratio) != (False, 1.0):
            live, self._stage = self._stage, Stage(self.build, self.size)
            try:
                self._read()
                return self._stage.draw(note=self.still_note)
            finally:
                # `build` has rebound the panel's artists to the still's: build the live one anew.
                self._stage = Stage(self.build, self.size, dark=live.dark, ratio=live.ratio)
                self._read()
        return self._stage.draw(note=self.still_note)

    def _repr_mimebundle_(self, **kwargs):
        data = {
            "application/vnd.jupyter.widget-view+json": {
                "version_major": 2,
                "version_minor": 0,
                "model_id": self.model_id,
            },
            "image/png": self.still(),
            "text/plain": self.text,
        }
        return data, {"image/png": {"alt": self.view.alt}}
