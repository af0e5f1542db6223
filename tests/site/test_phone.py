"""On a phone a panel's picture is shown at 620 px: its smallest letters stay 9 px high."""

import re

import pytest
from matplotlib.text import Text

import helpers.panels
from tests.repository.files import ROOT

LEAST = 9.0
(SHOWN,) = re.findall(
    r"\.sx-stage \{ max-width: none; min-width: (\d+)px; \}",
    (ROOT / "site" / "live" / "live.css").read_text(encoding="utf-8"),
)


@pytest.mark.parametrize("name", helpers.panels.__all__)
def test_no_letter_of_a_panel_is_lower_than_nine_pixels_on_a_phone(name):
    panel = getattr(helpers.panels, name)()
    points = [
        text.get_fontsize() for text in panel.stage.figure.findobj(Text) if text.get_text().strip()
    ]
    dots = min(points) * panel.stage.figure.dpi / 72
    assert dots * int(SHOWN) / panel.view.width >= LEAST
