"""Panel: controls, a live figure, a line of text, a formula and a reset button in one widget."""

import threading
from contextlib import contextmanager
from typing import NamedTuple

import ipywidgets
import numpy as np

from helpers.live.blitted_figure import DPI, BlittedFigure
from helpers.live.controls import Button, Slider, Spec, State
from helpers.live.figure import PAGE, LiveFigure

# A notebook's page and its cells may ask for pictures in two threads, and matplotlib draws in one:
# its settings and its parser of formulas are shared by all figures.
_ONE = threading.RLock()


class Start(NamedTuple):
    """Where a drag began, in the data coordinates of now, and the control values of then."""

    x: float
    y: float
    values: dict


class Panel(ipywidgets.VBox):
    """Controls over a figure that answers at once; subclasses say what is drawn.

    Parameters
    ----------
    controls : dict, optional
        From name to `Slider`, `Choice`, `Toggle`, `Button`, `State` or `Count`.

    Raises
    ------
    ValueError, TypeError
        If a control cannot have the value that it is to start with.

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
    moves = True  # where nothing can, the still has no note that says so, and no line of text
    last_row = ()  # names of the controls that stand in a row of their own, beside Reset

    def __init__(self, controls=None):
        self.specs = dict(controls or {})  # by name, as are `controls`, the widgets made from them
        self.controls = {n: s.widget(n) for n, s in self.specs.items() if not isinstance(s, State)}
        self._linked = {n: s for n, s in self.specs.items() if hasattr(s, "from_text")}
        self._initial = self._values = {
            n: s.read(self.controls[n]) if n in self.controls else s.value
            for n, s in self.specs.items()
            if isinstance(s, Spec)
        }
        self.stage = None
        self.drags = {}
        self._drag = None, {}  # of the drag under way: its number, and the values at its start
        self._finished = 0  # number of the last drag that ended
        self.view = LiveFigure(
            width=round(self.size[0] * DPI),
            height=round(self.size[1] * DPI),
            title=self.title,
            has_text=self.moves,
            keys_help=self.keys_help,
            **PAGE,
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
        return dict(self._values)

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
        self._expect(values, self._values, "control")
        self._assign({n: self.specs[n].check(n, v) for n, v in values.items()})

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
        """Do what the button called `name` does; ValueError names the buttons there are."""
        buttons = {n: spec for n, spec in self.specs.items() if isinstance(spec, Button)}
        self._expect([name], buttons, "button")
        self.answer(buttons[name].action)

    def answer(self, ask):
        """Set what `ask(values)` says, brought inside the bounds; None sets nothing."""
        with _ONE, self._reporting():
            said = ask(self.values) or {}
            self._expect(said, self._values, "control")
            self._assign({n: self.specs[n].clip(n, v) for n, v in said.items()})

    def redraw(self):
        """Draw the present values."""
        with _ONE, self._reporting():
            view, values = self.view, self.values
            page = {"dark": view.dark, "ratio": view.pixel_ratio}
            if self.stage is None or (self.stage.dark, self.stage.ratio) != tuple(page.values()):
                self.stage = BlittedFigure(self.build, self.size, **page)
            text, formula = self.update(values), self.formula(values)
            png = self.stage.draw()
            with view.hold_sync():  # the picture and all that is said about it in one message
                view.png, view.text, view.formula = png, text, formula or ""
                view.alt = text if text.startswith(self.title) else f"{self.title}: {text}"
                view.hot, view.drawn_for = self._hot_areas(), list(page.values())
                view.progress = list(self.progress(values) or ())
                view.state = {n: spec.to_text(values[n]) for n, spec in self._linked.items()}
                view.frame += 1

    def still(self):
        """Return the present picture as a PNG for a light page without a kernel."""
        with _ONE:
            if self.stage.dark or self.stage.ratio != 1:  # the next move builds the page's again
                self.stage = BlittedFigure(self.build, self.size)
                self.update(self.values)
            return self.stage.draw(note=self.moves)

    def _repr_mimebundle_(self, include=None, exclude=None):
        view = {"version_major": 2, "version_minor": 0, "model_id": self.model_id}
        data = {"application/vnd.jupyter.widget-view+json": view, "text/plain": self.text}
        if "image/png" in (exclude or ()):  # whoever shows the widget needs no still
            return data
        data["image/png"] = self.still()
        return data, {"image/png": {"alt": self.view.alt}}

    # Inside

    def _hot_areas(self):
        """Return `drags` as rectangles in fractions of the picture, with their cursors."""
        found = []
        for axes, (cursor, _) in self.drags.items():
            box = axes.get_position()
            sides = {"left": box.x0, "top": 1 - box.y1, "width": box.width, "height": box.height}
            found.append({n: round(float(v), 5) for n, v in sides.items()} | {"cursor": cursor})
        return found

    def _from_link(self, texts):
        """Return what a link says as values to set, or raise ValueError for the first bad.

        A list such as "10,2,-3" under "z" is for the controls z1, z2 and z3.
        """
        found = {}
        for name, text in texts.items():
            name = "temperature" if name == "T" else name
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
        return [ipywidgets.Box(row).add_class("sx-controls") for row in rows if row and self.specs]

    def _listen(self):
        for name, widget in self.controls.items():
            if isinstance(self.specs[name], Button):
                widget.on_click(lambda _, name=name: self.press(name))
            else:
                widget.observe(lambda _, name=name: self._changed(name), "value")
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
        if report["id"] != self._drag[0]:
            self._drag = report["id"], self.values
        if done:
            self._finished = report["id"]
        to_pixels = self.stage.figure.transFigure.transform
        began = to_pixels((report["x0"], 1 - report["y0"]))
        axes = next((each for each in self.drags if each.bbox.contains(*began)), None)
        if axes is None:
            return
        _, drag = self.drags[axes]
        now = np.clip(to_pixels((report["x"], 1 - report["y"])), axes.bbox.min, axes.bbox.max)
        (x0, y0), (x, y) = axes.transData.inverted().transform([began, now]).tolist()
        self.answer(lambda values: drag(x, y, Start(x0, y0, self._drag[1]), values))

    def _expect(self, names, known, word):
        """Raise ValueError for the first name that is not known."""
        for name in names:
            if name not in known:
                has, kind = ", ".join(known) or "none", type(self).__name__
                raise ValueError(f"{name!r} is not a {word} of {kind}; it has {has}")

    def _assign(self, values):
        """Set checked values, and draw once if any is new."""
        with _ONE:
            before, self._values = self._values, self._values | values
            for name in values.keys() & self.controls.keys():
                self.controls[name].value = values[name]
            if self.view.error or self._values != before:
                self.redraw()

    def _changed(self, name):
        """Take over what a control shows, if it was not set here."""
        with _ONE:  # while another thread sets several controls, one of them waits
            value = self.specs[name].read(self.controls[name])
            if value != self._values[name]:
                self._values = self._values | {name: value}
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
            self.view.error = f"{type(error).__name__}: {error}"
            raise
        self.view.error = ""
