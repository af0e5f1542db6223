"""Python code as HTML, line by line, with the comments and keywords that an editor would mark."""

from __future__ import annotations

import html
import keyword
import re

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
