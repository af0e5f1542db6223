"""The bundled digits: what they are, that they are all there, and how they are split."""

import numpy as np

from helpers.digits import load_digits, split_digits

PER_CLASS = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]


def pairs(digits):
    """Return every image with its label, in a form that can be sorted."""
    return [(x.tobytes(), y) for x, y in zip(digits.X, digits.labels, strict=True)]


def test_the_digits_are_those_of_scikit_learn():
    from sklearn import datasets  # 1.1 s, and every worker of pytest reads this file

    theirs, ours = datasets.load_digits(), load_digits()
    np.testing.assert_array_equal(ours.images * 16, theirs.images, strict=True)
    np.testing.assert_array_equal(ours.labels, theirs.target)
    assert ours.labels.dtype == np.intp
    np.testing.assert_array_equal(ours.X * 16, theirs.data)


def test_what_is_loaded_is_the_readers_own():
    images, labels = load_digits()
    images[...], labels[...] = -1.0, -1
    again = load_digits()
    assert again.images.min() == 0.0
    assert again.labels.min() == 0


class TestSplit:
    def test_every_digit_is_on_one_side_and_every_class_in_the_same_share(self):
        train, kept_back = split_digits()
        assert (len(train.labels), len(kept_back.labels)) == (1347, 450)
        shares = np.bincount(kept_back.labels) / PER_CLASS
        np.testing.assert_allclose(shares, 0.25, atol=0.5 / min(PER_CLASS) + 1e-9)
        assert sorted(pairs(train) + pairs(kept_back)) == sorted(pairs(load_digits()))

    def test_the_seed_decides(self):
        first, other = (split_digits(seed=s).held_out.X for s in (0, 4))
        np.testing.assert_array_equal(first, split_digits().held_out.X)
        assert not np.array_equal(first, other)

    def test_the_order_is_that_of_the_source(self):
        whole = {x.tobytes(): i for i, x in enumerate(load_digits().X)}
        for part in split_digits():
            places = [whole[x.tobytes()] for x in part.X]
            assert places == sorted(places)
