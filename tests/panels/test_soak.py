"""A short soak of every panel; `make soak` is the long one."""

import random

import pytest

import helpers.panels
from tools import soak
from tools.drive import move, same_as_fresh

MOVES = 150


@pytest.mark.parametrize("name", helpers.panels.__all__)
def test_random_moves_leave_the_picture_of_a_fresh_panel(name):
    panel, rng = getattr(helpers.panels, name)(), random.Random(3)
    for number in range(1, MOVES + 1):
        move(panel, rng, number)
        assert panel.error is None
    assert same_as_fresh(panel)


def test_memory_does_not_grow_with_the_moves():
    growth, same = soak.soak("softmax_bars", 500, warm_up=300)
    assert growth < soak.MOST_GROWTH
    assert same


def test_a_panel_that_grows_or_differs_fails_the_command(monkeypatch, capsys):
    monkeypatch.setattr(soak, "soak", lambda name, moves, say: (5.0, False))
    assert soak.main(["simplex", "--moves", "10"]) == 1
    said = capsys.readouterr().out
    assert "BAD simplex" in said
    assert "+5.00 MB" in said
    assert "DIFFERS" in said


def test_an_unknown_panel_is_named(capsys):
    with pytest.raises(SystemExit):
        soak.main(["simplexx"])
    assert "no such panel: simplexx" in capsys.readouterr().err
