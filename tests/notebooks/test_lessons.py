"""Every lesson keeps every rule."""

import pytest

from tests.notebooks.lessons import EACH, EXPECTED, PATHS, read
from tests.notebooks.rules import RULES


def test_every_lesson_is_there():
    assert set(EXPECTED) <= {path.stem for path in PATHS}


def test_lessons_are_numbered_without_a_gap():
    assert [path.stem[:3] for path in PATHS] == [f"{n:02}_" for n in range(len(PATHS))]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("path", **EACH)
def test_lesson(path, rule):
    assert rule(read(path), path) == []
