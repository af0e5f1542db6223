"""Panels that run: what a tick does, and all that can come between two of them."""

import pytest

from helpers.live import Count, RunningPanel, Slider
from tools.drive import tell

TOTAL = 100
MS = 40.0  # at 50 steps a second: two steps


class Way(RunningPanel):
    """A dot on its way."""

    title, size = "A dot on its way", (4.0, 2.0)
    speed, most = 50.0, 10

    def __init__(self, done=0):
        super().__init__({"height": Slider("height", 0.5, 0, 1), "done": Count(done, TOTAL)})

    def build(self, figure):
        (self.dot,) = figure.subplots().plot([], [], "o")
        return self.dot

    def update(self, values):
        self.dot.set_data([values["done"]], [values["height"]])
        return f"step {values['done']} at height {values['height']:.1f}"


@pytest.fixture
def panel():
    return Way()


def now(panel):
    return panel.values["done"], panel.view.running


def page_asks(panel, frame=None, elapsed=MS):
    """Send what a page sends; several pages may show the same panel."""
    frame = panel.view.frame if frame is None else frame
    tell(panel.view, {"kind": "tick", "frame": frame, "elapsed": elapsed})


def label(panel):
    return panel.controls["run"].description


def test_it_goes_on_when_it_runs_and_a_page_asks_and_only_then(panel):
    page_asks(panel)
    assert now(panel) == (0, False)
    panel.press("run")
    assert now(panel) == (0, True)
    page_asks(panel)
    assert panel.text == "step 2 at height 0.5"
    frame = panel.view.frame
    panel.press("run")
    page_asks(panel, frame)
    assert now(panel) == (2, False)
    panel.press("run")
    page_asks(panel, frame)
    assert now(panel) == (4, True)
    panel.view.dark = True
    page_asks(panel)
    assert now(panel) == (6, True)


def test_the_buttons_stand_together_and_say_what_they_do(panel):
    said = [label(panel)]
    for action in (
        lambda: panel.press("run"),
        panel.pause,
        lambda: panel.set(done=TOTAL),
        panel.reset,
    ):
        action()
        said.append(label(panel))
    assert said == ["Run", "Pause", "Run", "Run again", "Run"]
    row = [button.description for button in panel.children[1].children]
    assert row == ["Run", "Step 1", "Step 5", "Step 25", "Start over", "Reset"]


def test_the_time_that_passed_says_how_many_steps_are_due(panel):
    panel.press("run")
    due = {0: 1, MS: 2, 100: 5, 1e9: 10}
    for elapsed, steps in due.items():
        panel.set(done=0)
        panel.tick(elapsed)
        assert now(panel) == (steps, True)


def test_a_question_is_answered_once_however_many_views_ask_it_or_sliders_move(panel):
    panel.press("run")
    first = panel.view.frame
    for frame, done in ((0, 2), (0, 2), (0, 2), (1, 4), (0, 4), (1, 4), (99, 4)):
        page_asks(panel, first + frame)
        assert now(panel) == (done, True)
    panel.controls["height"].value = 0.8
    page_asks(panel, first + 2)  # overtaken by the slider
    assert now(panel) == (4, True)
    page_asks(panel)
    assert panel.text == "step 6 at height 0.8"


def test_the_end_stops_it_and_run_begins_again():
    panel = Way(done=TOTAL - 3)
    panel.press("run")
    for expected in ((TOTAL - 1, True), (TOTAL, False)):
        panel.tick(MS)
        assert now(panel) == expected
    panel.press("run")
    assert now(panel) == (0, True)
    panel.set(done=TOTAL)  # by hand
    page_asks(panel)
    assert now(panel) == (TOTAL, False)


@pytest.mark.parametrize("count", [1, 5, 25])
def test_step_buttons_step_and_stand_still(panel, count):
    panel.press("run")
    # From the end it begins again.
    for start, end in ((0, count), (TOTAL - 2, min(TOTAL - 2 + count, TOTAL)), (TOTAL, count)):
        panel.set(done=start)
        panel.controls[f"step_{count}"].click()
        assert now(panel) == (end, False)


def test_start_over_goes_on_running_and_reset_brings_everything_back_and_stands_still(panel):
    first = panel.png
    panel.set(height=0.9, done=30)
    panel.press("run")
    panel.controls["start_over"].click()
    assert panel.values == {"height": 0.9, "done": 0}
    assert panel.view.running
    panel.reset_button.click()
    assert (panel.png, panel.view.running, label(panel)) == (first, False, "Run")


@pytest.mark.parametrize("error", [ArithmeticError, KeyboardInterrupt])
def test_a_failing_step_or_an_interrupted_kernel_ends_the_run_so_that_no_page_waits(panel, error):
    def fail(values):
        raise error("the road ends")

    panel.press("run")
    panel.tick(MS)
    panel.update = fail
    with pytest.raises(error):
        panel.tick(MS)
    assert (panel.view.running, label(panel), panel.text) == (False, "Run", "step 2 at height 0.5")


def test_the_pace_is_told_to_the_page_and_never_above_25_pictures_a_second(panel, monkeypatch):
    assert panel.view.interval == 40.0
    monkeypatch.setattr(Way, "speed", 5.0)
    assert Way().view.interval == 200.0


def test_what_is_no_number_of_steps_is_refused(panel):
    for bad in (-1, 2.5, TOTAL + 1):
        with pytest.raises((TypeError, ValueError), match="done: expected an integer"):
            panel.set(done=bad)
    assert now(panel) == (0, False)
