import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from helpers.live.png import encode_png
from tests.live.pictures import decode

SIDES = array_shapes(min_dims=2, max_dims=2, max_side=9)


@given(st.data(), st.sampled_from([3, 4]))
def test_pillow_reads_back_every_colour(data, channels):
    shape = (*data.draw(SIDES), channels)
    pixels = data.draw(arrays(np.uint8, shape))
    np.testing.assert_array_equal(decode(encode_png(pixels)), pixels[:, :, :3])


def test_lists_and_slices_that_do_not_lie_together_in_memory_are_taken():
    pixels = np.arange(5 * 7 * 4, dtype=np.uint8).reshape(5, 7, 4)[::2, ::-1]
    np.testing.assert_array_equal(decode(encode_png(pixels)), pixels[:, :, :3])


@pytest.mark.parametrize("shape", [(), (3,), (2, 2), (2, 2, 2), (0, 4, 3), (4, 0, 4), (1, 2, 2, 3)])
def test_a_wrong_shape_is_named(shape):
    with pytest.raises(ValueError, match=r"pixels: expected shape \(height, width"):
        encode_png(np.zeros(shape, np.uint8))


@pytest.mark.parametrize("dtype", [np.float16, np.float64, np.int64, bool])
def test_a_wrong_type_is_named(dtype):
    with pytest.raises(TypeError, match=f"uint8, got {np.dtype(dtype)}"):
        encode_png(np.zeros((2, 2, 3), dtype))
