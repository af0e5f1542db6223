"""The digits of the course are those of scikit-learn."""

import numpy as np

from tools.digits_data import TARGET, arrays


def test_the_bundled_arrays_are_those_that_the_tool_writes():
    with np.load(TARGET) as bundled:
        assert dict(bundled).keys() == arrays().keys()
        for name, made in arrays().items():
            np.testing.assert_array_equal(bundled[name], made)
            assert bundled[name].dtype == made.dtype
