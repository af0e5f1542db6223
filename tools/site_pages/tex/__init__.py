r"""TeX formulas as MathML, when the site is built: the page needs no script to show them.

It knows the TeX that lessons use, and refuses the rest by name rather than let a page show a
backslash. The output keeps to MathML Core, which the browsers of today draw by themselves.
"""

from tools.site_pages.tex.atoms import pieces, row
from tools.site_pages.tex.parser import Parser, TexError

__all__ = ["TexError", "to_mathml"]


def to_mathml(tex, display=False):
    r"""Return a formula as MathML.

    Parameters
    ----------
    tex : str
        What stands between the dollar signs.
    display : bool
        Whether it stands on a line of its own. A long formula within a line is given as several
        `math` elements, side by side, so that the line can break after a relation.

    Returns
    -------
    str

    Raises
    ------
    TexError
        When something in the formula is unknown or does not fit together. It is a ValueError.

    Examples
    --------
    >>> to_mathml("z_1")
    '<math><msub><mi>z</mi><mn>1</mn></msub></math>'
    """
    try:
        parser = Parser(tex, display)
        atoms = parser.atoms()
        if not atoms:
            raise TexError("it is empty")
    except TexError as problem:
        raise TexError(f"{problem}, in the formula ${' '.join(tex.split())}$") from None
    if display:
        return f'<math display="block">{row(atoms)}</math>'
    return "".join(f"<math>{row(piece)}</math>" for piece in pieces(atoms))
