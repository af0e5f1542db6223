"""A scratch panel that runs, for the tests: a dot on its way, which fails where it is told to."""

from helpers.live import Count, RunningPanel, Slider

TOTAL = 100


class DemoRunner(RunningPanel):
    title = "Demo: a dot on its way"
    size = (4.0, 2.0)
    speed = 50.0
    most = 10

    def __init__(self, done=0, fail=101):
        super().__init__(
            {
                "height": Slider("height", 0.5, 0, 1, 0.1),
                "fail": Slider("fail at", fail, 0, 101, 1),
                "done": Count(done, TOTAL),
            }
        )

    def build(self, figure):
        axes = figure.subplots()
        axes.set(xlim=(0, TOTAL), ylim=(0, 1))
        (self.dot,) = axes.plot([], [], "o")
        return self.dot

    def update(self, values):
        if values["done"] >= values["fail"]:
            raise ArithmeticError(f"the road ends at step {values['fail']}")
        self.dot.set_data([values["done"]], [values["height"]])
        return f"step {values['done']} at height {values['height']:.1f}"
