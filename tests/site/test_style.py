"""The style of the pages: what axe-core does not see in a browser (tests/browser/test_pages.py)."""

import re

import numpy as np
from matplotlib.colors import to_rgb

from tools.site_pages.build import HERE

SHEET = (HERE / "assets" / "style.css").read_text(encoding="utf-8")


def test_every_colour_of_the_light_scheme_has_one_in_the_dark():
    light, dark = re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL)
    assert set(re.findall(r"--([\w-]+):", light)) == set(re.findall(r"--([\w-]+):", dark))


def luminance(colour):
    """Return the relative luminance of WCAG 2.2."""
    channels = np.array(to_rgb(colour))
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return linear @ (0.2126, 0.7152, 0.0722)


def test_what_has_the_focus_stands_out_in_both_schemes():
    for scheme in re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL):
        known = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", scheme))
        dark, light = sorted(luminance(known[name]) for name in ("accent", "paper"))
        assert (light + 0.05) / (dark + 0.05) >= 3


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
    assert held <= set((HERE / "math.txt").read_text(encoding="utf-8"))
    assert (HERE / "assets" / "OFL.txt").read_text(encoding="utf-8").startswith("Copyright 20")
