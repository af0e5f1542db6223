"""The pieces of a formula, and the space between them."""

import re
from dataclasses import dataclass, replace
from html import escape

THIN = '<mspace width="0.1667em"></mspace>'
# A sign after one of these, or after nothing, belongs to what follows it: the minus of -1.
_BEFORE_A_SIGN = (None, "op", "big", "bin", "rel", "open", "punct")
# In letters. A formula up to this long stays whole; a piece of a longer one is cut again beyond.
WHOLE, PIECE = 18, 26


@dataclass(frozen=True)
class Atom:
    """One element of a row of MathML, with its class as TeX has it (see symbols.py)."""

    kind: str
    xml: str
    limits: bool = False

    @property
    def letters(self):
        """How long it is, in letters."""
        return len(re.sub(r"<[^>]*>", "", self.xml))


def mo(sign, **attributes):
    """Return an operator."""
    given = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<mo{given}>{escape(sign)}</mo>"


def space(width):
    """Return a space of this width."""
    return Atom("space", f'<mspace width="{width}"></mspace>')


def with_script(base, sub, sup, limits):
    """Return the atom `base` with what stands below and above it, beside it or as limits."""
    if sub is None and sup is None:
        return base
    names = ("munder", "mover", "munderover") if limits else ("msub", "msup", "msubsup")
    name = names[2] if sub and sup else names[0] if sub else names[1]
    return replace(base, xml=f"<{name}>{base.xml}{sub or ''}{sup or ''}</{name}>")


def spaced(atoms, after=None, tight=False):
    """Return the atoms with the space that TeX would put between them.

    Parameters
    ----------
    atoms : list of Atom
    after : str or None
        The class of what stands before them, for a cell of an aligned formula.
    tight : bool
        In an index or exponent hardly any space is left.
    """
    new, previous = [], after
    for atom in atoms:
        kind, xml = atom.kind, atom.xml
        if kind == "bin":
            form = "prefix" if previous in _BEFORE_A_SIGN else "infix"
            xml = _given(xml, form=form)
            kind = "sign" if form == "prefix" else kind
        elif kind == "rel":
            xml = _given(xml, form="infix")
        if tight and kind in ("bin", "rel", "punct") and "lspace" not in xml:
            xml = _given(xml, lspace="0.06em", rspace="0.06em")
        wants_space = (kind == "op" and previous in ("ord", "close", "op")) or (
            previous == "op" and kind == "ord"
        )
        if wants_space:
            new.append(Atom("space", THIN))
        new.append(replace(atom, xml=xml))
        # A space typed by hand takes the place of the one that would be put.
        previous = kind
    return new


def _given(xml, **attributes):
    given = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return xml.replace("<mo", "<mo" + given, 1) if re.search(r"<mo[ >]", xml) else xml


def row(atoms, after=None, tight=False):
    """Return the atoms as one element of MathML."""
    placed = spaced(atoms, after, tight)
    if len(placed) == 1:
        return placed[0].xml
    return f"<mrow>{''.join(atom.xml for atom in placed)}</mrow>"


def pieces(atoms):
    """Return the atoms in the pieces between which a line may break."""
    if sum(atom.letters for atom in atoms) <= WHOLE:
        return [atoms]
    found = []
    for piece in _cut(atoms, ("rel", "punct"), within=False):
        long = sum(atom.letters for atom in piece) > PIECE
        found += _cut(piece, ("bin", "punct"), within=True) if long else [piece]
    return found


def _cut(atoms, kinds, within):
    """Cut after the atoms of these kinds, in parentheses too if `within`."""
    found, depth = [[]], 0
    for n, atom in enumerate(atoms):
        depth += {"open": 1, "close": -1}.get(atom.kind, 0)
        found[-1].append(atom)
        sign = atom.kind == "bin" and (n == 0 or atoms[n - 1].kind in _BEFORE_A_SIGN)
        if atom.kind in kinds and not sign and (within or depth <= 0):
            found.append([])
    return [piece for piece in found if piece]
