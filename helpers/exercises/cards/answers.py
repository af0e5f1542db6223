"""`my_answers`: what is kept of a reader's answers, and how to take it elsewhere."""

from __future__ import annotations

import traitlets as t

from helpers.exercises.cards.kept import Card, is_record, read, record_of, server
from helpers.exercises.checker.store import Store, default_store, now
from helpers.exercises.checker.words import inline


class MyAnswers(Card):
    """The widget behind `my_answers`: the store sends what it has, the browser adds its own."""

    _esm = read("parts.js", "kept.js", "keep.js", "answers.js")
    _plain = "Your answers: Download, Load a file, Forget everything"
    _markdown = "*Run this cell to see which of your answers are kept, and to download them.*"

    stored = t.Dict().tag(sync=True)  # name -> record
    asked = t.Dict().tag(sync=True)  # name -> the question's name, "04-chance", and its HTML
    in_browser = t.Bool().tag(sync=True)
    owner = t.Unicode().tag(sync=True)  # as in KeptWidget

    def __init__(self) -> None:
        # Only now: a question's module is read when somebody asks for it.
        from helpers.exercises.content.questions import all_questions

        asked = {}
        for name, entry in all_questions().items():
            first, _, _ = entry["question"].strip().partition("\n\n")
            asked[f"prediction-{entry.get('kept_as', name)}"] = [name, inline(first)]
        self._store = default_store()
        on_disk = self._store.directory is not None
        super().__init__(stored=self._read(), asked=asked, in_browser=on_disk, owner=server()[0])
        self.on_msg(self._on_message)

    def _read(self) -> dict[str, dict]:
        # Other notebooks have other kernels: what they wrote is in the files, not in our memory.
        store = self._store if self._store.directory is None else Store(self._store.directory)
        kept = {n: record_of(store, n) for n in store.names() if not n.startswith("hints-")}
        return {name: record for name, record in kept.items() if record}

    def _on_message(self, widget, content, buffers) -> None:
        if content.get("do") == "load":
            records = content.get("records")
            for name, record in records.items() if isinstance(records, dict) else ():
                if is_record(record):
                    self._store.set(name, record)
        elif content.get("do") == "forget":
            for name in self._store.names():
                self._store.set(name, {"at": now()} if name in self.stored else {})
        self.stored = self._read()


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
    return MyAnswers()
