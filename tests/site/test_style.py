"""The style of the pages: what axe-core does not see in a browser (tests/browser/test_pages.py)."""

import re

import pytest
from matplotlib.text import Text

import helpers.panels
from tests.live.test_look import contrast
from tests.repository.files import ROOT
from tools.site_pages.build import HERE

SHEET = (HERE / "assets" / "style.css").read_text(encoding="utf-8")


def test_both_schemes_have_every_colour_and_what_has_the_focus_stands_out():
    schemes = re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL)
    light, dark = (dict(re.findall(r"--([\w-]+): (#\w+);", scheme)) for scheme in schemes)
    assert light.keys() == dark.keys()
    for scheme in (light, dark):
        assert contrast(scheme["accent"], scheme["paper"]) >= 3


def test_no_outline_is_taken_away_motion_can_be_refused_and_the_font_alone_is_fetched():
    assert re.search(r"outline: (none|0)", SHEET) is None
    front = (HERE / "templates" / "front.html").read_text(encoding="utf-8")
    assert "prefers-reduced-motion: reduce" in front
    assert "@import" not in SHEET
    assert re.findall(r"url\(([^)]*)\)", SHEET) == ['"math.woff2"']
    assert (HERE / "assets" / "OFL.txt").read_text(encoding="utf-8").startswith("Copyright 20")


@pytest.mark.parametrize("name", helpers.panels.__all__)
def test_no_letter_of_a_panel_is_lower_than_nine_pixels_on_a_phone(name):
    live = (ROOT / "site" / "live" / "live.css").read_text(encoding="utf-8")
    shown = re.search(r"\.sx-stage \{ max-width: none; min-width: (\d+)px; \}", live)[1]
    panel = getattr(helpers.panels, name)()
    figure = panel.stage.figure
    points = [text.get_fontsize() for text in figure.findobj(Text) if text.get_text().strip()]
    assert min(points) * figure.dpi / 72 * int(shown) / panel.view.width >= 9
