"""What docs/teaching.md plans is in the lessons, and the answers are printed for teachers only."""

import re
from pathlib import Path

import pytest

from helpers.exercises.content.hunts import HUNTS
from helpers.exercises.content.lessons import LESSONS
from helpers.exercises.content.questions import questions_of
from tests.notebooks.lessons import EACH, markdown, read
from tools import answers

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "teaching.md").read_text(encoding="utf-8")


def plan_of(number):
    """Return the part of teaching.md about a lesson."""
    found = re.search(rf"^### {number} .*?(?=^##|\Z)", TEXT, re.MULTILINE | re.DOTALL)
    assert found, f"no plan for lesson {number}"
    return found[0]


def headings(path):
    """Return the headings of a lesson without the mark of an optional part."""
    text = "\n".join(cell.source for cell in markdown(read(path)))
    found = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {heading.removesuffix(" *(optional)*").replace("−", "-") for heading in found}


@pytest.mark.parametrize("path", **EACH)
def test_the_sections_of_a_plan_are_headings_of_the_lesson(path):
    plan = plan_of(path.stem[:2])
    title = plan.splitlines()[0].removeprefix(f"### {path.stem[:2]} ").replace("−", "-")
    assert title in headings(path)
    named = [
        name
        for line in re.findall(r"^- (?:45|90) minutes: (.+)$", plan, re.MULTILINE)
        for name in re.findall(r"\*([^*]+)\*", line)
    ]
    assert len(named) >= 5 or path.stem[:2] == "00"
    assert set(named) - headings(path) == set()


@pytest.mark.parametrize("lesson", LESSONS)
def test_homework_are_exercises_of_the_lesson_that_nobody_may_skip(lesson):
    homework = re.search(r"^- Homework, \d+ minutes: (.+)$", plan_of(lesson), re.MULTILINE)
    named = re.findall(r"`(\w+)`", homework[1]) if homework else []
    assert named == [name for name in LESSONS[lesson].exercises if name in named]
    assert bool(named) == bool(LESSONS[lesson].exercises)


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_answer_is_printed(lesson):
    said = answers.answers(lesson)
    for asked in questions_of(lesson).values():
        assert asked["answer"] in said
    for name in LESSONS[lesson].hunts:
        assert HUNTS[name].title in said
