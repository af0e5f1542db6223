import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from helpers.live.png import encode_png
from tests.live.pictures import decode

SIDES = array_shapes(min_dims=2, max_dims=2, max_side=9)


@given(st.data())
def test_pillow_reads_back_every_colour(data):
    pixels = data.draw(arrays(np.uint8, (*data.draw(SIDES), 4)))
    np.testing.assert_array_equal(decode(encode_png(pixels)), pixels[:, :, :3])
