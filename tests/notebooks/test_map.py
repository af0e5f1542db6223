"""The lists of lessons, in the README and on the start page, say what the lessons say."""

import re

import pytest

from helpers.exercises.content.lessons import LESSONS
from tests.notebooks.lessons import EACH, FOLDER, PATHS, calls, is_optional, markdown, read

ROW = re.compile(r"^\| \[?(\d\d)(?:\]\(([^)]+)\))? \| (.+?) \| (\d+) \|$", re.MULTILINE)
README = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
START = read(FOLDER / "00_start_here.ipynb")
# How long a lesson takes. Calibrated on the walk of a reader who met the course for the first time
# and took 13 hours for all of it. Formulas count as words, so 100 words a minute is slow reading,
# with a pencil in the hand.
WORDS_A_MINUTE = 100
CALLS = {"predict": 1, "check": 7, "hunt": 3}
PANEL, CODE = 2, 0.5


def minutes_of(cell):
    """Return the minutes of a cell by the rule, exercises included."""
    if is_optional(cell):
        return 0
    if cell.cell_type == "markdown":
        return len(cell.source.split()) / WORDS_A_MINUTE
    for name, minutes in CALLS.items():
        if calls(cell, name):
            return minutes
    shown = any("image/png" in output.get("data", {}) for output in cell.outputs)
    return PANEL if shown else CODE


def minutes(path):
    return sum(map(minutes_of, read(path).cells))


def plain(text):
    """Return a title or a row without TeX's dollars, and with a minus like any other."""
    return re.sub(r"[$*]", "", text).replace("−", "-").strip()


@pytest.mark.parametrize(
    ("page", "where"),
    [("\n".join(cell.source for cell in markdown(START)), ""), (README, "notebooks/")],
    ids=["start page", "README"],
)
def test_every_lesson_is_listed_with_its_question_and_its_minutes(page, where):
    assert [path.stem[:2] for path in PATHS] == list(LESSONS)
    for path, row in zip(PATHS, ROW.findall(page), strict=True):
        first = read(path).cells[0].source
        # The start page does not link to itself.
        link = where + path.name if where or path != PATHS[0] else ""
        title = first.splitlines()[0].removeprefix("# ")
        time = re.search(r"About (\d+) minutes", first)[1]
        assert tuple(map(plain, row)) == (path.stem[:2], link, plain(title), time)


@pytest.mark.parametrize("path", **EACH)
def test_the_minutes_are_those_of_the_rule(path):
    """Rounded to five, and nobody sits longer than 75 minutes without an optional part."""
    stated = int(re.search(r"About (\d+) minutes", read(path).cells[0].source)[1])
    assert stated == 5 * round(minutes(path) / 5)
    assert stated <= 75


def test_the_whole_course_takes_less_than_eleven_hours():
    assert sum(map(minutes, PATHS)) < 11 * 60


def rows_of(text):
    """Return the rows of the table of questions, without the folder of links."""
    rows = [row for row in text.splitlines() if row.startswith("|") and ".ipynb#" in row]
    return [plain(row).replace("notebooks/", "") for row in rows]


def test_readme_leads_from_the_same_questions_to_the_same_places():
    (questions,) = [cell.source for cell in START.cells if cell.id == "questions"]
    assert len(rows_of(questions)) >= 10
    assert rows_of(README) == rows_of(questions)
