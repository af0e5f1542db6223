"""Cut the mathematics font of the site out of STIX Two Math.

    python tools/site_pages/font.py STIXTwoMath-Regular.ttf

writes assets/math.woff2. It needs fonttools and brotli. Phones have no font with the
table that tells a browser how to stretch a bracket; with this one they draw what a laptop draws.
A test holds that every sign of every formula is among `characters()`. The licence is in
assets/OFL.txt.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
# Each font that is changed has to have another name than the one it came from.
NAME = "Lessons Math"
PRIMES = "′″‴"
# Accents, Greek, arrows, operators, relations, brackets.
SIGNS = (
    "\u00a0\u2061¨¯°±·×÷ˆˇ˙˜‖…‾ΓΔΘΛΞΠΣΥΦΨΩαβγδεζηθικλμνξπρςστυφχψωϑϕϱϵ←↑→↓↔↦⇐⇒⇔⟶⟹⟺⟼"
    "∀∂∃∅∇∈∉∋∌∏∐∑−∓∖∗∘∙√∝∞∠∣∥∧∨∩∪∫∬∮∼∽≃≅≈≌≔≕≜≠≡≢≤≥≪≫≲≳≺≻⊂⊃⊆⊇⊕⊗⊙⊤⊥⋂⋃⋅⋆⋍⋮⋯⋰⋱⌈⌉⌊⌋⏞⏟□✓⟂⟨⟩⦣⨁"
)
# First and last code point: letters like ℝ, then bold, italic, script, double-struck and digits.
ALPHABETS = [
    (0x2102, 0x2134), (0x1D400, 0x1D467), (0x1D49C, 0x1D4CF), (0x1D538, 0x1D56B),
    (0x1D6FC, 0x1D71B), (0x1D7CE, 0x1D7E1),
]  # fmt: skip


def characters():
    """Return the code points of every sign that a formula can hold."""
    signs = set(map(chr, range(0x20, 0x7F))) | set(SIGNS + PRIMES)
    alphabets = [chr(code) for first, last in ALPHABETS for code in range(first, last + 1)]
    return {ord(sign) for sign in signs.union(alphabets)}


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


if __name__ == "__main__":
    main(sys.argv[1])
