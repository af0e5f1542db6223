"""Every test has its own, empty place for answers; none writes beside the notebooks."""

import pytest

from helpers.exercises.checker import store


@pytest.fixture(autouse=True)
def answers(tmp_path, monkeypatch):
    """Return the directory of this test's answers."""
    directory = tmp_path / "answers"
    monkeypatch.setenv(store.VARIABLE, str(directory))
    monkeypatch.setattr(store, "_stores", {})
    return directory


@pytest.fixture
def restart(monkeypatch):
    """Return a function that forgets all memory, as a kernel restart does."""
    return lambda: monkeypatch.setattr(store, "_stores", {})


def flat(verdict):
    """Return the text of a verdict on one line."""
    return " ".join(repr(verdict).split())
