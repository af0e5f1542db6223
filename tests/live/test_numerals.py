import random
from itertools import product

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text

from helpers.live.ink import Sheet
from helpers.live.lettering import STEPS, Lettering
from helpers.live.look import style
from helpers.live.numerals import COMPOSED, Numerals


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


def pixels(ratio, dark, *, ours, **options):
    """Return the pixels of a number in the middle of a small picture."""
    with style(dark):
        figure = Figure(figsize=(1.6, 0.4), dpi=100 * ratio)
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        text, renderer = figure.text(0.5, 0.5, **options), canvas.get_renderer()
        if not (ours and Lettering(canvas).draw(text, renderer)):
            text.draw(renderer)
    return np.asarray(canvas.buffer_rgba())[:, :, :3].astype(int)


@pytest.mark.parametrize("ratio", [1, 1.25, 1.5, 2, 3])
def test_no_two_characters_change_each_others_distance(ratio):
    # What `Numerals` is built on; another version of matplotlib or of its font could end it.
    renderer = RendererAgg(10, 10, 100 * ratio)
    for size, weight in product((8, 9, 10, 10.5, 11, 12, 14), ("normal", "bold")):
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
    ours, theirs = (pixels(ratio, False, ours=mine, **look) for mine in (True, False))
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
    ours, theirs = (pixels(1, dark, ours=mine, s="−12.75", **look) for mine in (True, False))
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
    assert Numerals(Sheet(figure), STEPS).compose(text, 0, 0) is None


def test_characters_of_broken_widths_are_left_to_matplotlib(figure, monkeypatch):
    monkeypatch.setattr(Sheet, "width", lambda self, text, font: 7.5)
    assert Numerals(Sheet(figure), STEPS).compose(Text(text="12", figure=figure), 0, 0) is None


def test_spaces_alone_ink_nothing(figure):
    ink = Numerals(Sheet(figure), STEPS).compose(Text(text="  ", figure=figure), 0, 0)
    assert ink.pixels.sum() == 0
