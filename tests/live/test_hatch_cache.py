import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Rectangle
from matplotlib.patheffects import withStroke

from helpers.live.hatch_cache import draw_rectangle, hatch_tile
from helpers.live.look import CLASS_COLOURS, class_style, style


def drawn(make, *, ours, ratio=1.0, dark=False):
    """Return whether we drew all that `make(axes)` returns, and the picture."""
    with style(dark):
        figure = Figure(figsize=(2, 1.5), dpi=100 * ratio, layout="none")
        canvas = FigureCanvasAgg(figure)
        axes = figure.add_axes((0.1, 0.1, 0.8, 0.8))
        axes.set(xlim=(0, 10), ylim=(-2, 2))
        canvas.draw()
        quick, renderer = [], canvas.get_renderer()
        for artist in np.atleast_1d(make(axes)):
            quick.append(ours and draw_rectangle(artist, renderer))
            if not quick[-1]:
                artist.draw(renderer)
    return all(quick), np.asarray(canvas.buffer_rgba())[:, :, :3].astype(int)


def bar(axes, k=1, x=4.0, height=1.3, width=3.1, **look):
    return axes.bar(x, height, width=width, **class_style(k) | look)[0]


@pytest.mark.parametrize(("ratio", "dark"), [(1, True), (1.25, False), (3, False)])
def test_a_bar_of_every_hatched_class_looks_as_matplotlib_draws_it(ratio, dark):
    classes = range(1, len(CLASS_COLOURS))

    def make(axes):
        return [bar(axes, k, x=1.02 * k, height=1.3 - 0.3 * k, width=0.77) for k in classes]

    quick, ours = drawn(make, ours=True, ratio=ratio, dark=dark)
    _, theirs = drawn(make, ours=False, ratio=ratio, dark=dark)
    assert quick
    # At the corners of the edge the colour beneath can shine through.
    assert np.abs(ours - theirs).max() <= 16
    assert (np.abs(ours - theirs).max(-1) > 2).sum() <= 8 * len(classes)


@pytest.mark.parametrize(
    "look",
    [
        {"height": 0.0},
        {"height": -1.0},
        {"height": 50.0},
        {"height": -50.0},
        {"width": -3.0},
        {"width": 0.001},
        {"x": 0.0},
        {"x": 10.0, "height": 50.0},
        {"x": 300.0},
        {"x": -5.0, "clip_on": False, "height": 1.9},
        {"linewidth": 3},
        {"visible": False},
    ],
)
def test_a_bar_looks_as_matplotlib_draws_it_wherever_it_ends(look):
    (quick, ours), (_, theirs) = (drawn(lambda a: bar(a, **look), ours=o) for o in (True, False))
    assert quick
    assert np.abs(ours - theirs).max() <= 16


@pytest.mark.parametrize(
    "look",
    [
        {"hatch": None},
        {"alpha": 0.5},
        {"color": (0, 0, 1, 0.5)},
        {"linewidth": 0.2},
        {"linestyle": "--"},
        {"edgecolor": "none"},
        {"angle": 30},
        {"snap": False},
        {"antialiased": False},
        {"path_effects": [withStroke(linewidth=3)]},
        {"sketch_params": 2},
        {"x": np.nan},
    ],
)
def test_what_is_no_simple_rectangle_is_left_to_matplotlib(look):
    quick, _ = drawn(lambda axes: bar(axes, **look), ours=True)
    assert not quick


@pytest.mark.parametrize("clip", [False, True])
def test_other_shapes_are_left_to_matplotlib(clip):
    def make(axes):
        if not clip:
            return axes.add_patch(Circle((5, 0), 1))
        box = axes.add_patch(Rectangle((4, 0), 1, 1, hatch="//"))
        box.set_clip_path(Circle((5, 0), 1, transform=axes.transData))
        return box

    assert not drawn(make, ours=True)[0]


def test_a_hatch_is_rendered_once_and_memory_stays_bounded():
    hatch_tile.cache_clear()
    for height in (1.0, 0.5, -1.0):
        drawn(lambda axes, height=height: bar(axes, height=height), ours=True)
    assert hatch_tile.cache_info()[:2] == (2, 1)  # hits, misses
    drawn(lambda axes: bar(axes, facecolor="r"), ours=True)
    assert hatch_tile.cache_info().misses == 2
    assert hatch_tile.cache_info().maxsize == 32
