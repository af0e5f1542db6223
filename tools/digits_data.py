"""Make helpers/data/digits.npz from the digits that scikit-learn carries.

    python -m tools.digits_data

The course has the digits in it, so that no lesson needs scikit-learn. Where they come from and on
what terms: helpers/data/LICENSE-digits.md.
"""

from pathlib import Path

import numpy as np

TARGET = Path(__file__).resolve().parent.parent / "helpers" / "data" / "digits.npz"


def arrays():
    """Return {name: array}: images of shape (1797, 8, 8), from 0 for paper to 16, and labels."""
    from sklearn.datasets import load_digits  # 1.1 s, and every worker of pytest reads this file

    digits = load_digits()
    named = {"images": digits.images, "labels": digits.target}
    return {name: array.astype(np.uint8) for name, array in named.items()}


if __name__ == "__main__":
    np.savez_compressed(TARGET, **arrays())
