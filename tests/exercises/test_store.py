"""Answers survive what happens to files, and nothing that happens to them is raised."""

import os
import subprocess
import sys
from unittest.mock import Mock

import pytest

from helpers.exercises.checker import store
from helpers.exercises.checker.store import Store, default_store


def test_what_is_kept_comes_back_after_a_restart_as_a_copy(tmp_path):
    kept = Store(tmp_path / "a")
    assert (kept.get("nothing"), kept.problem("nothing")) == ({}, "")
    assert not (tmp_path / "a").exists(), "an unknown name writes nothing"
    kept.set("01-double", {"draft": "é ∞", "committed": True})
    kept.get("01-double")["draft"] = "changed"
    for one in (kept, Store(tmp_path / "a")):
        assert one.get("01-double") == {"draft": "é ∞", "committed": True}
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["01-double.json"]


@pytest.mark.parametrize("name", ["a/b", "../up", "C:\\x", "ä b", "."])
def test_any_name_stays_inside_the_directory(tmp_path, name):
    Store(tmp_path / "in").set(name, {"x": 1})
    assert len(list((tmp_path / "in").iterdir())) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["in"]
    assert Store(tmp_path / "in").get(name) == {"x": 1}


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b"null", b"[" * 100_000])
def test_a_damaged_file_is_told_and_replaced(tmp_path, content):
    (tmp_path / "a.json").write_bytes(content)
    kept = Store(tmp_path)
    assert kept.get("a") == {}
    assert "could not be read" in kept.problem("a")
    kept.set("a", {"x": 1})
    assert kept.problem("a") == ""
    assert Store(tmp_path).get("a") == {"x": 1}


def test_a_directory_that_cannot_be_made_is_told_and_memory_stays_right(tmp_path):
    (tmp_path / "file").write_text("in the way")
    kept = Store(tmp_path / "file" / "answers")
    kept.set("a", {"x": 1})
    assert "could not be saved in answers/a.json" in kept.problem("a")
    assert kept.get("a") == {"x": 1}


def test_a_write_that_fails_leaves_the_old_answer_and_no_litter(tmp_path, monkeypatch):
    kept = Store(tmp_path)
    kept.set("a", {"x": 1})

    monkeypatch.setattr(os, "replace", Mock(side_effect=OSError(28, "No space left on device")))
    kept.set("a", {"x": 2})
    assert "No space left on device" in kept.problem("a")
    assert kept.get("a") == {"x": 2}
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]
    assert Store(tmp_path).get("a") == {"x": 1}


@pytest.mark.parametrize("value", ["", "off", " OFF "])
def test_it_can_be_switched_off(value, monkeypatch):
    monkeypatch.setenv(store.VARIABLE, value)
    assert default_store().directory is None
    default_store().set("a", {"x": 1})
    assert default_store().get("a") == {"x": 1}


@pytest.mark.posix
def test_where_the_folder_is_gone_answers_are_in_memory(tmp_path):
    code = (
        "import os; os.rmdir(os.getcwd());"
        "from helpers.exercises.checker.store import default_store;"
        "default_store().set('a', {'x': 1}); assert default_store().get('a') == {'x': 1}"
    )
    environment = {k: v for k, v in os.environ.items() if k != store.VARIABLE}
    gone = tmp_path / "gone"
    gone.mkdir()
    subprocess.run([sys.executable, "-c", code], cwd=gone, env=environment, check=True)


def test_without_the_variable_answers_stand_beside_the_notebook(tmp_path):
    code = (
        "import os; from helpers.exercises.checker.store import default_store; os.chdir('/');"
        "default_store().set('a', {'x': 1})"
    )
    environment = {k: v for k, v in os.environ.items() if k != store.VARIABLE}
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, check=True)
    assert (tmp_path / ".answers" / "a.json").exists()
