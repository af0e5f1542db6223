"""LiveFigure: a picture in the notebook that the kernel redraws and the reader can drag on."""

from importlib.resources import files

import anywidget
import traitlets

# What the page looks like that will show the figures, where that is known before they are drawn.
# A panel that was drawn for another page is drawn a second time when its picture gets there.
PAGE = {"dark": False, "pixel_ratio": 1.0}


def _source(name):
    # Read here rather than given as a path: anywidget watches paths, in a thread, for editing.
    return files("helpers.live").joinpath(name).read_text("utf-8")


class LiveFigure(anywidget.AnyWidget):
    """A picture with real alternative text that is exchanged without flicker.

    The kernel sets `png`, `alt`, `text` and `formula` together with `frame`; the browser shows
    them together. The browser reports the pointer, keys, its pixel ratio and its theme.
    """

    _esm = _source("parts.js") + _source("running.js") + _source("figure.js")
    _css = _source("figure.css") + _source("deck.css")

    # kernel -> browser
    frame = traitlets.Int(0).tag(sync=True)
    png = traitlets.Bytes(b"").tag(sync=True)
    alt = traitlets.Unicode("").tag(sync=True)
    text = traitlets.Unicode("").tag(sync=True)
    formula = traitlets.Unicode("").tag(sync=True)
    error = traitlets.Unicode("").tag(sync=True)
    drawn_for = traitlets.List([False, 1.0]).tag(sync=True)  # dark and pixel ratio of `png`
    width = traitlets.Int(800).tag(sync=True)
    height = traitlets.Int(320).tag(sync=True)
    title = traitlets.Unicode("").tag(sync=True)
    hot = traitlets.List().tag(sync=True)
    has_text = traitlets.Bool(True).tag(sync=True)
    keys_help = traitlets.Unicode("").tag(sync=True)
    # While `running`, the page asks for the next picture when it has shown one, not sooner than
    # `interval` ms after it asked for the last.
    running = traitlets.Bool(False).tag(sync=True)
    interval = traitlets.Float(0.0).tag(sync=True)
    progress = traitlets.List().tag(sync=True)  # done, in all, name of a step; or nothing
    state = traitlets.Dict().tag(sync=True)  # what a link to the present values says

    # browser -> kernel; not echoed back, the browser knows what it sent
    dark = traitlets.Bool(False).tag(sync=True, echo_update=False)
    pixel_ratio = traitlets.Float(1.0, min=0.5, max=3.0).tag(sync=True, echo_update=False)
    # The whole drag so far in every report. A newer report replaces one that still waits for a
    # busy kernel, and nothing is lost by it; the end of a drag comes as a message of its own.
    pointer = traitlets.Dict().tag(sync=True, echo_update=False)
