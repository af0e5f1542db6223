"""Run a program of the bug hunt, and keep what it prints and draws."""

from __future__ import annotations

import ast
import base64
import contextlib
import html
import io
from dataclasses import dataclass

import numpy as np

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
