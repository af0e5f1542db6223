"""The matrices of the forward and the backward pass, as their shapes."""

from matplotlib.patches import Rectangle

from helpers.arguments import read_count
from helpers.live import class_colour, picture

# What a matrix is made of decides its colour; each has its name on it besides.
COLOURS = {"data": "0.62", "weights": class_colour(0), "error": class_colour(1)}
SIDE = 1.9  # of the longest side, in the units of the axes
SLOPE = "then S₁ = ∂L/∂H ⊙ H(1 − H)"
LEAST = 0.66  # a short side stays wide enough to be seen


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
    rows = [
        ("forward", "X n d data", "W₁ᵀ d M weights", "Z₁ n M data", "then H = σ(Z₁)"),
        ("forward", "H n M data", "W₂ᵀ M K weights", "Z₂ n K data", "then P = softmax(Z₂)"),
        ("backward", "S₂ᵀ K n error", "H n M data", "∂L/∂W₂ K M error", ""),
        ("backward", "S₂ n K error", "W₂ K M weights", "∂L/∂H n M error", SLOPE),
        ("backward", "S₁ᵀ M n error", "X n d data", "∂L/∂W₁ M d error", ""),
    ]
    said = ". ".join(_sentence(row, sizes, i) for i, row in enumerate(rows))
    return picture(lambda figure: _draw(figure, rows, sizes), alt=said + ".", size=(8.0, 4.6))


def _sentence(row, sizes, i):
    way, left, right, result, then = row
    matrices = (matrix.split() for matrix in (left, right, result))
    names = [f"{name} ({sizes[high]}, {sizes[wide]})" for name, high, wide, _ in matrices]
    start = "" if i not in (0, 2) else f"{way.capitalize()}: "
    return f"{start}{names[0]} times {names[1]} gives {names[2]}" + (f", {then}" if then else "")


def _draw(figure, rows, sizes):
    # Forward in the left column, backward in the right one: read down, each step feeds the next.
    axes = figure.subplots(1, 2)
    scale = SIDE / max(sizes.values())
    ink = axes[0].title.get_color()
    for ax, way in zip(axes, ("forward", "backward")):
        ax.set(title=way, xlim=(0, 7.2), ylim=(-7.85, 0), aspect="equal")
        ax.set_axis_off()
        steps = [row for row in rows if row[0] == way]
        for i, (_, left, right, result, then) in enumerate(steps):
            middle = -1.3 - 2.75 * i
            x = 0.15
            for matrix, sign in ((left, ""), (right, "·"), (result, "=")):
                name, height, width, kind = matrix.split()
                high, wide = (max(LEAST, scale * sizes[side]) for side in (height, width))
                if sign:
                    ax.text(x + 0.16, middle, sign, ha="center", va="center", fontsize=13)
                    x += 0.36
                corner = (x, middle - high / 2)
                look = {"facecolor": COLOURS[kind], "edgecolor": ink, "alpha": 0.55}
                ax.add_patch(Rectangle(corner, wide, high, **look))
                ax.text(x + wide / 2, middle, name, ha="center", va="center", fontsize=10)
                shape = f"({sizes[height]}, {sizes[width]})"
                ax.text(x + wide / 2, middle + high / 2 + 0.1, shape, ha="center", fontsize=9)
                x += wide + 0.06
            if then:
                ax.text(0.15, middle - 1.32, then, va="center", fontsize=10)
