"""Fixtures of the live tests."""

import pytest

from tests.live.demo_panel import DemoPanel


@pytest.fixture
def panel():
    """Return the demo panel with its start values."""
    return DemoPanel()
