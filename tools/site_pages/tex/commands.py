r"""What each command that takes something (\frac, \text, \left, ...) makes of it."""

import re
from html import escape

from tools.site_pages.tex import symbols
from tools.site_pages.tex.atoms import Atom, mo, row, space
from tools.site_pages.tex.parser import Parser, TexError
from tools.site_pages.tex.tables import ENVIRONMENTS, table


def command(parser, name):
    r"""Return the atom of \name; its arguments are taken from the parser."""
    for names, kind, attributes in _SIGNS:
        if name in names:
            return Atom(kind, mo(names[name], **attributes), limits=name in _WITH_LIMITS)
    for names, style in _LETTERS:
        if name in names:
            return Atom("ord", f"<mi{style}>{escape(names[name])}</mi>")
    if name in symbols.FUNCTIONS or name in symbols.LIMITS:
        return Atom("op", f"<mi>{name}</mi>", limits=name in symbols.LIMITS)
    if name in symbols.SPACES:
        return space(symbols.SPACES[name])
    if name in symbols.DELIMITERS or name == "|":
        return _fence(symbols.DELIMITERS.get(name, "‖") if name != "|" else "‖")
    if name not in COMMANDS:
        raise TexError(f"\\{name} is not known to tools/site_pages/tex")
    return COMMANDS[name](parser, name)


_UPRIGHT = ' mathvariant="normal"'
_WITH_LIMITS = {name for name in symbols.LARGE if "int" not in name}
_SIGNS = (
    (symbols.BINARY, "bin", {}),
    (symbols.RELATIONS, "rel", {"stretchy": "false"}),
    (symbols.LARGE, "big", {}),
)
_LETTERS = (
    (symbols.GREEK, ""),
    (symbols.CAPITAL_GREEK, _UPRIGHT),
    (symbols.ORDINARY, _UPRIGHT),
)


def _fence(sign, **size):
    kind = "open" if sign in symbols.OPENING else "close" if sign in symbols.CLOSING else "ord"
    given = {"stretchy": "false"} | size
    return Atom(kind, mo(sign, **given, lspace="0", rspace="0"))


def _frac(parser, name):
    above, below = parser.argument(display=False), parser.argument(display=False)
    if name == "binom":
        inside = f'<mfrac linethickness="0">{above}{below}</mfrac>'
        return Atom("ord", f"<mrow><mo>(</mo>{inside}<mo>)</mo></mrow>")
    fraction = f"<mfrac>{above}{below}</mfrac>"
    if name == "frac" or (name == "dfrac") == parser.display:
        return Atom("ord", fraction)
    style = f'displaystyle="{str(name == "dfrac").lower()}" scriptlevel="0"'
    return Atom("ord", f"<mstyle {style}>{fraction}</mstyle>")


def _sqrt(parser, name):
    if parser.peek() != "[":
        return Atom("ord", f"<msqrt>{parser.argument()}</msqrt>")
    parser.take()
    index = row(parser.atoms("]"), tight=True)
    parser.take("]")
    return Atom("ord", f"<mroot>{parser.argument()}{index}</mroot>")


def _name(letters):
    """Return letters that make one word, upright as a word is."""
    return f"<mi{_UPRIGHT if len(letters) == 1 else ''}>{escape(letters)}</mi>"


def _operatorname(parser, name):
    words = re.sub(r"\\[,;:! ]|\s+", "\N{NO-BREAK SPACE}", parser.raw().strip())
    return Atom("op", _name(words), limits=name.endswith("*"))


def _roman(parser, name):
    return Atom("ord", _name(parser.raw().strip()))


def _alphabet(parser, name):
    inside = parser.raw().strip()
    letters = {**symbols.GREEK, **symbols.CAPITAL_GREEK}.get(inside.removeprefix("\\"), inside)
    if "\\" in letters:
        raise TexError(f"\\{name} takes letters, not {letters}")
    alphabet = {"bm": "boldsymbol"}.get(name, name)
    return Atom("ord", _name("".join(symbols.in_alphabet(alphabet, c) for c in letters)))


def _text(parser, name):
    r"""Words, with their spaces, and with the formulas that stand in them."""
    style = {"textbf": ' class="bold"', "textit": ' class="italic"', "texttt": ' class="code"'}
    parts = re.split(r"\$([^$]*)\$", parser.raw())
    shown = []
    for n, part in enumerate(parts):
        if n % 2:
            shown.append(row(Parser(part).atoms()))
        elif part:
            words = re.sub(r"[\s~]+", "\N{NO-BREAK SPACE}", re.sub(r"\\([%&_#$ ])", r"\1", part))
            if "\\" in words:
                raise TexError(f"a command stands in the words {part}")
            shown.append(f"<mtext{style.get(name, '')}>{escape(words)}</mtext>")
    return Atom("ord", shown[0] if len(shown) == 1 else f"<mrow>{''.join(shown)}</mrow>")


def _accent(parser, name):
    sign = mo(symbols.ACCENTS[name], stretchy=str(name in symbols.STRETCHED).lower())
    return Atom("ord", f'<mover accent="true">{parser.argument()}{sign}</mover>')


def _underline(parser, name):
    return Atom("ord", f"<munder>{parser.argument()}{mo('_', stretchy='true')}</munder>")


def _brace(parser, name):
    tag, label = ("mover", "^") if name == "overbrace" else ("munder", "_")
    sign = mo(symbols.BRACES[name], stretchy="true")
    braced = f"<{tag}>{parser.argument(display=True)}{sign}</{tag}>"
    if parser.peek() == label:
        parser.take()
        braced = f"<{tag}>{braced}{parser.argument(display=False)}</{tag}>"
    return Atom("ord", braced)


def _set_over(parser, name):
    tag = "munder" if name == "underset" else "mover"
    small, base = parser.argument(display=False, tight=True), parser.group()
    kind = base[0].kind if len(base) == 1 else "ord"
    return Atom(kind, f"<{tag}>{row(base)}{small}</{tag}>")


def _wrapped(before, after):
    return lambda parser, name: Atom("ord", f"{before}{parser.argument()}{after}")


def _not(parser, name):
    token = parser.take()
    if token not in symbols.STRUCK:
        raise TexError(f"\\not{token} is not known to tools/site_pages/tex")
    return Atom("rel", mo(symbols.STRUCK[token]))


def _left(parser, name):
    opening = parser.delimiter()
    inside = row(parser.atoms(r"\right"))
    parser.take(r"\right")
    closing = parser.delimiter()
    before, after = (
        mo(sign, form=form, fence="true", stretchy="true", symmetric="true") if sign else ""
        for sign, form in ((opening, "prefix"), (closing, "postfix"))
    )
    return Atom("ord", f"<mrow>{before}{inside}{after}</mrow>")


def _big(parser, name):
    height = f"{symbols.SIZES[re.sub('[lrm]$', '', name)]}em"
    size = {"stretchy": "true", "symmetric": "true", "minsize": height, "maxsize": height}
    atom = _fence(parser.delimiter(), **size)
    side = {"l": "open", "r": "close", "m": "rel"}.get(name[-1])
    return Atom(side or atom.kind, atom.xml)


def _begin(parser, name):
    environment = parser.raw().strip()
    if environment not in ENVIRONMENTS:
        raise TexError(f"the environment {environment} is not known to tools/site_pages/tex")
    if environment in ("array", "alignat*"):
        parser.raw()
    before, parser.display = parser.display, ENVIRONMENTS[environment].display
    rows = [[]]
    while True:
        rows[-1].append(parser.atoms("&", r"\\", r"\end"))
        ended = parser.take()
        if ended == r"\\":
            rows.append([])
        if ended == r"\end":
            break
    if (closed := parser.raw().strip()) != environment:
        raise TexError(f"\\begin{{{environment}}} is closed by \\end{{{closed}}}")
    parser.display = before
    return Atom("ord", table(environment, rows))


COMMANDS = {
    **dict.fromkeys(("frac", "dfrac", "tfrac", "binom"), _frac),
    **dict.fromkeys(("operatorname", "operatorname*"), _operatorname),
    **dict.fromkeys(("mathrm", "mathit"), _roman),
    **dict.fromkeys((*symbols.ALPHABETS, "bm"), _alphabet),
    **dict.fromkeys(("text", "textrm", "mbox", "textbf", "textit", "texttt"), _text),
    **dict.fromkeys(symbols.ACCENTS, _accent),
    **dict.fromkeys(symbols.BRACES, _brace),
    **dict.fromkeys(("overset", "underset", "stackrel"), _set_over),
    **{f"{size}{side}": _big for size in symbols.SIZES for side in ("", "l", "r", "m")},
    "sqrt": _sqrt,
    "underline": _underline,
    "phantom": _wrapped("<mphantom>", "</mphantom>"),
    "boxed": _wrapped('<mrow class="boxed">', "</mrow>"),
    "not": _not,
    "left": _left,
    "begin": _begin,
}
