"""What the tests of the bug hunt share: the programs as they ran, and what they printed."""

import re
from functools import cache

import numpy as np
import pytest

from helpers.exercises.hunts import HUNTS, NAMES
from helpers.exercises.hunts.outcome import IMPORTS, outcome
from tests.notebooks.lessons import FOLDER, read

LESSON = FOLDER / "09_bug_hunt.ipynb"
EACH = pytest.mark.parametrize("name", NAMES)


def said(cell):
    """Return what a cell of the lesson says."""
    return next(c.source for c in read(LESSON).cells if c.get("id") == cell)


@cache
def ran(name, mended=False):
    program = HUNTS[name]
    return outcome(program.mended if mended else program.program, program.drawing)


def numbers(name, mended=False):
    """Return the numbers that a program prints."""
    found = re.findall(r"-?\d+\.?\d*(?:e[-+]\d+)?|nan|inf", ran(name, mended).printed)
    return [float(text) for text in found]


def space_after(name, mended=False):
    """Return the names that a program leaves behind."""
    space = {}
    exec(IMPORTS, space)
    with np.errstate(all="ignore"):
        exec(HUNTS[name].mended if mended else HUNTS[name].program, space)
    return space


def close(values, expected, within=1e-3):
    return len(values) == len(expected) and np.allclose(
        values, expected, rtol=0, atol=within, equal_nan=True
    )
