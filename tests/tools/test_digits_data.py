"""The tool that made digits.npz, on a file made here: the real one is not in the repository."""

import gzip
import io

import numpy as np
import pytest

from helpers.digits import load_digits
from tools.digits_data import TARGET, main, parse


def source(table):
    """Write a table as the file is written: numbers with an exponent, comma between them."""
    text = io.StringIO()
    np.savetxt(text, table, delimiter=",")
    return gzip.compress(text.getvalue().encode())


@pytest.fixture(scope="module")
def table():
    """Return the digits as the source holds them."""
    images, labels = load_digits()
    return np.column_stack([(16 * images).reshape(-1, 64), labels])


def test_the_tool_writes_the_bundled_arrays(table, tmp_path):
    path, target = tmp_path / "digits.csv.gz", tmp_path / "digits.npz"
    path.write_bytes(source(table))
    main(path, target)
    with np.load(target) as made, np.load(TARGET) as bundled:
        assert sorted(made) == sorted(bundled) == ["images", "labels"]
        for name in made:
            np.testing.assert_array_equal(made[name], bundled[name])
            assert made[name].dtype == bundled[name].dtype


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda t: t[1:], r"expected 1797 lines of 65 numbers, got \(1796, 65\)"),
        (lambda t: np.where(t == 16, 17, t), "expected whole pixels from 0 to 16"),
        (lambda t: np.where(t == 16, 15.5, t), "expected whole pixels"),
        (lambda t: t - np.eye(1797, 65), "expected whole pixels"),
        (lambda t: t + 5 * np.eye(65)[64], "digits from 0 to 9"),
    ],
)
def test_other_files_are_refused(table, change, message):
    with pytest.raises(ValueError, match=message):
        parse(source(change(table)))
