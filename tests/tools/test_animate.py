"""The moving picture of README.md: a pointer drags the real bars, and the film can be looped."""

import io
import re

import numpy as np
from PIL import Image

from helpers.panels import softmax_bars
from tools.animate import SHOTS, encode, film, still


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
    pictures = [picture for picture, _ in taken]
    seen = np.count_nonzero(np.asarray(pictures[1]) != np.asarray(bare)) / 3
    assert 100 < seen < 5000  # the arrow alone
    with Image.open(io.BytesIO(encode(pictures))) as made:
        assert (made.size, made.info["loop"]) == (bare.size, 0)
        assert 10 < made.n_frames <= len(SHOTS)  # pictures that are the same become one
