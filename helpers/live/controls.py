"""A panel's controls: light descriptions, and the widgets made from them."""

import math
from dataclasses import dataclass
from typing import Any

import ipywidgets
import numpy as np

from helpers.arguments import read_count, read_number


class Spec:
    """What the descriptions share; all but states make what the reader sees with `widget(name)`."""

    def check(self, name, value):
        """Return the value as the control holds it, or raise the error that names it."""
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


@dataclass(frozen=True)
class Slider(Spec):
    """A number between two bounds, an integer if all four numbers are."""

    label: str  # what stands before the slider; also its accessible name
    value: float  # at the start
    low: float
    high: float
    step: float = 0.1  # the distance between neighbours; with `log`, in powers of ten
    log: bool = False  # whether equal distances on the slider are equal ratios
    digits: int | None = None  # decimals shown; by default those of `step`

    def check(self, name, value):
        value = read_number(value, name, at_least=self.low, at_most=self.high)
        if self.whole and value != int(value):
            raise ValueError(f"{name}: expected a whole number, got {value!r}")
        return int(value) if self.whole else value

    def clip(self, name, value):
        value = min(max(read_number(value, name), self.low), self.high)
        if not self.log:  # to a place at which the slider can stand, without 0.30000000000000004
            steps = round((value - self.low) / self.step)
            value = max(self.low, min(round(self.low + steps * self.step, 10), self.high))
        return self.check(name, value)

    @property
    def whole(self):
        """Whether the slider takes integers only."""
        numbers = (self.value, self.low, self.high, self.step)
        return not self.log and all(isinstance(v, int) for v in numbers)

    def widget(self, name):
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
        # 10 ** log10(high) can be a rounding error outside.
        return min(max(widget.value, self.low), self.high)

    def from_text(self, name, text):
        try:
            number = float(text)
        except ValueError:
            raise ValueError(f"{name}: expected a number, got {text!r}") from None
        return self.check(name, number)

    def to_text(self, value):
        return f"{value:.16g}"


@dataclass(frozen=True)
class Choice(Spec):
    """One of several options, shown as a drop-down list."""

    label: str  # what stands before the list
    value: Any  # the option chosen at the start
    options: tuple | list  # values, or pairs (text, value)

    def check(self, name, value):
        allowed = [v for _, v in self.pairs()]
        plain = value.item() if isinstance(value, np.generic) else value
        for option in allowed:
            if type(option) is type(plain) and option == plain:
                return option
        raise ValueError(f"{name}: expected one of {allowed}, got {value!r}")

    def widget(self, name):
        width = len(self.label) + max(len(text) for text, _ in self.pairs()) + 8
        return ipywidgets.Dropdown(
            options=self.pairs(),
            value=self.check(name, self.value),
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
class Toggle(Choice):
    """Something that is on or off, shown as a checkbox; in a link 1 or 0."""

    value: bool = False
    options: tuple = (False, True)

    def widget(self, name):
        return ipywidgets.Checkbox(
            value=self.check(name, self.value),
            description=self.label,
            indent=False,
            layout={"width": "auto"},
        )

    def to_text(self, value):
        return str(int(value))


@dataclass(frozen=True)
class Button:
    """Something to press."""

    label: str
    action: Any  # action(values) returns the control values to set, as a dict, or None

    def widget(self, name):
        return ipywidgets.Button(description=self.label, layout={"width": "auto"})


@dataclass(frozen=True)
class State(Spec):
    """A value without a visible control, such as which cell is selected; any is taken."""

    value: Any  # replaced, never changed in place: reset puts it back


@dataclass(frozen=True)
class Count(State):
    """A whole number from 0 on without a visible control: which of several, how far a run is."""

    most: int = 0

    def check(self, name, value):
        return read_count(value, name, 0, self.most)
