"""The bundled digits: what they are, that they are all there, and how they are split."""

import numpy as np
import pytest

from helpers.digits import Digits, load_digits, split_digits

PER_CLASS = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]


def test_the_digits_are_those_of_scikit_learn():
    from sklearn import datasets  # 1.1 s, and every worker of pytest reads this file

    theirs, ours = datasets.load_digits(), load_digits()
    np.testing.assert_array_equal(ours.images * 16, theirs.images, strict=True)
    np.testing.assert_array_equal(ours.labels, theirs.target)
    assert ours.labels.dtype == np.intp
    np.testing.assert_array_equal(ours.X * 16, theirs.data)


def test_what_is_loaded_is_the_readers_own():
    for array in load_digits():
        array[...] = 99
    assert all(array.min() == 0 for array in load_digits())


def test_a_split_has_every_digit_on_one_side_in_order_and_every_class_in_the_same_share():
    train, kept_back = split_digits()
    assert (len(train.labels), len(kept_back.labels)) == (1347, 450)
    shares = np.bincount(kept_back.labels) / PER_CLASS
    np.testing.assert_allclose(shares, 0.25, atol=0.5 / min(PER_CLASS) + 1e-9)
    whole = {x.tobytes(): (i, y) for i, (x, y) in enumerate(zip(*load_digits()))}
    places = []
    for images, labels in (train, kept_back):
        found = [whole[x.tobytes()] for x in images]
        assert [y for _, y in found] == labels.tolist()
        assert found == sorted(found)
        places += [i for i, _ in found]
    assert sorted(places) == list(range(1797))
    again, other = (split_digits(seed=seed).held_out.X for seed in (0, 4))
    np.testing.assert_array_equal(again, kept_back.X)
    assert not np.array_equal(again, other)


def test_of_four_digits_in_a_class_one_is_held_out():
    images, labels = load_digits()
    four = np.concatenate([np.flatnonzero(labels == k)[:4] for k in range(10)])
    assert split_digits(Digits(images[four], labels[four])).held_out.labels.tolist() == [*range(10)]
    with pytest.raises(ValueError, match="^digits: expected enough .*, got 1 of class 0$"):
        split_digits(Digits(images[four[::4]], labels[four[::4]]))
