"""Numbers, names and vectors as words, for pictures, sentences and formulas."""

import math

SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
THIN, GAP = "\u202f", "\u2003"  # spaces inside a formula; browsers drop plain ones there


def sub(name, k):
    """Return the name with the index of class k below it, counted from 1: 'z₁' for k = 0."""
    return name + str(k + 1).translate(SUBSCRIPTS)


def vector(values, digits):
    """Return '(1.0, 2.0, 3.0)'."""
    return "(" + ", ".join(number(v, digits) for v in values) + ")"


def number(x, digits=2):
    """Return x with a real minus sign; very large and very small ones as a power of ten.

    Only an exact 0 is written as 0, so that the reader can tell it from a number near it.
    """
    x = float(x)
    if x == 0:
        return "0"
    if not math.isfinite(x):
        return str(x).replace("-", "−")
    if 0.5 * 10.0**-digits <= abs(x) < 1e5:
        if abs(x) >= 1000:
            digits = 0  # nobody reads the cents of a thousand
        return f"{x:.{digits}f}".replace("-", "−")
    mantissa, power = f"{x:.1e}".split("e")
    return f"{mantissa}·10{str(int(power)).translate(SUPERSCRIPTS)}".replace("-", "−")


def signed(x, digits=3):
    """Return x with its sign, a real minus sign for negative numbers; an exact 0 is '0'."""
    if x == 0:
        return "0"
    if x != x:
        return "nan"  # which has no sign
    return f"{x:+.{digits}f}".replace("-", "−")


def unsigned_zero(x, digits=3):
    """Return x without a sign where it rounds to 0: for sums, which are 0 up to rounding."""
    return signed(x, digits) if abs(x) >= 0.5 * 10.0**-digits else f"{0:.{digits}f}"


def read_names(names, count, name):
    """Return `count` names as a list of strings, or raise the error that names the argument."""
    try:
        names = [str(each) for each in names]
    except TypeError:
        raise TypeError(f"{name}: expected a sequence of {count} names, got {names!r}") from None
    if len(names) != count:
        raise ValueError(f"{name}: expected {count} names, got {len(names)}: {names}")
    return names
