"""Cut the mathematics font of the site out of STIX Two Math.

    python tools/site_pages/assets/font.py STIXTwoMath-Regular.ttf

writes math.woff2 beside this file. It needs fonttools and brotli. Phones have no font with the
table that tells a browser how to stretch a bracket; with this one they draw what a laptop draws.
The signs are those that tools/site_pages/tex can write. The licence is in OFL.txt.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2]))

from tools.site_pages.tex import symbols  # noqa: E402

# Each font that is changed has to have another name than the one it came from.
NAME = "Lessons Math"


def characters():
    """Return the code points of every sign that a formula can hold."""
    tables = (
        symbols.GREEK, symbols.CAPITAL_GREEK, symbols.ORDINARY, symbols.BINARY, symbols.RELATIONS,
        symbols.LARGE, symbols.DELIMITERS, symbols.ACCENTS, symbols.BRACES, symbols.STRUCK,
    )  # fmt: skip
    signs = {sign for table in tables for sign in table.values()}
    signs |= set(map(chr, range(0x20, 0x7F))) | set("−∗·′″‴×∂∇→≤≥≠≈∞°‖\u00a0\u2061√‾_¯ˆ˜")
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    alphabets = ("mathbf", "mathcal", "mathbb")
    signs |= {symbols.in_alphabet(name, letter) for name in alphabets for letter in letters}
    italic = set(range(0x1D434, 0x1D468)) | {0x210E} | set(range(0x1D6FC, 0x1D71C))
    return {ord(sign) for sign in signs if len(sign) == 1} | italic


def main(source):
    """Write math.woff2."""
    options = subset.Options(
        flavor="woff2", hinting=False, layout_features=[], notdef_outline=True
    )
    options.drop_tables += ["DSIG", "GPOS"]
    font = TTFont(source)
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=characters())
    chosen.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = NAME.replace(" ", "") if record.nameID == 6 else NAME
    target = HERE / "math.woff2"
    subset.save_font(font, target, options)
    print(f"{target}: {target.stat().st_size} bytes, {font['maxp'].numGlyphs} glyphs")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
