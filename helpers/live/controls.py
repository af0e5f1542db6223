"""Light descriptions of a panel's controls, and the labelled widgets made from them."""

from dataclasses import dataclass
from typing import Any

import ipywidgets
import numpy as np

from helpers.live.slider import Slider

__all__ = ["Button", "Choice", "Slider", "State", "Toggle"]


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

    def check(self, name, value):
        """Return the option equal to value, or raise ValueError naming the control."""
        allowed = [v for _, v in self.pairs()]
        for option in allowed:
            if type(option) is type(value) and option == value:
                return option
        raise ValueError(f"{name}: expected one of {allowed}, got {value!r}")

    clip = check

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

    def read(self, widget):
        """Return the option that the widget shows."""
        return widget.value

    def pairs(self):
        """Return the options as pairs (text, value)."""
        return [o if isinstance(o, tuple) else (str(o), o) for o in self.options]


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
        """Return the value as a bool, or raise ValueError naming the control."""
        if not isinstance(value, (bool, np.bool_)):
            raise ValueError(f"{name}: expected True or False, got {value!r}")
        return bool(value)

    clip = check

    def widget(self, name):
        """Return the checkbox."""
        return ipywidgets.Checkbox(
            value=self.check(name, self.value),
            description=self.label,
            indent=False,
            layout={"width": "auto"},
        )

    def read(self, widget):
        """Return whether the box is ticked."""
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
        """Return the button."""
        if not callable(self.action):
            raise TypeError(f"{name}: action: expected a function of values, got {self.action!r}")
        return ipywidgets.Button(description=self.label, layout={"width": "auto"})


@dataclass(frozen=True)
class State:
    """A value without a visible control, such as which cell is selected.

    Parameters
    ----------
    value : object
        The value at the start. Replace it, never change it in place: reset puts it back.
    """

    value: Any

    def check(self, name, value):
        """Return the value: a state takes any."""
        return value

    clip = check
