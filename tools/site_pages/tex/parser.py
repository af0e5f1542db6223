"""Reads TeX token by token and gives atoms, the pieces of a formula."""

import re
from html import escape

from tools.site_pages.tex import symbols
from tools.site_pages.tex.atoms import Atom, mo, row, space, with_script

TOKEN = re.compile(r"\\(?:[A-Za-z]+\*?|.)|\s+|.", re.DOTALL)


class TexError(ValueError):
    """A formula that cannot be set; the message says which, and why."""


class Parser:
    r"""One pass over a formula.

    Parameters
    ----------
    tex : str
        The formula without its dollar signs.
    display : bool
        Whether sums have their limits above and below, as on a line of their own.
    """

    def __init__(self, tex, display=False):
        self.tokens = TOKEN.findall(re.sub(r"(?<!\\)%.*", "", tex))
        self.at = 0
        self.display = display

    # ---- tokens; spaces mean nothing except in words

    def peek(self):
        """Return the next token, None at the end."""
        while self.at < len(self.tokens) and self.tokens[self.at].isspace():
            self.at += 1
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self, wanted=None):
        """Return the next token and go on; it must be `wanted` if that is given."""
        token = self.peek()
        if token is None:
            raise TexError(f"it ends where {wanted or 'more'} was expected")
        if wanted and token != wanted:
            raise TexError(f"{token} stands where {wanted} was expected")
        self.at += 1
        return token

    def raw(self):
        """Return what stands within braces as it is written."""
        self.take("{")
        start, depth = self.at, 1
        while depth:
            if self.at == len(self.tokens):
                raise TexError("a brace is not closed")
            depth += {"{": 1, "}": -1}.get(self.tokens[self.at], 0)
            self.at += 1
        return "".join(self.tokens[start : self.at - 1])

    def delimiter(self):
        """Return the sign of a delimiter; an empty text for the invisible one."""
        token = self.take()
        if token == ".":
            return ""
        name = "Vert" if token == r"\|" else token.removeprefix("\\")
        if name not in symbols.DELIMITERS:
            raise TexError(f"{token} is no delimiter")
        return symbols.DELIMITERS[name]

    # ---- rows and arguments

    def atoms(self, *until):
        """Return the atoms up to one of the tokens `until`, which is not taken, or to the end."""
        found = []
        while (token := self.peek()) not in until:
            if token is None:
                if not until:
                    return found
                raise TexError(f"it ends where {' or '.join(until)} was expected")
            if token in (r"\displaystyle", r"\textstyle"):
                self.display = self.take() == r"\displaystyle"
            else:
                found.append(self.scripted())
        return found

    def group(self, display=None):
        """Return the atoms of one argument: what stands in braces, or a single token."""
        before = self.display
        self.display = before if display is None else display
        if self.peek() == "{":
            self.take()
            atoms = self.atoms("}")
            self.take("}")
        else:
            atoms = [self.nucleus(alone=True)]
        self.display = before
        return atoms

    def argument(self, display=None, tight=False):
        """Return one argument as one element of MathML."""
        return row(self.group(display), tight=tight)

    # ---- one atom

    def scripted(self):
        """Return the next atom with its indices, exponents and primes."""
        bare = self.peek() in ("_", "^", "'")
        base = Atom("ord", "<mrow></mrow>") if bare else self.nucleus()
        limits = base.limits and self.display
        if self.peek() in (r"\limits", r"\nolimits"):
            limits = self.take() == r"\limits"
        found, primes = {}, ""
        while (token := self.peek()) in ("_", "^", "'"):
            self.take()
            if token == "'":
                primes += "′"
            elif token in found:
                raise TexError(f"{token} stands twice on one letter")
            else:
                found[token] = self.argument(display=False, tight=True)
        above = found.get("^")
        if primes:
            prime = mo(primes, **{"class": "prime"}, lspace="0", rspace="0")
            above = f"<mrow>{prime}{above}</mrow>" if above else prime
        return with_script(base, found.get("_"), above, limits)

    def nucleus(self, alone=False):
        """Return the next atom without scripts; of a number `alone` only its first digit."""
        from tools.site_pages.tex.commands import command

        token = self.take()
        if token.startswith("\\"):
            return command(self, token[1:])
        if token == "{":
            inside = self.atoms("}")
            self.take("}")
            return Atom("ord", row(inside))
        if token.isdigit():
            return Atom("ord", f"<mn>{token if alone else self._number(token)}</mn>")
        if token.isalpha():
            return Atom("ord", f"<mi>{escape(token)}</mi>")
        return _sign(token)

    def _number(self, digits):
        while (token := self.peek()) is not None:
            following = self.tokens[self.at + 1 : self.at + 2]
            point = token == "." and following and following[0].isdigit()
            if not (token.isdigit() or point):
                break
            digits += self.take()
        return digits


def _sign(token):
    """Return the atom of a sign that is written as itself."""
    if token == "}":
        raise TexError("} stands where no brace is open")
    if token in "+-*−":
        return Atom("bin", mo({"-": "−", "*": "∗"}.get(token, token)))
    if token in "=<>:≤≥≠≈→":
        return Atom("rel", mo(token))
    if token in symbols.OPENING:
        return Atom("open", mo(token, stretchy="false"))
    if token in symbols.CLOSING or token == "!":
        return Atom("close", mo(token, stretchy="false"))
    if token in ",;":
        return Atom("punct", mo(token, separator="true"))
    if token in "|/":
        return Atom("ord", mo(token, stretchy="false", lspace="0", rspace="0"))
    if token == "~":
        return space("0.3333em")
    if token in ".…⋯·?@∞°":
        return Atom("ord", f"<mi>{token}</mi>")
    raise TexError(f"{token} stands where it means nothing")
