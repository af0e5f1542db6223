"""What docs/teaching.md plans is in the lessons, and the answers are printed for teachers only."""

import re

import pytest

from helpers.exercises.content.hunts import HUNTS
from helpers.exercises.content.lessons import LESSONS
from helpers.exercises.content.questions import questions_of
from tests.notebooks.lessons import EACH, FOLDER, markdown, read
from tools import answers

TEXT = (FOLDER.parent / "docs" / "teaching.md").read_text(encoding="utf-8").replace("−", "-")
PLANS = dict(re.findall(r"^### (\d\d) (.*?)(?=^##|\Z)", TEXT, re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("path", **EACH)
def test_the_sections_of_a_plan_are_headings_of_the_lesson(path):
    text = "\n".join(cell.source for cell in markdown(read(path)))
    found = re.findall(r"^#+ (.+)$", text.replace("−", "-"), re.MULTILINE)
    headings = {heading.removesuffix(" *(optional)*") for heading in found}
    title, *plan = PLANS[path.stem[:2]].splitlines()
    assert title in headings
    hours = [line for line in plan if line.startswith(("- 45 minutes: ", "- 90 minutes: "))]
    named = re.findall(r"\*([^*]+)\*", "\n".join(hours))
    assert len(named) >= 5 or path.stem[:2] == "00"
    assert set(named) - headings == set()


@pytest.mark.parametrize("lesson", LESSONS)
def test_homework_are_exercises_of_the_lesson_that_nobody_may_skip(lesson):
    homework = re.search(r"^- Homework, \d+ minutes: (.+)$", PLANS[lesson], re.MULTILINE)
    named = re.findall(r"`(\w+)`", homework[1]) if homework else []
    assert named == [name for name in LESSONS[lesson].exercises if name in named]
    assert bool(named) == bool(LESSONS[lesson].exercises)


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_answer_is_printed(lesson):
    said = answers.answers(lesson)
    expected = [asked["answer"] for asked in questions_of(lesson).values()]
    expected += [HUNTS[name].title for name in LESSONS[lesson].hunts]
    assert [words for words in expected if words not in said] == []
