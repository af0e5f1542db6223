"""Lessons are read, written and compared with what git has, inside their folder alone."""

import json
import subprocess
from unittest.mock import Mock

import pytest

from helpers.exercises import my_notebooks
from helpers.exercises.cards import original
from helpers.exercises.cards.original import original_of, sources
from helpers.exercises.checker import store
from helpers.exercises.content.lessons import MOVED
from tools.drive import tell

NAME = "01_x.ipynb"


def notebook(*cells, output=None):
    made = [{"cell_type": "code", "source": [c], "outputs": [output] * bool(output)} for c in cells]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made})


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return the folder of one lesson, in no repository."""
    here = tmp_path / "lessons"
    here.mkdir()
    (here / NAME).write_text(notebook("1 + 1"))
    monkeypatch.setattr(store, "_START", here)
    return here


@pytest.fixture
def committed(folder):
    """Return the folder with its lesson committed."""
    who = ("-c", "user.name=t", "-c", "user.email=t@example.invalid", "-c", "commit.gpgsign=false")
    for command in (["init", "-q"], ["add", NAME], [*who, "commit", "-q", "-m", "t"]):
        subprocess.run(["git", "-C", str(folder), *command], check=True)
    return folder


def request(shown, **content):
    sent = []
    shown.send = sent.append
    tell(shown, {"id": "1", **content})
    assert len(sent) == 1, "every request is answered"
    return sent[0]


def test_without_git_nobody_knows_the_original(folder):
    shown = my_notebooks()
    assert shown.lessons == [{"name": NAME, "changed": None}]
    assert request(shown, do="original", name=NAME) == {"id": "1", "text": None}


def test_a_notebook_that_only_leads_on_is_not_shown_and_a_reader_s_copy_of_that_name_is(folder):
    old = next(iter(MOVED))
    (folder / f"{old}.ipynb").write_text(notebook("leads on"))
    assert [lesson["name"] for lesson in my_notebooks().lessons] == [NAME]
    (folder / f"{old}.ipynb").write_text(notebook("mine", "and mine"))
    assert [lesson["name"] for lesson in my_notebooks().lessons] == [NAME, f"{old}.ipynb"]


def test_a_lesson_is_changed_when_it_says_something_else_outputs_aside(committed):
    shown = my_notebooks()
    for text, changed in (
        (notebook("1 + 1"), False),
        (notebook("1 + 1", output={"x": 1}), False),
        (notebook("1 + 2"), True),
        ("{", True),
    ):
        (committed / NAME).write_text(text)
        request(shown, do="look")
        assert shown.lessons == [{"name": NAME, "changed": changed}]


def test_the_original_comes_back_as_it_was(committed):
    (committed / NAME).write_text(notebook("mine"))
    shown = my_notebooks()
    text = request(shown, do="original", name=NAME)["text"]
    (committed / NAME).chmod(0o644)
    assert request(shown, do="write", name=NAME, text=text) == {"id": "1"}
    assert sources((committed / NAME).read_text()) == [("code", "1 + 1")]
    assert (committed / NAME).stat().st_mode & 0o777 == 0o644
    assert shown.lessons[0]["changed"] is False


@pytest.mark.parametrize("do", ["read", "write", "original"])
@pytest.mark.parametrize(
    "name", ["../x.ipynb", "/etc/passwd", "a/b.ipynb", ".x.ipynb", "x.py", None]
)
def test_no_name_leads_out_of_the_folder(committed, do, name):
    (committed.parent / "x.ipynb").write_text(notebook("outside"))
    answer = request(my_notebooks(), do=do, name=name, text=notebook("mine"))
    assert answer.get("text") is None
    assert "expected a notebook" in answer["problem"] if do != "original" else True
    assert sources((committed.parent / "x.ipynb").read_text()) == [("code", "outside")]


@pytest.mark.parametrize("text", [None, "", "{", "[]", "null", '{"cells": []}', "[" * 100_000])
def test_what_is_no_notebook_is_not_written(folder, text):
    answer = request(my_notebooks(), do="write", name=NAME, text=text)
    assert "not a notebook" in answer["problem"]
    assert (folder / NAME).read_text() == notebook("1 + 1")


def test_what_is_read_is_the_file_and_what_fails_is_answered_in_words(folder):
    shown = my_notebooks()
    assert request(shown, do="read", name=NAME)["text"] == notebook("1 + 1")
    assert "No such file" in request(shown, do="read", name="02_none.ipynb")["problem"]
    assert "nothing that can be done" in request(shown, do="delete", name=NAME)["problem"]
    (folder / NAME).write_bytes(b"\xff\xfe")
    assert "problem" in request(shown, do="read", name=NAME)


def test_what_nbgitpuller_commits_is_not_the_original(committed, tmp_path, monkeypatch):
    """A student's folder is a clone in which the edits are committed and the course is followed."""
    clone = tmp_path / "student"
    subprocess.run(["git", "clone", "-q", str(committed), str(clone)], check=True)
    monkeypatch.setattr(store, "_START", clone)
    (clone / NAME).write_text(notebook("mine"))
    who = ("-c", "user.name=nbgitpuller", "-c", "user.email=n@example.invalid")
    subprocess.run(["git", "-C", str(clone), *who, "commit", "-qam", "x"], check=True)
    assert sources(original_of(NAME)) == [("code", "1 + 1")]
    assert my_notebooks().lessons == [{"name": NAME, "changed": True}]


def test_a_copied_folder_has_the_lessons_of_the_package(folder):
    lesson = "01_from_scores_to_probabilities.ipynb"
    (folder / lesson).write_text(notebook("mine"))
    assert sources(original_of(lesson))[0][1].startswith("# How do scores become")


def test_without_a_repository_the_wheels_lessons_are_the_originals(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(original, "_SOURCE", tmp_path)
    monkeypatch.setattr(original, "_INSTALLED", tmp_path / "share")
    assert original_of(NAME) is None
    (tmp_path / "share").mkdir()
    (tmp_path / "share" / NAME).write_text(notebook("as it came"))
    assert sources(original_of(NAME)) == [("code", "as it came")]


@pytest.mark.parametrize("fault", [OSError("no git"), subprocess.TimeoutExpired("git", 1)])
def test_a_machine_without_git_has_no_original(committed, monkeypatch, fault):
    assert original_of(NAME) is not None
    monkeypatch.setattr(subprocess, "run", Mock(side_effect=fault))
    assert original_of(NAME) is None


def test_without_a_folder_there_are_no_lessons(monkeypatch):
    monkeypatch.setattr(store, "_START", None)
    assert my_notebooks().lessons == []
    assert original_of(NAME) is None


def test_in_the_browser_git_is_not_asked_and_a_lesson_is_written_in_its_place(
    committed, monkeypatch
):
    monkeypatch.setattr(original, "IN_BROWSER", True)
    monkeypatch.chdir(committed)
    assert original_of(NAME) is None
    before = (committed / NAME).stat().st_ino
    assert request(my_notebooks(), do="write", name=NAME, text=notebook("mine")) == {"id": "1"}
    assert sources((committed / NAME).read_text()) == [("code", "mine")]
    assert (committed / NAME).stat().st_ino == before
