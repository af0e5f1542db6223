"""The card a verdict, a hint or a solution is shown on, in JupyterLab's light and dark theme."""

from __future__ import annotations

import html

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


def card(body: str, colour: str = "var(--jp-info-color1, #1976d2)") -> str:
    """Put HTML on the card, with a stripe of the given colour."""
    return f'{STYLE}<div class="sl-card" style="--sl-mark:{colour}">{body}</div>'


def code(source: str) -> str:
    """Show source as it is."""
    return f"<pre><code>{html.escape(source.strip())}</code></pre>"


def details(exercise: Exercise) -> str:
    """Return three hints, each inside the one before, and a solution, all closed."""
    inner = ""
    for i in range(len(exercise.hints), 0, -1):
        hint = escaped(exercise.hints[i - 1])
        inner = f"<details><summary>Hint {i}</summary><p>{hint}</p>{inner}</details>"
    solution = (
        f"<details><summary>Show a solution</summary>{code(exercise.solution)}"
        f"<p>{escaped(exercise.why)}</p></details>"
    )
    return inner + solution
