"""`predict`: a question with a guess that is committed before the answer shows."""

from __future__ import annotations

import traitlets as t

from helpers.exercises.cards.kept import KeptWidget, read
from helpers.exercises.checker.store import default_store
from helpers.exercises.checker.words import inline, marked_up, plain
from helpers.exercises.content.questions import question as stored_question


class Prediction(KeptWidget):
    """The widget behind `predict`; its state is in the traits, its look in predict.js.

    The reveal is not sent to the browser before the guess is committed.
    """

    _esm = read("parts.js", "kept.js", "predict.js")

    question = t.Unicode().tag(sync=True)
    options = t.List().tag(sync=True)  # pairs: the option as given, the same as HTML
    draft = t.Unicode().tag(sync=True)
    committed = t.Bool(False).tag(sync=True)
    guess = t.Unicode().tag(sync=True)  # HTML
    outcome = t.Unicode().tag(sync=True)  # HTML
    reveal = t.Unicode().tag(sync=True)  # HTML, empty until committed

    def __init__(self, name, question, *, options, answer, reveal) -> None:
        self._asked, self._choices, self._answer, self._reveal = question, options, answer, reveal
        self._stands: str | None = None  # the guess once it is committed
        super().__init__(
            f"prediction-{name}",
            default_store(),
            question=marked_up(question),
            options=[[o, marked_up(o)] for o in options],
        )
        self.observe(self._keep, "draft")

    def commit(self) -> None:
        """Commit the draft: from now on the guess stands, and the reveal shows."""
        if self.draft in self._choices:
            self._show()
            self._keep()
        else:
            self.problem = "Choose one first."

    def clear(self) -> None:
        """Forget the guess and hide the reveal again."""
        self._hide()
        self._keep()

    def take_back(self, record: dict) -> bool:
        """Show the guess that was kept, committed or not, if it is one of this question's."""
        draft = record.get("draft")
        if draft not in ["", *self._choices]:
            return False
        if self.committed:
            self._hide()
        self.draft = draft
        if record.get("committed") is True and draft:
            self._show()
        return True

    @t.validate("draft")
    def _leave_what_is_committed(self, proposal):
        # A choice may arrive after the commit that it preceded.
        return proposal.value if self._stands is None else self._stands

    def _show(self) -> None:
        self._stands = self.draft
        right = self.draft == self._answer
        with self.hold_sync():
            self.guess = inline(self.draft)
            said = "✓ That is it." if right else f"✗ Not so. The answer: {self._answer}"
            self.outcome = marked_up(said)
            self.reveal = marked_up(self._reveal)
            self.committed = True

    def _hide(self) -> None:
        self._stands = None
        with self.hold_sync():
            self.committed = False
            self.guess = self.outcome = self.reveal = self.draft = ""

    def _keep(self, change: object = None) -> None:
        self.keep({"draft": self.draft, "committed": self.committed} if self.draft else {})

    def receive(self, content: dict) -> None:
        """Commit, or what every card does."""
        # The draft travels with the order: a choice may still be on its way as a trait.
        if content.get("do") == "commit" and not self.committed:
            self.draft = str(content.get("draft", self.draft))
            self.commit()
        super().receive(content)

    def __repr__(self) -> str:
        lines = [f"Predict: {plain(self._asked).strip()}"]
        return "\n".join(lines + [f"  ( ) {plain(option)}" for option in self._choices])

    def _as_markdown(self) -> str:
        lines = [f"**Predict.** {self._asked.strip()}", ""]
        lines += [f"- ○ {option}" for option in self._choices]
        return "\n".join([*lines, "", "*Run this cell to commit your guess and see the answer.*"])


def predict(name, question=None, *, options=None, answer=None, reveal=None):
    """Ask for a guess, and show the answer once it is committed.

    Parameters
    ----------
    name : str
        Under this name the guess is kept: when the cell runs again, or after the kernel
        restarted, it is still there. With a name alone, such as "01-ratio", the question of
        that name in `helpers.exercises.content.questions` is asked.
    question, reveal : str, optional
        Text with **bold**, `code`, $math$ or HTML. The reveal is hidden until the commit.
    options : list of str, optional
        What there is to choose from, as radio buttons.
    answer : str, optional
        One of the options.

    Returns
    -------
    Prediction
        A widget, shown as the value of the cell.

    Raises
    ------
    TypeError, ValueError
        If the question could not be asked this way; the message names the argument.

    Examples
    --------
    >>> predict("doc-sum", "What do softmax's outputs sum to?", options=["1", "K"], answer="1",
    ...         reveal="Always 1.")
    Predict: What do softmax's outputs sum to?
      ( ) 1
      ( ) K
    """
    if question is None and options is None and reveal is None:
        stored = dict(stored_question(name))
        # A question keeps the name under which readers' answers are kept, in whatever lesson it is.
        return predict(stored.pop("kept_as", name), **stored)
    for argument, value in (("name", name), ("question", question), ("reveal", reveal)):
        if not isinstance(value, str):
            raise TypeError(f"{argument}: expected text, got {type(value).__name__}")
        if not value.strip():
            raise ValueError(f"{argument}: expected some text, got an empty string")
    texts = isinstance(options, list | tuple) and all(isinstance(o, str) for o in options)
    if not texts:
        raise TypeError(f"options: expected a list of texts, got {options!r}")
    if len(set(options)) < max(2, len(options)):
        raise ValueError(f"options: expected two or more, all different, got {options}")
    if answer not in options:
        raise ValueError(f"answer: expected one of the options {options}, got {answer!r}")
    return Prediction(name, question, options=options, answer=answer, reveal=reveal)
