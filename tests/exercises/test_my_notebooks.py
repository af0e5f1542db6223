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

NAME = "01_x.ipynb"
LESSON = "01_from_scores_to_probabilities.ipynb"


def notebook(*cells, output=None):
    made = [{"cell_type": "code", "source": [c], "outputs": [output] * bool(output)} for c in cells]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made})


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return the folder of one lesson, in no repository."""
    here = tmp_path / "lessons"
    here.mkdir()
    (here / NAME).write_text(notebook("1 + 1"))
    monkeypatch.setattr(store, "START", here)
    return here


def git(folder, *command):
    who = ("-c", "user.name=t", "-c", "user.email=t@example.invalid", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *who, *command], check=True)


@pytest.fixture
def committed(folder):
    """Return the folder with its lesson committed."""
    for command in (["init", "-q"], ["add", NAME], ["commit", "-qm", "t"]):
        git(folder, *command)
    return folder


def ask(do, name=NAME, **content):
    answer, _ = my_notebooks().ask({"do": do, "name": name, **content}, [])
    return answer


def test_a_notebook_that_only_leads_on_is_not_shown_and_a_reader_s_copy_of_that_name_is(folder):
    old = next(iter(MOVED))
    (folder / f"{old}.ipynb").write_text(notebook("leads on"))
    assert [lesson["name"] for lesson in my_notebooks().lessons] == [NAME]
    (folder / f"{old}.ipynb").write_text(notebook("mine", "and mine"))
    assert [lesson["name"] for lesson in my_notebooks().lessons] == [NAME, f"{old}.ipynb"]


def test_a_lesson_that_says_something_else_is_changed_and_its_original_comes_back(committed):
    shown = my_notebooks()
    for text, changed in (
        (notebook("1 + 1"), False),
        (notebook("1 + 1", output={"x": 1}), False),
        (notebook("1 + 2"), True),
        ("\xff", True),
    ):
        (committed / NAME).write_text(text, "latin-1")
        shown.ask({"do": "look"}, [])
        assert shown.lessons == [{"name": NAME, "changed": changed}]
    assert "can't decode" in ask("read")["problem"]
    (committed / NAME).chmod(0o644)
    text, _ = shown.original(NAME, [])
    assert shown.ask({"do": "write", "name": NAME, "text": text}, []) == ({}, [])
    assert ask("read") == {"text": notebook("1 + 1")}
    assert (committed / NAME).stat().st_mode & 0o777 == 0o644
    assert shown.lessons == [{"name": NAME, "changed": False}]


@pytest.mark.parametrize(
    "name", ["../x.ipynb", "/etc/passwd", "a/b.ipynb", ".x.ipynb", "x.py", None]
)
def test_no_name_leads_out_of_the_folder(committed, name):
    (committed.parent / "x.ipynb").write_text(notebook("outside"))
    for do in ("read", "write"):
        problem = ask(do, name, text=notebook("mine"))["problem"]
        assert "expected a notebook" in problem
    assert original_of(name) is None
    assert (committed.parent / "x.ipynb").read_text() == notebook("outside")


@pytest.mark.parametrize("text", [None, "", "{", "[]", "null", '{"cells": []}', "[" * 100_000])
def test_what_is_no_notebook_is_not_written(folder, text):
    assert "not a notebook" in ask("write", text=text)["problem"]
    assert (folder / NAME).read_text() == notebook("1 + 1")
    assert ask("read", "02_none.ipynb") == {"problem": "02_none.ipynb: No such file or directory"}


def test_what_nbgitpuller_commits_is_not_the_original(committed, tmp_path, monkeypatch):
    """A student's folder is a clone in which the edits are committed and the course is followed."""
    clone = tmp_path / "student"
    git(committed, "clone", "-q", ".", str(clone))
    monkeypatch.setattr(store, "START", clone)
    (clone / NAME).write_text(notebook("mine"))
    git(clone, "commit", "-qam", "x")
    assert sources(original_of(NAME)) == [("code", "1 + 1")]


def test_outside_a_repository_the_original_is_the_package_s_or_the_wheel_s(
    folder, tmp_path, monkeypatch
):
    assert my_notebooks().lessons == [{"name": NAME, "changed": None}]
    assert sources(original_of(LESSON))[0][1].startswith("# How do scores become")
    monkeypatch.setattr(original, "_SOURCE", tmp_path)
    monkeypatch.setattr(original, "_INSTALLED", tmp_path)
    assert original_of(NAME) is None
    (tmp_path / NAME).write_text(notebook("as it came"))
    assert sources(original_of(NAME)) == [("code", "as it came")]


@pytest.mark.parametrize("fault", [OSError("no git"), subprocess.TimeoutExpired("git", 1)])
def test_a_machine_without_git_has_no_original(committed, monkeypatch, fault):
    assert original_of(NAME) is not None
    monkeypatch.setattr(subprocess, "run", Mock(side_effect=fault))
    assert original_of(NAME) is None


def test_in_the_browser_git_is_not_asked_and_a_lesson_is_written_in_its_place(
    committed, monkeypatch
):
    monkeypatch.setattr(original, "IN_BROWSER", True)
    monkeypatch.chdir(committed)
    assert original_of(NAME) is None
    before = (committed / NAME).stat().st_ino
    assert ask("write", text=notebook("mine")) == {}
    assert sources((committed / NAME).read_text()) == [("code", "mine")]
    assert (committed / NAME).stat().st_ino == before
