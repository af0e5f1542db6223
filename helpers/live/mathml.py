"""Formulas with live numbers in them, as MathML: browsers show it at once, without MathJax.

Every function returns a piece of MathML Core as a string; `math` wraps the whole. Any text may
stand in them, since they escape it.
"""

from html import escape

MINUS = "\u2212"


def num(x, digits=2):
    """Return the number x, or ∞, with `digits` decimals, an integer without any.

    Examples
    --------
    >>> num(-1.5, 1)
    '<mrow><mo form="prefix">−</mo><mn>1.5</mn></mrow>'
    """
    written = f"{x}" if isinstance(x, int) else f"{x:.{digits}f}"
    # The sign of what is shown: a small negative number may be shown as 0.00.
    negative = written.startswith("-") and written.strip("-0.") != ""
    shown = "<mi>∞</mi>" if written.endswith("inf") else f"<mn>{written.lstrip('-')}</mn>"
    return f'<mrow><mo form="prefix">{MINUS}</mo>{shown}</mrow>' if negative else shown


def var(name, sub=None):
    """Return a letter, in italics, or a word, upright; `sub` stands below right."""
    letter = f"<mi>{escape(name)}</mi>"
    if sub is None:
        return letter
    kind = "mn" if str(sub).isdigit() else "mi"
    return f"<msub>{letter}<{kind}>{escape(str(sub))}</{kind}></msub>"


def op(sign):
    """Return an operator or relation, such as '=' or '+'; '-' becomes a real minus sign."""
    return f"<mo>{MINUS if sign == '-' else escape(sign)}</mo>"


def text(words):
    return f"<mtext>{escape(words)}</mtext>"


def row(*parts):
    return f"<mrow>{''.join(parts)}</mrow>"


def frac(above, below):
    return f"<mfrac>{row(above)}{row(below)}</mfrac>"


def sup(base, exponent):
    return f"<msup>{row(base)}{row(exponent)}</msup>"


def under(base, below):
    return f"<munder>{base}{below}</munder>"


def exp(exponent):
    return sup("<mi>e</mi>", exponent)


def paren(inner):
    return row('<mo form="prefix">(</mo>', inner, '<mo form="postfix">)</mo>')


def listed(parts):
    """Return the parts with commas between them, in parentheses: a vector."""
    return paren('<mo separator="true">,</mo>'.join(parts))


def total(terms):
    """Return the sum of the terms."""
    return row(op("+").join(terms))


def equal(*sides):
    return op("=").join(sides)


def slope(of, by):
    """Return the partial derivative of one letter by another."""
    return frac(row(op("∂"), of), row(op("∂"), by))


def mark(term, k):
    """Return the term in the colour of class k, readable on light and dark pages."""
    return f'<mrow class="sx-class sx-class-{k % 10}">{term}</mrow>'


def math(*parts, alttext):
    """Return the whole formula, ready for a panel's `formula`.

    `alttext` is the formula in words, for programs that do not read MathML.

    Examples
    --------
    >>> math(var("p"), alttext="p")
    '<math display="block" alttext="p"><mrow><mi>p</mi></mrow></math>'
    """
    return f'<math display="block" alttext="{escape(alttext)}">{row(*parts)}</math>'
