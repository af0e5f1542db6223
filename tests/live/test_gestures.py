"""From a pointer on the picture to data coordinates in the axes where the drag began."""

import pytest

from helpers.live import Panel, State
from tools.drive import tell


class Map(Panel):
    """Axes in the left half of the picture, from 0 to 10 by 1 to 1000 (log)."""

    title, size = "A map", (8.0, 4.0)

    def build(self, figure):
        figure.set_layout_engine("none")
        look = {"xlim": (0, 10), "ylim": (1, 1000), "yscale": "log"}
        axes = figure.add_axes((0.0, 0.25, 0.5, 0.5), **look)
        self.drags = {axes: ("grab", lambda *report: {"seen": report})}
        return []

    def update(self, values):
        return "a map"


@pytest.fixture(scope="module")
def shown():
    return Map({"seen": State(None)})


@pytest.fixture
def panel(shown):
    yield shown
    shown.reset()


def pointer(panel, start, end, *, new=True):
    """Return a report of a drag between two places in fractions of the picture."""
    number = panel.view.pointer.get("id", 0) + new
    return {"id": number, "x0": start[0], "y0": start[1], "x": end[0], "y": end[1]}


def drag(panel, start, *ends):
    """Drag from one place over the others; return what the panel was asked last."""
    for i, end in enumerate(ends):
        panel.view.pointer = pointer(panel, start, end, new=not i)
    return panel.values["seen"]


def test_a_drag_remembers_its_start_and_the_values_then(panel):
    _, _, start, values = drag(panel, (0.25, 0.5), (0.3, 0.5), (0.4, 0.5))
    assert start[:2] == pytest.approx((5, 1000**0.5))
    assert start.values == {"seen": None} != values


@pytest.mark.parametrize("start", [(0.75, 0.5), (0.25, 0.1), (0.25, 0.9), (-1, 0.5), (0.2, 7)])
def test_a_drag_beside_the_axes_sets_nothing(panel, start):
    assert drag(panel, start, (0.25, 0.5)) is None


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ((0.25, 0.5), (5, 1000**0.5)),
        ((0.0, 0.75), (0, 1)),
        ((9.0, 0.5), (10, 1000**0.5)),
        ((-9.0, -9.0), (0, 1000)),
    ],
)
def test_the_pointer_is_kept_inside_the_axes_where_it_began(panel, end, expected):
    found = drag(panel, (0.25, 0.5), end)[:2]
    assert found == pytest.approx(expected)
    assert all(type(v) is float for v in found)


def test_the_end_of_a_drag_counts_even_when_its_moves_come_later(panel):
    start = (0.25, 0.5)
    tell(panel.view, {"kind": "drag", "pointer": pointer(panel, start, (0.4, 0.5))})
    assert drag(panel, start, (0.1, 0.5))[0] == pytest.approx(8)
    assert drag(panel, start, (0.1, 0.5))[0] == pytest.approx(2)


def test_a_drag_goes_on_when_the_figure_is_built_anew_under_it(panel):
    start = (0.25, 0.5)
    drag(panel, start, (0.1, 0.5))
    panel.view.dark = not panel.view.dark
    panel.view.pointer = pointer(panel, start, (0.4, 0.5), new=False)
    assert panel.values["seen"][0] == pytest.approx(8)


def test_hot_areas_are_fractions_from_the_top_left_corner(panel):
    area = {"left": 0.0, "top": 0.25, "width": 0.5, "height": 0.5, "cursor": "grab"}
    assert panel.view.hot == [area]
