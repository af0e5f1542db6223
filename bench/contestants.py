"""Four ways to keep a picture up to date; each function is the last line of a notebook.

The rivals draw 800 x 320 CSS pixels: three logits, the first under a slider, as bars with their
numbers, and beside them their softmax. Our panel draws more: exponentials, a sentence and a
formula. Margins are fixed, because laying out anew at each move would cost the rivals dearly, and
they can do without.
"""

import anywidget
import ipywidgets
import matplotlib.pyplot as plt
import numpy as np
import traitlets
from IPython import get_ipython

from helpers.functions import softmax
from helpers.live import class_style
from helpers.panels import softmax_bars  # noqa: F401 - ours: three axes, text, a live formula


def build():
    """Draw two axes with three bars each; return the figure, bars and labels in class order."""
    figure = plt.figure(figsize=(8.0, 3.2), layout="none")
    bars, labels = [], []
    parts = [(0.07, "logits $z$", (-6.5, 6.5)), (0.56, "probabilities $p$", (0, 1.15))]
    for left, title, limits in parts:
        axes = figure.add_axes((left, 0.12, 0.42, 0.76))
        axes.set(title=title, ylim=limits, xticks=range(3), xticklabels="123")
        for k in range(3):
            bars += axes.bar(k, 0.0, width=0.7, **class_style(k))
            labels.append(axes.text(k, 0, "", ha="center", va="bottom", fontsize=10))
    return figure, bars, labels


def update(bars, labels, z1):
    """Set heights and numbers for the logits (z1, 2, 3)."""
    z = np.array([z1, 2.0, 3.0])
    heights = [*z, *softmax(z)]
    for bar, label, height in zip(bars, labels, heights):
        bar.set_height(height)
        label.set(y=max(height, 0), text=f"{height:.3f}")


def interact():
    """Show the picture drawn anew at each move: the way of most notebooks (inline backend)."""
    get_ipython().run_line_magic("matplotlib", "inline")
    # The picture as it is, as everywhere else: trimming it costs the backend a second look.
    whole = "InlineBackend.print_figure_kwargs = {'bbox_inches': None}"
    get_ipython().run_line_magic("config", whole)
    plt.style.use("helpers.lesson")

    @ipywidgets.interact(z1=_slider())
    def draw(z1):
        _, bars, labels = build()
        update(bars, labels, z1)
        plt.show()


def ipympl():
    """Show the picture in ipympl, its artists updated: the way its documentation advises."""
    get_ipython().run_line_magic("matplotlib", "ipympl")
    plt.style.use("helpers.lesson")
    with plt.ioff():
        figure, bars, labels = build()
    figure.canvas.header_visible = figure.canvas.toolbar_visible = False
    figure.canvas.footer_visible = False
    slider = _slider()

    def move(_):
        update(bars, labels, slider.value)
        figure.canvas.draw_idle()

    move(None)
    slider.observe(move, "value")
    return ipywidgets.VBox([slider, figure.canvas])


class Echo(anywidget.AnyWidget):
    """Six numbers from the kernel, drawn by the browser on a canvas: the least a panel could do."""

    heights = traitlets.List().tag(sync=True)
    _esm = """
    function render({ model, el }) {
      const canvas = document.createElement("canvas");
      canvas.width = 800;
      canvas.height = 320;
      el.append(canvas);
      const pen = canvas.getContext("2d");
      function draw() {
        pen.clearRect(0, 0, 800, 320);
        model.get("heights").forEach((height, i) => {
          pen.fillRect(72 + 110 * i, 160, 77, -20 * height);
          pen.fillText(height.toFixed(3), 72 + 110 * i, 310);
        });
      }
      model.on("change:heights", draw);
      draw();
    }
    export default { render };
    """


def echo():
    """Show the floor: the slider's value through the kernel, no picture made there."""
    slider, view = _slider(), Echo()

    def move(_):
        z = np.array([slider.value, 2.0, 3.0])
        view.heights = [*z.tolist(), *softmax(z).tolist()]

    move(None)
    slider.observe(move, "value")
    return ipywidgets.VBox([slider, view])


def _slider():
    return ipywidgets.FloatSlider(1.0, min=-5.0, max=5.0, step=0.1, description="z₁")
