"""The moving picture of README.md: a pointer drags the real bars, and the film can be looped."""

import re

import numpy as np
from PIL import Image

from helpers.panels import softmax_bars
from tools.animate import DOCS, SHOTS, film, still


def test_the_pointer_drags_the_real_bars_and_ends_where_it_began():
    panel = softmax_bars()
    panel.view.pixel_ratio = 2.0
    rest, bare = panel.text, still(panel)
    taken = [(picture, panel.text.replace("−", "-")) for picture in film(panel, rate=1)]
    assert len(taken) == len(SHOTS)  # the last picture of each
    assert taken[0][1] == taken[-1][1] == rest
    assert taken[0][0].tobytes() == taken[-1][0].tobytes()
    logits = {re.search(r"z = \((.+?)\)", words)[1] for _, words in taken}
    assert {"4.4, 2.0, 3.0", "-2.5, 2.0, 3.0", "1.0, 2.0, 0"} <= logits
    # The second shot ends with the arrow on the bar, the third with a ring around it.
    shots = (np.asarray(picture) for picture, _ in taken[1:3])
    drawn = [np.count_nonzero((seen != np.asarray(bare)).any(axis=-1)) for seen in shots]
    assert 0 < 2 * drawn[0] < drawn[1] < 5000


def test_the_stored_film_fits_a_readme_and_plays_for_ever():
    assert (DOCS / "panel.webp").stat().st_size < 1_000_000
    with Image.open(DOCS / "panel.webp") as stored, Image.open(DOCS / "panel.png") as one:
        assert stored.size == one.size == (1600, 668)
        assert stored.n_frames > 100
        assert stored.info["loop"] == 0
