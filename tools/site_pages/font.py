"""Cut the mathematics font of the site out of STIX Two Math.

    python tools/site_pages/font.py STIXTwoMath-Regular.ttf

writes assets/math.woff2. It needs fonttools and brotli. Phones have no font with the
table that tells a browser how to stretch a bracket; with this one they draw what a laptop draws.
The signs are those that tools/site_pages/tex can write. The licence is in assets/OFL.txt.
"""

import runpy
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
# Each font that is changed has to have another name than the one it came from.
NAME = "Lessons Math"
PRIMES = "′″‴"


def characters():
    """Return the code points of every sign that a formula can hold."""
    # By its path: beside fonttools and brotli nothing has to be installed.
    symbols = runpy.run_path(str(HERE / "tex" / "symbols.py"))
    names = "GREEK CAPITAL_GREEK ORDINARY BINARY RELATIONS LARGE DELIMITERS ACCENTS BRACES STRUCK"
    signs = {sign for name in names.split() for sign in symbols[name].values()}
    signs |= set(map(chr, range(0x20, 0x7F))) | set("−∗·″‴∇°\u00a0\u2061√_¯ˆ˜" + PRIMES)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    alphabets = ("mathbf", "mathcal", "mathbb")
    signs |= {symbols["in_alphabet"](name, letter) for name in alphabets for letter in letters}
    italic = set(range(0x1D434, 0x1D468)) | {0x210E} | set(range(0x1D6FC, 0x1D71C))
    return {ord(sign) for sign in signs if len(sign) == 1} | italic


def keep_in_scripts(font, signs):
    """Leave the feature ssty, other shapes for small letters, to these signs alone.

    A prime needs it: its ordinary shape is small and raised already. For the letters it would
    double the size of the file.
    """
    names = {font.getBestCmap()[ord(sign)] for sign in signs}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            for kind in ("alternates", "mapping"):
                known = getattr(table, kind, {})
                for name in set(known) - names:
                    del known[name]


def main(source):
    """Write math.woff2."""
    options = subset.Options(
        flavor="woff2", hinting=False, layout_features=["ssty"], notdef_outline=True
    )
    options.drop_tables += ["DSIG", "GPOS"]
    font = TTFont(source)
    keep_in_scripts(font, PRIMES)
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=characters())
    chosen.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = NAME.replace(" ", "") if record.nameID == 6 else NAME
    target = HERE / "assets" / "math.woff2"
    subset.save_font(font, target, options)
    print(f"{target}: {target.stat().st_size} bytes, {font['maxp'].numGlyphs} glyphs")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
