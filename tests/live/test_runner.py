"""Panels that run: what a tick does, and all that can come between two of them."""

import math
from itertools import count

import numpy as np
import pytest

from tests.live.demo_runner import TOTAL, DemoRunner
from tools.drive import tell

MS = 40.0  # at 50 steps a second: two steps


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Let a moment pass whenever the kernel looks at its clock: two steps' time."""
    ticks = count(0.0, MS / 1000)
    monkeypatch.setattr("helpers.live.runner.monotonic", lambda: next(ticks))


@pytest.fixture
def panel():
    return DemoRunner()


def done(panel):
    return panel.values["done"]


def page_asks(panel, frame, elapsed=MS):
    """Send what a page sends; several pages may show the same panel."""
    tick = {"kind": "tick", "frame": frame, "elapsed": elapsed}
    tell(panel.view, tick)


def label(panel):
    return panel.controls["run"].description


def test_it_stands_still_until_run_is_pressed_and_asked(panel):
    assert not panel.running
    page_asks(panel, panel.view.frame)
    assert done(panel) == 0
    panel.press("run")
    assert panel.running
    assert panel.view.running
    assert done(panel) == 0  # nothing moves without a page that asks
    page_asks(panel, panel.view.frame)
    assert done(panel) == 2
    assert panel.text == "step 2 at height 0.5"


def test_the_button_says_what_it_does(panel):
    said = [label(panel)]
    for action in (panel.run, panel.pause, lambda: panel.set(done=TOTAL), panel.reset):
        action()
        said.append(label(panel))
    assert said == ["Run", "Pause", "Run", "Run again", "Run"]


@pytest.mark.parametrize(
    ("elapsed", "steps"),
    [
        (0, 1),
        (MS, 2),
        (100, 5),
        (1e9, 10),
        (-5, 1),
        (math.nan, 1),
        (math.inf, 1),
    ],
)
def test_the_time_that_passed_says_how_many_steps_are_due(panel, elapsed, steps):
    panel.run()
    panel.tick(elapsed)
    assert done(panel) == steps


def test_a_question_is_answered_once_however_many_views_ask_it(panel):
    panel.run()
    first = panel.view.frame
    for _ in range(3):
        page_asks(panel, first)
    assert done(panel) == 2
    page_asks(panel, first + 1)
    page_asks(panel, first)
    page_asks(panel, first + 1)
    assert done(panel) == 4
    page_asks(panel, first + 99)
    assert done(panel) == 4


def test_a_second_view_whose_questions_came_too_late_does_not_count_that_time_again(panel):
    panel.run()
    page_asks(panel, panel.view.frame)
    page_asks(panel, panel.view.frame, elapsed=60_000)  # it never was the first until now
    assert done(panel) == 4


def test_time_out_of_sight_is_not_caught_up(panel, monkeypatch):
    panel.run()
    monkeypatch.setattr("helpers.live.runner.monotonic", lambda: 1e9)
    page_asks(panel, panel.view.frame)
    assert done(panel) == 2


def test_a_question_that_a_moved_slider_overtook_is_not_answered_but_the_next_is(panel):
    panel.run()
    frame = panel.view.frame
    panel.controls["height"].value = 0.8
    page_asks(panel, frame)
    assert done(panel) == 0
    page_asks(panel, panel.view.frame)
    assert panel.text == "step 2 at height 0.8"
    assert panel.running


def test_pause_between_two_ticks_and_go_on_from_there(panel):
    panel.run()
    panel.tick(MS)
    frame = panel.view.frame
    panel.press("run")
    page_asks(panel, frame)
    assert (done(panel), panel.running) == (2, False)
    panel.run()
    panel.run()  # running already
    page_asks(panel, frame)
    assert (done(panel), panel.running) == (4, True)


def test_the_end_stops_it_and_run_begins_again():
    panel = DemoRunner(done=TOTAL - 3)
    panel.run()
    panel.tick(MS)
    assert panel.running
    panel.tick(MS)
    assert (done(panel), panel.running) == (TOTAL, False)
    panel.press("run")
    assert (done(panel), panel.running) == (0, True)
    panel.tick(MS)
    assert done(panel) == 2


def test_a_run_set_to_its_end_by_hand_stops_at_the_next_question(panel):
    panel.run()
    panel.set(done=TOTAL)
    page_asks(panel, panel.view.frame)
    assert (done(panel), panel.running) == (TOTAL, False)


def test_a_panel_that_does_not_begin_again_stays_at_its_end():
    class Once(DemoRunner):
        again = False

    panel = Once(done=TOTAL)
    assert label(panel) == "Run"
    for name in ("run", "step_1", "step_25"):
        panel.press(name)
        assert (done(panel), panel.running) == (TOTAL, False)
    panel.press("start_over")
    assert done(panel) == 0


@pytest.mark.parametrize("count", [1, 5, 25])
def test_step_buttons_step_and_stand_still(panel, count):
    panel.run()
    panel.controls[f"step_{count}"].click()
    assert (done(panel), panel.running) == (count, False)
    panel.set(done=TOTAL - 2)
    panel.press(f"step_{count}")
    assert done(panel) == min(TOTAL - 2 + count, TOTAL)
    panel.set(done=TOTAL)
    panel.press(f"step_{count}")
    assert done(panel) == count  # from the end it begins again


def test_the_picture_after_n_steps_is_the_same_on_every_road():
    roads = [DemoRunner(), DemoRunner(), DemoRunner(done=50), DemoRunner()]
    roads[0].step(50)
    roads[1].run()
    while done(roads[1]) < 50:
        roads[1].tick(MS)
    roads[3].set(done=50)
    assert len({(panel.text, panel.png) for panel in roads}) == 1


def test_start_over_keeps_the_controls_and_goes_on_running(panel):
    panel.set(height=0.9, done=30)
    panel.run()
    panel.controls["start_over"].click()
    assert panel.values == {"height": 0.9, "fail": 101, "done": 0}
    assert panel.running


def test_reset_brings_everything_back_and_stands_still(panel):
    first = panel.png
    panel.run()
    panel.tick(1000)
    panel.set(height=0.1)
    panel.reset_button.click()
    assert (panel.png, panel.running, label(panel)) == (first, False, "Run")


def test_a_failing_step_is_said_and_ends_the_run():
    panel = DemoRunner(fail=3)
    panel.run()
    panel.tick(MS)
    with pytest.raises(ArithmeticError):
        panel.tick(MS)
    assert (panel.running, label(panel)) == (False, "Run")
    assert panel.view.error == "ArithmeticError: the road ends at step 3"
    assert panel.text == "step 2 at height 0.5"
    panel.reset()
    assert panel.error is None


def test_an_interrupted_kernel_ends_the_run_so_that_no_page_waits(panel, monkeypatch):
    def interrupted(values, steps):
        raise KeyboardInterrupt

    panel.run()
    monkeypatch.setattr(panel, "advance", interrupted)
    with pytest.raises(KeyboardInterrupt):
        panel.tick(MS)
    assert not panel.running


def test_a_change_of_theme_does_not_stop_the_run(panel):
    panel.run()
    panel.tick(MS)
    panel.view.dark = True
    panel.tick(MS)
    assert (done(panel), panel.running) == (4, True)


def test_the_pace_is_told_to_the_page_and_never_above_25_pictures_a_second(panel):
    assert panel.view.interval == 40.0

    class Slow(DemoRunner):
        speed = 5.0

    assert Slow().view.interval == 200.0


def test_the_buttons_stand_together_in_the_last_row(panel):
    last = panel.children[1].children
    assert [button.description for button in last] == [
        "Run",
        "Step 1",
        "Step 5",
        "Step 25",
        "Start over",
        "Reset",
    ]


@pytest.mark.parametrize("bad", [-1, 2.5, True, "3", None, np.zeros(2)])
def test_what_is_no_number_of_steps_is_refused(panel, bad):
    for name, action in (("done", lambda: panel.set(done=bad)), ("steps", lambda: panel.step(bad))):
        with pytest.raises((TypeError, ValueError), match=f"{name}: expected an integer"):
            action()
    assert done(panel) == 0
