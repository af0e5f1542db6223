"""Lesson 03: the reader's own gradient check, by central differences."""

from helpers.exercises.catalogue.lesson03_numerical_jacobian_mistakes import MISTAKES
from helpers.exercises.catalogue.to_differentiate import (
    elementwise,
    exponentials,
    linear,
    products,
    softmax_of,
    steep,
)
from helpers.exercises.catalogue.ways import f32, f64, whole
from helpers.exercises.exercise import Exercise, Tolerance

EXERCISE = Exercise(
    name="numerical_jacobian",
    lesson="03",
    statement=(
        "Given a function `f`, which takes an array of shape (K,) and returns one of shape (M,), "
        "and a point `z` of shape (K,), floats or whole numbers, return the Jacobian of f at z by "
        "central differences, shape (M, K): the entry [i, j] is the derivative of f_i with "
        "respect to z_j. Any step from 1e-7 to 1e-3 will do."
    ),
    shown="You can check any derivative that anybody gives you, your own included.",
    reference=lambda f, z: f.jacobian(z),
    cases=[
        (linear([3]), f64(2)),
        (linear([1e9]), f64(2)),
        (elementwise(1), f64(-0.5)),
        (linear([1, -2]), f64(0.5, 0.25)),
        (linear([2], [-1], [4]), f64(1.5)),
        (steep(2), f64(0, 0)),
        (linear([1, 2], [3, 4]), f64(0.5, -1)),
        (linear([1, 2], [3, 4]), whole(1, -2)),
        (elementwise(2), whole(3, 1)),
        (linear([1, 0, 2], [-1, 3, 0]), f32(0, 0, 0)),
        (softmax_of(3), f64(1, 2, 3)),
        (softmax_of(3), whole(1, 2, 3)),
        (exponentials(3), f64(2, -1, 0)),
        (products(3), f64(1, -2, 0.5)),
        (steep(3), f64(0.5, -0.5, 0)),
        (linear([1, 2], [0, -1], [5, 1], [2, 2]), f64(1, 1)),
        (softmax_of(5), f64(0, 0, 1, -1, 8)),
        (products(8), f64(1, 2, 3, -1, -2, 0.5, 0, 1)),
    ],
    # Central differences are off by h^2 f''' / 6, 1.2e-6 at h = 1e-3, and by rounding / h.
    tolerance=Tolerance(float64=(1e-6, 5e-6), float32=(1e-4, 1e-4)),
    hints=(
        "One column for each entry of z. Move that entry by a small h up and down, and leave all "
        "the others where they are. How do the outputs differ?",
        "Work on copies: `up = z.astype(float)` and `down = z.astype(float)` make new arrays, of "
        "floats even if z holds whole numbers. Then `up[j] += h` and `down[j] -= h`.",
        "Column j is `(f(up) - f(down)) / (2 * h)`, with the brackets. Stack the columns: "
        "`np.stack(columns, axis=1)`.",
    ),
    solution="""
def numerical_jacobian(f, z):
    h = 1e-5
    columns = []
    for j in range(len(z)):
        up, down = z.astype(float), z.astype(float)
        up[j] += h
        down[j] -= h
        columns.append((f(up) - f(down)) / (2 * h))
    return np.stack(columns, axis=1)
""",
    why=(
        "What is even in h cancels between f(up) and f(down), so the error is of order h * h. A "
        "smaller h is not better without end: the difference then drowns in rounding."
    ),
    mistakes=MISTAKES,
)
