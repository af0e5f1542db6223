"""Four ways to keep a picture up to date; each function is the last line of a notebook.

The rivals and the echo draw the same, 800 x 320 CSS pixels: three logits, the first under a slider,
as bars with their numbers, and beside them their softmax. Our panel draws more: exponentials, a
sentence and a formula. Margins are fixed, because laying out anew at each move would cost the
rivals dearly, and they can do without.
"""

from importlib.resources import as_file, files
from pathlib import Path

import anywidget
import ipywidgets
import matplotlib.pyplot as plt
import numpy as np
import traitlets

import helpers.panels
from helpers.functions import softmax
from helpers.live import class_style

SIZE = (8.0, 3.2)
LIMITS = ((-6.5, 6.5), (0, 1.15))


def build(figure):
    """Draw two axes with three bars each; return bars and labels of both, in class order."""
    figure.set_layout_engine("none")
    bars, labels = [], []
    titles = ("logits $z$", "probabilities $p$")
    for left, title, limits in zip((0.07, 0.56), titles, LIMITS):
        axes = figure.add_axes((left, 0.12, 0.42, 0.76))
        axes.set(title=title, ylim=limits, xticks=range(3), xticklabels="123")
        for k in range(3):
            bars += axes.bar(k, 0.0, width=0.7, **class_style(k))
            labels.append(axes.text(k, 0, "", ha="center", va="bottom", fontsize=10))
    return bars, labels


def update(bars, labels, z1):
    """Set heights and numbers for the logits (z1, 2, 3)."""
    z = np.array([z1, 2.0, 3.0])
    heights = [*z, *softmax(z)]
    for bar, label, height in zip(bars, labels, heights):
        bar.set_height(height)
        label.set(y=max(height, 0), text=f"{height:.3f}")


def softmax_bars():
    """Show the panel of lesson 01: three axes, 800 x 300, text, and a live formula."""
    return helpers.panels.softmax_bars()


def interact():
    """Show the picture drawn anew at each move: the way of most notebooks (inline backend)."""
    _lesson_style()

    @ipywidgets.interact(z1=_slider())
    def draw(z1):
        bars, labels = build(plt.figure(figsize=SIZE))
        update(bars, labels, z1)
        plt.show()


def ipympl():
    """Show the picture in ipympl, its artists updated: the way its documentation advises."""
    _lesson_style()
    with plt.ioff():
        figure = plt.figure(figsize=SIZE)
    figure.canvas.header_visible = figure.canvas.toolbar_visible = False
    figure.canvas.footer_visible = False
    bars, labels = build(figure)
    slider = _slider()

    def move(change):
        update(bars, labels, change.new)
        figure.canvas.draw_idle()

    update(bars, labels, slider.value)
    slider.observe(move, "value")
    return ipywidgets.VBox([slider, figure.canvas])


class Echo(anywidget.AnyWidget):
    """Six numbers from the kernel, drawn by the browser on a canvas."""

    _esm = Path(__file__).with_name("echo.js").read_text("utf-8")
    heights = traitlets.List().tag(sync=True)
    limits = traitlets.List([list(pair) for pair in LIMITS]).tag(sync=True)
    colours = traitlets.List([class_style(k)["color"] for k in range(3)]).tag(sync=True)


def echo():
    """Show the floor: the slider's value through the kernel, no picture made there."""
    slider, view = _slider(), Echo()

    def move(change):
        z = np.array([change.new, 2.0, 3.0])
        view.heights = [*z.tolist(), *softmax(z).tolist()]

    move(type("First", (), {"new": slider.value}))
    slider.observe(move, "value")
    return ipywidgets.VBox([slider, view])


def _slider():
    return ipywidgets.FloatSlider(1.0, min=-5.0, max=5.0, step=0.1, description="z₁")


def _lesson_style():
    with as_file(files("helpers").joinpath("lesson.mplstyle")) as path:
        plt.style.use(path)
