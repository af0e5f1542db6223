"""A scratch panel for the tests: three bars that can be dragged, their probabilities, a format."""

import numpy as np

from helpers.live import Button, Choice, Panel, Slider, State, Toggle, class_style, mathml


class DemoPanel(Panel):
    title = "Demo: logits and their softmax"
    keys_help = "Arrow left and right choose a logit, up and down change it."

    def __init__(self, z=(1.0, 2.0, 3.0)):
        sliders = {f"z{k + 1}": Slider(f"z{'₁₂₃'[k]}", z[k], -6, 6, 0.1) for k in range(3)}
        super().__init__(
            controls={
                **sliders,
                "fmt": Choice("format", "float64", ["float16", "float32", "float64"]),
                "shift": Toggle("subtract the maximum", True),
                "flip": Button("Turn the signs", self.flip),
                "chosen": State(0),
            }
        )

    def build(self, figure):
        self.left, self.right = figure.subplots(1, 2)
        self.left.set(title="logits", ylim=(-6.5, 6.5), xticks=range(3), ylabel="z")
        self.right.set(title="probabilities", ylim=(0, 1), xticks=range(3), ylabel="p")
        self.bars, self.probabilities = [], []
        for k in range(3):
            self.bars += self.left.bar(k, 1, **class_style(k))
            self.probabilities += self.right.bar(k, 1, **class_style(k))
        self.labels = [self.right.text(k, 0, "", ha="center", va="bottom") for k in range(3)]
        self.drags = {self.left: ("ns-resize", self.moved)}
        return [self.bars, self.probabilities, self.labels]

    def update(self, values):
        z = np.array([values["z1"], values["z2"], values["z3"]], values["fmt"])
        e = np.exp(z - z.max() if values["shift"] else z)
        self.p = p = e / e.sum()
        for bar, height in zip(self.bars, z, strict=True):
            bar.set_height(height)
        for bar, label, height in zip(self.probabilities, self.labels, p, strict=True):
            bar.set_height(height)
            label.set(y=height, text=f"{height:.3f}")
        return f"z = ({', '.join(f'{v:.1f}' for v in z)}), p = ({', '.join(f'{v:.3f}' for v in p)})"

    def formula(self, values):
        m = mathml
        terms = [m.mark(m.exp(m.num(values[f"z{k + 1}"], 1)), k) for k in range(3)]
        return m.math(
            m.row(
                m.var("p", 3),
                m.op("="),
                m.frac(terms[2], m.total(terms)),
                m.op("="),
                m.num(self.p[2], 3),
            ),
            alttext="p3 is e to the z3, divided by the sum",
        )

    def moved(self, x, y, start, values):
        k = min(max(round(start.x), 0), 2)
        return {f"z{k + 1}": y, "chosen": k}

    def on_key(self, key, values):
        step = {"ArrowUp": 0.1, "ArrowDown": -0.1}.get(key)
        if step is None:
            return {"chosen": (values["chosen"] + (1 if key == "ArrowRight" else -1)) % 3}
        name = f"z{values['chosen'] + 1}"
        return {name: values[name] + step}

    def flip(self, values):
        return {name: -values[name] for name in ("z1", "z2", "z3")}
