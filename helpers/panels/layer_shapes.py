"""The matrices of the forward and the backward pass, as their shapes."""

from helpers.arguments import read_count
from helpers.live import class_colour, picture

# What a matrix is made of decides its colour; each has its name on it besides.
COLOURS = {"data": "0.62", "weights": class_colour(0), "error": class_colour(1)}
SIDE = 1.9  # of the longest side, in the units of the axes
LEAST = 0.66  # a short side stays wide enough to be seen
# Each step is left · right = result; of a matrix here: name, height, width, kind.
STEPS = {
    "forward": (
        ("X n d data", "W₁ᵀ d M weights", "Z₁ n M data", ", then H = σ(Z₁)"),
        ("H n M data", "W₂ᵀ M K weights", "Z₂ n K data", ", then P = softmax(Z₂)"),
    ),
    "backward": (
        ("S₂ᵀ K n error", "H n M data", "∂L/∂W₂ K M error", ""),
        ("S₂ n K error", "W₂ K M weights", "∂L/∂H n M error", ", then S₁ = ∂L/∂H ⊙ H(1 − H)"),
        ("S₁ᵀ M n error", "X n d data", "∂L/∂W₁ M d error", ""),
    ),
}


def layer_shapes(n=50, d=64, M=32, K=10):
    """Show every matrix product of a three-layer network, each matrix as a rectangle.

    Parameters
    ----------
    n, d, M, K : int
        The numbers of examples, inputs, hidden units and classes; each 1 or more.

    Raises
    ------
    TypeError, ValueError
        If a number is no integer, or below 1.

    Examples
    --------
    >>> shown = layer_shapes(n=5, d=4, M=3, K=2)
    >>> shown.text.partition(". ")[0]
    'Forward: X (5, 4) times W₁ᵀ (4, 3) gives Z₁ (5, 3), then H = σ(Z₁)'
    """
    given = {"n": n, "d": d, "M": M, "K": K}
    sizes = {name: read_count(size, name) for name, size in given.items()}
    said = [_said(way, steps, sizes) for way, steps in STEPS.items()]
    return picture(lambda figure: _draw(figure, sizes), alt=" ".join(said), size=(8.0, 4.6))


def _said(way, steps, sizes):
    """Return one way in words, a sentence a step."""
    sentences = []
    for *matrices, then in steps:
        parts = (matrix.split() for matrix in matrices)
        left, right, result = (f"{name} ({sizes[h]}, {sizes[w]})" for name, h, w, _ in parts)
        sentences.append(f"{left} times {right} gives {result}{then}.")
    return f"{way.capitalize()}: {' '.join(sentences)}"


def _draw(figure, sizes):
    # Forward in the left column, backward in the right one: read down, each step feeds the next.
    scale = SIDE / max(sizes.values())
    for axes, (way, steps) in zip(figure.subplots(1, 2), STEPS.items(), strict=True):
        axes.set(title=way, xlim=(0, 7.2), ylim=(-7.85, 0), aspect="equal")
        axes.set_axis_off()
        ink, look = axes.title.get_color(), {"ha": "center", "va": "center"}
        for i, (*matrices, then) in enumerate(steps):
            middle, x = -1.3 - 2.75 * i, -0.21
            for matrix, sign in zip(matrices, ("", "·", "="), strict=True):
                name, height, width, kind = matrix.split()
                high, wide = (max(LEAST, scale * sizes[side]) for side in (height, width))
                axes.text(x + 0.16, middle, sign, fontsize=13, **look)
                x += 0.36
                box = {"align": "edge", "color": COLOURS[kind], "edgecolor": ink, "alpha": 0.55}
                axes.bar(x, high, wide, middle - high / 2, **box)
                axes.text(x + wide / 2, middle, name, fontsize=10, **look)
                shape = f"({sizes[height]}, {sizes[width]})"
                axes.text(x + wide / 2, middle + high / 2 + 0.1, shape, ha="center", fontsize=9)
                x += wide + 0.06
            axes.text(0.15, middle - 1.32, then.removeprefix(", "), va="center", fontsize=10)
