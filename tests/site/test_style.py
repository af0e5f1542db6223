"""The colours of the pages can be read by everybody, in light and in dark."""

import re

import pytest

from tools.site_pages.build import HERE
from tools.site_pages.font import characters

SHEET = (HERE / "assets" / "style.css").read_text(encoding="utf-8")
# WCAG 2.2, level AA: 4.5 for text, 3 for what only has to be seen.
TEXT, SEEN = 4.5, 3.0
PAIRS = [
    *((ink, ground, TEXT) for ink in ("ink", "ink-2", "link") for ground in
      ("paper", "paper-2", "card", "code")),
    *((ink, ground, TEXT) for ink in ("keyword", "string", "comment", "number", "name")
      for ground in ("code", "paper")),
    ("on-accent", "accent", TEXT),
    ("errors", "paper", TEXT),
    ("accent", "paper", SEEN),
]  # fmt: skip


def colours(scheme):
    """Return the colours named in the sheet, as a reader with this scheme gets them."""
    light, dark = re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL)
    known = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    if scheme == "dark":
        known |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark))
    return known


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear))


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_written_stands_out(scheme):
    known = colours(scheme)
    weak = [(i, g) for i, g, least in PAIRS if contrast(known[i], known[g]) < least]
    assert weak == []
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_every_colour_of_the_light_scheme_has_one_in_the_dark():
    light, dark = re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL)
    assert set(re.findall(r"--([\w-]+):", light)) == set(re.findall(r"--([\w-]+):", dark))


def test_who_moves_by_keyboard_sees_where_and_motion_can_be_refused():
    assert re.search(r":focus-visible \{ outline: 3px solid", SHEET)
    assert re.search(r"outline: (none|0)", SHEET) is None
    front = (HERE / "templates" / "front.html").read_text(encoding="utf-8")
    assert "prefers-reduced-motion: reduce" in front


def test_the_font_has_a_sign_for_everything_that_the_formulas_hold(pages):
    # A text in a formula is set in the font of the page.
    held = {
        sign
        for page in pages.values()
        for text in page.select("math :not(mtext)")
        for sign in "".join(text.find_all(string=True, recursive=False))
    }
    assert len(held) > 80
    assert {ord(sign) for sign in held} <= characters()
    assert (HERE / "assets" / "OFL.txt").read_text(encoding="utf-8").startswith("Copyright 20")
