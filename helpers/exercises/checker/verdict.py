"""What `check` answers: a value that shows itself as text and as HTML."""

from __future__ import annotations

import html
import textwrap
from dataclasses import dataclass, field

from helpers.exercises.checker import help_html
from helpers.exercises.checker.exercise import Exercise
from helpers.exercises.checker.words import escaped

#: Icon, word and theme colour for each status; the word says it, the colour only repeats it.
LOOK = {
    "not attempted": ("○", "not attempted yet", "var(--jp-info-color1, #1976d2)"),
    "right": ("✓", "right", "var(--jp-success-color1, #388e3c)"),
    "known mistake": ("◆", "wrong, and the mistake has a name", "var(--jp-warn-color1, #e65100)"),
    "wrong": ("✗", "wrong", "var(--jp-error-color1, #d32f2f)"),
    "error": ("!", "error", "var(--jp-error-color1, #d32f2f)"),
}


@dataclass
class Verdict:
    """The answer of `check`: a status, sentences, and facts about one input.

    Parameters
    ----------
    status : {"not attempted", "right", "known mistake", "wrong", "error"}
    name : str
        The exercise, as it was given to `check`.
    sentences : list of str
        What there is to say; backticks mark code.
    facts : list of (label, text)
        The smallest failing input, what was expected and what came.
    mistake : str, optional
        Id of the catalogue's entry, when the answer equals a known wrong one.
    exercise : Exercise, optional
        For the hints; None when the name is unknown.
    """

    status: str
    name: str
    sentences: list[str] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    mistake: str | None = None
    exercise: Exercise | None = None

    def __repr__(self) -> str:
        icon, word, _ = LOOK[self.status]
        lines = [f"{icon} {self.name}: {word}"]
        for sentence in self.sentences:
            lines += textwrap.wrap(sentence.replace("`", ""), 90, **_INDENT)
        width = max((len(label) for label, _ in self.facts), default=0)
        lines += [f"    {label:<{width}}  {text.replace('`', '')}" for label, text in self.facts]
        if self.exercise and self.status == "right":
            lines.append(f'  solution("{self.name}") shows one to compare with')
        elif self.exercise:
            lines.append(f'  hint("{self.name}") gives the next hint')
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        icon, word, colour = LOOK[self.status]
        body = "".join(f"<p>{escaped(s)}</p>" for s in self.sentences)
        rows = "".join(
            f"<tr><th scope='row'>{html.escape(label)}</th><td><code>{html.escape(text)}</code>"
            "</td></tr>"
            for label, text in ((label, text.replace("`", "")) for label, text in self.facts)
        )
        table = f"<table><tbody>{rows}</tbody></table>" if rows else ""
        help_ = help_html.details(self.exercise) if self.exercise else ""
        return help_html.card(
            f"<p class='sl-head'><span aria-hidden='true'>{icon}</span> "
            f"<code>{html.escape(self.name)}</code>: <strong>{word}</strong></p>"
            f"{body}{table}{help_}",
            colour,
        )


_INDENT = {
    "initial_indent": "  ",
    "subsequent_indent": "  ",
    "break_long_words": False,
    "break_on_hyphens": False,
}
