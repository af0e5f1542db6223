"""Make helpers/data/digits.npz from the file digits.csv.gz of the scikit-learn wheel.

    pip download --no-deps scikit-learn
    unzip -j scikit_learn-*.whl sklearn/datasets/data/digits.csv.gz
    python -m tools.digits_data digits.csv.gz

Nothing else reads that wheel: the course has the digits in it. Where they come from and on what
terms: helpers/data/LICENSE-digits.md.
"""

import argparse
import gzip
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import numpy as np

TARGET = Path(__file__).resolve().parent.parent / "helpers" / "data" / "digits.npz"
COUNT, PIXELS, DARKEST = 1797, 64, 16
# Zip files hold the time of each member; with a fixed one the same digits give the same bytes.
LONG_AGO = (1980, 1, 1, 0, 0, 0)


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


def packed(images, labels):
    """Return the bytes of an .npz file, the same on every machine that has the same zlib."""
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name, array in (("images", images), ("labels", labels)):
            member = BytesIO()
            np.lib.format.write_array(member, np.ascontiguousarray(array), version=(1, 0))
            info = zipfile.ZipInfo(f"{name}.npy", LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(info, member.getvalue(), compresslevel=9)
    return archive.getvalue()


def main(arguments=None):
    """Read the file named on the command line, and write digits.npz."""
    parser = argparse.ArgumentParser(description="Make helpers/data/digits.npz.")
    parser.add_argument("source", type=Path, help="digits.csv.gz")
    parser.add_argument("--target", type=Path, default=TARGET)
    options = parser.parse_args(arguments)
    data = packed(*parse(options.source.read_bytes()))
    options.target.write_bytes(data)
    print(f"{options.target.name}: {len(data)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
