"""Python code as HTML, line by line, with the parts that an editor would colour."""

from __future__ import annotations

import html
import io
import keyword
import tokenize

_KINDS = {tokenize.COMMENT: "comment", tokenize.STRING: "string", tokenize.NUMBER: "number"}
# From Python 3.12 on the pieces of an f-string are tokens of their own.
_KINDS |= {
    getattr(tokenize, name): "string"
    for name in ("FSTRING_START", "FSTRING_MIDDLE", "FSTRING_END")
    if hasattr(tokenize, name)
}


def highlighted(program: str) -> list[str]:
    """Return the lines of a program as HTML, escaped, with comments and the like in spans.

    Examples
    --------
    >>> highlighted("for k in z:")
    ['<span class="keyword">for</span> k <span class="keyword">in</span> z:']
    """
    lines = program.split("\n")
    marks: list[list[tuple[int, int, str]]] = [[] for _ in lines]
    for token in tokenize.generate_tokens(io.StringIO(program).readline):
        kind = _KINDS.get(token.type)
        if token.type == tokenize.NAME and keyword.iskeyword(token.string):
            kind = "keyword"
        if kind and token.start[0] == token.end[0]:
            marks[token.start[0] - 1].append((token.start[1], token.end[1], kind))
    return [_marked(line, found) for line, found in zip(lines, marks)]


def _marked(line: str, marks: list[tuple[int, int, str]]) -> str:
    out, done = "", 0
    for start, end, kind in marks:
        out += html.escape(line[done:start], quote=False)
        out += f'<span class="{kind}">{html.escape(line[start:end], quote=False)}</span>'
        done = end
    return out + html.escape(line[done:], quote=False)
