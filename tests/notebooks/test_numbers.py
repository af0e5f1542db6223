"""Every number that a lesson states is computed in that lesson, or in numbers.py."""

import pytest

from tests.notebooks.lessons import EACH, read
from tests.notebooks.numbers import STATED
from tests.notebooks.prose import agrees, prose, stated, unheld


def listed(path):
    """Return the (cell id, number) pairs that numbers.py lists for a lesson."""
    return {(cell, number) for lesson, cell, number in STATED if lesson == path.stem[:2]}


@pytest.mark.parametrize("path", **EACH)
def test_numbers_in_prose_are_computed(path):
    assert unheld(read(path), listed(path)) == [], (
        "no code cell of this lesson puts these numbers out: print them beside the sentence,"
        " or add the computation to tests/notebooks/numbers.py"
    )


@pytest.mark.parametrize("path", **EACH)
def test_every_listed_number_is_stated_in_its_cell(path):
    notebook = read(path)
    said = prose(notebook)
    found = {(notebook.cells[n - 1].id, number) for n, text in said for number in stated(text)}
    assert listed(path) - found == set()


@pytest.mark.parametrize("entry", STATED, ids=" ".join)
def test_a_listed_computation_gives_the_digits_written(entry):
    source = STATED[entry]
    if isinstance(source, str):
        assert len(source.split()) >= 3, "say why nobody computes it"
    else:
        assert agrees(entry[-1], source())
