"""The reader's own gradient check, by central differences."""

import numpy as np

from helpers.exercises.checker.exercise import Exercise, Mistake, Tolerance
from helpers.exercises.content.exercises import differences as d
from helpers.exercises.content.exercises.to_differentiate import (
    elementwise,
    exponentials,
    linear,
    products,
    softmax_of,
    steep,
)
from helpers.exercises.content.exercises.ways import f32, f64, whole

MISTAKES = (
    Mistake(
        "one-sided-difference",
        tuple(d.columns(d.one_sided(h)) for h in (*d.STEPS, 1e-2, 1e-1))
        + tuple(d.columns(d.one_sided(-h)) for h in d.STEPS),
        "You take the difference to f(z) on one side only. Its error is of order h, not "
        "h * h, and shows where f is curved. Go up and down, and divide by 2h.",
    ),
    Mistake(
        "one-sided-divided-by-2h",
        tuple(d.columns(d.scaled(d.one_sided(h), 0.5)) for h in d.STEPS),
        "Everything is about half as large as it should be: what you divide by is twice the way "
        "between your two points. From z to z + h the way is h, from z - h to z + h it is 2h.",
    ),
    Mistake(
        "division-by-2-forgotten",
        (lambda f, z: 2 * d.exact(f, z),),
        "Everything is twice too large. From z - h to z + h the way is 2h, so the difference "
        "must be divided by 2h.",
    ),
    Mistake(
        "not-divided-by-h",
        tuple(
            d.columns(d.scaled(way(h), c))
            for h in d.STEPS
            for way, c in (
                (d.central, 2 * h),
                (d.central, h),
                (d.one_sided, h),
                (d.central, h * h),
            )
            if c > 1e-15  # smaller ones look like 0
        ),
        "You have the change of f, not its rate: divide by the way from one point to the "
        "other. Mind the brackets: `/ 2 * h` divides by 2 and then multiplies by h; it must "
        "be `/ (2 * h)`.",
    ),
    Mistake(
        "sign-flipped",
        (lambda f, z: -d.exact(f, z),),
        "The sign is flipped: it is f(z + h) - f(z - h), in this order.",
    ),
    Mistake(
        "transposed",
        (lambda f, z: d.exact(f, z).T,),
        "Rows and columns are exchanged. Row i is the output, column j the input that moved. "
        "For softmax nobody would notice, its Jacobian is symmetric; others are not.",
    ),
    Mistake(
        "4-diagonal-only",
        (
            d.diagonal_only,
            lambda f, z: d.exact(f, z) * np.eye(*d.exact(f, z).shape),
        ),
        "You fill the diagonal only: how f_i answers to z_i. Every output may answer to every "
        "input, so column j holds all of the difference.",
        "libnd4j#440, Cross Validated 235528",
    ),
    Mistake(
        "5-gradient-vector",
        (
            lambda f, z: d.exact(f, z).sum(axis=1),
            lambda f, z: d.exact(f, z).sum(axis=0),
        ),
        "You move all inputs at once (`z + h` adds h to every entry), or add the outputs up. "
        "Either way a row or column of the Jacobian is summed; for softmax to 0.",
        "Stack Overflow 36279904",
    ),
    Mistake(
        "7-overwritten-row",
        (
            lambda f, z: d.exact(f, z)[:, -1],
            lambda f, z: np.repeat(d.exact(f, z)[:, -1:], len(z), axis=1),
        ),
        "Only the last column survives: the loop writes each one over the one before. Column "
        "j belongs in `J[:, j]`.",
        "the question of lesson 03",
    ),
    Mistake(
        "as-many-outputs-as-inputs",
        (d.square_by_columns, d.square_by_rows),
        "Your array has the shape (d, d). The function has K outputs, and K need not be d: "
        "look at `len(f(z))`.",
    ),
    Mistake(
        "h-too-large",
        tuple(d.columns(d.central(h)) for h in (1.0, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005)),
        "Your h is too large: the error of the central difference is of order h * h. Between "
        "1e-7 and 1e-3 it is small.",
    ),
    Mistake(
        "h-too-small",
        tuple(
            d.columns(way(h))
            for h in (1e-11, 1e-12, 1e-13, 1e-14, 1e-15, 2.0**-52, 1e-16, 1e-20)
            for way in (d.central, d.one_sided)
        ),
        "Your h is too small: f(up) and f(down) agree in nearly all their digits, and their "
        "difference is rounding noise, or 0. Between 1e-7 and 1e-3 there is room.",
    ),
    Mistake(
        "never-moved-back",
        (lambda f, z: np.cumsum(d.exact(f, z), axis=1),)
        + tuple(d.moving_one_array(h, floats=True) for h in d.STEPS)
        + tuple(d.moving_one_array(h) for h in d.STEPS),
        "You move an entry and never move it back, so the later columns are taken at another "
        "point, or with several entries moved. Start each column from a fresh copy of z.",
    ),
    Mistake(
        "both-points-are-one-array",
        (lambda f, z: 0.0 * d.exact(f, z),),
        "Everything is 0: f is asked twice at the same point, or what comes out is never stored. "
        "Two names can stand for one array: `up = z` makes no copy.",
    ),
    Mistake(
        "24-integer-dtype",
        tuple(d.in_the_format_of_z(h) for h in d.STEPS)
        + tuple(d.moving_one_array(h, fresh=True) for h in d.STEPS)
        + tuple(d.moving_one_array(h, back=True) for h in d.STEPS)
        + (d.steps_in_the_format_of_z, lambda f, z: d.exact(f, z).astype(z.dtype)),
        "The copy of `z` that you move, or the array for the result, holds whole numbers when "
        "`z` does, and h is cut off. Use floats: `z.astype(float)`.",
        "Stack Overflow 36738754",
    ),
)


EXERCISE = Exercise(
    name="numerical_jacobian",
    statement=(
        "Given a function `f`, which takes an array of shape (d,) and returns one of shape (K,), "
        "and a point `z` of shape (d,), floats or whole numbers, return the Jacobian of f at z by "
        "central differences, shape (K, d): the entry [i, j] is the derivative of f_i with "
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
