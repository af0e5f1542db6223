"""The bundled digits: what they are, that they are all there, and how they are split."""

import hashlib
import io
import shutil
import subprocess
import sys
from importlib.resources import files

import numpy as np
import pytest

from helpers.digits import load_digits, split_digits

PER_CLASS = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
SHA256 = {
    "images": "8f26b2bd9d135c256808f68f14fdabddde6d9c7f869ae419704b051f0f14b3b3",
    "labels": "8ba4f891220f5e4c9c819638d1602d74b83618f167043c6da52a2a247841ddf0",
}


def pairs(digits):
    """Return every image with its label, in a form that can be sorted."""
    return [(x.tobytes(), y) for x, y in zip(digits.X, digits.labels, strict=True)]


def test_the_stored_numbers_are_those_of_the_source():
    stored = files("helpers").joinpath("data", "digits.npz").read_bytes()
    with np.load(io.BytesIO(stored), allow_pickle=False) as arrays:
        found = {name: arrays[name] for name in arrays}
    assert {a.dtype for a in found.values()} == {np.dtype(np.uint8)}
    assert {n: hashlib.sha256(a.tobytes()).hexdigest() for n, a in found.items()} == SHA256


def test_load_digits():
    images, labels = digits = load_digits()
    assert (images.shape, images.dtype) == ((1797, 8, 8), np.float64)
    assert (labels.shape, labels.dtype) == ((1797,), np.intp)
    assert (images.min(), images.max()) == (0.0, 1.0)
    np.testing.assert_array_equal(images * 16, (images * 16).round())  # seventeen greys
    assert np.bincount(labels).tolist() == PER_CLASS
    assert labels[:12].tolist() == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]
    assert digits.X.shape == (1797, 64)
    np.testing.assert_array_equal(digits.X[5].reshape(8, 8), images[5])


def test_what_is_loaded_is_the_readers_own():
    images, labels = load_digits()
    images[...], labels[...] = -1.0, -1
    again = load_digits()
    assert again.images.min() == 0.0
    assert again.labels.min() == 0


class TestSplit:
    @pytest.mark.parametrize(("held_out", "count"), [(0.25, 450), (0.5, 898), (0.01, 20)])
    def test_every_digit_is_on_one_side_and_every_class_in_the_same_share(self, held_out, count):
        train, kept_back = split_digits(held_out=held_out)
        assert len(kept_back.labels) == count
        assert len(train.labels) == 1797 - count
        shares = np.bincount(kept_back.labels) / PER_CLASS
        np.testing.assert_allclose(shares, held_out, atol=0.5 / min(PER_CLASS) + 1e-9)
        assert sorted(pairs(train) + pairs(kept_back)) == sorted(pairs(load_digits()))

    def test_the_seed_decides(self):
        first, again, other = (split_digits(seed=s).held_out.X for s in (3, 3, 4))
        np.testing.assert_array_equal(first, again)
        assert not np.array_equal(first, other)

    def test_the_order_is_that_of_the_source(self):
        whole = {x.tobytes(): i for i, x in enumerate(load_digits().X)}
        for part in split_digits():
            places = [whole[x.tobytes()] for x in part.X]
            assert places == sorted(places)


def test_the_digits_load_from_a_package_in_a_zip_file_too(tmp_path):
    """Some browsers' file systems, and zipapps, hold packages that are no folder of files."""
    root = files("helpers").parent
    shutil.make_archive(tmp_path / "packed", "zip", root_dir=root, base_dir="helpers")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'packed.zip')!r})\n"
        "import helpers.digits as d; assert '.zip' in d.__file__, d.__file__\n"
        "print(d.load_digits())"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path)
    assert run.stdout.strip() == "<Digits: 1797 images of 8 x 8 pixels>", run.stderr
