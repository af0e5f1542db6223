"""`predict`: a question with a guess that is committed before the answer shows."""

from __future__ import annotations

import html
import math

import traitlets as t

from helpers.exercises.cards.guess import agrees, compared, parse
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
    kind = t.Enum(["options", "number", "text"]).tag(sync=True)
    options = t.List().tag(sync=True)  # pairs: the option as given, the same as HTML
    draft = t.Unicode().tag(sync=True)
    committed = t.Bool(False).tag(sync=True)
    guess = t.Unicode().tag(sync=True)  # HTML
    outcome = t.Unicode().tag(sync=True)  # HTML
    reveal = t.Unicode().tag(sync=True)  # HTML, empty until committed

    def __init__(self, name, question, *, kind, options, answer, within, reveal) -> None:
        self._asked, self._choices, self._reveal = question, options, reveal
        self._answer, self._within = answer, within
        self._stands: str | None = None  # the guess once it is committed
        super().__init__(
            f"prediction-{name}",
            default_store(),
            question=marked_up(question),
            kind=kind,
            options=[[o, marked_up(o)] for o in options],
        )
        self.observe(self._keep, "draft")

    def commit(self) -> None:
        """Commit the draft: from now on the guess stands, and the reveal shows."""
        refused = self._refused()
        if refused is None:
            self._show()
            self._keep()
        else:
            self.problem = refused

    def clear(self) -> None:
        """Forget the guess and hide the reveal again."""
        self._hide()
        self._keep()

    def take_back(self, record: dict) -> bool:
        """Show the guess that was kept, committed or not, if it is one of this question's."""
        draft = record.get("draft")
        if not isinstance(draft, str) or not self._fits(draft):
            return False
        if self.committed:
            self._hide()
        self.draft = draft
        if record.get("committed") is True and self._refused() is None:
            self._show()
        return True

    @property
    def agrees(self) -> bool | None:
        """Whether the committed guess is the answer; None before, or when there is no one."""
        if not self.committed:
            return None
        return agrees(self.kind, self.draft, self._answer, self._within)

    @t.validate("draft")
    def _leave_what_is_committed(self, proposal):
        # A keystroke may arrive after the commit that it preceded.
        return proposal.value if self._stands is None else self._stands

    def _show(self) -> None:
        self._stands = self.draft
        with self.hold_sync():
            self.guess = (inline if self.kind == "options" else html.escape)(self.draft)
            words = compared(self.kind, self.draft, self._answer, self._within)
            self.outcome = marked_up(words)
            self.reveal = marked_up(self._reveal)
            self.committed = True

    def _hide(self) -> None:
        self._stands = None
        with self.hold_sync():
            self.committed = False
            self.guess = self.outcome = self.reveal = self.draft = ""

    def _refused(self) -> str | None:
        """Say why the draft cannot be committed; None when it can."""
        if not self.draft.strip():
            return "Choose one first." if self.kind == "options" else "Write your guess first."
        if not self._fits(self.draft):
            return "Choose one of the options."
        if self.kind == "number":
            try:
                parse(self.draft)
            except ValueError as error:
                return str(error)
        return None

    def _fits(self, draft: str) -> bool:
        return self.kind != "options" or draft in self._choices or not draft

    def _keep(self, change: object = None) -> None:
        self.keep({"draft": self.draft, "committed": self.committed} if self.draft else {})

    def receive(self, content: dict) -> None:
        """Commit, or what every card does."""
        # The draft travels with the order: a keystroke may still be on its way as a trait.
        if content.get("do") == "commit" and not self.committed:
            self.draft = str(content.get("draft", self.draft))
            self.commit()
        super().receive(content)

    def __repr__(self) -> str:
        lines = [f"Predict: {plain(self._asked).strip()}"]
        lines += [f"  ( ) {plain(option)}" for option in self._choices] or ["  your guess: ____"]
        return "\n".join(lines)

    def _as_markdown(self) -> str:
        lines = [f"**Predict.** {self._asked.strip()}", ""]
        lines += [f"- ○ {option}" for option in self._choices]
        return "\n".join([*lines, "", "*Run this cell to commit your guess and see the answer.*"])


def predict(
    name,
    question=None,
    *,
    options=None,
    number=False,
    text=False,
    answer=None,
    within=0.02,
    reveal=None,
):
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
        Radio buttons.
    number : bool, optional
        A field for a number.
    text : bool, optional
        A field for a few words.
    answer : str or float, optional
        One of the options, the number, or the words. Without it the reveal alone answers.
    within : float, optional
        How far off a number may be and still count, as a part of the answer.

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
    >>> predict("doc-sum", "What do softmax's outputs sum to?", number=True, answer=1,
    ...         reveal="Always 1.")
    Predict: What do softmax's outputs sum to?
      your guess: ____
    """
    if question is None and options is None and reveal is None and not (number or text):
        stored = dict(stored_question(name))
        # A question keeps the name under which readers' answers are kept, in whatever lesson it is.
        return predict(stored.pop("kept_as", name), **stored)
    for argument, value in (("name", name), ("question", question), ("reveal", reveal)):
        if not isinstance(value, str):
            raise TypeError(f"{argument}: expected text, got {type(value).__name__}")
        if not value.strip():
            raise ValueError(f"{argument}: expected some text, got an empty string")
    if (options is not None) + bool(number) + bool(text) != 1:
        raise ValueError("give exactly one of options=[...], number=True, text=True")
    kind = "number" if number else "text" if text else "options"
    options = _checked_options(options, answer) if kind == "options" else []
    if kind == "number" and answer is not None:
        answer = _checked_number(answer)
    return Prediction(
        name,
        question,
        kind=kind,
        options=options,
        answer=answer,
        within=within,
        reveal=reveal,
    )


def _checked_options(options, answer) -> list[str]:
    if isinstance(options, str) or not all(isinstance(o, str) for o in options):
        raise TypeError("options: expected a list of texts")
    options = list(options)
    if len(options) < 2 or len(set(options)) != len(options):
        raise ValueError(f"options: expected two or more, all different, got {options}")
    if answer is not None and answer not in options:
        raise ValueError(f"answer: expected one of the options {options}, got {answer!r}")
    return options


def _checked_number(answer) -> float:
    try:
        value = float(answer)
    except (TypeError, ValueError):
        raise TypeError(f"answer: expected a number, got {answer!r}") from None
    if math.isnan(value):
        raise ValueError("answer: nan cannot be guessed; ask with options instead")
    return value
