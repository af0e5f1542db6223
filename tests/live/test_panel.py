import subprocess
import sys
import threading
import time

import numpy as np
import pytest

from helpers.live import Panel, Slider
from tests.live.demo_panel import DemoPanel
from tests.live.pictures import decode
from tools.drive import tell

START = "z = (1.0, 2.0, 3.0), p = (0.090, 0.245, 0.665)"


class Small(Panel):
    """The smallest panel: one line."""

    title = "A line"
    size = (2.0, 1.0)

    def __init__(self, **controls):
        super().__init__(controls=controls or {"a": Slider("a", 0.0, -1, 1)})

    def build(self, figure):
        (self.line,) = figure.subplots().plot([0, 1], [0, 1])
        return self.line

    def update(self, values):
        self.line.set_ydata([0, values["a"]])
        return f"a = {values['a']:.1f}"


def draws(panel):
    """Return a list that grows by one for each picture shown."""
    seen = []
    panel.view.observe(lambda change: seen.append(panel.text), "frame")
    return seen


def test_a_panel_starts_with_picture_text_alt_and_formula(panel):
    assert panel.text == START
    assert panel.view.alt == f"{panel.title}: {START}"
    assert panel.view.formula.startswith("<math")
    assert decode(panel.png).shape == (320, 800, 3)
    assert (panel.view.width, panel.view.height) == (800, 320)


def test_a_widget_moved_by_the_reader_moves_picture_and_text_together(panel):
    before, seen = panel.png, draws(panel)
    panel.controls["z1"].value = 3.0
    assert seen == ["z = (3.0, 2.0, 3.0), p = (0.422, 0.155, 0.422)"]
    assert panel.png != before


def test_setting_several_controls_draws_once(panel):
    seen = draws(panel)
    panel.set(z1=0, z2=0, z3=0, fmt="float16")
    assert seen == ["z = (0.0, 0.0, 0.0), p = (0.333, 0.333, 0.333)"]
    panel.reset()
    assert seen[1:] == [START]
    panel.press("flip")
    assert len(seen) == 3
    panel.set(z1=-1.0)
    assert len(seen) == 3  # nothing new, nothing drawn


def test_reset_brings_back_the_first_picture_and_hidden_states():
    panel = DemoPanel(z=(0.5, -1, 2))
    first = panel.png
    panel.set(z1=6, shift=False, chosen=2)
    assert panel.png != first
    panel.reset_button.click()
    assert panel.png == first
    assert panel.values["chosen"] == 0
    assert panel.values["z2"] == -1.0


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"z1": 7}, "z1: expected between -6 and 6, got 7"),
        ({"fmt": "float128"}, "fmt: expected one of"),
        ({"z9": 1}, "'z9' is not a control of DemoPanel; it has z1, z2, z3"),
    ],
)
def test_a_bad_value_is_refused_and_nothing_is_set(panel, values, words):
    with pytest.raises(ValueError, match=words):
        panel.set(z3=0.0, **values)
    assert panel.text == START


def pointer(number, *points):
    (x0, y0), (x, y) = points[0], points[-1]
    return {"id": number, "x0": x0, "y0": y0, "x": x, "y": y, "done": False}


def place(panel, x, y):
    """Return the fractions of the picture at data (x, y) of the left axes."""
    across, up = panel.left.transData.transform((x, y))
    return across / 800, 1 - up / 320


def test_a_drag_follows_the_pointer_and_keeps_its_bar(panel):
    start = place(panel, 1, 1.0)
    panel.view.pointer = pointer(1, start, place(panel, 1, 4.0))
    assert panel.values["z2"] == pytest.approx(4.0)
    panel.view.pointer = pointer(1, start, (2.0, -3.0))  # far outside: still this bar, at its end
    assert panel.values["z2"] == 6.0
    assert panel.values["z3"] == 3.0


def test_the_end_of_a_drag_counts_even_when_its_moves_come_later(panel):
    start = place(panel, 0, 0.5)
    end = {"kind": "drag", "pointer": pointer(1, start, place(panel, 0, 5.0))}
    tell(panel.view, end)
    panel.view.pointer = pointer(1, start, place(panel, 0, -2.0))
    assert panel.values["z1"] == pytest.approx(5.0)
    panel.view.pointer = pointer(2, start, place(panel, 0, -2.0))
    assert panel.values["z1"] == pytest.approx(-2.0)


def test_a_drag_ends_when_the_figure_is_built_anew_under_it(panel):
    start = place(panel, 0, 0.5)
    panel.view.pointer = pointer(1, start, place(panel, 0, 2.0))
    panel.view.dark = True
    panel.view.pointer = pointer(1, start, place(panel, 0, 5.0))
    assert panel.values["z1"] == pytest.approx(2.0)
    panel.view.pointer = pointer(2, start, place(panel, 0, 5.0))
    assert panel.values["z1"] == pytest.approx(5.0)


def test_keys_reach_the_panel_and_stop_at_the_bounds(panel):
    for _ in range(60):
        tell(panel.view, {"kind": "key", "key": "ArrowUp"})
    tell(panel.view, {"kind": "key", "key": "ArrowRight"})
    assert panel.values["z1"] == 6.0
    assert panel.values["chosen"] == 1


def test_only_a_panel_that_listens_asks_for_keys_and_drags():
    small = Small()
    assert (small.view.keys_help, small.view.formula, small.view.hot) == ("", "", [])
    tell(small.view, {"kind": "key", "key": "ArrowUp"})
    small.view.pointer = pointer(1, (0.5, 0.5), (0.5, 0.2))
    assert small.values == {"a": 0.0}


class Failing(Small):
    """Cannot draw, or answer, above 0.5."""

    def update(self, values):
        if values["a"] > 0.5:
            raise ZeroDivisionError("too steep")
        return super().update(values)

    def build(self, figure):
        line = super().build(figure)
        self.drags = {figure.axes[0]: ("grab", lambda x, *_: {"a": x * np.nan})}
        return line

    def on_key(self, key, values):
        return {"ArrowUp": ["a"], "Home": {"b": 1}}.get(key)


def test_an_exception_is_said_kept_raised_and_taken_back():
    panel = Failing()
    before = panel.png
    with pytest.raises(ZeroDivisionError):
        panel.controls["a"].value = 0.9
    assert panel.view.error == "ZeroDivisionError: too steep"
    assert isinstance(panel.error, ZeroDivisionError)
    assert (panel.png, panel.text) == (before, "a = 0.0")
    panel.reset()
    assert (panel.view.error, panel.error) == ("", None)


@pytest.mark.parametrize(
    ("key", "error", "words"),
    [("ArrowUp", TypeError, "expected a dict"), ("Home", ValueError, "'b' is not a control")],
)
def test_a_wrong_answer_to_a_key_is_said_and_raised(key, error, words):
    panel = Failing()
    with pytest.raises(error, match=words):
        panel._gestures._message(panel.view, {"kind": "key", "key": key}, [])
    assert words in panel.view.error
    panel._gestures._message(panel.view, {"kind": "key", "key": "End"}, [])
    assert panel.view.error == ""


def test_a_drag_to_nowhere_is_said_and_raised():
    panel = Failing()
    with pytest.raises(ValueError, match="a: expected a number, got nan"):
        panel.view.pointer = pointer(1, (0.5, 0.5), (0.5, 0.2))


def test_theme_and_ratio_draw_once_and_keep_the_values(panel):
    panel.set(z1=4.0)
    seen = draws(panel)
    panel.view.set_state({"dark": True, "pixel_ratio": 2.0})
    assert len(seen) == 1
    pixels = decode(panel.png)
    assert pixels.shape == (640, 1600, 3)
    assert pixels[0, 0].tolist() == [17, 17, 17]
    assert panel.view.drawn_for == [True, 2.0]
    assert panel.values["z1"] == 4.0


def test_the_mime_bundle_has_view_still_picture_and_text(panel):
    data, metadata = panel._repr_mimebundle_()
    assert data["text/plain"] == START
    assert data["application/vnd.jupyter.widget-view+json"]["model_id"] == panel.model_id
    assert decode(data["image/png"]).shape == (340, 800, 3)
    assert metadata == {"image/png": {"alt": panel.view.alt}}


def test_the_still_is_light_and_plain_whatever_the_page_and_the_live_picture_stays(panel):
    still = panel.still()
    panel.view.set_state({"dark": True, "pixel_ratio": 2.0})
    live = panel.png
    assert panel.still() == still
    panel.set(z1=2.0)
    panel.set(z1=1.0)
    assert panel.png == live


@pytest.mark.parametrize("said", [None, "", 3, ("a", "b")])
def test_update_must_say_something(said):
    class Mute(Small):
        def update(self, values):
            return said

    with pytest.raises(TypeError, match="Mute.update: expected a line of text, got"):
        Mute()


def test_whoever_shows_the_widget_can_do_without_the_still(monkeypatch):
    panel = Small()
    monkeypatch.setattr(panel, "still", lambda: pytest.fail("a still was drawn"))
    data = panel._repr_mimebundle_(exclude={"image/png"})
    assert set(data) == {"application/vnd.jupyter.widget-view+json", "text/plain"}


def test_a_panel_is_drawn_at_once_for_a_page_that_is_known(monkeypatch):
    monkeypatch.setattr("helpers.live.figure.PAGE", {"dark": True, "pixel_ratio": 2.0})
    panel = Small()
    assert (panel.stage.dark, panel.stage.ratio) == (True, 2.0)
    assert panel.view.drawn_for == [True, 2.0]


@pytest.mark.parametrize(
    ("missing", "error", "words"),
    [
        ({"title": ""}, ValueError, "title: expected words"),
        ({"build": Panel.build}, NotImplementedError, r"expected a definition of build\(figure\)"),
        ({"update": Panel.update}, NotImplementedError, r"a definition of update\(values\)"),
    ],
)
def test_an_unfinished_panel_says_what_is_missing(missing, error, words):
    with pytest.raises(error, match=words):
        type("Unfinished", (Small,), missing)()


def test_pyplot_is_never_imported_and_settings_never_touched():
    code = (
        "import matplotlib as m, sys\n"
        "def rc(): return {k: m.rcParams[k] for k in m.rcParams if k != 'backend'}\n"
        "before = rc()\n"
        "from tests.live.demo_panel import DemoPanel\n"
        "DemoPanel()._repr_mimebundle_()\n"
        "assert 'matplotlib.pyplot' not in sys.modules, 'pyplot'\n"
        "assert rc() == before, 'rcParams'\n"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, timeout=120)


class Slow(Small):
    """A panel that is drawn for a while, and says when another one is drawn meanwhile."""

    drawing = 0

    def update(self, values):
        Slow.drawing += 1
        time.sleep(0.1)
        assert Slow.drawing == 1, "two panels are drawn at once"
        Slow.drawing -= 1
        return super().update(values)


def test_panels_that_two_threads_ask_for_pictures_draw_one_after_the_other():
    panels = Slow(), Slow()
    asks = zip(panels, (0.5, -0.5), strict=True)
    threads = [threading.Thread(target=panel.set, kwargs={"a": a}) for panel, a in asks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [panel.error for panel in panels] == [None, None]
    assert [panel.text for panel in panels] == ["a = 0.5", "a = -0.5"]
