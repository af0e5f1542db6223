"""What helpers use of matplotlib 3.11 and the newest matplotlib for the browser, 3.10, lacks.

Imported once, when Python starts. Goes when site/wheels.lock names a matplotlib 3.11.
"""

from matplotlib.colors import to_rgba
from matplotlib.patches import Patch


def _get_hatchcolor(self):
    return self._hatch_color


def _set_hatchcolor(self, color):
    self._hatch_color = to_rgba(color)
    self.stale = True


if not hasattr(Patch, "get_hatchcolor"):
    Patch.get_hatchcolor, Patch.set_hatchcolor = _get_hatchcolor, _set_hatchcolor
