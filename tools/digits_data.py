"""Make helpers/data/digits.npz from the file digits.csv.gz of the scikit-learn wheel.

    pip download --no-deps scikit-learn
    unzip -j scikit_learn-*.whl sklearn/datasets/data/digits.csv.gz
    python -m tools.digits_data digits.csv.gz

Nothing else reads that wheel: the course has the digits in it. Where they come from and on what
terms: helpers/data/LICENSE-digits.md.
"""

import gzip
import sys
from pathlib import Path

import numpy as np

TARGET = Path(__file__).resolve().parent.parent / "helpers" / "data" / "digits.npz"
COUNT, PIXELS, DARKEST = 1797, 64, 16


def parse(source):
    """Read digits.csv.gz: a line holds 64 pixels, then the digit.

    Parameters
    ----------
    source : bytes
        The file.

    Returns
    -------
    images : ndarray of uint8, shape (1797, 8, 8)
        From 0, white paper, to 16.
    labels : ndarray of uint8, shape (1797,)
        From 0 to 9.

    Raises
    ------
    ValueError
        If it holds anything else.
    """
    table = np.loadtxt(gzip.decompress(source).decode("ascii").splitlines(), delimiter=",")
    if table.shape != (COUNT, PIXELS + 1):
        raise ValueError(f"expected {COUNT} lines of {PIXELS + 1} numbers, got {table.shape}")
    numbers = table.astype(np.uint8)
    images, labels = numbers[:, :PIXELS], numbers[:, PIXELS]
    if (numbers != table).any() or images.max() > DARKEST or labels.max() > 9:
        raise ValueError(f"expected whole pixels from 0 to {DARKEST} and digits from 0 to 9")
    return images.reshape(COUNT, 8, 8), labels


def main(source, target=TARGET):
    """Read the file `source`, and write digits.npz."""
    images, labels = parse(Path(source).read_bytes())
    np.savez_compressed(target, images=images, labels=labels)


if __name__ == "__main__":
    main(sys.argv[1])
