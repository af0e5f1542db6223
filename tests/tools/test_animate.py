import io

import numpy as np
import pytest
from PIL import Image

from tools.animate import Film, encode
from tools.storyboard import HOME, SHOTS, Shot, frames


@pytest.fixture(scope="module")
def film():
    return Film(ratio=1)


@pytest.fixture(scope="module")
def taken(film):
    """Return three pictures of one drag, up from z1 = 1, and what the panel said at each."""
    taken = []
    for z in (1.0, 2.5, 4.0):
        picture = film.frame(film.top_of(0, z), True)
        taken.append((picture, film.panel.text))
    return taken


def test_the_pictures_of_a_drag_differ_and_have_one_size(taken):
    pictures = [picture for picture, _ in taken]
    assert {picture.size for picture in pictures} == {(800, 334)}
    pixels = [np.asarray(picture) for picture in pictures]
    assert (pixels[0] != pixels[1]).any()
    assert (pixels[1] != pixels[2]).any()


def test_the_pointer_drags_the_real_bar(taken):
    starts = [words.split("),")[0] for _, words in taken]
    assert starts == ["z = (1.0, 2.0, 3.0", "z = (2.5, 2.0, 3.0", "z = (4.0, 2.0, 3.0"]


def test_the_pointer_is_drawn_where_it_is_and_a_ring_only_when_it_drags(film):
    x, y = HOME
    for pressed in (False, True):
        shown = np.asarray(film.frame(HOME, pressed)).astype(int)
        bare = np.asarray(film.still()).astype(int)  # now: a pressed pointer has moved a bar
        rows, columns = np.nonzero(np.abs(shown - bare).max(axis=-1))
        assert abs(rows - y * 300).max() <= 28
        assert abs(columns - x * 800).max() <= 28
        orange = (shown[..., 0] > 180) & (shown[..., 2] < 60) & (np.abs(shown - bare).max(-1) > 0)
        assert orange.any() == pressed


def test_a_dense_picture_has_twice_the_pixels():
    assert Film(ratio=2).still().size == (1600, 668)


def test_the_film_ends_where_it_began():
    film = Film(ratio=1)
    said = film.panel.text
    first = film.frame(HOME, False)
    for place, pressed in frames(film.top_of, rate=2):
        last = film.frame(place, pressed)
    assert film.panel.text == said
    assert last.tobytes() == first.tobytes()


def test_the_film_lasts_as_long_as_a_reader_looks():
    assert 8 <= sum(shot.seconds for shot in SHOTS) <= 10.5


def test_frames_go_slow_fast_slow_and_arrive():
    shots = (Shot(1.0, 0, 0.0), Shot(1.0, 0, 1.0, True))
    steps = list(frames(lambda k, z: (0.5, z), 10, shots))
    assert len(steps) == 20
    heights = [place[1] for place, pressed in steps if pressed]
    assert heights[-1] == 1.0
    strides = np.diff(heights)
    assert (strides > 0).all()
    assert strides[0] < strides[4] > strides[-1]


def test_the_same_pictures_make_the_same_bytes_and_play_for_ever(taken):
    pictures = [picture for picture, _ in taken]
    made = encode(pictures)
    assert made == encode(pictures)
    film = Image.open(io.BytesIO(made))
    assert (film.n_frames, film.info["loop"], film.size) == (3, 0, (800, 334))


def test_the_alternative_text_states_the_numbers(film):
    film.panel.reset()
    assert "p = (0.090, 0.245, 0.665)" in film.alt()
