"""Panel: controls, a live figure, a line of text, a formula and a reset button in one widget."""

import threading
from contextlib import contextmanager

import ipywidgets

from helpers.live.blitted_figure import DPI, BlittedFigure
from helpers.live.controls import Button, Slider, Spec, State
from helpers.live.figure import LiveFigure
from helpers.live.gestures import Start, data, display, hot_areas

# A notebook's page and its cells may ask for pictures in two threads, and matplotlib draws in one:
# its settings and its parser of formulas are shared by all figures.
_ONE = threading.RLock()
# What people write in a link for a control with another name.
OTHER_NAMES = {"T": "temperature"}


class Panel(ipywidgets.VBox):
    """Controls over a figure that answers at once; subclasses say what is drawn.

    Parameters
    ----------
    controls : dict, optional
        From name to `Slider`, `Choice`, `Toggle`, `Button`, `State` or `Count`.

    Raises
    ------
    ValueError, TypeError
        If a control's options do not fit together.

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
        self.specs = dict(controls or {})  # by name, as are `controls`, the widgets made from them
        self._states = {n: s.value for n, s in self.specs.items() if isinstance(s, State)}
        self.controls = {n: s.widget(n) for n, s in self.specs.items() if n not in self._states}
        self._linked = {n: s for n, s in self.specs.items() if hasattr(s, "from_text")}
        self._initial = self.values
        self.stage = self.error = None
        self.drags = {}
        self._holding = False
        self._drag = None, None, None  # of the drag under way: number, axes, `Start`
        self._finished = 0  # number of the last drag that ended
        self.view = LiveFigure(
            width=round(self.size[0] * DPI),
            height=round(self.size[1] * DPI),
            title=self.title,
            has_text=self.has_text,
            keys_help=self.keys_help,
        )
        self.redraw()
        self.reset_button = ipywidgets.Button(description="Reset", layout={"width": "auto"})
        super().__init__(children=[*self._rows(), self.view])
        self.add_class("sx-panel")
        self._listen()

    # What subclasses say

    def build(self, figure):
        """Create axes and artists; return the artists that change (the rest is drawn once).

        Called again for another theme or screen. The artists returned are drawn over the rest.
        """
        raise NotImplementedError

    def update(self, values):
        """Set the artists' data from the values; return the line of text."""
        raise NotImplementedError

    def formula(self, values):
        """Return the formula with the present numbers, as MathML, or None."""

    def on_key(self, key, values):
        """Return the control values set by a key, such as 'ArrowUp' or 'Shift+ArrowUp'."""

    def progress(self, values):
        """Return how far a run is, as (steps done, steps in all, name of a step), or None."""

    # What notebooks and tests use

    @property
    def values(self):
        """Present values: name -> plain number, string, bool or state."""
        return {
            name: self._states[name] if name in self._states else spec.read(self.controls[name])
            for name, spec in self.specs.items()
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
        ValueError, TypeError
            If a name is unknown, or a value is of the wrong kind or outside its control's bounds;
            then nothing is set.
        """
        self._assign({n: self._spec(n).check(n, v) for n, v in values.items()})

    def reset(self):
        """Put every control back to its start value and draw once."""
        self._assign(self._initial)

    def follow(self, texts):
        """Set what a link says, such as {"z": "10,2,-3", "T": "0.5"}.

        What it says wrongly is told in the panel, and nothing is set.
        """
        try:
            self.set(**self._from_link(texts))
        except ValueError as problem:
            self.view.error = f"The link cannot be followed. {problem}. This is the start."

    def press(self, name):
        """Do what the button called `name` does."""
        self.answer(self._spec(name, Button, "button").action)

    def answer(self, ask):
        """Set what `ask(values)` says, brought inside the bounds; None sets nothing."""
        with _ONE, self._reporting():
            said = ask(self.values)
            if said is None:
                return
            said = {n: self._spec(n).clip(n, v) for n, v in said.items()}
        self._assign(said)

    def redraw(self):
        """Draw the present values."""
        with _ONE, self._reporting():
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
                view.state = {n: spec.to_text(values[n]) for n, spec in self._linked.items()}
                view.frame += 1

    def still(self):
        """Return the present picture as a PNG for a light page without a kernel."""
        with _ONE:
            live = self.stage
            if not live.dark and live.ratio == 1:
                return live.draw(note=self.still_note)
            self.stage = BlittedFigure(self.build, self.size)
            try:
                self._reading()
                return self.stage.draw(note=self.still_note)
            finally:
                # `build` has bound the panel's artists to the still's: build the live one anew.
                self.stage = BlittedFigure(self.build, self.size, dark=live.dark, ratio=live.ratio)
                self._reading()

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
        return self.update(values), self.formula(values)

    def _spec(self, name, kind=Spec, word="control"):
        """Return what describes a control of this kind, or raise ValueError."""
        spec = self.specs.get(name)
        if not isinstance(spec, kind):
            known = ", ".join(n for n, s in self.specs.items() if isinstance(s, kind)) or "none"
            raise ValueError(f"{name!r} is not a {word} of {type(self).__name__}; it has {known}")
        return spec

    def _from_link(self, texts):
        """Return what a link says as values to set, or raise ValueError for the first bad.

        A list such as "10,2,-3" under "z" is for the controls z1, z2 and z3.
        """
        found = {}
        for name, text in texts.items():
            name = name if name in self.specs else OTHER_NAMES.get(name, name)
            parts = {name: text}
            if name not in self.specs and f"{name}1" in self.specs:
                parts = {f"{name}{n}": part for n, part in enumerate(str(text).split(","), start=1)}
            for control, part in parts.items():
                if control not in self._linked:
                    known = ", ".join(self._linked)
                    raise ValueError(f"{control}: expected one of the controls {known}")
                found[control] = self._linked[control].from_text(control, str(part).strip())
        return found

    def _rows(self):
        """Return the controls in rows that wrap: most of them, then `last_row`, then Reset."""
        sliders = {name: spec for name, spec in self.specs.items() if isinstance(spec, Slider)}
        # One width for all labels, and so for all tracks, wide enough that none is cut off.
        width = max((len(spec.label) for spec in sliders.values()), default=0) + 1
        for name in sliders:
            self.controls[name].style.description_width = f"{width}ch"
            self.controls[name].layout.width = f"calc(230px + {width}ch)"
        first = [widget for name, widget in self.controls.items() if name not in self.last_row]
        end = [*(self.controls[name] for name in self.last_row), self.reset_button]
        rows = [first, end] if self.last_row else [first + end]
        rows = [ipywidgets.Box(row) for row in rows if row and self.specs]
        for row in rows:
            row.add_class("sx-controls")
        return rows

    def _listen(self):
        for name, widget in self.controls.items():
            if isinstance(self.specs[name], Button):
                widget.on_click(lambda _, name=name: self.press(name))
            else:
                widget.observe(self._changed, "value")
        self.reset_button.on_click(lambda _: self.reset())
        self.view.observe(self._page_changed, ["dark", "pixel_ratio"])
        self.view.observe(lambda change: self._pointer(change.new), "pointer")
        self.view.on_msg(self._message)

    def _message(self, view, content, buffers):
        if content.get("kind") == "drag":
            self._pointer(content["pointer"], done=True)
        elif content.get("kind") == "link":
            self.follow(content["values"])
        elif content.get("kind") == "key":
            self.answer(lambda values: self.on_key(content["key"], values))

    def _pointer(self, report, *, done=False):
        """Answer a report of a whole drag up to now, or of all of it if it is `done`.

        `x0`, `y0` say where it began and `x`, `y` where the pointer is, as fractions of the picture
        from its top left corner.
        """
        if not report or report["id"] <= self._finished:
            return  # a move that waited while the end of its drag overtook it
        number, figure = report["id"], self.stage.figure
        if done:
            self._finished = number
        if number != self._drag[0]:
            at = display(figure, report["x0"], report["y0"])
            axes = self.stage.canvas.inaxes(at)
            self._drag = number, axes, axes and Start(*data(axes, *at), self.values)
        _, axes, start = self._drag
        if axes in self.drags:  # no longer, if it was built anew in mid-drag for another theme
            x, y = data(axes, *display(figure, report["x"], report["y"]))
            self.answer(lambda values: self.drags[axes][1](x, y, start, values))

    def _assign(self, values):
        """Set checked values, and draw once if any is new."""
        with _ONE:
            before, self._holding = self.values, True
            try:
                for name, value in values.items():
                    if name in self._states:
                        self._states[name] = value
                    else:
                        self.controls[name].value = value
            finally:
                self._holding = False
            # `is` for states: a new array may be equal in part, and that is not a yes or no.
            after, states = self.values, self._states
            if self.error is not None or any(
                after[n] is not before[n] if n in states else after[n] != before[n] for n in values
            ):
                self.redraw()

    def _changed(self, change):
        with _ONE:  # while another thread sets several controls, one of them waits
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
