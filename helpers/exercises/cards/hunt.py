"""`hunt`: a listing with one mistake, in which you point at the line that makes it."""

from __future__ import annotations

import ast
import base64
import contextlib
import html
import io
import keyword
import re
from dataclasses import dataclass

import numpy as np
import traitlets as t

from helpers.exercises.cards.kept import KeptWidget, read
from helpers.exercises.checker.hunted import Hunt
from helpers.exercises.checker.store import default_store
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
        self._picks: list[int] = []  # in their order; the line that was found is the last
        self._gave_up = False
        super().__init__(
            f"hunt-{program.symptom}",
            default_store(),
            title=program.title,
            lines=highlighted(program.program),
        )

    def pick(self, line: int) -> None:
        """Accuse a line, counted from 1; the answer is in `reply`.

        Raises
        ------
        TypeError, ValueError
            If there is no such line.
        """
        said = self._hunt.reply(line)
        right, open_still = line in self._hunt.wrong, not self.solved
        if right:
            verdict = f"✓ **Line {line}: that is it.**"
        else:
            verdict = f"✗ **Not line {line}.**" if open_still else f"**Line {line}.**"
        if open_still and line not in self._picks:
            self._picks.append(line)
        with self.hold_sync():
            self.current, self.reply = line, marked_up(f"{verdict} {said}")
            self.picked = [n for n in self._picks if n not in self._hunt.wrong]
        self._keep()  # before the programs run: the pick stands, whatever they do
        if right and open_still:
            self._solve()

    def show_hint(self) -> None:
        """Show where to look."""
        self.hint = marked_up(f"**Hint.** {self._hunt.hint}")
        self._keep()

    def give_up(self) -> None:
        """Show the line, and all that is said about it."""
        if self.solved:
            return
        lines = sorted(self._hunt.wrong)
        said = [f"It is line {' or '.join(map(str, lines))}."]
        said += [f"**Line {n}.** {self._hunt.reply(n)}" for n in lines]
        self._gave_up = True
        with self.hold_sync():
            self.current, self.reply = lines[0], marked_up("\n\n".join(said))
        self._keep()
        self._solve()

    def clear(self) -> None:
        """Forget the picks, and hide the answer again."""
        self._hide()
        self._keep()

    def take_back(self, record: dict) -> bool:
        """Show the picks that were kept, if they are picks of this program."""
        try:
            picks = [int(word) for word in record.get("picks", "").split()]
        except (AttributeError, ValueError):
            return False
        if not record or not all(1 <= line <= len(self.lines) for line in picks):
            return False
        self._hide()
        for line in picks:
            self.pick(line)
        if record.get("hint") is True:
            self.show_hint()
        if record.get("gave_up") is True:
            self.give_up()
        return True

    def _hide(self) -> None:
        self._picks, self._gave_up = [], False
        with self.hold_sync():
            self.solved, self.current = False, 0
            self.picked = self.found = self.changes = []
            self.reply = self.hint = self.story = ""

    def _solve(self) -> None:
        program = self._hunt
        mended = highlighted(program.mended)
        with self.hold_sync():
            self.found = sorted(program.wrong)
            self.changes = [[n, mended[n - 1]] for n, _, _ in program.changes()]
            self.solved = True
        # The answer is on its way before the programs run: one of them takes a second or two.
        self.story = _story(program)

    def _keep(self) -> None:
        picks = " ".join(map(str, self._picks))
        record = {"picks": picks, "hint": bool(self.hint), "gave_up": self._gave_up}
        record = record if any(record.values()) else {}
        if record != {key: value for key, value in self.kept.items() if key != "at"}:
            self.keep(record)

    def receive(self, content: dict) -> None:
        """Answer a pick, give a hint, give up, or what every card does."""
        do, line = content.get("do"), content.get("line")
        if do == "pick" and type(line) is int and 1 <= line <= len(self.lines):
            self.pick(line)
        elif do == "hint":
            self.show_hint()
        elif do == "give up":
            self.give_up()
        super().receive(content)

    def __repr__(self) -> str:
        return f"Which line is wrong? {self.title}\n{self._numbered(3)}"

    def _numbered(self, width: int) -> str:
        lines = enumerate(self._hunt.program.split("\n"), 1)
        return "\n".join(f"{n:{width}}  {line}".rstrip() for n, line in lines)

    def _as_markdown(self) -> str:
        return (
            f"**Which line is wrong?** {self.title}\n\n```python\n{self._numbered(2)}\n```\n\n"
            "*Run this cell, and click the line.*"
        )


def _story(program: Hunt) -> str:
    """Return what both programs put out, and what is told about the mistake, as HTML."""
    try:
        codes = program.program, program.mended
        before, after = (outcome(code, program.drawing).as_html() for code in codes)
    except Exception as error:  # what was found stands, whatever the programs do here
        why = html.escape(f"{type(error).__name__}: {one_line(error)}")
        before = after = f"<p>The program could not be run here ({why}).</p>"
    return (
        '<div class="sl-runs">'
        f"<section><h4>As it was</h4>{before}</section>"
        f"<section><h4>Mended</h4>{after}</section></div>"
        f"{marked_up('**The story.** ' + program.story)}"
        f"{marked_up('*Found in:* ' + program.found_in + '.')}"
        f"{marked_up('**What would have caught it.** ' + program.moral)}"
        f"<pre>{highlighted(program.catch)[0]}</pre>"
    )


# What the lesson's import cell gives to its programs. Run late: pictures need matplotlib.
IMPORTS = """\
import numpy as np
from helpers import (
    binary_cross_entropy_from_logits,
    categorical_cross_entropy_from_logits,
    log_softmax,
    numerical_gradient,
    sigmoid,
    softmax,
)
from helpers.live import picture
"""


@dataclass(frozen=True)
class Outcome:
    """What a program printed, and the picture that was drawn of it where there is one."""

    printed: str
    png: bytes = b""
    alt: str = ""

    def as_html(self) -> str:
        """Return text and picture as HTML; the picture has its words."""
        shown = f"<pre>{html.escape(self.printed.rstrip())}</pre>" if self.printed else ""
        if self.png:
            data = base64.b64encode(self.png).decode("ascii")
            alt = html.escape(self.alt, quote=True)
            shown += f'<img src="data:image/png;base64,{data}" alt="{alt}">'
        return shown


def outcome(program: str, drawing: str = "") -> Outcome:
    """Run a program in a name space of its own, as a fresh notebook would.

    It needs no more than the lesson's imports. `drawing` is code that runs after it; a picture in
    its last line is kept.
    """
    space: dict[str, object] = {"__name__": "__main__"}
    exec(IMPORTS, space)
    printed = io.StringIO()
    tree = ast.parse(f"{program}\n{drawing}")
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    with contextlib.redirect_stdout(printed), np.errstate(all="ignore"):
        exec(compile(tree, "program", "exec"), space)
        value = None
        if last is not None:
            value = eval(compile(ast.Expression(last.value), "program", "eval"), space)
    if not hasattr(value, "still"):
        return Outcome(printed.getvalue())
    drawn = Outcome(printed.getvalue(), bytes(value.still()), value.text)
    value.close()
    return drawn


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
