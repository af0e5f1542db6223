"""The lists of lessons, in the README and on the start page, say what the lessons say."""

import re
from pathlib import Path

import pytest

from tests.notebooks.lessons import EACH, FOLDER, PATHS, markdown, read
from tests.notebooks.minutes import minutes

ROOT = Path(__file__).resolve().parents[2]
ROW = r"^\| \[?{number}(?:\]\((?P<link>[^)]+)\))? \| (?P<question>.+?) \| (?P<minutes>\d+) \|$"


def plain(text):
    """Return a title without TeX's dollars, and with a minus like any other."""
    return text.replace("$", "").replace("−", "-").strip()


def start_page():
    return "\n".join(text for _, text in markdown(read(FOLDER / "00_start_here.ipynb")))


@pytest.mark.parametrize("path", **EACH)
@pytest.mark.parametrize(
    ("page", "where"),
    [(start_page, ""), ((ROOT / "README.md").read_text, "notebooks/")],
    ids=["start page", "README"],
)
def test_question_and_minutes_are_those_of_the_lesson(path, page, where):
    first = read(path).cells[0].source
    row = re.search(ROW.format(number=path.stem[:2]), page(), re.MULTILINE)
    assert row, f"no row for {path.stem}"
    assert plain(row["question"]) == plain(first.splitlines()[0].removeprefix("# "))
    assert row["minutes"] == re.search(r"About (\d+) minutes", first)[1]
    # The start page does not link to itself.
    assert row["link"] == (where + path.name if where or path.stem[:2] != "00" else None)


@pytest.mark.parametrize("path", **EACH)
def test_the_minutes_are_those_of_the_rule(path):
    """Rounded to five, and nobody sits longer than 75 minutes without an optional part."""
    notebook = read(path)
    stated = int(re.search(r"About (\d+) minutes", notebook.cells[0].source)[1])
    assert stated == 5 * round(minutes(notebook) / 5)
    assert stated <= 75


def test_the_whole_course_takes_less_than_eleven_hours():
    assert sum(minutes(read(path)) for path in PATHS) < 11 * 60


def rows_of(text):
    """Return the rows of the table of questions, without TeX, emphasis and the folder of links."""
    rows = [row for row in text.splitlines() if row.startswith("|") and ".ipynb#" in row]
    return [re.sub(r"[$*]|notebooks/", "", row).replace("−", "-") for row in rows]


def test_readme_leads_from_the_same_questions_to_the_same_places():
    first = read(FOLDER / "00_start_here.ipynb")
    (questions,) = [cell.source for cell in first.cells if cell.id == "questions"]
    assert len(rows_of(questions)) >= 10
    assert rows_of((ROOT / "README.md").read_text(encoding="utf-8")) == rows_of(questions)
