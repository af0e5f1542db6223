import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from helpers.live.hatch_cache import draw_rectangle, hatch_tile
from helpers.live.look import CLASS_COLOURS, class_style, style


def drawn(looks, *, ours=True, ratio=1.0, dark=False):
    """Return whether we drew all the bars of these looks, and the picture."""
    with style(dark):
        figure = Figure(figsize=(2, 1.5), dpi=100 * ratio, layout="none")
        canvas = FigureCanvasAgg(figure)
        axes = figure.add_axes((0.1, 0.1, 0.8, 0.8))
        axes.set(xlim=(0, 10), ylim=(-2, 2))
        canvas.draw()
        quick, renderer = [], canvas.get_renderer()
        for look in looks:
            (bar,) = axes.bar(**{"x": 4.0, "height": 1.3, "width": 3.1, **class_style(1), **look})
            quick.append(ours and draw_rectangle(bar, renderer))
            if not quick[-1]:
                bar.draw(renderer)
    return all(quick), np.asarray(canvas.buffer_rgba())[:, :, :3].astype(int)


@pytest.mark.parametrize(("ratio", "dark"), [(1, True), (1.25, False), (3, False)])
def test_a_bar_of_every_hatched_class_looks_as_matplotlib_draws_it(ratio, dark):
    classes = range(1, len(CLASS_COLOURS))
    places = [{"x": 1.02 * k, "height": 1.3 - 0.3 * k, "width": 0.77} for k in classes]
    bars = [place | class_style(k) for place, k in zip(places, classes, strict=True)]
    quick, ours = drawn(bars, ratio=ratio, dark=dark)
    _, theirs = drawn(bars, ours=False, ratio=ratio, dark=dark)
    assert quick
    # At the corners of the edge the colour beneath can shine through.
    assert np.abs(ours - theirs).max() <= 16
    assert (np.abs(ours - theirs).max(-1) > 2).sum() <= 8 * len(classes)


def each(**looks):
    return [{name: value} for name, values in looks.items() for value in values]


OURS = each(height=(0.0, 50.0, -50.0), width=(-3.0, 0.001), x=(0.0, 300.0, -300.0), linewidth=[3])
OURS += [{"x": 10.0, "height": 50.0}]
THEIRS = each(
    hatch=[None], alpha=[0.5], color=[(0, 0, 1, 0.5)], linewidth=[0.2], edgecolor=["none"]
)


@pytest.mark.parametrize("look", OURS + THEIRS, ids=str)
def test_a_bar_is_drawn_by_us_where_that_looks_as_matplotlib_draws_it(look):
    quick, found = drawn([look])
    assert quick == (look in OURS)
    assert np.abs(found - drawn([look], ours=False)[1]).max() <= 16


def test_a_hatch_is_rendered_once():
    hatch_tile.cache_clear()
    drawn([{"height": 1.0}, {"height": -1.0}, {"facecolor": "r"}, {"height": 0.5}])
    assert hatch_tile.cache_info()[:3] == (2, 2, 32)  # hits, misses, most
