"""`hunt`: a listing with one mistake, in which you point at the line that makes it."""

from __future__ import annotations

import base64
import html
import keyword
import re
import textwrap

import traitlets as t

from helpers.exercises.cards.kept import KeptWidget, read
from helpers.exercises.checker.exercise import Hunt
from helpers.exercises.checker.run import call
from helpers.exercises.checker.words import marked_up, one_line
from helpers.exercises.content.hunts import find


class Listing(KeptWidget):
    """The widget behind `hunt`; its state is in the traits, its look in hunt.js.

    Neither the line nor the story is sent to the browser before the line is found or given up.
    """

    _esm = read("parts.js", "kept.js", "hunt.js")

    title = t.Unicode().tag(sync=True)
    lines = t.List(t.Unicode()).tag(sync=True)  # HTML
    picked = t.List(t.Int()).tag(sync=True)  # lines that were accused and are right
    current = t.Int(0).tag(sync=True)  # the line that the reply speaks of; 0: none
    reply = t.Unicode().tag(sync=True)  # HTML
    hint = t.Unicode().tag(sync=True)  # HTML, empty until asked for
    solved = t.Bool(False).tag(sync=True)
    found = t.List(t.Int()).tag(sync=True)  # the lines at fault, empty until solved
    changes = t.List().tag(sync=True)  # pairs: line, its mended form as HTML
    story = t.Unicode().tag(sync=True)  # HTML

    def __init__(self, program: Hunt) -> None:
        self._hunt = program
        lines = highlighted(program.program)
        numbered = enumerate(program.program.split("\n"), 1)
        listing = "\n".join(f"{n:2}  {line}".rstrip() for n, line in numbered)
        self._plain = f"Which line is wrong? {program.title}\n{textwrap.indent(listing, ' ')}"
        self._markdown = (
            f"**Which line is wrong?** {program.title}\n\n```python\n{listing}\n```\n\n"
            "*Run this cell, and click the line.*"
        )
        super().__init__(f"hunt-{program.symptom}", title=program.title, lines=lines)

    def pick(self, line: int) -> None:
        """Accuse a line, counted from 1; the answer is in `reply`. ValueError if there is none."""
        reply = self._reply(line, f"**Line {line}.**")
        if self.solved:
            with self.hold_sync():
                self.current, self.reply = line, reply
        else:
            before = [word for word in self.kept.get("picks", "").split() if word != str(line)]
            self._keep(picks=" ".join([*before, str(line)]))

    def _keep(self, **change) -> None:
        self.keep({"picks": "", "hint": False, "gave_up": False, **self.kept, **change})

    def shown(self, record: dict) -> dict | None:
        """Return the picks that were kept, if they are picks of this program."""
        try:
            picks = [int(word) for word in record.get("picks", "").split()]
        except (AttributeError, ValueError):
            return None
        program = self._hunt
        if not all(1 <= line <= len(program.lines) for line in picks):
            return None
        gave_up = record.get("gave_up") is True
        solved = gave_up or not program.wrong.isdisjoint(picks)
        wrong = sorted(program.wrong)
        current = wrong[0] if gave_up else picks[-1] if picks else 0
        reply = self._reply(current, f"✗ **Not line {current}.**") if current else ""
        if gave_up:
            said = [f"It is line {' or '.join(map(str, wrong))}."]
            said += [f"**Line {n}.** {program.reply(n)}" for n in wrong]
            reply = marked_up("\n\n".join(said))
        before, after = self.lines, highlighted(program.mended)
        changes = [[n, after[n - 1]] for n in wrong if after[n - 1] != before[n - 1]]
        return {
            "current": current,
            "reply": reply,
            "picked": [n for n in picks if n not in wrong],
            "hint": marked_up(f"**Hint.** {program.hint}") if record.get("hint") is True else "",
            "found": wrong if solved else [],
            "changes": changes if solved else [],
            "solved": solved,
        }

    def _reply(self, line: int, otherwise: str) -> str:
        said = self._hunt.reply(line)
        right = line in self._hunt.wrong
        return marked_up(f"{f'✓ **Line {line}: that is it.**' if right else otherwise} {said}")

    def _put(self, record: dict, **how) -> None:
        # The answer is on its way before the programs run: one of them takes a second or two.
        super()._put(record, **how)
        self.story = _story(self._hunt) if self.solved else ""

    def receive(self, content: dict) -> None:
        """Answer a pick, give a hint, give up, or what every card does."""
        do = content.get("do")
        if do == "pick":
            self.pick(content["line"])
        elif do == "hint":
            self._keep(hint=True)
        elif do == "give up" and not self.solved:
            self._keep(gave_up=True)
        super().receive(content)


def _story(program: Hunt) -> str:
    """Return what both programs put out, and what is told about the mistake, as HTML."""
    before, after = (outcome(p, program.drawing) for p in (program.program, program.mended))
    return (
        '<div class="sl-runs">'
        f"<section><h4>As it was</h4>{before}</section>"
        f"<section><h4>Mended</h4>{after}</section></div>"
        f"{marked_up('**The story.** ' + program.story)}"
        f"{marked_up('*Found in:* ' + program.found_in + '.')}"
        f"{marked_up('**What would have caught it.** ' + program.moral)}"
        f"<pre>{highlighted(program.catch)[0]}</pre>"
    )


# More than the lesson's import cell gives to its programs. Run late: pictures need matplotlib.
IMPORTS = """\
import numpy as np
from helpers import *
from helpers.live import picture
"""


def outcome(program: str, drawing: str = "") -> str:
    """Return as HTML what a program prints and draws, run as in a fresh notebook.

    `drawing` is code that runs after it; of each `picture` in it the HTML has the words too.
    """
    space: dict[str, object] = {"__name__": "__main__"}
    exec(IMPORTS, space)
    pictures, picture = [], space["picture"]
    space["picture"] = lambda *args, **options: pictures.append(picture(*args, **options))
    called = call(lambda: exec(f"{program}\n{drawing}", space), (), None)
    if called.error:  # what was found stands, whatever the programs do here
        why = html.escape(f"{type(called.error).__name__}: {one_line(called.error)}")
        return f"<p>The program could not be run here ({why}).</p>"
    shown = f"<pre>{html.escape(called.printed.rstrip())}</pre>" if called.printed else ""
    for drawn in pictures:
        data = base64.b64encode(drawn.still()).decode("ascii")
        shown += f'<img src="data:image/png;base64,{data}" alt="{html.escape(drawn.text)}">'
        drawn.close()
    return shown


_TOKENS = re.compile(
    rf"""(?P<comment>\#.*)|"[^"]*"|'[^']*'|\b(?P<keyword>{"|".join(keyword.kwlist)})\b"""
)


def highlighted(program: str) -> list[str]:
    """Return the lines of a program as HTML, escaped, with comments and keywords in spans.

    >>> highlighted("for k in z:")
    ['<span class="keyword">for</span> k <span class="keyword">in</span> z:']
    """
    return [_TOKENS.sub(_marked, html.escape(line, quote=False)) for line in program.split("\n")]


def _marked(token: re.Match) -> str:
    # Of the text in quotes no word is a keyword.
    return f'<span class="{token.lastgroup}">{token[0]}</span>' if token.lastgroup else token[0]


def hunt(name):
    """Show a program with one mistake, and answer the line that you accuse.

    Parameters
    ----------
    name : str
        The symptom of a program in `helpers.exercises.content.hunts`, such as "stuck-loss"; the
        name of its mistake does as well. Your picks are kept: when the cell runs again, or after
        the kernel restarted, they are there.

    Returns
    -------
    Listing
        A widget, shown as the value of the cell.

    Raises
    ------
    TypeError
        If the name is no text.
    ValueError
        If no program has this name; the message lists the nearest.

    Examples
    --------
    >>> hunt("equal-columns").pick(3)
    """
    return Listing(find(name))
