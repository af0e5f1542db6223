"""`my_answers`: what is kept of a reader's answers, and how to take it elsewhere."""

from __future__ import annotations

from pathlib import Path

import anywidget
import traitlets as t

from helpers.exercises.cards.kept import card_style, checked, owner, script
from helpers.exercises.checker.store import Store, default_store, now
from helpers.exercises.checker.words import marked_up

_HERE = Path(__file__).parent


class MyAnswers(anywidget.AnyWidget):
    """The widget behind `my_answers`: the store sends what it has, the browser adds its own."""

    _esm = script(_HERE / "parts.js", _HERE / "answers.js")
    _css = card_style(_HERE / "keep.css")

    stored = t.Dict().tag(sync=True)  # name -> record
    titles = t.Dict().tag(sync=True)  # name -> the question as HTML
    questions = t.Dict().tag(sync=True)  # name of a record -> the question's name, "04-chance"
    in_browser = t.Bool().tag(sync=True)
    owner = t.Unicode().tag(sync=True)  # as in KeptWidget

    def __init__(self, store: Store) -> None:
        self._store = store
        asked = _asked()
        super().__init__(
            stored=self._read(),
            titles={
                kept: _first_paragraph(entry["question"]) for kept, (_, entry) in asked.items()
            },
            questions={kept: name for kept, (name, _) in asked.items()},
            in_browser=store.directory is not None,
            owner=owner(),
        )
        self.on_msg(self._on_message)

    def _read(self) -> dict[str, dict]:
        # Other notebooks have other kernels: what they wrote is in the files, not in our memory.
        store = self._store if self._store.directory is None else Store(self._store.directory)
        found = {}
        for name in store.names():
            record = store.get(name)
            record = checked({"at": 1, **record}) if record else None
            if record and not name.startswith("hints-"):
                found[name] = record
        return found

    def _on_message(self, widget, content, buffers) -> None:
        if content.get("do") == "load":
            records = content.get("records")
            for name, record in records.items() if isinstance(records, dict) else ():
                if checked(record):
                    self._store.set(name, record)
        elif content.get("do") == "forget":
            for name in self._store.names():
                self._store.set(name, {"at": now()} if name in self.stored else {})
        self.stored = self._read()

    def __repr__(self) -> str:
        """Return the same for every reader: the stored notebook is compared on every run."""
        return "Your answers: Download, Load a file, Forget everything"

    def _repr_mimebundle_(self, **kwargs):
        bundle = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle or {}, {})
        words = "*Run this cell to see which of your answers are kept, and to download them.*"
        return {**data, "text/plain": repr(self), "text/markdown": words}, metadata


def _asked() -> dict[str, tuple[str, dict]]:
    """Return the name of a record -> the name of its question, and the question."""
    # Only now: a question's module is read when somebody asks for it.
    from helpers.exercises.content.questions import all_questions

    return {
        f"prediction-{entry.get('kept_as', name)}": (name, entry)
        for name, entry in all_questions().items()
    }


def _first_paragraph(text: str) -> str:
    return marked_up(text).removeprefix("<p>").partition("</p>")[0]


def my_answers() -> MyAnswers:
    """Show which of your answers are kept, and let you download, load and forget them.

    Returns
    -------
    MyAnswers
        A widget, shown as the value of the cell.

    Notes
    -----
    Answers are kept in the folder ``.answers`` beside the notebook and in the browser you read
    with, and in no other place. On a machine that is thrown away the browser's remain. Browsers
    keep by host: every Binder of the same host shares this storage.

    Examples
    --------
    >>> my_answers()
    Your answers: Download, Load a file, Forget everything
    """
    return MyAnswers(default_store())
