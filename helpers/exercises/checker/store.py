"""Where guesses, picks, opened hints and what was solved are kept: JSON files, one for each name.

One file each, so that two notebooks open at once do not overwrite one another's answers, and a
damaged file costs one answer only.
"""

import contextlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, unquote

VARIABLE = "SOFTMAX_LESSONS_ANSWERS"
#: A kernel starts in the notebook's folder; a later os.chdir must not move answers.
START = Path()
with contextlib.suppress(OSError):  # the folder was deleted under us
    START = Path.cwd()


def now(after: int = 0) -> int:
    """Return the time in milliseconds, later than `after`: the clocks of two machines differ."""
    return max(time.time_ns() // 1_000_000, after + 1)


class Store:
    """Keep small dictionaries by name, in memory and, when there is a directory, on disk.

    Nothing here raises: a file that cannot be read or written is described by `problem`, and
    memory stays right. Each of `listeners` is called with name and value after `set`: widgets
    listen there to tell the browser.
    """

    def __init__(self, directory: str | Path | None) -> None:
        self.directory = None if directory is None else Path(directory)
        self.listeners: list[Callable[[str, dict], None]] = []
        self._memory: dict[str, dict] = {}
        self._problems: dict[str, str] = {}

    def problem(self, name: str) -> str:
        """Say in words what went wrong with this name's file; empty when nothing did."""
        return self._problems.get(name, "")

    def get(self, name: str) -> dict:
        """Return a copy of what is kept under the name; empty when there is nothing."""
        if name not in self._memory:
            self._memory[name] = self._read(name)
        return dict(self._memory[name])

    def set(self, name: str, value: dict) -> None:
        """Keep the value under the name, and tell the listeners."""
        self._memory[name] = dict(value)
        self._problems.pop(name, None)
        if path := self._path(name):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                write_whole(path, json.dumps(value, ensure_ascii=False, indent=1) + "\n")
            except OSError as error:
                why = error.strerror or type(error).__name__
                self._problems[name] = (
                    f"Your answer could not be saved in {path.parent.name}/{path.name} ({why}). "
                    "It is kept until the kernel stops."
                )
        for listener in self.listeners:
            listener(name, dict(value))

    def names(self) -> list[str]:
        """Return every name under which something was kept, from A to Z."""
        names = set(self._memory)
        with contextlib.suppress(OSError):  # what cannot be listed cannot be read either
            files = self.directory.glob("*.json") if self.directory else ()
            names |= {unquote(path.stem) for path in files}
        return sorted(names)

    def _path(self, name: str) -> Path | None:
        return self.directory and self.directory / f"{quote(name, safe='')}.json"

    def _read(self, name: str) -> dict:
        path = self._path(name)
        try:
            value = json.loads(path.read_text(encoding="utf-8")) if path else {}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError):
            value = None
        if isinstance(value, dict):
            return value
        self._problems[name] = (
            f"The saved answer in {path.parent.name}/{path.name} could not be read, so this "
            "starts afresh. Your next answer replaces it."
        )
        return {}


def write_whole(path: Path, text: str) -> None:
    """Write through a file beside it, so that a crash leaves the old answer or the new one."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".answer-", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        with contextlib.suppress(FileNotFoundError):  # there was none
            shutil.copymode(path, beside)
        os.replace(beside, path)
    finally:  # beside it nothing is left, unless this failed
        Path(beside).unlink(missing_ok=True)


_stores: dict[str | None, Store] = {}


def default_store() -> Store:
    """Return the store of this kernel.

    The files go to ``.answers`` beside the notebook, or to the directory that the environment
    variable SOFTMAX_LESSONS_ANSWERS names; empty or "off" keeps everything in memory.
    """
    named = os.environ.get(VARIABLE, str(START / ".answers"))
    directory = None if named.strip().lower() in ("", "off") else named
    return _stores.setdefault(directory, Store(directory))
