"""The controls of one panel together: their values, checked setting, their rows on the page."""

import ipywidgets

from helpers.live.controls import Button, Slider, State


class ControlSet:
    """The widgets and hidden states made from a panel's specs.

    Parameters
    ----------
    specs : dict
        From name to `Slider`, `Choice`, `Toggle`, `Button` or `State`.
    owner : str
        Name of the panel, for messages.
    """

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
