"""`Card` and `KeptWidget`: what the widgets share, and a record that outlives kernel and machine.

The record stands in two places: in the store beside the notebook, and in the browser of whoever
looks at it (kept.js). A server that is thrown away, as on Binder, loses the first; another browser
does not have the second. When the widget is shown the newer of both wins.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path

import anywidget
import traitlets as t
from anywidget.experimental import command

from helpers.exercises.cards.original import original_of
from helpers.exercises.checker.store import Store, default_store, now


def read(*names: str) -> str:
    """Return files of this folder in a row: a widget's module can import no other file.

    The first is that of the panels; only its text, since panels need matplotlib.
    """
    here = Path(__file__).parent
    files = here.parents[1] / "live" / "parts.js", *(here / name for name in names)
    return "\n".join(file.read_text("utf-8") for file in files)


def server() -> tuple[str, str]:
    """Return the hub's user whose server this is, and a name for it if it is Binder's; else ''.

    One browser may serve many of a hub's users in turn, under one address: their records must not
    meet. Binder gives every launch a new user and a new address, /user/<repository>-<letters>/, and
    throws its machine away: there the browser is what stays.
    """
    if os.environ.get("BINDER_REPO_URL"):
        return "", os.environ.get("JUPYTERHUB_SERVICE_PREFIX", "")
    return os.environ.get("JUPYTERHUB_USER", ""), ""


class Card(anywidget.AnyWidget):
    """A widget whose `_plain` and `_markdown` a stored notebook shows before it runs.

    They are the same for every reader: the stored notebook is compared on every run.
    """

    _css = read("card.css")

    @command
    def original(self, name, buffers):
        """Answer a script that asks for the text of a lesson as it came."""
        return original_of(name), []

    def __repr__(self) -> str:
        return self._plain

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        return {**data, "text/plain": repr(self), "text/markdown": self._markdown}, metadata


class KeptWidget(Card):
    """A widget that shows one small record, kept in the store and in the reader's browser.

    A subclass has `shown`, which returns the traits that show a record, or None if it is not one of
    this card's; it calls `keep` with each new one, and hears of messages in `receive`. Its script
    begins with kept.js and calls ``keepInBrowser`` in its ``render``. Under `name`, such as
    "prediction-01-ratio", the record is kept; where the store has no directory the browser keeps
    nothing either.
    """

    kept_as = t.Unicode().tag(sync=True)  # empty: the browser does not keep it
    kept = t.Dict().tag(sync=True)  # the record; "at" is when it was written, in milliseconds
    told = t.Dict().tag(sync=True)  # records without a widget of their own, for the browser
    owner = t.Unicode().tag(sync=True)  # in the browser's key: others' records are not read
    machine = t.Unicode().tag(sync=True)  # not empty: edits of this notebook are kept as well
    problem = t.Unicode().tag(sync=True)  # what went wrong, in words

    def __init__(self, name: str, **traits) -> None:
        self._name, self._store = name, default_store()
        self._latest = 0  # the newest time seen in a browser
        # JupyterLab has what the browser sends handled in two threads, the kernel's own and a
        # subshell's: a keystroke and the commit after it may come at the same time.
        self._one_by_one = threading.RLock()
        on_disk = self._store.directory is not None
        owner, machine = server()
        super().__init__(
            kept_as=name if on_disk else "",
            owner=owner,
            machine=machine if on_disk else "",
            **traits,
        )
        if record := record_of(self._store, name):
            self._put(record)
        self.problem = self._store.problem(name)
        self.on_msg(self._on_message)
        if on_disk:
            self._store.listeners.append(self._tell)

    def _tell(self, name: str, record: dict) -> None:
        """Tell the browser what the checker kept: that has no widget, and any other carries it."""
        if name.startswith("solved-") and self.comm is not None:
            self.told = {**self.told, name: record}

    def keep(self, record: dict) -> None:
        """Show the record and keep it, here and in the browser; an empty one forgets it."""
        self._put({**record, "at": now(max(self.kept.get("at", 0), self._latest))}, write=True)

    def _put(self, record: dict, *, write: bool = False) -> None:
        traits = self.shown(record)
        if traits is None:
            return
        self.kept = record
        if write:
            self._store.set(self._name, record)
            self.problem = self._store.problem(self._name)
        with self.hold_sync():
            for name, value in traits.items():
                self.set_trait(name, value)

    def set_state(self, sync_data: dict) -> None:
        """Take over the traits that the browser has set, after what came before is done."""
        with self._one_by_one:
            super().set_state(sync_data)

    def _on_message(self, widget, content, buffers) -> None:
        with self._one_by_one:
            self.receive(content)

    def receive(self, content: dict) -> None:
        """Do what the browser asks for."""
        if content.get("do") == "clear":
            self.keep({})
        elif content.get("do") == "take back":
            record = content.get("record")
            # The record here may have become the newer one since the browser compared the two.
            if is_record(record) and record["at"] > self.kept.get("at", 0):
                self._latest = record["at"]
                self._put(record, write=True)


def is_record(record: object) -> bool:
    """Whether what came from a file or a browser has the time of a record."""
    at = record.get("at") if isinstance(record, dict) else None
    return type(at) is int and 0 < at < 2**53


def record_of(store: Store, name: str) -> dict | None:
    """Return the record in a store; the first ones had no time, and are older than all others."""
    record = store.get(name)
    return {"at": 1, **record} if record and is_record({"at": 1, **record}) else None
