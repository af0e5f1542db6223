"""`predict`: a question with a guess that is committed before the answer shows."""

from __future__ import annotations

import traitlets as t

from helpers.exercises.cards.kept import KeptWidget, read
from helpers.exercises.checker.words import inline, marked_up, plain
from helpers.exercises.content.questions import question


class Prediction(KeptWidget):
    """The widget behind `predict`; its state is in the traits, its look in predict.js.

    The reveal is not sent to the browser before the guess is committed.
    """

    _esm = read("parts.js", "kept.js", "predict.js")

    question = t.Unicode().tag(sync=True)
    options = t.List().tag(sync=True)  # pairs: the option as given, the same as HTML
    draft = t.Unicode().tag(sync=True)
    reveal = t.Unicode().tag(sync=True)  # HTML, empty until committed

    def __init__(self, name, question, *, options, answer, reveal) -> None:
        self._choices, self._answer, self._reveal = options, answer, reveal
        self._plain = f"Predict: {plain(question).strip()}"
        self._plain += "".join(f"\n  ( ) {plain(option)}" for option in options)
        self._markdown = f"**Predict.** {question.strip()}\n"
        self._markdown += "".join(f"\n- ○ {option}" for option in options)
        self._markdown += "\n\n*Run this cell to commit your guess and see the answer.*"
        super().__init__(
            f"prediction-{name}",
            question=marked_up(question),
            options=[[o, marked_up(o)] for o in options],
        )

    def commit(self) -> None:
        """Commit the draft: from now on the guess stands, and the reveal shows."""
        if self.draft in self._choices:
            self.keep({"draft": self.draft, "committed": True})
        else:
            self.problem = "Choose one first."

    def shown(self, record: dict) -> dict | None:
        """Return the guess that was kept, committed or not, if it is one of this question's."""
        draft = record.get("draft", "")
        if draft not in ["", *self._choices]:
            return None
        if not draft or record.get("committed") is not True:
            return {"draft": draft, "reveal": ""}
        right = draft == self._answer
        said = "✓ That is it." if right else f"✗ Not so. The answer: {self._answer}"
        guess = f"<p>Your guess: <strong>{inline(draft)}</strong></p>"
        return {"draft": draft, "reveal": f"{guess}{marked_up(said)}<hr>{marked_up(self._reveal)}"}

    @t.validate("draft")
    def _leave_what_is_committed(self, proposal):
        # A choice may arrive after the commit that it preceded.
        return self.kept["draft"] if self.kept.get("committed") is True else proposal.value

    @t.observe("draft")
    def _keep_draft(self, change) -> None:
        if self.draft != self.kept.get("draft", ""):
            self.keep({"draft": self.draft, "committed": False} if self.draft else {})

    def receive(self, content: dict) -> None:
        """Commit, or what every card does."""
        # The draft travels with the order: a choice may still be on its way as a trait.
        if content.get("do") == "commit":
            self.draft = str(content.get("draft", self.draft))
            self.commit()
        super().receive(content)


def predict(name):
    """Ask for a guess, and show the answer once it is committed.

    Parameters
    ----------
    name : str
        A question in `helpers.exercises.content.questions`, such as "01-ratio". The guess is kept:
        when the cell runs again, or after the kernel restarted, it is still there.

    Returns
    -------
    Prediction
        A widget, shown as the value of the cell.

    Raises
    ------
    ValueError
        If the course has no question of this name; the message lists the nearest.

    Examples
    --------
    >>> predict("01-ratio").options[-1]
    ['It stays the same.', '<p>It stays the same.</p>']
    """
    asked = dict(question(name))
    # A question keeps the name under which readers' answers are kept, in whatever lesson it is.
    return Prediction(asked.pop("kept_as", name), **asked)
