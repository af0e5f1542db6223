import io

import numpy as np
from hypothesis import given
from hypothesis.extra.numpy import array_shapes, arrays
from PIL import Image

from helpers.live.png import encode_png

SHAPES = array_shapes(min_dims=2, max_dims=2, max_side=9).map(lambda sides: (*sides, 4))


@given(arrays(np.uint8, SHAPES))
def test_pillow_reads_back_every_colour(pixels):
    with Image.open(io.BytesIO(encode_png(pixels))) as image:
        assert image.mode == "RGBA"
        np.testing.assert_array_equal(np.asarray(image), pixels)
