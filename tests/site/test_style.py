"""The style of the pages: what axe-core does not see in a browser (tests/browser/test_pages.py)."""

import re

from tests.live.test_look import contrast
from tools.site_pages.build import HERE

SHEET = (HERE / "assets" / "style.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#\w+);", scheme))
    for scheme in re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL)
)


def test_both_schemes_have_every_colour_and_what_has_the_focus_stands_out():
    assert LIGHT.keys() == DARK.keys()
    for scheme in (LIGHT, DARK):
        assert contrast(scheme["accent"], scheme["paper"]) >= 3


def test_no_outline_is_taken_away_and_motion_can_be_refused():
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
    assert held <= set((HERE / "math.txt").read_text(encoding="utf-8"))
    assert (HERE / "assets" / "OFL.txt").read_text(encoding="utf-8").startswith("Copyright 20")
