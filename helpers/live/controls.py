"""Light descriptions of a panel's controls, and the labelled widgets made from them."""

import math
from dataclasses import dataclass
from typing import Any

import ipywidgets

SLIDER_WIDTH = "270px"


@dataclass(frozen=True)
class Slider:
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
        if isinstance(value, str) or not isinstance(value, (int, float)):
            value = _number(name, value)
        if not self.low <= value <= self.high:  # false for nan too
            raise ValueError(
                f"{name} must be between {self.low:g} and {self.high:g}, got {value!r}"
            )
        return int(value) if self.whole else float(value)

    def clip(self, value):
        """Return the nearest value the slider can stand at."""
        value = min(max(_number(self.label, value), self.low), self.high)
        if self.log:
            return value
        steps = round((value - self.low) / self.step)
        value = round(self.low + steps * self.step, self.decimals + 2)
        value = min(max(value, self.low), self.high)
        return int(value) if self.whole else value

    @property
    def whole(self):
        return not self.log and all(
            isinstance(v, int) for v in (self.value, self.low, self.high, self.step)
        )

    @property
    def decimals(self):
        if self.digits is not None:
            return self.digits
        if self.whole:
            return 0
        return 2 if self.log else max(0, -math.floor(math.log10(self.step) + 1e-9))

    def widget(self, name):
        if not self.low < self.high:
            raise ValueError(
                f"{name}: low must be below high, got low={self.low!r}, high={self.high!r}"
            )
        if not self.step > 0:
            raise ValueError(f"{name}: step must be above 0, got {self.step!r}")
        if self.log and not self.low > 0:
            raise ValueError(f"{name}: a log slider needs low above 0, got {self.low!r}")
        common = {
            "value": self.check(name, self.value),
            "description": self.label,
            "readout_format": "d" if self.whole else f".{self.decimals}f",
            "layout": {"width": SLIDER_WIDTH, "max_width": "100%"},
        }
        if self.log:
            low, high = math.log10(self.low), math.log10(self.high)
            return ipywidgets.FloatLogSlider(min=low, max=high, step=self.step, **common)
        kind = ipywidgets.IntSlider if self.whole else ipywidgets.FloatSlider
        return kind(min=self.low, max=self.high, step=self.step, **common)

    def read(self, widget):
        value = widget.value
        if self.log:  # 10 ** log10(high) can land a rounding error outside the bounds
            return float(min(max(value, self.low), self.high))
        return int(value) if self.whole else float(value)


@dataclass(frozen=True)
class Choice:
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

    def pairs(self):
        return [o if isinstance(o, tuple) else (str(o), o) for o in self.options]

    def check(self, name, value):
        """Return the value, or raise ValueError naming the control and its options."""
        allowed = [v for _, v in self.pairs()]
        if not any(type(v) is type(value) and v == value for v in allowed):
            raise ValueError(f"{name} must be one of {allowed}, got {value!r}")
        return value

    def clip(self, value):
        return self.check(self.label, value)

    def widget(self, name):
        width = max(len(text) for text, _ in self.pairs()) if self.options else 0
        return ipywidgets.Dropdown(
            options=self.pairs(),
            value=self.check(name, self.value),
            description=self.label,
            style={"description_width": "initial"},
            layout={"width": f"{len(self.label) + width + 8}ch", "max_width": "100%"},
        )

    def read(self, widget):
        return widget.value


@dataclass(frozen=True)
class Toggle:
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
        """Return the value, or raise ValueError naming the control."""
        if value not in (True, False):
            raise ValueError(f"{name} must be True or False, got {value!r}")
        return bool(value)

    def clip(self, value):
        return self.check(self.label, value)

    def widget(self, name):
        return ipywidgets.Checkbox(
            value=self.check(name, self.value),
            description=self.label,
            indent=False,
            layout={"width": "auto"},
        )

    def read(self, widget):
        return bool(widget.value)


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
            raise TypeError(f"{name}: action must be callable, got {self.action!r}")
        return ipywidgets.Button(description=self.label, layout={"width": "auto"})


@dataclass(frozen=True)
class State:
    """A value without a visible control, such as which cell is selected.

    Parameters
    ----------
    value : object
        The value at the start.
    """

    value: Any

    def check(self, name, value):
        return value

    def clip(self, value):
        return value


def _number(name, value):
    try:
        if isinstance(value, str):
            raise TypeError
        return value.item() if hasattr(value, "item") else float(value)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be a number, got {value!r}") from None
