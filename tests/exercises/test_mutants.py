"""Each solution of lessons 06 to 08, changed in one small place, is not right any more."""

import pytest

from helpers.exercises import check
from helpers.exercises.catalogue import EXERCISES
from tests.exercises.mutants import mutants

NAMES = [name for name, e in EXERCISES.items() if e.lesson in ("06", "07", "08")]


def harmless(line):
    """Say whether a changed line is as good as the old one."""
    # Twice the exponentials over twice their sum; a warning that is not silenced.
    return ("exps = " in line and ") + np.exp(" in line) or "errstate()" in line


@pytest.mark.parametrize("name", NAMES)
def test_no_small_change_of_a_solution_is_right(name):
    found = mutants(EXERCISES[name].solution, name)
    assert len(found) >= 4
    for word, text, function in found:
        verdict = check(name, function)
        if any(harmless(line) for line in text.splitlines()):
            assert verdict.status == "right", f"{word}\n{text}\n{verdict}"
        else:
            assert verdict.status != "right", f"{word}\n{text}"
            assert verdict.status != "not attempted", f"{word}\n{text}"
