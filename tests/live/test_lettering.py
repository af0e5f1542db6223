import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.text import Text

from helpers.live.lettering import Lettering


def paper():
    """Return a figure of 200 by 100 pixels on its canvas, drawn empty and grey."""
    figure = Figure(figsize=(2, 1), dpi=100, facecolor="0.7")
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return figure, canvas


def pixels(canvas):
    return np.asarray(canvas.buffer_rgba())[:, :, :3].astype(int)


def both(*place, **options):
    """Return the pixels of one text drawn by us and by matplotlib."""
    drawn = []
    for ours in (True, False):
        figure, canvas = paper()
        text = figure.text(*place, **options)
        renderer = canvas.get_renderer()
        if not (ours and Lettering(canvas).draw(text, renderer)):
            text.draw(renderer)
        drawn.append(pixels(canvas))
    return drawn


@pytest.mark.parametrize(
    "options",
    [
        {"s": "0.665"},
        {"s": "two\nlines", "ha": "center", "va": "center"},
        {"s": r"$e^{z_1}$ and $\frac{1}{2}$", "ha": "right"},
        {"s": "turned", "rotation": 37, "va": "top"},
        {"s": "pale", "alpha": 0.4, "color": "#D55E00"},
        {"s": "see-through", "color": (0, 0.2, 0.9, 0.5), "fontsize": 18},
        {"s": "over the edge", "fontsize": 40},
        {"s": "boxed", "bbox": {"facecolor": "w"}},
        {"s": "boxed", "bbox": {"facecolor": "w", "alpha": 0.5, "boxstyle": "round", "ec": "r"}},
        {"s": "outlined", "path_effects": [withStroke(linewidth=3)]},
        {"s": "", "color": "r"},
        {"s": "hidden", "visible": False},
    ],
)
def test_a_text_looks_as_matplotlib_draws_it(options):
    ours, theirs = both(0.5, 0.5, **options)  # the middle of the paper is a whole pixel
    assert np.abs(ours - theirs).max() <= 2


@pytest.mark.parametrize(("x", "ha"), [(0.05, "left"), (0.95, "right")])
def test_a_text_almost_as_wide_as_the_picture_is_whole(x, ha):
    ours, theirs = both(x, 0.5, s="from one side to the other", ha=ha)
    assert np.abs(ours - theirs).max() <= 2


def test_a_text_between_pixels_is_off_by_an_eighth_of_a_pixel_at_most():
    ours, theirs = both(0.5 + 0.124 / 200, 0.5 + 0.124 / 100, s="0.665")
    assert np.abs(ours - theirs).mean() < 1


@pytest.mark.parametrize("place", [(np.nan, 0.5), (0.5, np.inf)])
def test_a_text_nowhere_is_not_drawn(place):
    figure, canvas = paper()
    before = pixels(canvas)
    Lettering(canvas).draw(Text(*place, "x", figure=figure), canvas.get_renderer())
    np.testing.assert_array_equal(pixels(canvas), before)


def test_a_number_that_changes_is_not_rendered_again(monkeypatch):
    figure, canvas = paper()
    text, calls, full = figure.text(0.1, 0.1, "0.665"), [], Text.draw
    monkeypatch.setattr(Text, "draw", lambda *a: calls.append(a) or full(*a))
    letters = Lettering(canvas)
    for number in ("0.665", "12.75", "−3.5", "+0.1"):
        text.set_text(number)
        letters.draw(text, canvas.get_renderer())
    assert len(calls) == 1


def test_a_text_is_rendered_once_wherever_it_goes(monkeypatch):
    figure, canvas = paper()
    text, calls, full = figure.text(0.1, 0.1, "word"), [], Text.draw
    monkeypatch.setattr(Text, "draw", lambda *a: calls.append(a) or full(*a))
    letters = Lettering(canvas)
    for x in (0.1, 0.2, 0.3, 0.4):
        text.set_x(x)
        letters.draw(text, canvas.get_renderer())
    assert len(calls) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"text": "−0.666"},
        {"fontsize": 20},
        {"fontweight": "bold"},
        {"rotation": 90},
        {"alpha": 0.5},
        {"ha": "right"},
        {"va": "top"},
        {"color": (0, 0, 0, 0.3)},
        {"color": "r"},
        {"bbox": {"facecolor": "y", "boxstyle": "round"}},
    ],
)
@pytest.mark.parametrize("before", ["0.665", "word"])
def test_whatever_changes_the_look_changes_the_picture(before, change):
    figure, canvas = paper()
    text, letters = figure.text(0.5, 0.5, before), Lettering(canvas)
    letters.draw(text, canvas.get_renderer())
    text.set(**change)
    canvas.draw()
    empty = Figure(figsize=(2, 1), dpi=100, facecolor="0.7")
    text_free = FigureCanvasAgg(empty)
    text_free.draw()
    np.asarray(canvas.buffer_rgba())[...] = np.asarray(text_free.buffer_rgba())
    letters.draw(text, canvas.get_renderer())
    ours = pixels(canvas)
    text_free.draw()
    text.draw(text_free.get_renderer())
    assert np.abs(ours - pixels(text_free)).max() <= 2


def test_memory_stays_bounded_however_many_texts_and_numbers_come():
    figure, canvas = paper()
    letters = Lettering(canvas)
    letters._texts.capacity = letters._numerals.rows.capacity = 30_000
    for i in range(60):
        for words in (str(i), f"word {i}"):
            text = figure.text(0.2 + i / 300, 0.5 + i / 600, words, fontsize=8 + i % 4)
            letters.draw(text, canvas.get_renderer())
    for memory in (letters._texts, letters._numerals.rows):
        assert 1 < len(memory) < 60
        assert memory.size <= 30_000


@pytest.mark.parametrize("ha", ["left", "center", "right"])
@pytest.mark.parametrize("count", [1, 8, 16, 24, 30])
def test_a_long_text_is_whole_wherever_it_is_aligned(ha, count):
    x = {"left": 0.02, "center": 0.5, "right": 0.98}[ha]
    ends = []
    for ours in (True, False):
        figure = Figure(figsize=(8, 1), dpi=100)
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        text = figure.text(x, 0.5, "d i " * count, ha=ha, fontsize=10)
        renderer = canvas.get_renderer()
        if not (ours and Lettering(canvas).draw(text, renderer)):
            text.draw(renderer)
        inked = np.flatnonzero((pixels(canvas) < 128).any((0, 2)))
        ends.append((inked[0], inked[-1]))
    np.testing.assert_allclose(ends[0], ends[1], atol=1)
