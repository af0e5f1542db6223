"""What the tests of panels share."""

import pytest

from helpers.live.blitted_figure import BlittedFigure


@pytest.fixture
def undrawn(monkeypatch):
    """Make panels without drawing: their layout and first picture take 0.2 to 0.4 s."""
    monkeypatch.setattr(BlittedFigure, "draw", lambda stage, note=False: b"")
