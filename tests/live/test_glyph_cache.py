"""The glyph cache draws what matplotlib draws, and keeps no more than it may."""

from itertools import product

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text

from helpers.live import glyph_cache
from helpers.live.glyph_cache import COMPOSED, draw_text
from helpers.live.look import style


def pixels(x=0.5, y=0.5, *, ours=True, ratio=1.0, size=(2, 1), **options):
    """Return the pixels of one text on a small grey paper, drawn by us or by matplotlib."""
    with style():
        figure = Figure(figsize=size, dpi=100 * ratio, facecolor="0.7", layout="none")
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        text, renderer = figure.text(x, y, **options), canvas.get_renderer()
        if not (ours and draw_text(text, renderer)):
            text.draw(renderer)
    return np.asarray(canvas.buffer_rgba())[:, :, :3].astype(int)


def rendered(monkeypatch, texts):
    """Draw one text after the other; return how many matplotlib was asked for."""
    canvas = FigureCanvasAgg(Figure(figsize=(2, 1), dpi=101))
    calls, full = [], Text.draw
    monkeypatch.setattr(Text, "draw", lambda *a: calls.append(a) or full(*a))
    for text in texts:
        assert draw_text(canvas.figure.text(**text), canvas.get_renderer())
    return len(calls)


LOOKS = [
    {"s": "two\nlines", "ha": "center", "va": "center"},
    {"s": r"$e^{z_1}$ and $\frac{1}{2}$", "ha": "right"},
    {"s": "over the edge", "fontsize": 40},
    {"s": "d i " * 40, "ha": "center", "fontsize": 10, "size": (16, 1)},
    *({"s": s} for s in ("", "1\n2")),
]
CHANGES = [
    {"bbox": {"facecolor": "y", "alpha": 0.5, "boxstyle": "round", "ec": "r"}},
    *({"color": color} for color in ("r", "0.5", (0, 0.2, 0.9))),
    *({}, {"visible": False}, {"fontsize": 20}, {"fontweight": "bold"}),
    *({"rotation": 37}, {"ha": "right"}, {"va": "top"}),
]


@pytest.mark.parametrize(
    "options", [*LOOKS, *({"s": s} | change for s in ("0.665", "word") for change in CHANGES)]
)
def test_a_text_looks_as_matplotlib_draws_it_whatever_was_drawn_before(options):
    pixels(s=options["s"])  # the same text in another look
    ours, theirs = (pixels(ours=ours, **options) for ours in (True, False))
    assert np.abs(ours - theirs).max() <= 2  # the middle of the paper is a whole pixel


@pytest.mark.parametrize("text", ["0.665", "word"])
@pytest.mark.parametrize("off", [-0.49, -0.2, 0.3, 0.49])
def test_a_text_between_pixels_stands_at_the_nearest(text, off):
    at, near = (pixels(0.5 + d / 200, 0.5 + d / 100, s=text) for d in (off, 0))
    np.testing.assert_array_equal(at, near)


def test_a_text_is_rendered_once_wherever_it_goes_and_a_number_is_not_rendered_again(monkeypatch):
    glyph_cache.KEPT.clear()
    words = [{"s": "word", "x": x, "y": 0.2} for x in (0.0, 100 / 202, 50 / 202)]
    assert rendered(monkeypatch, words) == 1
    numbers = [{"s": s, "x": 0.1, "y": 0.1} for s in ("0.665", "12.75", "−3.5", "+0.1")]
    assert rendered(monkeypatch, numbers) == 1


def test_the_cache_stays_bounded_however_many_texts_come_and_keeps_what_is_used(monkeypatch):
    monkeypatch.setattr(glyph_cache, "MOST", 7)
    glyph_cache.KEPT.clear()
    said = [{"s": s, "x": 0.1, "y": 0.5} for i in range(20) for s in (f"word {i}", "0.5")]
    # Neither the row of characters nor the newest word is rendered again.
    assert rendered(monkeypatch, said + said[-2:]) == 20 + 1
    assert len(glyph_cache.KEPT) == 7


# As panels write them.
NUMBERS = "0 1 −1.0 +0.090 4.0·10⁻⁵ −6.4·10⁻¹⁶ 9.9·10³⁰⁷ 96.7_% p₁_=_0.245 −47.25 76.139 3.7082"
PLACES = [("left", "bottom", 3), ("center", "center", 2), ("right", "top", 1)]


@pytest.mark.parametrize("ratio", [1, 1.5, 2])
def test_no_two_characters_change_each_others_distance(ratio):
    # What composed numbers are built on; another version of matplotlib or its font could end it.
    renderer = RendererAgg(10, 10, 100 * ratio)
    for size, weight in product((9, 10, 12), ("normal", "bold")):
        font = FontProperties(family="DejaVu Sans", size=size, weight=weight)

        def width(text, font=font):
            return renderer.get_text_width_height_descent(text, font, ismath=False)[0]

        alone = {c: width(c) for c in COMPOSED}
        assert all(w == int(w) for w in alone.values())
        for a in COMPOSED:  # before and after every other
            assert width(a + a.join(COMPOSED)) == sum(alone[b] + alone[a] for b in COMPOSED)


@pytest.mark.parametrize(("ha", "va", "ratio"), [*PLACES, ("center", "baseline", 1)])
@pytest.mark.parametrize("text", NUMBERS.split())
def test_a_composed_number_looks_as_matplotlib_sets_it(text, ha, va, ratio):
    options = {"size": (1.6, 0.4), "s": text.replace("_", " "), "ha": ha, "va": va, "ratio": ratio}
    ours = pixels(**options)
    assert np.abs(ours - ours[0, 0]).max() > 100  # there is something to see
    # A text of an odd width has its middle between two pixels: ours stands at one of them.
    x, y = 0.5 / (160 * ratio), 0.5 / (40 * ratio)
    places = product((0.5 - x, 0.5, 0.5 + x), (0.5 - y, 0.5, 0.5 + y))
    near = [np.abs(ours - pixels(*place, ours=False, **options)) for place in places]
    # Not 2 of 255: a line with '⁶' in it stands an eighth of a pixel lower than one without.
    assert min(off.max() for off in near) <= 40
    assert min(off.mean() for off in near) < 0.5
