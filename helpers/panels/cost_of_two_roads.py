"""The time to p - y by two roads, against the number of classes."""

import numpy as np

from helpers.cost import Costs
from helpers.live import class_colour, picture
from helpers.panels.parts.words import THIN

MANY = 20  # times as long: far below what any machine shows at K = 4096
UNITS = {1e-6: "1 µs", 1e-3: "1 ms", 1.0: "1 s"}
LOOKS = {  # by road: what stands beside it, colour, line, marker
    "matrix": ("through the $K \\times K$ matrix", 1, "-", "s"),
    "vjp": ("product without the matrix", 2, (0, (4, 1.3)), "^"),
    "fused": ("$p - y$", 0, "-", "o"),
}


def cost_of_two_roads(costs):
    """Show how the measured times grow with K, beside lines of slope 1 and 2.

    Parameters
    ----------
    costs : Costs
        As from `helpers.cost.measure_cost`; `matrix` may end early, in nan.

    Raises
    ------
    TypeError
        If `costs` is anything else.

    Notes
    -----
    The words hold no times, so that they are the same on every machine.

    Examples
    --------
    >>> sizes = np.array([16, 4096])
    >>> print(cost_of_two_roads(Costs(sizes, sizes**2 * 1e-9, sizes * 1e-9, sizes * 1e-9)).text)
    the time from p to the gradient for K = 16 to 4096 classes, on logarithmic axes: at K = 4096 \
the road through the matrix takes more than 20 times as long as p − y
    """
    if not isinstance(costs, Costs):
        raise TypeError(f"costs: expected what measure_cost returns, got {costs!r}")
    sizes, matrix = costs.sizes, np.isfinite(costs.matrix)
    end = np.flatnonzero(matrix)[-1]  # the last size for which there is a matrix
    more = "more" if costs.matrix[end] > MANY * costs.fused[end] else "less"
    alt = (
        f"the time from p to the gradient for K = {sizes[0]} to {sizes[-1]} classes, on "
        f"logarithmic axes: at K = {sizes[end]} the road through the matrix takes {more} than "
        f"{MANY} times as long as p − y"
    )

    def draw(figure):
        axes = figure.subplots()
        axes.set(title="when $K$ doubles: four times the work, or twice")
        axes.set(xlabel="number of classes $K$", ylabel="time for one gradient")
        _guide(axes, sizes[matrix], costs.matrix[matrix], 2, above=True)
        _guide(axes, sizes, costs.fused, 1, above=False)
        for name, (words, k, line, marker) in LOOKS.items():
            times = getattr(costs, name)
            axes.loglog(sizes, times, linestyle=line, marker=marker, color=class_colour(k))
            i = np.flatnonzero(np.isfinite(times))[-1]
            place = {"xytext": (10, 0), "textcoords": "offset points", "va": "center"}
            axes.annotate(words, (sizes[i], times[i]), **place)
        some = sizes[:: -(-len(sizes) // 8)]  # always the first
        axes.set_xticks(some, [f"{K:,}".replace(",", THIN) if K > 9999 else K for K in some])
        limits = axes.get_ylim()
        axes.set_yticks(list(UNITS), list(UNITS.values()))
        axes.set_ylim(limits)
        axes.minorticks_off()
        axes.set_xlim(sizes[0] / 1.3, sizes[-1] * (sizes[-1] / sizes[0]) ** 0.42)

    return picture(draw, alt=alt, size=(8.0, 3.4))


def _guide(axes, sizes, times, power, *, above):
    """Draw a line of this slope beside the road's end, as far as the road is steep."""
    line = times[-1] * (sizes / sizes[-1]) ** power * (2.0 if above else 0.5)
    kept = line >= times.min() / 3
    axes.plot(sizes[kept], line[kept], color="0.5", linewidth=1.2, linestyle=":")
    i = np.flatnonzero(kept)[kept.sum() // 2]
    x, y, ha, va = (-5, 3, "right", "bottom") if above else (5, -3, "left", "top")
    ink = "0.45" if axes.get_facecolor()[0] > 0.5 else "0.65"
    look = {"textcoords": "offset points", "fontsize": 10, "color": ink}
    axes.annotate(f"slope {power}", (sizes[i], line[i]), (x, y), ha=ha, va=va, **look)
