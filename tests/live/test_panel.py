import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from helpers.live import Panel, Slider, figure
from helpers.panels import softmax_bars
from tests.live.pictures import decode
from tools.drive import tell

START = "z = (1.0, 2.0, 3.0), exp(z) = (2.72, 7.39, 20.09), p = (0.090, 0.245, 0.665)"


@pytest.fixture(scope="module")
def shown():
    return softmax_bars()


@pytest.fixture
def panel(shown):
    yield shown
    shown.view.set_state({"dark": False, "pixel_ratio": 1.0})
    shown.reset()


class Small(Panel):
    """The smallest panel: one line."""

    title = "A line"
    size = (2.0, 1.0)

    def __init__(self):
        super().__init__({"a": Slider("a", 0.0, -1, 1)})

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


def test_picture_and_text_move_together_once_a_move_and_not_for_nothing(panel):
    before, seen = panel.png, draws(panel)
    panel.controls["z1"].value = 3.0
    assert panel.png != before
    panel.set(z1=0, z2=0, z3=0)
    panel.reset()
    panel.set(z1=1.0)  # as it is
    assert len(seen) == 3
    assert "z = (0, 0, 0)" in seen[1]
    assert seen[2] == START


def test_where_one_value_is_refused_none_is_set(panel):
    with pytest.raises(ValueError, match="z1: expected one finite number from -5 to 5, got 7"):
        panel.set(z3=0.0, z1=7)
    assert panel.text == START


def test_keys_reach_the_panel_and_stop_at_the_bounds(panel):
    panel.set(z1=4.9)
    for key in ("ArrowRight", "ArrowUp", "ArrowUp"):
        tell(panel.view, {"kind": "key", "key": key})
    assert (panel.values["z1"], panel.values["chosen"], panel.view.error) == (5.0, 0, "")


def test_a_panel_is_drawn_at_once_for_a_page_that_is_known(monkeypatch):
    for name, value in {"dark": True, "pixel_ratio": 2.0}.items():
        monkeypatch.setitem(figure.PAGE, name, value)
    panel = Small()
    assert (panel.stage.dark, panel.stage.ratio) == (True, 2.0)
    assert panel.view.drawn_for == [True, 2.0]


def pointer():
    return {"id": 1, "x0": 0.5, "y0": 0.5, "x": 0.5, "y": 0.2, "done": False}


def test_only_a_panel_that_listens_asks_for_keys_and_drags():
    small = Small()
    assert (small.view.keys_help, small.view.formula, small.view.hot) == ("", "", [])
    tell(small.view, {"kind": "key", "key": "ArrowUp"})
    small.view.pointer = pointer()
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


@pytest.mark.parametrize(
    ("does", "error", "words"),
    [
        (lambda p: p.controls["a"].set_trait("value", 0.9), ZeroDivisionError, "too steep"),
        (lambda p: p.answer(lambda values: {"b": 1}), ValueError, "'b' is not a control"),
        (lambda p: p.view.set_trait("pointer", pointer()), ValueError, "a: .* number, got nan"),
    ],
)
def test_an_exception_is_said_kept_raised_and_taken_back(does, error, words):
    panel = Failing()
    before = panel.png
    with pytest.raises(error, match=words) as raised:
        does(panel)
    assert panel.view.error == f"{error.__name__}: {raised.value}"
    assert (panel.png, panel.text) == (before, "a = 0.0")
    panel.reset()
    assert panel.view.error == ""


def test_theme_and_ratio_draw_once_and_keep_the_values_and_the_still_stays_light(panel):
    still, seen = panel.still(), draws(panel)
    panel.view.set_state({"dark": True, "pixel_ratio": 2.0})
    assert len(seen) == 1
    live, pixels = panel.png, decode(panel.png)
    assert pixels.shape == (600, 1600, 3)
    assert pixels[0, 0].tolist() == [17, 17, 17]
    assert panel.view.drawn_for == [True, 2.0]
    assert panel.text == START
    assert panel.still() == still
    panel.set(z1=2.0)
    assert panel.png != live  # the artists are those of the live picture again
    panel.set(z1=1.0)
    assert panel.png == live


def test_the_mime_bundle_has_view_still_picture_and_text(panel, monkeypatch):
    data, metadata = panel._repr_mimebundle_()
    assert data["text/plain"] == START
    assert data["application/vnd.jupyter.widget-view+json"]["model_id"] == panel.model_id
    assert decode(data["image/png"]).shape == (320, 800, 3)
    assert metadata == {"image/png": {"alt": panel.view.alt}}
    monkeypatch.setattr(panel, "still", lambda: pytest.fail("a still was drawn"))
    assert panel._repr_mimebundle_(exclude={"image/png"}).keys() == data.keys() - {"image/png"}


def test_pyplot_is_never_imported_and_settings_never_touched():
    code = (
        "import matplotlib as m, sys\n"
        "def rc(): return {k: m.rcParams[k] for k in m.rcParams if k != 'backend'}\n"
        "before = rc()\n"
        "from helpers.panels import softmax_bars\n"
        "softmax_bars()._repr_mimebundle_()\n"
        "assert 'matplotlib.pyplot' not in sys.modules, 'pyplot'\n"
        "assert rc() == before, 'rcParams'\n"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, timeout=120)


def test_panels_that_two_threads_ask_for_pictures_draw_one_after_the_other():
    drawing = []

    class Slow(Small):
        def update(self, values):
            drawing.append(self)
            time.sleep(0.1)
            assert drawing == [self], "two panels are drawn at once"
            drawing.remove(self)
            return super().update(values)

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda panel: panel.set(a=0.5), (Slow(), Slow())))
