"""Light descriptions of a panel's controls, and the labelled widgets made from them."""

import math
from dataclasses import dataclass, replace
from numbers import Real
from typing import Any

import ipywidgets
import numpy as np


class Spec:
    """What the descriptions share: how a value is checked, brought inside bounds and read."""

    def check(self, name, value):
        """Return the value as the control holds it, or raise ValueError naming the control."""
        return value

    def clip(self, name, value):
        """Return the nearest value that the control can have."""
        return self.check(name, value)

    def read(self, widget):
        """Return the value that the widget shows."""
        return widget.value

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
        """Return the value as a plain number, or raise ValueError naming the control."""
        value = _number(name, value)
        if not self.low <= value <= self.high:  # nan too: it compares false
            raise ValueError(
                f"{name}: expected between {self.low:g} and {self.high:g}, got {value!r}"
            )
        if self.whole and value != int(value):
            raise ValueError(f"{name}: expected a whole number, got {value!r}")
        return int(value) if self.whole else float(value)

    def clip(self, name, value):
        """Return the value nearest to this one at which the slider can stand."""
        value = _number(name, value)
        if math.isnan(value):
            raise ValueError(f"{name}: expected a number, got nan")
        value = min(max(value, self.low), self.high)
        if self.log:
            return float(value)
        steps = round((value - self.low) / self.step)
        value = round(self.low + steps * self.step, 10)  # without 0.30000000000000004
        value = min(max(value, self.low), self.high)
        return int(value) if self.whole else float(value)

    @property
    def whole(self):
        """Whether the slider takes integers only."""
        numbers = (self.value, self.low, self.high, self.step)
        return not self.log and all(isinstance(v, int) for v in numbers)

    @property
    def decimals(self):
        """How many decimals the slider shows."""
        if self.digits is not None:
            return self.digits
        if self.whole:
            return 0
        return 2 if self.log else max(0, -math.floor(math.log10(self.step) + 1e-9))

    def widget(self, name):
        """Return the slider as a widget; raise ValueError if it cannot be built so."""
        if not self.low < self.high:
            raise ValueError(
                f"{name}: low: expected below high, got low={self.low!r}, high={self.high!r}"
            )
        if not self.step > 0:
            raise ValueError(f"{name}: step: expected above 0, got {self.step!r}")
        if self.log and not self.low > 0:
            raise ValueError(f"{name}: a log slider needs low above 0, got {self.low!r}")
        common = {
            "value": self.check(name, self.value),
            "description": self.label,
            "readout_format": "d" if self.whole else f".{self.decimals}f",
            "layout": {"max_width": "100%"},
        }
        if self.log:
            low, high = math.log10(self.low), math.log10(self.high)
            return ipywidgets.FloatLogSlider(min=low, max=high, step=self.step, **common)
        kind = ipywidgets.IntSlider if self.whole else ipywidgets.FloatSlider
        return kind(min=self.low, max=self.high, step=self.step, **common)

    def read(self, widget):
        """Return the widget's value as a plain number inside the bounds."""
        if self.whole:
            return int(widget.value)
        # 10 ** log10(high) can land a rounding error outside.
        return float(min(max(widget.value, self.low), self.high))


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
        """Return the option equal to value, or raise ValueError naming the control."""
        allowed = [v for _, v in self.pairs()]
        for option in allowed:
            if type(option) is type(value) and option == value:
                return option
        raise ValueError(f"{name}: expected one of {allowed}, got {value!r}")

    def widget(self, name):
        """Return the list as a widget."""
        pairs = self.pairs()
        value = self.check(name, self.value)
        width = len(self.label) + max(len(text) for text, _ in pairs) + 8
        return ipywidgets.Dropdown(
            options=pairs,
            value=value,
            description=self.label,
            style={"description_width": "initial"},
            layout={"width": f"{width}ch", "max_width": "100%"},
        )

    def pairs(self):
        """Return the options as pairs (text, value)."""
        return [o if isinstance(o, tuple) else (str(o), o) for o in self.options]


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
        """Return the value as a bool, or raise ValueError naming the control."""
        if not isinstance(value, (bool, np.bool_)):
            raise ValueError(f"{name}: expected True or False, got {value!r}")
        return bool(value)

    def widget(self, name):
        """Return the checkbox."""
        return ipywidgets.Checkbox(
            value=self.check(name, self.value),
            description=self.label,
            indent=False,
            layout={"width": "auto"},
        )


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
        """Return the button."""
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


def _number(name, value):
    if hasattr(value, "item") and getattr(value, "ndim", 0) == 0:
        value = value.item()  # numpy scalars and 0-d arrays
    if not isinstance(value, Real) or isinstance(value, bool):
        raise ValueError(f"{name}: expected a number, got {value!r}")
    return value
