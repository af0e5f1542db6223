import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from helpers.live.blitted_figure import NOTE_HEIGHT, BlittedFigure
from tests.live.pictures import decode


def build(figure):
    """Make one line, one image, one title and one axis that move, beside what stays."""
    axes, other = figure.subplots(1, 2)
    axes.plot([0, 1], [1, 0])
    build.line = axes.plot([0, 1], [0, 1])
    build.image = other.imshow([[0, 1], [1, 0]], vmin=0, vmax=1)
    return [build.line, build.image, axes.set_title("before"), axes.xaxis]


def test_a_move_gives_the_same_picture_as_drawing_everything_anew():
    stage = BlittedFigure(build, (4, 2))
    stage.draw()
    build.line[0].set_ydata([1, 1])
    build.image.set_data([[1, 1], [0, 0]])
    build.line[0].axes.set_title("after")
    build.line[0].axes.set_xticks([0, 0.3, 1])
    build.image.set_visible(False)  # and stays so, though a full draw hides and shows the others
    moved = decode(stage.draw())
    assert stage.moving == sorted(stage.moving, key=lambda artist: artist.zorder)
    stage._background = None
    np.testing.assert_array_equal(moved, decode(stage.draw()))
    assert (build.image.get_visible(), build.line[0].get_visible()) == (False, True)


@pytest.mark.parametrize(("ratio", "dark", "paper"), [(1, False, 255), (1.5, True, 17)])
def test_the_ratio_multiplies_the_pixels_and_a_dark_page_has_its_own_background(ratio, dark, paper):
    picture = decode(BlittedFigure(build, (4, 2), ratio=ratio, dark=dark).draw())
    assert picture.shape == (200 * ratio, 400 * ratio, 3)
    assert picture[0, 0].tolist() == [paper] * 3


def test_what_moves_is_back_when_a_drawing_was_interrupted(monkeypatch):
    stage = BlittedFigure(build, (4, 2))
    monkeypatch.setattr(FigureCanvasAgg, "draw", lambda canvas: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        stage.draw()
    assert all(artist.get_visible() for artist in stage.moving)


def test_the_note_adds_a_strip_and_stays_out_of_the_next_picture():
    stage = BlittedFigure(build, (4, 2))
    live = stage.draw()
    noted = decode(stage.draw(note=True))
    assert noted.shape == (200 + round(100 * NOTE_HEIGHT), 400, 3)
    assert noted[200:].min() < 200
    np.testing.assert_array_equal(noted[:200], decode(live))
    assert stage.draw() == live


def test_at_a_move_only_what_moves_is_drawn_and_nothing_jumps_when_a_label_grows(monkeypatch):
    stage = BlittedFigure(build, (4, 2))
    stage.draw()
    monkeypatch.setattr(FigureCanvasAgg, "draw", lambda canvas: pytest.fail("all is drawn"))
    axes = build.line[0].axes
    before = axes.get_position().bounds
    axes.set_title("a title\nof two lines")
    stage.draw()
    assert axes.get_position().bounds == before


def test_a_picture_in_which_nothing_moves_is_fine():
    assert decode(BlittedFigure(lambda figure: [], (1, 1)).draw()).shape == (100, 100, 3)
