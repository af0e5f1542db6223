"""A panel's controls: light descriptions, the widgets made from them, and what a link says."""

import math
from dataclasses import dataclass, replace
from numbers import Real
from typing import Any

import ipywidgets
import numpy as np

from helpers.arguments import read_count

# What people write in a link for a control with another name.
OTHER_NAMES = {"T": "temperature"}


class Spec:
    """What the descriptions share; all but states make what the reader sees with `widget(name)`."""

    def check(self, name, value):
        """Return the value as the control holds it, or raise ValueError naming the control."""
        return value

    def clip(self, name, value):
        """Return the nearest value that the control can have."""
        return self.check(name, value)

    def read(self, widget):
        """Return the value that the widget shows."""
        return widget.value

    def to_text(self, value):
        """Return what a link says for the value; `from_text` is the way back, or ValueError."""
        return str(value)

    def at(self, name, value):
        """Return the same control with another value at the start, checked."""
        return replace(self, value=self.check(name, value))


@dataclass(frozen=True)
class Slider(Spec):
    """A number between two bounds.

    Parameters
    ----------
    label : str
        What stands before the slider; also its accessible name.
    value, low, high, step : float
        Start value, bounds, and distance between neighbours. All four integers: the value is an
        integer. With `log`, `step` is in powers of ten.
    log : bool
        Whether equal distances on the slider are equal ratios.
    digits : int, optional
        Decimals shown; by default those of `step`.
    """

    label: str
    value: float
    low: float
    high: float
    step: float = 0.1
    log: bool = False
    digits: int | None = None

    def check(self, name, value):
        value = _number(name, value)
        if not self.low <= value <= self.high:
            raise ValueError(
                f"{name}: expected between {self.low:g} and {self.high:g}, got {value!r}"
            )
        if self.whole and value != int(value):
            raise ValueError(f"{name}: expected a whole number, got {value!r}")
        return self._within(value)

    def clip(self, name, value):
        value = min(max(_number(name, value), self.low), self.high)
        if not self.log:  # to a place at which the slider can stand, without 0.30000000000000004
            steps = round((value - self.low) / self.step)
            value = round(self.low + steps * self.step, 10)
        return self._within(value)

    def _within(self, value):
        value = min(max(value, self.low), self.high)
        return int(value) if self.whole else float(value)

    @property
    def whole(self):
        """Whether the slider takes integers only."""
        numbers = (self.value, self.low, self.high, self.step)
        return not self.log and all(isinstance(v, int) for v in numbers)

    def widget(self, name):
        if not self.low < self.high:
            raise ValueError(
                f"{name}: low: expected below high, got low={self.low!r}, high={self.high!r}"
            )
        if not self.step > 0:
            raise ValueError(f"{name}: step: expected above 0, got {self.step!r}")
        if self.log and not self.low > 0:
            raise ValueError(f"{name}: a log slider needs low above 0, got {self.low!r}")
        digits = self.digits
        if digits is None:
            digits = 2 if self.log else max(0, -math.floor(math.log10(self.step) + 1e-9))
        common = {
            "value": self.check(name, self.value),
            "description": self.label,
            "readout_format": "d" if self.whole else f".{digits}f",
            "layout": {"max_width": "100%"},
        }
        if self.log:
            low, high = math.log10(self.low), math.log10(self.high)
            return ipywidgets.FloatLogSlider(min=low, max=high, step=self.step, **common)
        kind = ipywidgets.IntSlider if self.whole else ipywidgets.FloatSlider
        return kind(min=self.low, max=self.high, step=self.step, **common)

    def read(self, widget):
        return self._within(widget.value)  # 10 ** log10(high) can be a rounding error outside

    def from_text(self, name, text):
        try:
            number = float(text)
        except ValueError:
            raise ValueError(f"{name}: expected a number, got {text!r}") from None
        return self.check(name, number)

    def to_text(self, value):
        return f"{value:.12g}"


@dataclass(frozen=True)
class Choice(Spec):
    """One of several options, shown as a drop-down list.

    Parameters
    ----------
    label : str
        What stands before the list.
    value : object
        The option chosen at the start.
    options : sequence
        Values, or pairs (text, value).
    """

    label: str
    value: Any
    options: tuple | list

    def check(self, name, value):
        allowed = [v for _, v in self.pairs()]
        for option in allowed:
            if type(option) is type(value) and option == value:
                return option
        raise ValueError(f"{name}: expected one of {allowed}, got {value!r}")

    def widget(self, name):
        value = self.check(name, self.value)
        width = len(self.label) + max(len(text) for text, _ in self.pairs()) + 8
        return ipywidgets.Dropdown(
            options=self.pairs(),
            value=value,
            description=self.label,
            style={"description_width": "initial"},
            layout={"width": f"{width}ch", "max_width": "100%"},
        )

    def pairs(self):
        """Return the options as pairs (text, value)."""
        return [o if isinstance(o, tuple) else (str(o), o) for o in self.options]

    def from_text(self, name, text):
        known = {self.to_text(value): value for _, value in self.pairs()}
        if text not in known:
            raise ValueError(f"{name}: expected one of {', '.join(known)}, got {text!r}")
        return known[text]


@dataclass(frozen=True)
class Toggle(Spec):
    """Something that is on or off, shown as a checkbox.

    Parameters
    ----------
    label : str
        What stands beside the box.
    value : bool
        Whether it is on at the start.
    """

    label: str
    value: bool = False

    def check(self, name, value):
        if not isinstance(value, (bool, np.bool_)):
            raise ValueError(f"{name}: expected True or False, got {value!r}")
        return bool(value)

    def widget(self, name):
        return ipywidgets.Checkbox(
            value=self.check(name, self.value),
            description=self.label,
            indent=False,
            layout={"width": "auto"},
        )

    def from_text(self, name, text):
        if text not in ("0", "1"):
            raise ValueError(f"{name}: expected 0 or 1, got {text!r}")
        return text == "1"

    def to_text(self, value):
        return "1" if value else "0"


@dataclass(frozen=True)
class Button:
    """Something to press.

    Parameters
    ----------
    label : str
        What stands on it.
    action : callable
        `action(values)` returns the control values to set, as a dict, or None.
    """

    label: str
    action: Any

    def widget(self, name):
        if not callable(self.action):
            raise TypeError(f"{name}: action: expected a function of values, got {self.action!r}")
        return ipywidgets.Button(description=self.label, layout={"width": "auto"})


@dataclass(frozen=True)
class State(Spec):
    """A value without a visible control, such as which cell is selected; any is taken.

    Parameters
    ----------
    value : object
        The value at the start. Replace it, never change it in place: reset puts it back.
    """

    value: Any


@dataclass(frozen=True)
class Count(State):
    """A whole number without a visible control: which of several is chosen, how far a run is.

    Parameters
    ----------
    value : int
        The number at the start.
    most : int
        The largest; the smallest is 0.
    """

    most: int = 0

    def check(self, name, value):
        return read_count(value, name, 0, self.most)


class ControlSet:
    """The widgets and hidden states made from a panel's specs; `owner` is its name in messages."""

    def __init__(self, specs, owner):
        self.specs, self.owner = dict(specs), owner
        self.widgets, self._states = {}, {}
        for name, spec in self.specs.items():
            if isinstance(spec, State):
                self._states[name] = spec.value
            elif hasattr(spec, "widget"):
                self.widgets[name] = spec.widget(name)
            else:
                raise TypeError(
                    f"controls[{name!r}]: expected a Slider, Choice, Toggle, Button or State, "
                    f"got {spec!r}"
                )
        self._linked = {n: s for n, s in self.specs.items() if hasattr(s, "from_text")}
        self.initial = self.values()

    def values(self):
        """Return the present values: name -> plain number, string, bool or state."""
        return {
            name: self._states[name] if name in self._states else spec.read(self.widgets[name])
            for name, spec in self.specs.items()
            if not isinstance(spec, Button)
        }

    def check(self, values):
        """Return the values as the controls hold them, or raise ValueError for the first bad."""
        return {name: self._settable(name).check(name, v) for name, v in values.items()}

    def clip(self, values):
        """Return the values brought inside the bounds; raise ValueError for unknown names."""
        return {name: self._settable(name).clip(name, v) for name, v in values.items()}

    def assign(self, values):
        """Set checked values; return whether any is new."""
        before = self.values()
        for name, value in values.items():
            if name in self._states:
                self._states[name] = value
            else:
                self.widgets[name].value = value
        # `is` for states: a new array may be equal in part, and comparing it is not a yes or no.
        after = self.values()
        return any(
            after[name] is not before[name] if name in self._states else after[name] != before[name]
            for name in values
        )

    def from_link(self, texts):
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

    def to_link(self, values):
        """Return what a link says so that `from_link` gives these values: name -> text."""
        return {name: spec.to_text(values[name]) for name, spec in self._linked.items()}

    def action(self, name):
        """Return what the button called `name` does, or raise ValueError."""
        spec = self.specs.get(name)
        if not isinstance(spec, Button):
            known = [n for n, s in self.specs.items() if isinstance(s, Button)]
            raise ValueError(f"{name!r} is not a button of {self.owner}; it has {_listed(known)}")
        return spec.action

    def rows(self, extra, *, last=()):
        """Return the widgets in rows that wrap: most of them, then those named in `last`.

        The extra widget ends the last row.
        """
        sliders = [(n, s) for n, s in self.specs.items() if isinstance(s, Slider)]
        # One width for all labels, and so for all tracks, wide enough that none is cut off.
        width = max((len(spec.label) for _, spec in sliders), default=0) + 1
        for name, _ in sliders:
            self.widgets[name].style.description_width = f"{width}ch"
            self.widgets[name].layout.width = f"calc(230px + {width}ch)"
        first = [widget for name, widget in self.widgets.items() if name not in last]
        end = [*(self.widgets[name] for name in last), extra]
        rows = [ipywidgets.Box(row) for row in ([first, end] if last else [[*first, extra]]) if row]
        for row in rows:
            row.add_class("sx-controls")
        return rows

    def _settable(self, name):
        spec = self.specs.get(name)
        if spec is None or isinstance(spec, Button):
            raise ValueError(
                f"{name!r} is not a control of {self.owner}; it has {_listed(self.values())}"
            )
        return spec


def _listed(names):
    return ", ".join(names) or "none"


def _number(name, value):
    if hasattr(value, "item") and getattr(value, "ndim", 0) == 0:
        value = value.item()  # numpy scalars and 0-d arrays
    if not isinstance(value, Real) or isinstance(value, bool) or math.isnan(value):
        raise ValueError(f"{name}: expected a number, got {value!r}")
    return value
