"""A panel's slider: bounds, step, how it is shown, and which values it takes."""

import math
from dataclasses import dataclass
from numbers import Real

import ipywidgets


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


def _number(name, value):
    if hasattr(value, "item") and getattr(value, "ndim", 0) == 0:
        value = value.item()  # numpy scalars and 0-d arrays
    if not isinstance(value, Real) or isinstance(value, bool):
        raise ValueError(f"{name}: expected a number, got {value!r}")
    return value
