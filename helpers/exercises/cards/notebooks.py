"""`my_notebooks`: edited lessons kept in the browser, put back, and as they came."""

from __future__ import annotations

from pathlib import Path

import traitlets as t
from anywidget.experimental import command

from helpers.exercises.cards import original
from helpers.exercises.cards.kept import Card, read, server
from helpers.exercises.cards.original import is_name, original_of, sources
from helpers.exercises.checker.store import write_whole
from helpers.exercises.content.lessons import MOVED


class MyNotebooks(Card):
    """The widget behind `my_notebooks`: the kernel reads and writes the files it is asked for."""

    _esm = read("parts.js", "kept.js", "keep.js", "notebooks.js")
    _plain = "Your notebooks: Download, Get the original back, Keep in this browser, Put back"
    _markdown = "*Run this cell to keep your edited lessons, and to get an original back.*"

    lessons = t.List().tag(sync=True)  # {name, changed: true, false, or null: nobody knows}
    in_browser = t.Bool(original.IN_BROWSER).tag(sync=True)  # and with it the files
    machine = t.Unicode().tag(sync=True)  # not empty: it is thrown away, as in KeptWidget

    def __init__(self) -> None:
        super().__init__(lessons=_lessons(), machine=server()[1])

    @command
    def ask(self, content, buffers):
        """Do what the script asks for; the answer has the problem in words if it fails."""
        do, name = content.get("do"), content.get("name")
        answer = {}
        try:
            if do == "read":
                answer["text"] = _path(name).read_text("utf-8")
            elif do == "write":
                text = content.get("text")
                if sources(text) is None:
                    raise ValueError("this is not a notebook; nothing was changed")
                if original.IN_BROWSER:  # where a file moved into place is no notebook
                    _path(name).write_text(text, "utf-8")
                else:
                    write_whole(_path(name), text)
            if do in ("look", "write"):
                self.lessons = _lessons()
        except (OSError, ValueError) as error:
            answer["problem"] = f"{name}: {getattr(error, 'strerror', None) or error}"
        return answer, []


def _lessons() -> list[dict]:
    """Return the lessons here, and whether each says something else than it did when it came."""
    lessons = []
    for path in sorted(original.folder().glob("*.ipynb")):
        if not is_name(path.name):
            continue
        try:
            said = sources(path.read_text("utf-8"))
        except (OSError, ValueError):
            said = None  # what cannot be read is not the original
        if path.stem in MOVED and said is not None and len(said) == 1:
            continue  # it only says that a lesson has moved (tools/moved.py)
        came = original_of(path.name)
        changed = None if came is None else said != sources(came)
        lessons.append({"name": path.name, "changed": changed})
    return lessons


def _path(name: object) -> Path:
    if not is_name(name):
        raise ValueError(f"name: expected a notebook of this folder, got {name!r}")
    return original.folder() / name


def my_notebooks() -> MyNotebooks:
    """Show your lessons: download them, keep them in this browser, get an original back.

    Returns
    -------
    MyNotebooks
        A widget, shown as the value of the cell.

    Notes
    -----
    The original is what `original_of` finds. On Binder, whose machines are thrown away, the
    browser keeps an edited lesson by itself whenever it is saved, once a `predict` of
    that lesson was shown; here you put it back. Browsers keep by host: every Binder of the same
    host shares this storage.

    Examples
    --------
    >>> my_notebooks()
    Your notebooks: Download, Get the original back, Keep in this browser, Put back
    """
    return MyNotebooks()
