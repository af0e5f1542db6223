"""What `check`, `hint` and `solution` answer: values that show themselves as text and as HTML."""

import html
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.exercises.checker.exercise import Exercise
from helpers.exercises.checker.words import escaped

# Scoped by class, no script. Every colour is a variable of JupyterLab's theme, with a fallback for
# places without it. Doubled selectors outweigh JupyterLab's own rules for tables and code. Where a
# sanitiser drops the style the text still reads in the right order.
STYLE = """<style>
.sl-card{box-sizing:border-box;max-width:52em;margin:4px 0;padding:10px 16px 12px;
border:1px solid var(--jp-border-color2,#ccc);border-left:4px solid var(--sl-mark);
border-radius:4px;color:var(--jp-content-font-color1,#222);background:var(--jp-layout-color1,#fff);
font-family:var(--jp-content-font-family,sans-serif);font-size:var(--jp-content-font-size1,14px);
line-height:1.5}
.sl-card p{margin:4px 0}
.sl-card p.sl-head span{color:var(--sl-mark);font-weight:bold}
.sl-card.sl-card code{background:var(--jp-layout-color2,#eee);color:inherit;padding:0 3px;
border-radius:2px;font-size:.93em}
.sl-card.sl-card table{border-collapse:collapse;margin:6px 0;font-size:1em;table-layout:auto}
.sl-card.sl-card table tr,.sl-card.sl-card table th,.sl-card.sl-card table td{background:none;
border:0;text-align:left;vertical-align:top;padding:1px 16px 1px 0;max-width:none}
.sl-card.sl-card table th{font-weight:normal;color:var(--jp-content-font-color2,#555);
white-space:nowrap}
.sl-card.sl-card table td code{background:none;padding:0;white-space:pre-wrap}
.sl-card details{margin:4px 0 0}
.sl-card details details{border-left:2px solid var(--jp-border-color2,#ccc);padding-left:10px}
.sl-card summary{cursor:pointer;color:var(--jp-content-link-color,#1565c0);width:fit-content}
.sl-card summary:focus-visible{outline:2px solid var(--jp-brand-color1,#1976d2)}
.sl-card.sl-card pre{background:var(--jp-layout-color2,#f3f3f3);color:inherit;padding:8px 12px;
border-radius:3px;overflow-x:auto;line-height:1.4;margin:6px 0}
.sl-card.sl-card pre code{background:none;padding:0}
</style>"""
#: Icon, word and theme colour for each status; the word says it, the colour only repeats it.
LOOK = {
    "not attempted": ("○", "not attempted yet", "var(--jp-info-color1, #1976d2)"),
    "right": ("✓", "right", "var(--jp-success-color1, #388e3c)"),
    "known mistake": ("◆", "wrong, and the mistake has a name", "var(--jp-warn-color1, #e65100)"),
    "wrong": ("✗", "wrong", "var(--jp-error-color1, #d32f2f)"),
    "error": ("!", "error", "var(--jp-error-color1, #d32f2f)"),
}


def _card(body: str, colour: str) -> str:
    return f'{STYLE}<div class="sl-card" style="--sl-mark:{colour}">{body}</div>'


def _code(source: str) -> str:
    return f"<pre><code>{html.escape(source.strip())}</code></pre>"


def _help(exercise: Exercise) -> str:
    """Return three hints, each inside the one before, and a solution, all closed."""
    inner = ""
    for i in range(len(exercise.hints), 0, -1):
        hint = escaped(exercise.hints[i - 1])
        inner = f"<details><summary>Hint {i}</summary><p>{hint}</p>{inner}</details>"
    solution = f"{_code(exercise.solution)}<p>{escaped(exercise.why)}</p>"
    return f"{inner}<details><summary>Show a solution</summary>{solution}</details>"


@dataclass
class Help:
    """A hint or a solution."""

    title: str
    text: str
    source: str = ""

    def __repr__(self) -> str:
        said = f"{self.title}: {self.text.replace('`', '')}"
        return f"{self.source.strip()}\n\n{said}" if self.source else said

    def _repr_html_(self) -> str:
        shown = _code(self.source) if self.source else ""
        title = f"<p><strong>{escaped(self.title)}</strong></p>"
        body = f"{title}{shown}<p>{escaped(self.text)}</p>"
        return _card(body, LOOK["not attempted"][-1])


@dataclass
class Verdict:
    """The answer of `check`: a status, sentences, and facts about one input."""

    status: str  # a key of `LOOK`
    exercise: Exercise | str  # or the name that none has
    sentences: list[str]  # backticks mark code
    facts: Sequence[tuple[str, str]] = ()  # the smallest failing input, …
    mistake: str | None = None  # the catalogue's id, when the answers equal known wrong ones

    def __repr__(self) -> str:
        icon, word, _ = LOOK[self.status]
        name = getattr(self.exercise, "name", None)
        lines = [f"{icon} {name or self.exercise}: {word}"]
        for sentence in self.sentences:
            text = sentence.replace("`", "")
            wrapped = textwrap.wrap(text, 88, break_long_words=False, break_on_hyphens=False)
            lines += [f"  {line}" for line in wrapped]
        width = max((len(label) for label, _ in self.facts), default=0)
        lines += [f"    {label:<{width}}  {text.replace('`', '')}" for label, text in self.facts]
        if name and self.status == "right":
            lines.append(f'  solution("{name}") shows one to compare with')
        elif name:
            lines.append(f'  hint("{name}") gives the next hint')
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        icon, word, colour = LOOK[self.status]
        body = "".join(f"<p>{escaped(s)}</p>" for s in self.sentences)
        rows = "".join(
            f"<tr><th scope='row'>{html.escape(label)}</th>"
            f"<td><code>{html.escape(text.replace('`', ''))}</code></td></tr>"
            for label, text in self.facts
        )
        table = f"<table><tbody>{rows}</tbody></table>" if rows else ""
        name = getattr(self.exercise, "name", None)
        return _card(
            f"<p class='sl-head'><span aria-hidden='true'>{icon}</span> "
            f"<code>{html.escape(name or self.exercise)}</code>: <strong>{word}</strong></p>"
            f"{body}{table}{_help(self.exercise) if name else ''}",
            colour,
        )
