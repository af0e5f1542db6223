"""The glyph cache draws what matplotlib draws, and keeps no more than it may."""

import random
from itertools import product

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patheffects import withStroke
from matplotlib.text import Text

from helpers.live.glyph_cache import COMPOSED, STEPS, CharacterCache, GlyphCache, MaskRenderer
from helpers.live.look import style


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
        if not (ours and GlyphCache(canvas).draw(text, renderer)):
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
    GlyphCache(canvas).draw(Text(*place, "x", figure=figure), canvas.get_renderer())
    np.testing.assert_array_equal(pixels(canvas), before)


def test_a_number_that_changes_is_not_rendered_again(monkeypatch):
    figure, canvas = paper()
    text, calls, full = figure.text(0.1, 0.1, "0.665"), [], Text.draw
    monkeypatch.setattr(Text, "draw", lambda *a: calls.append(a) or full(*a))
    letters = GlyphCache(canvas)
    for number in ("0.665", "12.75", "−3.5", "+0.1"):
        text.set_text(number)
        letters.draw(text, canvas.get_renderer())
    assert len(calls) == 1


def test_a_text_is_rendered_once_wherever_it_goes(monkeypatch):
    figure, canvas = paper()
    text, calls, full = figure.text(0.1, 0.1, "word"), [], Text.draw
    monkeypatch.setattr(Text, "draw", lambda *a: calls.append(a) or full(*a))
    letters = GlyphCache(canvas)
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
    text, letters = figure.text(0.5, 0.5, before), GlyphCache(canvas)
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


def test_the_cache_stays_bounded_however_many_texts_and_numbers_come():
    figure, canvas = paper()
    letters = GlyphCache(canvas)
    letters._texts.capacity = letters._characters.rows.capacity = 30_000
    for i in range(60):
        for words in (str(i), f"word {i}"):
            text = figure.text(0.2 + i / 300, 0.5 + i / 600, words, fontsize=8 + i % 4)
            letters.draw(text, canvas.get_renderer())
    for cache in (letters._texts, letters._characters.rows):
        assert 1 < len(cache) < 60
        assert cache.size <= 30_000


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
        if not (ours and GlyphCache(canvas).draw(text, renderer)):
            text.draw(renderer)
        covered = np.flatnonzero((pixels(canvas) < 128).any((0, 2)))
        ends.append((covered[0], covered[-1]))
    np.testing.assert_allclose(ends[0], ends[1], atol=1)


def some_numbers():
    """Return numbers as panels write them."""
    rng = random.Random(3)
    numbers = [
        "0",
        "1",
        "−1.0",
        "+0.090",
        "4.0·10⁻⁵",
        "−6.4·10⁻¹⁶",
        "9.9·10³⁰⁷",
        "96.7 %",
        "p₁ = 0.245",
    ]
    return numbers + [f"{rng.uniform(-99, 99):.{n}f}".replace("-", "−") for n in (1, 2, 3, 4)]


def number_pixels(ratio, dark, *, ours, **options):
    """Return the pixels of a number in the middle of a small picture."""
    with style(dark):
        figure = Figure(figsize=(1.6, 0.4), dpi=100 * ratio)
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        text, renderer = figure.text(0.5, 0.5, **options), canvas.get_renderer()
        if not (ours and GlyphCache(canvas).draw(text, renderer)):
            text.draw(renderer)
    return pixels(canvas)


@pytest.mark.parametrize("ratio", [1, 1.5, 2])
def test_no_two_characters_change_each_others_distance(ratio):
    # What `CharacterCache` is built on; another version of matplotlib or of its font could end it.
    renderer = RendererAgg(10, 10, 100 * ratio)
    for size, weight in product((9, 10, 12), ("normal", "bold")):
        font = FontProperties(family="DejaVu Sans", size=size, weight=weight)

        def width(text, font=font):
            return renderer.get_text_width_height_descent(text, font, ismath=False)[0]

        alone = {c: width(c) for c in COMPOSED}
        assert all(w == int(w) for w in alone.values())
        assert [
            a + b for a, b in product(COMPOSED, COMPOSED) if width(a + b) != alone[a] + alone[b]
        ] == []


@pytest.mark.parametrize(
    ("ha", "va"),
    [("left", "bottom"), ("center", "center"), ("right", "top"), ("center", "baseline")],
)
@pytest.mark.parametrize("ratio", [1, 2, 3])
@pytest.mark.parametrize("text", some_numbers())
def test_a_composed_number_looks_as_matplotlib_sets_it(text, ratio, va, ha):
    look = {"s": text, "ha": ha, "va": va}
    ours, theirs = (number_pixels(ratio, False, ours=mine, **look) for mine in (True, False))
    assert np.abs(theirs - theirs[0, 0]).max() > 200  # there is something to see
    # Not 2 of 255: a line with '⁶' in it stands an eighth of a pixel lower than one without.
    assert np.abs(ours - theirs).max() <= 40
    assert np.abs(ours - theirs).mean() < 0.5


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    "look",
    [
        {"fontsize": 8},
        {"fontsize": 9, "weight": "bold"},
        {"fontsize": 14, "color": "#D55E00"},
        {"fontsize": 10.5, "alpha": 0.4},
        {"fontsize": 12, "color": (0, 0.2, 0.9, 0.5)},
    ],
)
def test_every_look_is_kept(look, dark):
    ours, theirs = (number_pixels(1, dark, ours=mine, s="−12.75", **look) for mine in (True, False))
    assert np.abs(ours - theirs).max() <= 2


@pytest.fixture
def figure():
    return FigureCanvasAgg(Figure(dpi=100)).figure


@pytest.mark.parametrize(
    "look",
    [
        {"text": "12 apples"},
        {"text": "1\n2"},
        {"text": "$1$"},
        {"text": "12", "rotation": 90},
        {"text": "12", "bbox": {"facecolor": "w"}},
        {"text": "12", "antialiased": False},
        {"text": "12", "fontsize": 200},
    ],
)
def test_what_is_no_plain_number_is_left_to_matplotlib(look, figure):
    text = Text(figure=figure, **look)
    assert CharacterCache(MaskRenderer(figure), STEPS).compose(text, 0, 0) is None


def test_characters_of_broken_widths_are_left_to_matplotlib(figure, monkeypatch):
    monkeypatch.setattr(MaskRenderer, "width", lambda self, text, font: 7.5)
    cache = CharacterCache(MaskRenderer(figure), STEPS)
    assert cache.compose(Text(text="12", figure=figure), 0, 0) is None


def test_spaces_alone_cover_nothing(figure):
    mask = CharacterCache(MaskRenderer(figure), STEPS).compose(Text(text="  ", figure=figure), 0, 0)
    assert mask.pixels.sum() == 0
