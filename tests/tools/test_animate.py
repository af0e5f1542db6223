"""The moving picture of README.md: a pointer drags the real bars, and the film can be looped."""

import io
import re

import numpy as np
import pytest
from PIL import Image

from helpers.panels import softmax_bars
from tools.animate import DOCS, SHOTS, encode, film, still


def at_rest():
    panel = softmax_bars()
    panel.view.pixel_ratio = 2.0
    return panel


@pytest.fixture(scope="module")
def taken():
    """Return the pictures of a short film, and what the panel said at each."""
    panel = at_rest()
    return [(picture, panel.text) for picture in film(panel, rate=2)]


def test_the_pointer_drags_the_real_bars_and_ends_where_it_began(taken):
    said = [words.replace("−", "-") for _, words in taken]
    assert said[0] == said[-1] == at_rest().text
    logits = {re.search(r"z = \((.+?)\)", words)[1] for words in said}
    assert {"4.4, 2.0, 3.0", "-2.5, 2.0, 3.0", "1.0, 2.0, 0"} <= logits
    assert taken[0][0].tobytes() == taken[-1][0].tobytes()


def test_the_pointer_is_drawn_and_a_ring_when_it_drags(taken):
    bare = np.asarray(still(at_rest())).astype(int)
    ends = np.cumsum([max(1, round(2 * seconds)) for seconds, *_ in SHOTS])
    moved, pressed = (np.asarray(taken[ends[shot] - 1][0]) for shot in (1, 2))
    rows, columns = np.nonzero(np.abs(moved - bare).max(axis=-1))
    assert 28 <= np.ptp(rows) < 56  # the arrow alone
    around = np.s_[rows.min() - 20 : rows.max(), columns.min() - 20 : columns.max()]
    orange = [(seen[..., 0] > 180) & (seen[..., 2] < 60) for seen in (moved, pressed)]
    assert [np.count_nonzero(seen[around]) > 100 for seen in orange] == [False, True]


def test_the_pictures_play_for_ever(taken):
    pictures = [picture for picture, _ in taken[:3]]
    made = Image.open(io.BytesIO(encode(pictures)))
    assert (made.n_frames, made.info["loop"], made.size) == (3, 0, pictures[0].size)


def test_the_stored_film_fits_a_readme():
    assert (DOCS / "panel.webp").stat().st_size < 1_000_000
    with Image.open(DOCS / "panel.webp") as stored, Image.open(DOCS / "panel.png") as one:
        assert stored.size == one.size == (1600, 668)
