import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from helpers.live import drag


@pytest.fixture
def stage():
    """Return a figure whose left half is axes from 0 to 10 by 1 to 1000 (log), and its canvas."""
    figure = Figure(figsize=(8, 4), dpi=100)
    axes = figure.add_axes((0.0, 0.25, 0.5, 0.5), xlim=(0, 10), ylim=(1, 1000), yscale="log")
    return figure, FigureCanvasAgg(figure), axes


def report(x0, y0, x, y):
    return {"id": 1, "x0": x0, "y0": y0, "x": x, "y": y}


def test_a_drag_remembers_its_axes_its_start_and_the_values_then(stage):
    figure, canvas, axes = stage
    values = {"z": 1.0}
    begun = drag.begin(figure, canvas, report(0.25, 0.5, 0, 0), values)
    values["z"] = 2.0
    assert begun.axes is axes
    assert begun.start.x == pytest.approx(5)
    assert begun.start.y == pytest.approx(1000**0.5)
    assert begun.start.values == {"z": 1.0}


@pytest.mark.parametrize("point", [(0.75, 0.5), (0.25, 0.1), (0.25, 0.9), (-1, 0.5), (0.2, 7)])
def test_a_drag_beside_the_axes_has_none(stage, point):
    figure, canvas, _ = stage
    assert drag.begin(figure, canvas, report(*point, 0, 0), {}).axes is None


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        ((0.25, 0.5), (5, 1000**0.5)),
        ((0.0, 0.75), (0, 1)),
        ((9.0, 0.5), (10, 1000**0.5)),
        ((-9.0, -9.0), (0, 1000)),
    ],
)
def test_the_pointer_is_kept_inside_the_axes_where_it_began(stage, pointer, expected):
    figure, canvas, _ = stage
    begun = drag.begin(figure, canvas, report(0.25, 0.5, 0, 0), {})
    at = drag.position(figure, begun, report(0.25, 0.5, *pointer))
    assert at == pytest.approx(expected)
    assert all(type(v) is float for v in at)


def test_hot_areas_are_fractions_from_the_top_left_corner(stage):
    figure, _, axes = stage
    assert drag.hot_areas({axes: "grab"}) == [
        {"left": 0.0, "top": 0.25, "width": 0.5, "height": 0.5, "cursor": "grab"}
    ]
    assert drag.hot_areas({}) == []
