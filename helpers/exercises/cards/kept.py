"""`KeptWidget`: a widget whose record outlives the kernel and the machine it runs on.

The record stands in two places: in the store beside the notebook, and in the browser of whoever
looks at it (kept.js). A server that is thrown away, as on Binder, loses the first; another browser
does not have the second. When the widget is shown the newer of both wins.
"""

from __future__ import annotations

import os
import socket
import weakref
from pathlib import Path

import anywidget
import traitlets as t

from helpers.exercises.cards.original import original_of
from helpers.exercises.checker.store import Store, default_store, now

_HERE = Path(__file__).parent
LONGEST = 4000  # characters of one text in a record that comes back from a browser


def script(*paths: str | Path) -> str:
    """Return the source of a widget that keeps: kept.js, then the given files, as one module.

    A widget's module can import no other file of this package, so they are put in a row.
    """
    parts = [_HERE / "kept.js", *map(Path, paths)]
    return "\n".join(path.read_text("utf-8") for path in parts)


def card_style(path: str | Path) -> str:
    """Return the style of a widget: card.css, which all of them share, then the given file."""
    return "\n".join(part.read_text("utf-8") for part in (_HERE / "card.css", Path(path)))


def thrown_away() -> str:
    """Return the name of this machine if it is one of Binder's, which are thrown away; else ''.

    Each launch has its own address, /user/<repository>-<random letters>/.
    """
    if not os.environ.get("BINDER_REPO_URL"):
        return ""
    return os.environ.get("JUPYTERHUB_SERVICE_PREFIX") or socket.gethostname()


def owner() -> str:
    """Return the name of the hub's user whose server this is; '' where there is no hub.

    One browser may serve many of a hub's users in turn, under one address: their records must not
    meet. Binder gives every launch a new user, and there the browser is what stays.
    """
    return "" if os.environ.get("BINDER_REPO_URL") else os.environ.get("JUPYTERHUB_USER", "")


_shown: weakref.WeakSet[KeptWidget] = weakref.WeakSet()


def _tell_browser(name: str, record: dict) -> None:
    """Give the browser what the checker kept: that has no widget, and any other can carry it."""
    if name.startswith("solved-"):
        for widget in list(_shown):
            if widget.comm is not None and widget.kept_as:
                widget.told = {**widget.told, name: record}


class KeptWidget(anywidget.AnyWidget):
    """A widget with one small record, kept in the store and in the reader's browser.

    A subclass calls `keep` whenever there is something new, and says in `take_back` what to do
    with a record that the browser had. Its script is made by `script("its.js")` and calls
    ``keepInBrowser(model)`` in its ``render``; what that returns ends it.

    Parameters
    ----------
    name : str
        Under this name the record is kept, such as "prediction-01-ratio".
    store : Store, optional
        Without a directory (SOFTMAX_LESSONS_ANSWERS is off) the browser keeps nothing either.
    """

    kept_as = t.Unicode().tag(sync=True)  # empty: the browser does not keep it
    kept = t.Dict().tag(sync=True)  # the record; "at" is when it was written, in milliseconds
    told = t.Dict().tag(sync=True)  # records without a widget of their own, for the browser
    owner = t.Unicode().tag(sync=True)  # in the browser's key: others' records are not read
    machine = t.Unicode().tag(sync=True)  # not empty: edits of this notebook are kept as well

    def __init__(self, name: str, *, store: Store | None = None, **traits) -> None:
        self._name, self._store = name, default_store() if store is None else store
        self._latest = 0  # the newest time seen in a browser
        self._taking_back = False
        record = self._store.get(name)
        # Records had no time at first: those are older than all others.
        record = checked({"at": 1, **record}) if record else None
        super().__init__(
            kept=record or {},
            kept_as=name if self._store.directory is not None else "",
            owner=owner(),
            machine=thrown_away() if self._store.directory is not None else "",
            **traits,
        )
        self.on_msg(self._on_kept_message)
        _shown.add(self)
        if _tell_browser not in self._store.listeners:
            self._store.listeners.append(_tell_browser)

    def keep(self, record: dict) -> None:
        """Keep the record, here and in the browser; an empty one forgets it."""
        if self._taking_back:  # what comes back from the browser has its time already
            return
        self.kept = {**record, "at": now(max(self.kept.get("at", 0), self._latest))}
        self._store.set(self._name, self.kept)

    def take_back(self, record: dict) -> bool:
        """Show what the browser kept; return False if it does not fit, and change nothing."""
        raise NotImplementedError

    def forget(self) -> None:
        """Begin afresh: the reader asked to forget everything."""
        raise NotImplementedError

    def _on_kept_message(self, widget, content, buffers) -> None:
        if content.get("do") == "take back":
            self._take_back(checked(content.get("record")))
        elif content.get("do") == "forget":
            self.forget()
        elif content.get("do") == "original":
            self.send({"original": original_of(content.get("name")), "of": content.get("name")})

    def _take_back(self, record: dict | None) -> None:
        # The record here may have become the newer one since the browser compared the two.
        if record is None or record["at"] <= self.kept.get("at", 0):
            return
        self._latest = record["at"]
        self._taking_back = True
        try:
            fits = self.take_back(record)
        finally:
            self._taking_back = False
        if fits:
            self._store.set(self._name, record)
            self.kept = record


def checked(record: object) -> dict | None:
    """Return a record that came from outside if it is of the form of one; None if it is not."""
    if not isinstance(record, dict) or len(record) > 20:
        return None
    at = record.get("at")
    if isinstance(at, bool) or not isinstance(at, int) or not 0 < at < 2**53:
        return None
    for key, value in record.items():
        if not isinstance(key, str) or not isinstance(value, str | int | float | bool):
            return None
        if isinstance(value, str) and len(value) > LONGEST:
            return None
    return record
