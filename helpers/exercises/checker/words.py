"""Numbers, arrays and marked-up sentences as plain text and as HTML.

Few digits on purpose: the text is stored in notebooks and compared on every run, on machines whose
last digits differ.
"""

import html
import re

import numpy as np

_MATH_OR_CODE = re.compile(r"(\$[^$]+\$|`[^`]+`)")
_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_SLANTED = re.compile(r"(?<![\w*])\*([^*\s][^*]*)\*(?![\w*])")


def rounded(value: object, digits: int = 4) -> str:
    """Write one number with four significant digits, or as many as are asked for."""
    value = np.asarray(value)[()]
    if not isinstance(value, np.floating):
        return str(value)
    return f"{float(value):z.{digits}g}"  # z: no -0


def array(values: object) -> str:
    """Write an array on one line, cut after eight entries of an axis."""
    values = np.asarray(values)
    if values.ndim == 0:
        return rounded(values[()])
    shown = [array(v) for v in values[:8]]
    return "[" + ", ".join(shown + ["…"] * (len(values) > 8)) + "]"


def described(values: object) -> str:
    """Write an argument with format and shape, ``[1]  (int64, shape (1,))``; a function by name."""
    if callable(values):
        return one_line(getattr(values, "__name__", type(values).__name__))
    if not isinstance(values, np.ndarray):
        return rounded(values)
    return f"{array(values)}  ({values.dtype.name}, shape {values.shape})"


def one_line(text: object, most: int = 160) -> str:
    """Shorten a message that is not ours, and drop memory addresses, which differ on every run."""
    try:
        text = str(text)
    except BaseException:  # a reader's own exception class may not know how to show itself
        text = ""
    text = re.sub(r" at 0x[0-9a-fA-F]+", "", " ".join(text.split()))
    return text if len(text) <= most else text[: most - 1] + "…"


def plain(text: str) -> str:
    """Turn an author's text into plain text: no tags, no stars; $math$ and `code` stay."""
    pieces = _MATH_OR_CODE.split(text)  # every second one is math or code
    bare = [re.sub(r"</?[a-zA-Z][^<>]*>", "", _styled(piece)) for piece in pieces[::2]]
    pieces[::2] = map(html.unescape, bare)
    return "".join(pieces)


def escaped(sentence: str) -> str:
    """Turn a sentence with `code` in backticks into HTML; everything else is escaped."""
    return re.sub("`([^`]+)`", r"<code>\1</code>", html.escape(sentence))


def marked_up(text: str) -> str:
    """Turn an author's text into HTML: paragraphs, **bold**, *slanted*, `code`, $math$, HTML.

    Inside $math$ the characters < > & are escaped: "$p<q$" would open a tag otherwise.
    """
    paragraphs = [p.strip() for p in re.split(r"\n\s*\n", text.strip())]
    return "".join(f"<p>{inline(p)}</p>" for p in paragraphs if p)


def inline(text: str) -> str:
    """Turn one paragraph of an author's into HTML, as `marked_up` does, without its tags."""
    pieces = _MATH_OR_CODE.split(text)
    pieces[::2] = map(_styled, pieces[::2])
    pieces[1::2] = [
        escaped(p) if p[0] == "`" else html.escape(p, quote=False) for p in pieces[1::2]
    ]
    return "".join(pieces)


def _styled(text: str) -> str:
    return _SLANTED.sub(r"<em>\1</em>", _BOLD.sub(r"<strong>\1</strong>", text))
